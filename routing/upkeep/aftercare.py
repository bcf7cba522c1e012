"""What is still to be done for words that are kept a while: redact them, and forget who wrote."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import DatabaseError, InterfaceError, transaction

from helpline.models import Conversation
from routing import moves, outbound
from routing.beside import expiry, resealing
from transcripts.erasing import forgetting
from transcripts.models import Kept
from transcripts.redacted import closing, rekeying

log = logging.getLogger("helpline.aftercare")

AT_ONCE = 50
REDACTED = "kept_redacted"


def redact_due(now: datetime) -> int:
    """Redact what was closed to be kept redacted; returns how many conversations."""
    waiting = Kept.objects.filter(redacted_at=None).order_by("until")
    return sum(_redact(pk, now) for pk in waiting.values_list("pk", flat=True)[:AT_ONCE])


def _redact(conversation: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = moves.locked(conversation)
            kept = Kept.objects.filter(conversation=row, redacted_at=None).first()
            return kept is not None and _one(row, kept, now)
    except (DatabaseError, InterfaceError):
        # It is tried again; the words go by themselves if that takes too long.
        raise
    except Exception as fault:
        log.error("not_redacted", extra={"cause": type(fault).__name__})
        _keep_nothing(conversation, now)
        return False


def _one(row: Conversation, kept: Kept, now: datetime) -> bool:
    if row.erased_at or row.erase_at is None or row.erase_at <= now:
        kept.delete()
        return False
    rekeying.start(row.pk, kept, now)
    kept.doubtful = closing.redact_all(row.pk, now)
    resealing.at_close(row.pk)
    kept.redacted_at = now
    kept.save(update_fields=["doubtful", "redacted_at"])
    row.erase_at = expiry.until(row, kept)
    outbound.publish(row, REDACTED, actor="helpline", at=now, before=row.state)
    return True


def _keep_nothing(conversation: UUID, now: datetime) -> None:
    with transaction.atomic():
        row = moves.locked(conversation)
        expiry.erase(row, now)
        outbound.publish(row, "erased", actor="helpline", at=now, before=row.state)


def rekey_due(now: datetime) -> int:
    """Destroy the keys under which redacted words stood unredacted; returns how many."""
    due = Kept.objects.filter(rekey_at__lte=now).order_by("rekey_at")
    return sum(_rekey(pk, now) for pk in due.values_list("pk", flat=True)[:AT_ONCE])


def _rekey(conversation: UUID, now: datetime) -> bool:
    return rekeying.go_on(conversation, partial(_kept, conversation), _seal_anew, now)


def _kept(conversation: UUID) -> Kept | None:
    """What says so of a conversation that is still there, both locked."""
    row = moves.locked(conversation)
    return None if row.erased_at else Kept.objects.filter(conversation=row).first()


def _seal_anew(kept: Kept) -> None:
    resealing.again(kept.conversation_id)


def forget_due(now: datetime) -> int:
    """Forget who wrote what is kept without its writer; returns how many conversations."""
    due = Kept.objects.filter(forget_at__lte=now, redacted_at__isnull=False)
    found = list(due.values_list("pk", flat=True)[:AT_ONCE])
    if found:
        forgetting.forget_seekers(found)
        Kept.objects.filter(pk__in=found).update(forget_at=None)
    return len(found)
