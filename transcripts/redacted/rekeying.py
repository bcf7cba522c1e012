"""A new key for what was redacted: the old one opens what an old copy still has.

First the new key lies beside the old one, and what is kept is sealed under it; both open words.
When no process can have the old one alone in mind any more, what was sealed by it meanwhile is
sealed anew, and it is destroyed, with a tombstone of its own. Each step may be repeated.

What goes while two keys are there has stood under the newer one as well, and copies of that may be
anywhere. So the newer one is exchanged in its turn (`rekey_again`).
"""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
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


class Changing(Protocol):
    """The row that says when the old key goes, and whether the new one must follow it."""

    rekey_at: datetime | None
    rekey_again: bool

    def save(self, *, update_fields: list[str]) -> None: ...


Row = TypeVar("Row", bound=Changing)
FIELDS = ["rekey_at", "rekey_again"]


def start(owner: UUID, row: Changing, now: datetime) -> None:
    """From now on what is sealed for this owner is sealed by a key that no older copy has, or soon
    will be; its locked row says so. Raises `Refused("erased")`."""
    row.rekey_again = not begin(owner)
    row.rekey_at = now + PAUSE
    row.save(update_fields=FIELDS)


def go_on(
    owner: UUID, locked: Callable[[], Row | None], reseal: Callable[[Row], None], now: datetime
) -> bool:
    """Destroy the old key, if it is time to; returns whether there was one.

    `locked` gives the row, locked, if there is still something to be sealed; `reseal` seals all of
    it by the present key.
    """
    with transaction.atomic():
        row = locked()
        if row is None or row.rekey_at is None or row.rekey_at > now:
            return False
        due = row.rekey_at
        reseal(row)
    failpoints.reach("after_reseal")
    done = finish(owner)
    with transaction.atomic():
        row = locked()
        if row is None or row.rekey_at != due:
            # Somebody took something out meanwhile: it has a time of its own.
            return done
        # Written down before there is another key: whoever goes on leaves it its time, too.
        row.rekey_at = now + PAUSE if row.rekey_again else None
        row.save(update_fields=FIELDS)
    if row.rekey_again:
        _exchange(owner, locked, reseal, now)
    return done


def _exchange(
    owner: UUID, locked: Callable[[], Row | None], reseal: Callable[[Row], None], now: datetime
) -> None:
    """The new key goes in its turn: something was taken out while it was in use."""
    with contextlib.suppress(Refused), transaction.atomic():
        row = locked()
        if row is not None:
            start(owner, row, now)
            reseal(row)


def begin(owner: UUID) -> bool:
    """A new key beside the old one; False if there is one already. Raises `Refused("erased")`."""
    row = SealedKey.objects.using("keys").filter(owner=owner).first()
    if row is None:
        raise Refused("erased")
    made = row.fresh is None
    if made:
        wrapped = wrapping.wrap_by(owner, AESGCM.generate_key(bit_length=256), row.master)
        as_read = SealedKey.objects.using("keys").filter(owner=owner, fresh=None, master=row.master)
        if not as_read.update(fresh=wrapped):
            return begin(owner)
    keys.forget([owner])
    failpoints.reach("after_fresh_key")
    return made


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
