"""A supervisor gives a conversation to somebody who is here: one that waits, or a colleague's.

One transaction: it is somebody's, or waits, at every instant.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from helpline import access, failpoints
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from helpline.states import QUEUED, State, Trigger
from routing import guards, moves, outbound, queue
from routing.beside import handings
from routing.hands import handover
from routing.waiting import room
from transcripts import audit


def reassign(counsellor: UUID, conversation: UUID, to: UUID, reason: str = "") -> None:
    """Give it to this colleague, who speaks the language, has the skill and has room."""
    now = timezone.now()
    try:
        with transaction.atomic():
            row = moves.locked(conversation)
            person = access.must(counsellor, "reassign", row)
            if row.counsellor_id == to and row.state == State.ACTIVE:
                raise Refused("to_yourself" if to == counsellor else "already_taken")
            receiver = handover.able(row, to, now, lock=True)
            audit.note(person, "reassign", conversation=row.pk, about=f"person:{to}")
            _give(row, person, receiver, reason, now)
    except IntegrityError:
        raise Refused("already_taken") from None
    failpoints.reach("after_assignment")
    queue.assign(row.line_id)


def _give(
    row: Conversation, person: Counsellor, receiver: Counsellor, reason: str, now: datetime
) -> None:
    if row.state in QUEUED:
        asked = moves.answer_offer(row, "withdrawn", now)
        _note(row, person, receiver, asked, now)
        room.claim(row, receiver.pk)
        moves.hand(row, receiver, now)
        moves.move(row, Trigger.ACCEPTED, actor=receiver.pk.hex, now=now, desk=asked)
    elif row.state == State.ACTIVE:
        _let_go(row, person, reason, now)
        handings.drop(row, "withdrawn", now, actor=person.pk.hex)
        _note(row, person, receiver, row.counsellor_id, now)
        room.claim(row, receiver.pk)
        moves.pass_to(row, receiver, now)
    else:
        raise Refused("not_now")


def _let_go(row: Conversation, person: Counsellor, reason: str, now: datetime) -> None:
    """A colleague's of high risk has its second person here; for one's own another is needed."""
    if row.counsellor_id == person.pk:
        guards.must_let_go(row, person, reason, now)
    elif guards.is_held(row):
        audit.note(person, "let_go", conversation=row.pk, detail="reassigned")


def _note(
    row: Conversation, person: Counsellor, receiver: Counsellor, desk: UUID | None, now: datetime
) -> None:
    outbound.publish(
        row,
        "reassigned",
        actor=person.pk.hex,
        at=now,
        before=row.state,
        desk=desk,
        detail=receiver.pk.hex,
    )
