"""To whom a number was shown and why: written down, and forgotten after a year."""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation
from routing.models import Reveal
from transcripts import keys
from transcripts.redacted import typed

KEPT = timedelta(days=365)


def write_down(
    row: Conversation, counsellor: UUID, reason: str, *, now: datetime, until: datetime
) -> None:
    """The reason is sealed as words of the conversation are, and goes with its key."""
    sealed = keys.seal(row.pk, typed.reason(row.pk, reason), _about(counsellor, now))
    Reveal.objects.create(
        conversation=row, counsellor_id=counsellor, sealed=sealed, at=now, until=until
    )


def reason_of(reveal: Reveal) -> str | None:
    """Why it was shown; None once the conversation is past its time, held by law or not."""
    due = reveal.conversation.erase_at
    if due is not None and due <= timezone.now():
        return None
    about = _about(reveal.counsellor_id, reveal.at)
    return keys.told(reveal.conversation_id, reveal.sealed, about) or None


def reseal(conversation: UUID, change: Callable[[str], str]) -> None:
    """Put other words in the place of the reasons, by the present key of a locked conversation."""
    for reveal in Reveal.objects.filter(conversation=conversation):
        about = _about(reveal.counsellor_id, reveal.at)
        with contextlib.suppress(Refused):
            said = keys.open_sealed(conversation, bytes(reveal.sealed), about)
            reveal.sealed = keys.seal(conversation, change(said), about)
            reveal.save(update_fields=["sealed"])


def forget(now: datetime) -> int:
    """Strike out what was shown a year ago; returns how many."""
    gone, _ = Reveal.objects.filter(at__lte=now - KEPT).delete()
    return gone


def _about(counsellor: UUID, at: datetime) -> bytes:
    return b"reason" + counsellor.bytes + keys.moment(at)
