"""What somebody wants to become of their words at the end, within what their line offers.

Longer than the policy says, words are kept only for whoever chose that: the step `wished` is the
record of it, with the days that they were told.
"""

from datetime import datetime

from helpline.errors import Refused
from helpline.models import Conversation, Line
from helpline.states import FINAL
from routing import outbound
from routing.beside import expiry
from routing.models import Step
from transcripts.promised import deadlines
from transcripts.promised.deadlines import Facts, Verdict


def choose(row: Conversation, choice: str, now: datetime) -> None:
    """Note the wish of a locked conversation's seeker; `keep` takes back any there was.

    A clock that runs already is set anew. Raises `Refused`: `not_offered`, or `erased` when the
    words are gone or due.
    """
    wish = "" if choice == "keep" else choice
    gone = row.erase_at is not None and row.erase_at <= now
    if wish and gone:
        raise Refused("erased")
    if wish in ("days", "follow_up") and not _days(row.line, wish):
        raise Refused("not_offered")
    row.keep_wish = wish
    promised = f"{wish}:{_days(row.line, wish)}" if _days(row.line, wish) else wish
    if row.state in FINAL and row.closed_at is not None and not gone:
        expiry.settle(row, _verdict(row, row.closed_at, promised), now)
    outbound.publish(
        row,
        "wished" if wish else "kept",
        actor="seeker",
        at=now,
        before=row.state,
        detail=promised or row.policy,
    )


def verdict(row: Conversation, closed_at: datetime, erase_by: datetime | None = None) -> Verdict:
    """By which rule, and when, the words of a conversation that ended at this moment are to go:
    by that time, if they are to be gone by then in any case."""
    promised = _promised(row) if row.keep_wish else ""
    return _verdict(row, closed_at, promised, erase_by)


def _verdict(
    row: Conversation, closed_at: datetime, promised: str, erase_by: datetime | None = None
) -> Verdict:
    facts = Facts(row.policy, closed_at, row.last_word_at, promised, erase_by)
    return deadlines.verdict(facts)


def _promised(row: Conversation) -> str:
    """The wish as it was noted: a line that offers more days by now was not asked for those."""
    last = Step.objects.filter(conversation=row, happening="wished").order_by("-seq").first()
    return last.detail if last is not None else row.keep_wish


def narrowed(row: Conversation) -> str:
    """The wish of a locked conversation that another line has now: longer than that line offers,
    nothing is kept."""
    promised = int(_promised(row).partition(":")[2] or 0) if row.keep_wish else 0
    return row.keep_wish if promised <= _days(row.line, row.keep_wish) else ""


def _days(line: Line, wish: str) -> int:
    return {"days": line.keep_days, "follow_up": line.follow_up_days}.get(wish, 0)
