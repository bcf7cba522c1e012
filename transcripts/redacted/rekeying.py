"""A new key for a conversation that was redacted: the old one opens what an old copy still has.

First the new key lies beside the old one, and what is kept is sealed under it; both open words.
When no process can have the old one alone in mind any more, what was sealed by it meanwhile is
sealed anew, and it is destroyed, with a tombstone of its own. Each step may be repeated.
"""

from datetime import timedelta
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from helpline import failpoints
from helpline.errors import Refused
from transcripts import keys
from transcripts.keyring import wrapping
from transcripts.models import SealedKey, Tombstone

# Longer than a key is remembered, so that everybody seals by the new one.
PAUSE = timedelta(seconds=2 * keys.REMEMBERED_SECONDS)


def begin(owner: UUID) -> None:
    """A new key beside the old one, unless there is one already; raises `Refused("erased")`."""
    row = SealedKey.objects.using("keys").filter(owner=owner).first()
    if row is None:
        raise Refused("erased")
    if row.fresh is None:
        wrapped = wrapping.wrap_by(owner, AESGCM.generate_key(bit_length=256), row.master)
        as_read = SealedKey.objects.using("keys").filter(owner=owner, fresh=None, master=row.master)
        if not as_read.update(fresh=wrapped):
            begin(owner)
    keys.forget([owner])
    failpoints.reach("after_fresh_key")


def finish(owner: UUID) -> bool:
    """Destroy the old key: nothing that is kept needs it. Whether there was a new one."""
    with transaction.atomic(using="keys"):
        rows = SealedKey.objects.using("keys").select_for_update()
        row = rows.filter(owner=owner).exclude(fresh=None).first()
        if row is None:
            return False
        now, mark = timezone.now(), wrapping.grave(owner, wrapping.unwrap(row))
        Tombstone.objects.using("keys").bulk_create(
            [Tombstone(owner=mark, at=now, of_key=True)], ignore_conflicts=True
        )
        row.wrapped, row.fresh, row.made_at = row.fresh, None, now
        row.save(using="keys", update_fields=["wrapped", "fresh", "made_at"])
    keys.forget([owner])
    failpoints.reach("after_old_key")
    return True
