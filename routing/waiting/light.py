"""The wall's light: how a line is doing, from a few figures, by a rule that is written under it."""

from typing import Literal

from msgspec import Struct

Light = Literal["steady", "busy", "stretched"]


class Figures(Struct, frozen=True):
    """What the light looks at: who waits and the longest (seconds), free places, open alerts."""

    waiting: int
    longest: int
    places: int
    hands: int
    high_risk: int
    target: int


def light(now: Figures) -> Light:
    """Stretched: somebody waits longer than twice the target, or waits and nobody is there with
    room, or a risk is high and not looked after. Busy: somebody waits longer than the target, or a
    hand is up. Steady otherwise."""
    if now.longest > 2 * now.target or now.high_risk or (now.waiting and not now.places):
        return "stretched"
    if now.longest > now.target or now.hands:
        return "busy"
    return "steady"
