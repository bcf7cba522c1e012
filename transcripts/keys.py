"""One random key per conversation or seeker: kept apart, wrapped, and destroyed for good.

Words are sealed with AES-256-GCM; the associated data names conversation, seq and author, so a
ciphertext that was moved to another row does not open. A destroyed key leaves a tombstone, which is
asked before a key is believed: an old copy of the key table brings nothing back.
"""

import base64
import contextlib
import hashlib
import hmac
import secrets
import time
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone

from helpline.errors import Refused
from transcripts.keyring import masters
from transcripts.keyring.wrapping import (
    NONCE,
    Unreadable,
    fresh,
    grave,
    opened,
    unreadable,
    unwrap,
    wrap,
)
from transcripts.models import SealedKey, Tombstone

REMEMBERED_SECONDS = 60.0
# Stands where words were altered or exchanged in the database; in both languages of the house.
UNREADABLE = "[This cannot be read. · Ceci ne peut pas être lu.]"

UNSENT = b"words that are not sent yet"


@dataclass(frozen=True, slots=True)
class Known:
    """A key in memory: when it was read, its cipher, and what keys for unsent words are made from.

    `older` opens what a key that is being changed has not been under yet (`rekeying.py`).
    """

    at: float
    cipher: AESGCM
    unsent: bytes
    older: AESGCM | None = None


_remembered: dict[UUID, Known] = {}


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


def _remember(owner: UUID, key: bytes, older: bytes | None = None) -> Known:
    unsent = hmac.digest(key, UNSENT, hashlib.sha256)
    known = Known(time.monotonic(), AESGCM(key), unsent, AESGCM(older) if older else None)
    _remembered[owner] = known
    return known


def _read(row: SealedKey, dead: Container[UUID]) -> Known:
    """Bring a key to mind; raises `Refused("erased")` if it, or its owner's last, was destroyed."""
    key, coming = unwrap(row), fresh(row)
    if row.owner in dead or grave(row.owner, key) in dead:
        forget([row.owner])
        raise Refused("erased")
    return _remember(row.owner, coming, key) if coming else _remember(row.owner, key)


def _dead(rows: Iterable[SealedKey]) -> set[UUID]:
    """The tombstones that stand for these owners, or for just these keys of theirs."""
    asked: list[UUID] = []
    for row in rows:
        key = opened(row)
        asked += [row.owner, grave(row.owner, key)] if key else [row.owner]
    found = Tombstone.objects.using("keys").filter(owner__in=asked)
    return set(found.values_list("owner", flat=True))


def cipher(owner: UUID) -> AESGCM:
    """The cipher of an owner; raises `Refused("erased")` when its key is gone."""
    return _known(owner).cipher


def for_unsent(owner: UUID, author: str) -> str:
    """The key under which this author's page keeps what it could not send yet (256 bits, base64).

    It is made from the owner's key and cannot be made without it: when that is destroyed, what lies
    in a browser can never be read again. Raises `Refused("erased")`.
    """
    return base64.b64encode(
        hmac.digest(_known(owner).unsent, author.encode(), hashlib.sha256)
    ).decode()


def _in_mind(owner: UUID) -> Known | None:
    known = _remembered.get(owner)
    return known if known and time.monotonic() - known.at < REMEMBERED_SECONDS else None


def _known(owner: UUID) -> Known:
    known = _in_mind(owner)
    if known is not None:
        return known
    row = SealedKey.objects.using("keys").filter(owner=owner).first()
    if row is None:
        forget([owner])
        raise Refused("erased")
    return _read(row, _dead([row]))


def recall(owners: Iterable[UUID]) -> None:
    """Bring the keys of all these owners to mind by two queries instead of two for each."""
    unknown = [owner for owner in owners if _in_mind(owner) is None]
    if len(unknown) < 2:
        return
    rows = list(SealedKey.objects.using("keys").filter(owner__in=unknown))
    dead = _dead(rows)
    for row in rows:
        with contextlib.suppress(Refused):
            _read(row, dead)


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
    forget([owner for owner, known in list(_remembered.items()) if known.at < limit])


def seal_bytes(owner: UUID, content: bytes, about: bytes) -> bytes:
    """Nonce and ciphertext of what is no words; see `seal`."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher(owner).encrypt(nonce, content, about)


def open_bytes(owner: UUID, sealed: bytes, about: bytes) -> bytes:
    """What was sealed again; raises `Refused("erased")` as `open_sealed` does."""
    try:
        return _decrypted(owner, sealed, about)
    except (InvalidTag, ValueError):
        raise unreadable("picture", "This cannot be read.") from None


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
        return _decrypted(owner, sealed, about).decode()
    except (InvalidTag, ValueError):
        raise unreadable("words", "These words cannot be read.") from None


def of_before(owner: UUID, sealed: bytes, about: bytes, at: datetime) -> bool:
    """Whether that was sealed at a time by a key of this owner's that was exchanged since."""
    try:
        _decrypted(owner, sealed, about)
    except (InvalidTag, ValueError):
        newer = SealedKey.objects.using("keys").filter(owner=owner, made_at__gt=at)
        return newer.exists()
    except Refused:
        pass
    return False


def _decrypted(owner: UUID, sealed: bytes, about: bytes) -> bytes:
    """By the key in mind, or the one that it replaces; once more if that is not the newest."""
    for known in _candidates(owner):
        for each in (known.cipher, known.older):
            if each is not None:
                with contextlib.suppress(InvalidTag):
                    return each.decrypt(sealed[:NONCE], sealed[NONCE:], about)
    raise InvalidTag


def _candidates(owner: UUID) -> Iterator[Known]:
    remembered = _in_mind(owner)
    yield _known(owner)
    if remembered is not None:
        forget([owner])
        yield _known(owner)


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
