"""Whether a conversation may leave the hands it is in: one of high risk only if a second person
agrees, or for a reason that is written down."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from routing import alerts, moves, outbound
from routing.beside import expiry
from routing.texting import reasons
from transcripts import audit

# So long a seeker's own wish that their words go waits for somebody to agree; then it is done. So
# long after its last word a conversation that nobody let go is passed over by what time brings:
# they were told when their words go, and a forgotten press may not keep them for ever.
HELD_FOR = timedelta(hours=72)


def is_held(row: Conversation) -> bool:
    """Whether its risk is high, and nobody has let it go since it was flagged."""
    return row.risk >= alerts.HIGH and row.let_go_at is None


def free(now: datetime) -> Q:
    """Conversations that may leave by themselves: what time brings is no second person, but for
    those without a word for `HELD_FOR`."""
    forgotten = Q(last_word_at__lte=now - HELD_FOR)
    return Q(risk__lt=alerts.HIGH) | Q(let_go_at__isnull=False) | forgotten


def lapse(row: Conversation, now: datetime) -> None:
    """A locked conversation that time may take is let go by nobody, which is written down."""
    if is_held(row):
        row.let_go_at = now
        audit.note(None, "let_go", account="helpline", conversation=row.pk, detail="time")
        alerts.take_down(row, "risk", now)
        outbound.publish(row, "let_go", actor="helpline", at=now, before=row.state, detail="time")


def must_let_go(row: Conversation, person: Counsellor, reason: str, now: datetime) -> None:
    """Raises `Refused("high_risk")` unless a locked conversation may leave, or a reason is given.

    The reason is sealed under the conversation's key, with who gave it.
    """
    if is_held(row):
        _let_go(row, person, now, "reason", checked(row, reason))


def checked(row: Conversation, reason: str) -> str:
    """The reason, as it may be kept; raises `Refused` where one is needed and this is none."""
    if not is_held(row):
        return ""
    if not reason.strip():
        raise Refused("high_risk")
    return reasons.checked(reason)


def release(counsellor: UUID, conversation: UUID) -> None:
    """A supervisor who does not hold it agrees that it may leave the hands it is in."""
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        person = access.must(counsellor, "release", row)
        if row.counsellor_id == counsellor:
            raise Refused("second_person")
        if not is_held(row):
            raise Refused("not_now", "It may leave already.")
        _let_go(row, person, now, "second")


def erase_later(row: Conversation, now: datetime) -> None:
    """A seeker wants their words gone: when somebody lets it go, or when the time is over."""
    expiry.erase(row, min(row.erase_at or now + HELD_FOR, now + HELD_FOR))
    outbound.publish(row, "erasing", actor="seeker", at=now, before=row.state)


def _let_go(
    row: Conversation, person: Counsellor, now: datetime, how: str, reason: str = ""
) -> None:
    row.let_go_at = now
    audit.note(person, "let_go", conversation=row.pk, detail=how, reason=reason)
    alerts.take_down(row, "risk", now)
    if row.erase_at is not None:
        expiry.erase(row, now)
    outbound.publish(row, "let_go", actor=person.pk.hex, at=now, before=row.state, detail=how)
