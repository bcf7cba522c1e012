"""Somebody has looked at what was kept in doubt: the mark goes, and who looked and when stays."""

from datetime import datetime
from uuid import UUID

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from transcripts import audit
from transcripts.models import Kept


def clear(row: Conversation, who: Counsellor, now: datetime) -> bool:
    """Take the mark of doubt from a locked conversation; False if somebody else was faster.

    From then on it is kept for as long as was told. Raises `Refused` if they may not, or nothing
    is kept of it.
    """
    access.must(who.pk, "checked", row)
    kept = Kept.objects.select_for_update().filter(conversation=row, until__gt=now).first()
    if kept is None or kept.redacted_at is None or row.erased_at or _late(row, now):
        raise Refused("erased")
    if not kept.doubtful:
        return False
    kept.doubtful, kept.checked_at, kept.checked_by = False, now, who
    kept.save(update_fields=["doubtful", "checked_at", "checked_by"])
    row.erase_at = kept.until
    row.save(update_fields=["erase_at"])
    audit.note(who, "checked", conversation=row.pk)
    return True


def locked(conversation: UUID) -> Conversation:
    """The row, locked for this transaction."""
    return Conversation.objects.select_for_update(of=("self",)).get(pk=conversation)


def _late(row: Conversation, now: datetime) -> bool:
    return row.erase_at is not None and row.erase_at <= now
