"""What a seeker says without words: that they are ready, want a pause, or another counsellor.

Each function is one transaction on a database thread, and raises `Refused` when it may not be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import OPEN_STATES, Conversation, Seeker
from helpline.states import State, Trigger
from routing import moves, outbound, queue
from routing.events import PAUSABLE
from routing.waiting import lineup


def ready(seeker: UUID) -> None:
    """They are alone with the screen: whoever is there may write."""
    with _of(seeker) as (row, now):
        resume(row, now)
        asked, row.ready_at = row.ready_at is None, now
        if asked:
            outbound.publish(row, "ready", actor="seeker", at=now, before=row.state)
        else:
            row.save(update_fields=["ready_at"])


def pause(seeker: UUID, on: bool) -> None:
    """Leave them alone for the line's minutes, their place held; or go on before that."""
    with _of(seeker) as (row, now):
        if not on:
            resume(row, now)
            return
        row.paused_until = now + timedelta(minutes=row.line.hold_minutes)
        if row.state == State.OFFERED:
            asked = moves.answer_offer(row, "withdrawn", now)
            moves.move(row, Trigger.OFFER_LAPSED, actor="seeker", now=now, desk=asked)
        outbound.publish(row, "paused", actor="seeker", at=now, before=row.state)


def another(seeker: UUID) -> None:
    """Back to the queue, to their place; whom they did not want is not asked again for a while."""
    with _of(seeker) as (row, now):
        holder = row.counsellor_id
        if row.state != State.ACTIVE or holder is None:
            raise Refused("not_now")
        resume(row, now)
        moves.take_back(row, Trigger.TRANSFERRED, actor="seeker", now=now, detail="another")
        moves.gave_away(row, holder, now, lineup.UNWANTED)


def resume(row: Conversation, now: datetime, *, actor: str = "seeker") -> None:
    """The pause of a locked conversation is over, if there was one; that of time says so."""
    if row.paused_until is None:
        return
    row.paused_until = None
    detail = "" if actor == "seeker" else "over"
    outbound.publish(row, "resumed", actor=actor, at=now, before=row.state, detail=detail)


@contextmanager
def _of(seeker: UUID) -> Iterator[tuple[Conversation, datetime]]:
    """Their open conversation, locked, and what follows for the queue; raises `Refused`."""
    now = timezone.now()
    with transaction.atomic():
        found = Conversation.objects.filter(seeker_id=seeker, state__in=OPEN_STATES)
        row = moves.locked(one) if (one := found.values_list("pk", flat=True).first()) else None
        if row is None:
            raise Refused("no_conversation")
        if row.exited_at is not None:
            raise Refused("token")
        if row.state not in PAUSABLE:
            raise Refused("not_now")
        before = row.state
        Seeker.objects.filter(pk=seeker).update(seen_at=now)
        yield row, now
    if row.state == State.WAITING or before == State.OFFERED:
        queue.assign(row.line_id)
