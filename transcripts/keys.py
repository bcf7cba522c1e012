"""One random key per conversation or seeker: kept apart, wrapped, and destroyed for good.

Words are sealed with AES-256-GCM; the associated data names conversation, seq and author, so a
ciphertext that was moved to another row does not open. A destroyed key leaves a tombstone, which is
asked before a key is believed: an old copy of the key table brings nothing back.
"""

import base64
import contextlib
import hashlib
import hmac
import logging
import secrets
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from helpline import metrics
from helpline.errors import Refused
from transcripts import masters
from transcripts.models import SealedKey, Tombstone

log = logging.getLogger("transcripts.keys")

NONCE = 12
REMEMBERED_SECONDS = 60.0
# Stands where words were altered or exchanged in the database; in both languages of the house.
UNREADABLE = "[This cannot be read. · Ceci ne peut pas être lu.]"

UNSENT = b"words that are not sent yet"

# When it was read, the cipher, and what keys for the pages' unsent words are made from.
_remembered: dict[UUID, tuple[float, AESGCM, bytes]] = {}


class Unreadable(Refused):
    """The key is there and does not fit: what is stored was altered, or belongs elsewhere."""

    def __init__(self, detail: str) -> None:
        super().__init__("erased", detail)


def wrap(owner: UUID, key: bytes) -> bytes:
    """A key as it is stored: under the present master key, and good for this owner only."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(masters.of(masters.current())).encrypt(nonce, key, owner.bytes)


def unwrap(row: SealedKey) -> bytes:
    """The key again; raises `Unreadable` where its master key does not open it."""
    key = opened(row)
    if key is None:
        raise _unreadable("key", "The key of these words cannot be opened.")
    return key


def opened(row: SealedKey) -> bytes | None:
    """The key again, or none where its master key is missing or does not open it."""
    wrapped = bytes(row.wrapped)
    try:
        master = AESGCM(masters.of(row.master))
        return master.decrypt(wrapped[:NONCE], wrapped[NONCE:], row.owner.bytes)
    except (InvalidTag, KeyError, ValueError):
        return None


def _unreadable(what: str, detail: str) -> Unreadable:
    """Told to whoever runs the line: nothing of ours ever makes such a row."""
    metrics.UNREADABLE.labels(what).inc()
    log.error("words_unreadable", extra={"cause": what})
    return Unreadable(detail)


def make(owners: Sequence[UUID]) -> None:
    """Make a key for each owner, stored before anything that needs it is written."""
    now = timezone.now()
    fresh = {owner: AESGCM.generate_key(bit_length=256) for owner in owners}
    SealedKey.objects.using("keys").bulk_create(
        SealedKey(owner=owner, wrapped=wrap(owner, key), master=masters.current(), made_at=now)
        for owner, key in fresh.items()
    )
    for owner, key in fresh.items():
        _remember(owner, key)


def unmake(owners: Sequence[UUID]) -> None:
    """Throw away keys that were made in vain: nothing was ever sealed with them."""
    SealedKey.objects.using("keys").filter(owner__in=owners).delete()
    forget(owners)


def _remember(owner: UUID, key: bytes) -> tuple[float, AESGCM, bytes]:
    known = time.monotonic(), AESGCM(key), hmac.digest(key, UNSENT, hashlib.sha256)
    _remembered[owner] = known
    return known


def cipher(owner: UUID) -> AESGCM:
    """The cipher of an owner; raises `Refused("erased")` when its key is gone."""
    return _known(owner)[1]


def for_unsent(owner: UUID, author: str) -> str:
    """The key under which this author's page keeps what it could not send yet (256 bits, base64).

    It is made from the owner's key and cannot be made without it: when that is destroyed, what lies
    in a browser can never be read again. Raises `Refused("erased")`.
    """
    return base64.b64encode(hmac.digest(_known(owner)[2], author.encode(), hashlib.sha256)).decode()


def _in_mind(owner: UUID) -> tuple[float, AESGCM, bytes] | None:
    known = _remembered.get(owner)
    return known if known and time.monotonic() - known[0] < REMEMBERED_SECONDS else None


def _known(owner: UUID) -> tuple[float, AESGCM, bytes]:
    known = _in_mind(owner)
    if known is not None:
        return known
    row = SealedKey.objects.using("keys").filter(owner=owner).first()
    if row is None or Tombstone.objects.using("keys").filter(owner=owner).exists():
        forget([owner])
        raise Refused("erased")
    return _remember(owner, unwrap(row))


def recall(owners: Iterable[UUID]) -> None:
    """Bring the keys of all these owners to mind by two queries instead of two for each."""
    unknown = [owner for owner in owners if _in_mind(owner) is None]
    if len(unknown) < 2:
        return
    rows = list(SealedKey.objects.using("keys").filter(owner__in=unknown))
    gone = set(
        Tombstone.objects.using("keys").filter(owner__in=unknown).values_list("owner", flat=True)
    )
    for row in rows:
        if row.owner not in gone:
            with contextlib.suppress(Refused):
                _remember(row.owner, unwrap(row))


def destroy(owners: Sequence[UUID]) -> int:
    """Destroy these keys for ever; returns how many there were. May be repeated."""
    now = timezone.now()
    with transaction.atomic(using="keys"):
        Tombstone.objects.using("keys").bulk_create(
            [Tombstone(owner=owner, at=now) for owner in owners], ignore_conflicts=True
        )
        gone, _ = SealedKey.objects.using("keys").filter(owner__in=owners).delete()
    forget(owners)
    return gone


def forget(owners: Iterable[UUID]) -> None:
    """Drop the copies in this process's memory."""
    for owner in owners:
        _remembered.pop(owner, None)


def forget_old() -> None:
    """Drop every copy that was not renewed for a minute, so that destruction is everywhere."""
    limit = time.monotonic() - REMEMBERED_SECONDS
    forget([owner for owner, (moment, *_) in list(_remembered.items()) if moment < limit])


def seal_bytes(owner: UUID, content: bytes, about: bytes) -> bytes:
    """Nonce and ciphertext of what is no words; see `seal`."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher(owner).encrypt(nonce, content, about)


def open_bytes(owner: UUID, sealed: bytes, about: bytes) -> bytes:
    """What was sealed again; raises `Refused("erased")` as `open_sealed` does."""
    try:
        return cipher(owner).decrypt(sealed[:NONCE], sealed[NONCE:], about)
    except (InvalidTag, ValueError):
        raise _unreadable("picture", "This cannot be read.") from None


def seal(owner: UUID, words: str, about: bytes, nonce: bytes = b"") -> bytes:
    """Nonce and ciphertext of `words`; it opens only with the same `about`.

    A given `nonce` must be random and is used once.
    """
    nonce = nonce or secrets.token_bytes(NONCE)
    return nonce + cipher(owner).encrypt(nonce, words.encode(), about)


def open_sealed(owner: UUID, sealed: bytes, about: bytes) -> str:
    """The words again; raises `Refused("erased")` if the key is gone, `Unreadable` if it is there
    and the seal does not fit."""
    try:
        return cipher(owner).decrypt(sealed[:NONCE], sealed[NONCE:], about).decode()
    except (InvalidTag, ValueError):
        raise _unreadable("words", "These words cannot be read.") from None


def moment(at: datetime) -> bytes:
    """A time as part of what a seal is about: alike whatever database it went through."""
    return at.astimezone(UTC).isoformat().encode()


def told(owner: UUID | None, sealed: bytes | memoryview | None, about: bytes) -> str:
    """The words for somebody to read: none once they are gone, and if altered, that they are."""
    if owner is None or sealed is None:
        return ""
    try:
        return open_sealed(owner, bytes(sealed), about)
    except Unreadable:
        return UNREADABLE
    except Refused:
        return ""
