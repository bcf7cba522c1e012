"""What an answer means for a page: good, failing or moved, and when to look again. Pure.

One bad day says nothing: a page is said not to answer once it has failed on several days in a row.
"""

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

# On so many days in a row it must have failed before anybody is told.
CALLED = 3
# So often it is looked at daily; after that it is dead, and a week is soon enough.
PATIENT = 5
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
# So much of the time to the next look is left to chance, so that looks spread by themselves.
SPREAD = 0.2
# It is there: as asked for, or it does not let programs look (401, 403, 429 …).
GOOD = ("ok", "shut")
# Nothing came back, which may be our own net's fault as well.
NOTHING_CAME = ("no_name", "no_answer")
# It fails by its own words; whatever else it says, somebody is there.
FAILING = frozenset({404, 410, *range(500, 600)})

Trouble = Literal["", "silent", "moved"]


class Answer(msgspec.Struct, frozen=True):
    """What came of a look.

    `code` is ok, shut, a failing status as three digits, no_name, no_answer, tls (its certificate
    is not good), inside (it leads to a machine that is not public), astray (it leads to where
    nobody is sent) or loops. `moved_to` is where it says it is for good.
    """

    code: str
    moved_to: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a page. `days_failed` are days in a row, the last of them `failed_on` and
    the first `since`; `settled` is the new address of which somebody said that the old one is
    right."""

    code: str = ""
    days_failed: int = 0
    failed_on: date | None = None
    since: date | None = None
    moved_to: str = ""
    settled: str = ""


def code_of(status: int) -> str:
    """What a status says that is no redirect."""
    if 200 <= status < 300:
        return "ok"
    return f"{status}" if status in FAILING else "shut"


def after(before: Standing, answer: Answer, today: date, *, counts: bool = True) -> Standing:
    """What is known after a look; one that does not count says nothing of the page."""
    if answer.code in GOOD:
        moved_to = answer.moved_to if answer.code == "ok" else before.moved_to
        return Standing(code=answer.code, moved_to=moved_to, settled=before.settled)
    if not counts:
        return before
    new = today != before.failed_on
    return Standing(
        code=answer.code,
        days_failed=before.days_failed + new,
        failed_on=today,
        since=before.since or today,
        moved_to=before.moved_to,
        settled=before.settled,
    )


def still_right(before: Standing) -> Standing:
    """Somebody has looked for themselves: it begins anew, and the same move is said no more."""
    return Standing(moved_to=before.moved_to, settled=before.moved_to)


def trouble(standing: Standing) -> Trouble:
    """What somebody must look at."""
    if standing.days_failed >= CALLED:
        return "silent"
    return "moved" if standing.moved_to not in ("", standing.settled) else ""


def next_look(
    standing: Standing, answer: Answer, now: datetime, days: int, luck: float
) -> datetime:
    """Not before `days` days after a good answer; sooner after a failure. `luck` is from 0 to 1."""
    wait = timedelta(days=days)
    if answer.code not in GOOD:
        wait = min(wait, A_DAY if standing.days_failed <= PATIENT else A_WEEK)
    return now + wait * (1 + SPREAD * luck)
