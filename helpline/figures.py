"""Counts what remains of a talk for the figures: each choice by itself, a number a week.

Counted together they would be a row for each talk, and with its week, channel and risk beside it
that row could be found again in what outlives the words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from helpline import tallies
from helpline.models import Conversation
from helpline.protocol import Noted

NEEDS = ("shelter", "health", "substances", "legal", "violence", "money", "family", "work")
OUTCOMES = ("helped", "referred", "goes_on", "nothing_fit", "cut_short")
# What a wrap-up that nobody finished is counted as.
NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Told:
    """What a counsellor noted when they wrapped up; each part may be left out.

    `offered` are categories of what was inserted: how often is not told, nor what it was.
    """

    kind: str = ""
    needs: tuple[str, ...] = ()
    outcome: str = ""
    relation: str = ""
    offered: tuple[str, ...] = ()


NOTHING = Told()


def told(noted: Noted, offered: Iterable[str] = ()) -> Told:
    """What was noted, each choice once, in one order; what is no choice of the line is left out."""
    return Told(
        kind=noted.kind,
        needs=tuple(each for each in NEEDS if each in noted.needs),
        outcome=noted.outcome if noted.outcome in OUTCOMES else "",
        relation=noted.relation,
        offered=tuple(sorted({each for each in offered if each})),
    )


def keep(row: Conversation, what: Told, now: datetime) -> None:
    """Count a talk that closes now, in the transaction that closes it."""
    counted = [
        ("talk", row.channel),
        ("talk_kind", what.kind or NOT_SAID),
        ("talk_risk", str(row.risk)),
        ("talk_outcome", what.outcome or NOT_SAID),
        ("talk_relation", what.relation or NOT_SAID),
        *(("talk_need", need) for need in what.needs),
        *(("talk_offered", category) for category in what.offered),
    ]
    tallies.count(row.line, counted, now)
