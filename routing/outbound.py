"""The door out: every change is a numbered step, and after the commit it is let out to who listens.

On a database thread `publish` numbers and stores a step under its conversation's lock; after the
commit `let_out` brings the events to the event loop, where `serving` gives them to who listens.
"""

from collections.abc import Callable, Container, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from msgspec import UNSET

from helpline import failpoints, sql
from helpline.models import Conversation
from routing import serving
from routing.events import (
    Beside,
    Event,
    Held,
    beside,
    milliseconds,
)
from routing.models import Delivery, Step
from transcripts.record import Words

STEP_COLUMNS = (
    "conversation_id",
    "seq",
    "happening",
    "before",
    "after",
    "actor",
    "at",
    "message_id",
    "about",
    "detail",
)


def publish(
    conversation: Conversation,
    happening: str,
    *,
    actor: str,
    at: datetime,
    before: str,
    desk: UUID | None = None,
    about: int = 0,
    detail: str = "",
) -> None:
    """Number and store one step of a locked conversation; let it out after the commit."""
    conversation.last_seq += 1
    conversation.save()
    Step.objects.create(
        conversation=conversation,
        seq=conversation.last_seq,
        happening=happening,
        before=before,
        after=conversation.state,
        actor=actor,
        at=at,
        about=about,
        detail=detail,
    )
    failpoints.reach("before_step")
    event = Event(
        conversation=conversation.pk,
        line=conversation.line_id,
        seq=conversation.last_seq,
        happening=happening,
        after=conversation.state,
        actor=actor,
        at=milliseconds(at),
        holder=conversation.counsellor_id,
        desk=desk,
        name=conversation.counsellor.shift_name if conversation.counsellor else "",
        about=about,
        detail=detail,
        risk=conversation.risk if happening == "flagged" else UNSET,
        erase_at=milliseconds(conversation.erase_at) if conversation.erase_at else 0,
        beside=standing_beside(conversation),
    )
    transaction.on_commit(partial(_committed, event))


def standing_beside(row: Conversation) -> Beside:
    """What is told beside the state of this conversation."""
    ready = row.ready_at is not None
    held = Held(row.held_until, row.held_openly)
    return beside(row.state, ready, row.paused_until, row.keep_wish, held, row.erase_at)


def _committed(event: Event) -> None:
    failpoints.reach("after_step")
    let_out([event])


def append(rows: Sequence[sql.Row]) -> None:
    """Store the steps of a whole batch in one statement; columns as STEP_COLUMNS."""
    sql.insert(Step._meta.db_table, STEP_COLUMNS, rows)


def queue_texts(words: Sequence[Words], now: datetime, required: Container[UUID] = ()) -> None:
    """A delivery for each message that leaves as a text, in the same transaction as its words."""
    if words:
        Delivery.objects.bulk_create(
            Delivery(
                message_id=w.id,
                conversation_id=w.conversation,
                seq=w.seq,
                next_at=now,
                made_at=now,
                automatic=w.author == "helpline",
                required=w.id in required,
            )
            for w in words
        )


def let_out(events: Sequence[Event]) -> None:
    """Bring committed events to the event loop; without one (a command) others will read them."""
    if serving.door.loop is not None and not serving.door.loop.is_closed():
        serving.door.loop.call_soon_threadsafe(serving.serve, events)


def after_commit(tell: Callable[..., None], *what: Any) -> None:
    """From a database thread: have this told on the event loop, once all is stored."""
    transaction.on_commit(partial(_on_the_loop, tell, *what))


def _on_the_loop(tell: Callable[..., None], *what: Any) -> None:
    if serving.door.loop is not None and not serving.door.loop.is_closed():
        serving.door.loop.call_soon_threadsafe(tell, *what)
