"""Who moves up in the queue while they wait: by a phrase of the line's list, by asking for help.

Nothing is sent because of it, and nobody else is told than the counsellors.
"""

from typing import Any

from helpline.phrases import Book
from helpline.ranks import HELP, rank
from helpline.states import QUEUED
from routing.entering.conversations import Row
from routing.entering.plan import Plan


def by_words(plan: Plan, row: Row, text: str, book: Book) -> None:
    """What they write while they wait is looked at; in a talk the counsellor reads for themself."""
    if row.state not in QUEUED:
        return
    found = book.highest(text)
    if found is not None and found.tier > row.tier:
        _raise(plan, row, found.tier, raised_by="phrase", phrase_id=found.id)
        plan.step(row, "raised", "helpline", detail=str(found.tier))


def by_keyword(plan: Plan, row: Row) -> None:
    """Who asks for help by the carriers' word may mean it."""
    if row.state in QUEUED and row.tier < HELP:
        _raise(plan, row, HELP, raised_by="help")


def _raise(plan: Plan, row: Row, tier: int, **why: Any) -> None:
    row.tier = tier
    plan.fact(row, tier=tier, rank_at=rank(row.waiting_since, row.risk, tier), **why)
