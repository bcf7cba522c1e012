"""Steps, offers, assignments, shifts, deliveries: what happened, without a word of it.

And what is kept of numbers, by keyed hash: who wants no texts, and who is blocked.
"""

from routing.models.alarms import Alert, Health
from routing.models.halfway import Used, Weighing, WrapUp
from routing.models.hands import Assignment, Guest, Handing, Offer, Shift
from routing.models.steps import Step
from routing.models.texts import Block, Delivery, OptOut, Reveal

__all__ = [
    "Alert",
    "Assignment",
    "Block",
    "Delivery",
    "Guest",
    "Handing",
    "Health",
    "Offer",
    "OptOut",
    "Reveal",
    "Shift",
    "Step",
    "Used",
    "Weighing",
    "WrapUp",
]
