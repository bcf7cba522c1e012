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
from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from helpline.errors import Refused
from transcripts.models import SealedKey, Tombstone

NONCE = 12
REMEMBERED_SECONDS = 60.0

UNSENT = b"words that are not sent yet"

# When it was read, the cipher, and what keys for the pages' unsent words are made from.
_remembered: dict[UUID, tuple[float, AESGCM, bytes]] = {}


def _master(name: str) -> bytes:
    return bytes(settings.MASTER_KEYS[name])


def _wrap(owner: UUID, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_master(settings.MASTER_KEY_ID)).encrypt(nonce, key, owner.bytes)


def _unwrap(row: SealedKey) -> bytes:
    wrapped = bytes(row.wrapped)
    try:
        return AESGCM(_master(row.master)).decrypt(
            wrapped[:NONCE], wrapped[NONCE:], row.owner.bytes
        )
    except (InvalidTag, KeyError, ValueError):
        raise Refused("erased", "The key of these words cannot be opened.") from None


def make(owners: Sequence[UUID]) -> None:
    """Make a key for each owner, stored before anything that needs it is written."""
    now = timezone.now()
    fresh = {owner: AESGCM.generate_key(bit_length=256) for owner in owners}
    SealedKey.objects.using("keys").bulk_create(
        SealedKey(
            owner=owner, wrapped=_wrap(owner, key), master=settings.MASTER_KEY_ID, made_at=now
        )
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
    return _remember(owner, _unwrap(row))


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
                _remember(row.owner, _unwrap(row))


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
        raise Refused("erased", "This cannot be read.") from None


def seal(owner: UUID, words: str, about: bytes, nonce: bytes = b"") -> bytes:
    """Nonce and ciphertext of `words`; it opens only with the same `about`.

    A given `nonce` must be random and is used once.
    """
    nonce = nonce or secrets.token_bytes(NONCE)
    return nonce + cipher(owner).encrypt(nonce, words.encode(), about)


def open_sealed(owner: UUID, sealed: bytes, about: bytes) -> str:
    """The words again; raises `Refused("erased")` if the key is gone or the seal does not fit."""
    try:
        return cipher(owner).decrypt(sealed[:NONCE], sealed[NONCE:], about).decode()
    except (InvalidTag, ValueError):
        raise Refused("erased", "These words cannot be read.") from None


def address_hash(line: int, address: str, master: str = "") -> bytes:
    """Keyed hash of an address within one line, for look-up; erased with the seeker."""
    secret = _look_up_secret(_master(master or settings.MASTER_KEY_ID), b"address look-up")
    # Not in one call (`hmac.digest`): that one lets another thread go first, for every address.
    return hmac.new(secret, f"{line}:{address}".encode(), "sha256").digest()


@lru_cache
def _look_up_secret(master: bytes, of: bytes) -> bytes:
    return hmac.digest(master, of, "sha256")


def address_hashes(line: int, address: str) -> list[bytes]:
    """What this address may be known by: its hash under every master key that is still there."""
    return [address_hash(line, address, master) for master in settings.MASTER_KEYS]


def code_hash(line: int, number: str, master: str = "") -> bytes:
    """Keyed hash of a number for coming back to a talk on one line; gone with the number."""
    secret = _look_up_secret(_master(master or settings.MASTER_KEY_ID), b"numbers for coming back")
    return hmac.digest(secret, f"{line}:{number}".encode(), "sha256")


def code_hashes(line: int, number: str) -> list[bytes]:
    """What this number may be known by: its hash under every master key that is still there."""
    return [code_hash(line, number, master) for master in settings.MASTER_KEYS]


def word_hash(word: str) -> str:
    """A salted hash of a short word, keyed: without our master key nobody can try words on it."""
    salt = secrets.token_bytes(16)
    name: str = settings.MASTER_KEY_ID
    return "$".join([name, salt.hex(), _word_digest(name, salt, word)])


def word_fits(word: str, kept: str) -> bool:
    """Whether this is the word of that hash; never, once its master key is gone."""
    name, _, rest = kept.partition("$")
    salt, _, digest = rest.partition("$")
    if name not in settings.MASTER_KEYS:
        return False
    return hmac.compare_digest(_word_digest(name, bytes.fromhex(salt), word), digest)


def _word_digest(master: str, salt: bytes, word: str) -> str:
    secret = hmac.digest(_master(master), b"agreed words", "sha256")
    return hmac.new(secret, salt + word.encode(), "sha256").hexdigest()
