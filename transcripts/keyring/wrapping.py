"""A key as it is stored: under a master key, good for one owner only; and what is said of one that
does not fit."""

import hashlib
import hmac
import logging
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from helpline import metrics
from helpline.errors import Refused
from transcripts.keyring import masters
from transcripts.models import SealedKey

log = logging.getLogger("transcripts.keys")

NONCE = 12


class Unreadable(Refused):
    """The key is there and does not fit: what is stored was altered, or belongs elsewhere."""

    def __init__(self, detail: str) -> None:
        super().__init__("erased", detail)


def wrap(owner: UUID, key: bytes) -> bytes:
    """A key as it is stored: under the present master key, and good for this owner only."""
    return wrap_by(owner, key, masters.current())


def wrap_by(owner: UUID, key: bytes, master: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(masters.of(master)).encrypt(nonce, key, owner.bytes)


def unwrap(row: SealedKey) -> bytes:
    """The key again; raises `Unreadable` where its master key does not open it."""
    key = opened(row)
    if key is None:
        raise unreadable("key", "The key of these words cannot be opened.")
    return key


def opened(row: SealedKey) -> bytes | None:
    """The key again, or none where its master key is missing or does not open it."""
    return _opened(row, bytes(row.wrapped))


def fresh(row: SealedKey) -> bytes | None:
    """The key that is to come after it, if it is being changed; raises `Unreadable`."""
    if row.fresh is None:
        return None
    key = _opened(row, bytes(row.fresh))
    if key is None:
        raise unreadable("key", "The new key of these words cannot be opened.")
    return key


def grave(owner: UUID, key: bytes) -> UUID:
    """What a tombstone of one key of an owner bears, where the owner has another by now."""
    return UUID(bytes=hmac.digest(key, b"buried" + owner.bytes, hashlib.sha256)[:16])


def _opened(row: SealedKey, wrapped: bytes) -> bytes | None:
    try:
        master = AESGCM(masters.of(row.master))
        return master.decrypt(wrapped[:NONCE], wrapped[NONCE:], row.owner.bytes)
    except (InvalidTag, KeyError, ValueError):
        return None


def unreadable(what: str, detail: str) -> Unreadable:
    """Told to whoever runs the line: nothing of ours ever makes such a row."""
    metrics.UNREADABLE.labels(what).inc()
    log.error("words_unreadable", extra={"cause": what})
    return Unreadable(detail)
