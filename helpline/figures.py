"""Counts what remains of a talk for the figures: each choice by itself, a number a week.

Counted together they would be a row for each talk, and with its week, channel and risk beside it
that row could be found again in what outlives the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from helpline import tallies
from helpline.models import Conversation
from helpline.protocol import Need

NEEDS: tuple[str, ...] = get_args(Need)
# What a wrap-up that nobody finished is counted as.
NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Told:
    """What a counsellor noted when they wrapped up; each part may be left out."""

    kind: str = ""
    needs: tuple[str, ...] = ()
    outcome: str = ""


NOTHING = Told()


def told(kind: str, needs: Sequence[str], outcome: str) -> Told:
    """What was noted, each need once, in one order."""
    return Told(kind, tuple(each for each in NEEDS if each in needs), outcome)


def keep(row: Conversation, what: Told, now: datetime) -> None:
    """Count a talk that closes now, in the transaction that closes it."""
    counted = [
        ("talk", row.channel),
        ("talk_kind", what.kind or NOT_SAID),
        ("talk_risk", str(row.risk)),
        ("talk_outcome", what.outcome or NOT_SAID),
        *(("talk_need", need) for need in what.needs),
    ]
    tallies.count(row.line, counted, now)
