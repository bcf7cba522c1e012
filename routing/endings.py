"""How a conversation ends: in wrap-up, closed or abandoned; the clock of its words starts here."""

from datetime import datetime
from uuid import UUID

from helpline import figures
from helpline.models import Conversation
from helpline.protocol import Noted
from helpline.states import State, Trigger
from routing import alerts, moves, outbound, returning, wishes
from routing.beside import deciding, expiry, passings, wrapups
from transcripts import policies


def wrap_up(
    row: Conversation, trigger: Trigger, *, actor: str, now: datetime, detail: str = ""
) -> None:
    """The talk of a locked, active conversation is over; its counsellor still holds it.

    Where nothing outlasts the end it is closed at once, unless somebody must let it go first.
    """
    moves.move(row, trigger, actor=actor, now=now, detail=detail)
    if policies.of(row.policy).at_once and (row.risk < alerts.HIGH or row.let_go_at is not None):
        close(row, Trigger.WRAP_LAPSED, actor="helpline", now=now, detail=detail)


def close(
    row: Conversation,
    trigger: Trigger,
    *,
    actor: str,
    now: datetime,
    chosen: Noted | None = None,
    detail: str = "",
) -> None:
    """Close a locked conversation in wrap-up, keep its figures, and free its counsellor.

    What is counted is what was `chosen`; of a wrap-up that nobody finished, what it says so far.
    """
    figures.keep(row, wrapups.told(row, chosen), now)
    _start_clock(row, now)
    alerts.take_down(row, "hand", now)
    moves.take_back(row, trigger, actor=actor, now=now, detail=detail)


def abandon(row: Conversation, *, actor: str, now: datetime) -> None:
    """The seeker left a locked conversation before anybody answered."""
    _start_clock(row, now)
    asked = moves.answer_offer(row, "withdrawn", now)
    moves.move(row, Trigger.SEEKER_LEFT, actor=actor, now=now, desk=asked)


def erase_now(row: Conversation, *, actor: str, now: datetime) -> None:
    """The words of a locked conversation are due for shredding this very moment."""
    expiry.erase(row, now)
    returning.revoke(row.seeker_id)
    outbound.publish(row, "erased", actor=actor, at=now, before=row.state)


def leave(row: Conversation, *, actor: str, now: datetime) -> UUID | None:
    """The seeker ends it: out of the queue if they waited, into wrap-up if someone was there."""
    if row.state in (State.WAITING, State.OFFERED):
        abandon(row, actor=actor, now=now)
    elif row.state == State.ACTIVE:
        wrap_up(row, Trigger.ENDED, actor=actor, now=now)
    return row.counsellor_id


def _start_clock(row: Conversation, now: datetime) -> None:
    row.closed_at = now
    wrapups.forget(row)
    deciding.forget(row)
    passings.ended(row, now)
    # What they wrote is not to be known of when the words are gone.
    row.phrase = None
    expiry.settle(row, wishes.verdict(row, now, row.erase_at), now)
