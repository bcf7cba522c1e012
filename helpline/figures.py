"""Counts what remains of a talk for the figures: each choice by itself, a number a week.

Counted together they would be a row for each talk, and with its week, channel and risk beside it
that row could be found again in what outlives the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from helpline import tallies
from helpline.errors import Refused
from helpline.models import Conversation

KINDS = ("support", "information", "place", "safety", "other")
NEEDS = ("shelter", "health", "substances", "legal", "violence", "money", "family", "work")
OUTCOMES = ("helped", "referred", "goes_on", "nothing_fit", "cut_short")
OTHER, NOT_SAID = "other", "not_said"


@dataclass(frozen=True, slots=True)
class Told:
    """What a counsellor noted when they wrapped up; each part may be left out."""

    kind: str = ""
    needs: tuple[str, ...] = ()
    outcome: str = ""


NOTHING = Told()


def told(kind: str, needs: Sequence[str], outcome: str) -> Told:
    """What was noted, each need once, in one order; raises `Refused` (`bad_field`)."""
    if not set(needs) <= set(NEEDS) or outcome not in {"", *OUTCOMES}:
        raise Refused("bad_field", "This is none of what can be noted.")
    return Told(kind, tuple(each for each in NEEDS if each in needs), outcome)


def keep(row: Conversation, what: Told, now: datetime) -> None:
    """Count a talk that closes now, in the transaction that closes it."""
    # A kind that is typed by no list of ours could be words of the talk.
    kind = what.kind if what.kind in KINDS else OTHER if what.kind else NOT_SAID
    counted = [
        ("talk", row.channel),
        ("talk_kind", kind),
        ("talk_risk", str(row.risk)),
        ("talk_outcome", what.outcome or NOT_SAID),
        *(("talk_need", need) for need in what.needs),
    ]
    tallies.count(row.line, counted, now)
