"""Counts what remains of a talk for the figures: each choice by itself, a number a week.

Counted together they would be a row for each talk, and with its week, channel and risk beside it
that row could be found again in what outlives the words (docs/adr/0023).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from helpline import clocks, tallies
from helpline.models import Conversation, Line
from helpline.protocol import Noted
from helpline.terms import Terms

# What a wrap-up that nobody finished is counted as.
NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Told:
    """What a counsellor noted when they wrapped up; each part may be left out.

    `offered` are categories of what was inserted: how often is not told, nor what it was.
    `lots` are what became of each place that was sent, `unmet` what left nothing that fits.
    `answered` is when a counsellor first wrote.
    """

    kind: str = ""
    needs: tuple[str, ...] = ()
    outcome: str = ""
    relation: str = ""
    offered: tuple[str, ...] = ()
    lots: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    answered: datetime | None = None


NOTHING = Told()
# Up to so many minutes; what is longer is the last.
WAITS = ((1, "under_1"), (5, "under_5"), (15, "under_15"), (60, "under_60"))
LENGTHS = ((10, "under_10"), (30, "under_30"), (60, "under_60"))
LONGEST = "over_60"
PARTS = ("night", "morning", "afternoon", "evening")


def band(bands: Sequence[tuple[int, str]], begin: datetime, end: datetime) -> str:
    """In which of these bands the time between the two falls."""
    minutes = (end - begin).total_seconds() / 60
    return next((name for most, name in bands if minutes < most), LONGEST)


def part_of_day(line: Line, now: datetime) -> str:
    """A quarter of the day on the line's clock: nobody is found again by the hour."""
    return PARTS[now.astimezone(clocks.zone_of(line)).hour // 6]


def told(
    noted: Noted, terms: Terms, offered: Iterable[str] = (), answered: datetime | None = None
) -> Told:
    """What was noted, each choice once, in one order; what is no choice of the line is left out."""
    needs, outcome = terms.chosen(noted)
    return Told(
        kind=noted.kind,
        needs=tuple(needs),
        outcome=outcome,
        relation=noted.relation,
        offered=tuple(sorted({each for each in offered if each})),
        answered=answered,
    )


def keep(row: Conversation, what: Told, now: datetime) -> None:
    """Count a talk that closes now, in the transaction that closes it."""
    counted = [
        ("talk", row.channel),
        ("talk_kind", what.kind or NOT_SAID),
        ("talk_risk", str(row.risk)),
        ("talk_outcome", what.outcome or NOT_SAID),
        ("talk_relation", what.relation or NOT_SAID),
        ("talk_language", row.locale),
        ("talk_part", part_of_day(row.line, row.opened_at)),
        *_how_long(row, what.answered),
        *(("talk_need", need) for need in what.needs),
        *(("talk_offered", category) for category in what.offered),
        *(("talk_lot", lot) for lot in what.lots),
        *(("talk_unmet", name) for name in what.unmet),
    ]
    tallies.count(row.line, counted, now)


def _how_long(row: Conversation, answered: datetime | None) -> Iterator[tuple[str, str]]:
    """How long they waited for a counsellor's first words, and how long it went on from there."""
    if answered is None:
        yield "talk_wait", NOT_SAID
        return
    yield "talk_wait", band(WAITS, row.opened_at, answered)
    # A wrap-up has its state since the talk was over.
    yield "talk_length", band(LENGTHS, answered, row.state_at)
