"""Tickets: what the part of the plain page that looks by itself has in its address, once.

An address is kept by browsers and seen by whoever looks over a history, so it may not hold the
token. A ticket opens one look at what is new, within two minutes, and is then replaced; what is
stored of it is a hash (docs/adr/0013).
"""

import base64
import hashlib
import secrets
import struct
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Seeker

GOOD = timedelta(minutes=2)
RANDOM_BYTES = 18
# After the random part: the number after which words are shown, and when it was given out.
REST = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose look a ticket was, what was new since, and the ticket for the next one."""

    seeker: UUID
    since: int
    following: str


def give(seeker: UUID, since: int) -> str:
    """A ticket for words after number `since`; the one before opens nothing any more."""
    ticket = _new(since)
    Seeker.objects.filter(pk=seeker).update(ticket_hash=_hash(ticket))
    return ticket


def use(ticket: str) -> Seen:
    """Use up a ticket; raises `Refused` when it was used, replaced, or is too old."""
    since = _since(ticket)
    following = _new(since)
    known = Seeker.objects.filter(ticket_hash=_hash(ticket)).values_list("pk", flat=True).first()
    if known is None or not _replace(known, ticket, following):
        raise Refused("token")
    return Seen(known, since, following)


def _replace(seeker: UUID, ticket: str, following: str) -> int:
    """Guarded, so that of two who bring the same one gets the look."""
    taken = Seeker.objects.filter(pk=seeker, ticket_hash=_hash(ticket))
    return taken.update(ticket_hash=_hash(following))


def drop(seeker: UUID) -> None:
    """No ticket of theirs opens anything any more."""
    Seeker.objects.filter(pk=seeker).update(ticket_hash=None)


def _new(since: int) -> str:
    rest = REST.pack(since, int(timezone.now().timestamp()))
    return base64.urlsafe_b64encode(secrets.token_bytes(RANDOM_BYTES) + rest).decode().rstrip("=")


def _since(ticket: str) -> int:
    """The number in it; who changes it, or the time, has another ticket that nobody knows."""
    try:
        raw = base64.b64decode(ticket + "=" * (-len(ticket) % 4), altchars=b"-_", validate=True)
        since, at = REST.unpack(raw[RANDOM_BYTES:])
    except (ValueError, struct.error):
        raise Refused("token") from None
    if not 0 <= timezone.now().timestamp() - at < GOOD.total_seconds():
        raise Refused("token")
    return int(since)


def _hash(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode()).digest()
