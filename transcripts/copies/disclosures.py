"""A copy of one conversation for somebody: with a yes that is dated, ends, and can be withdrawn.

To whom and what for is sealed under the conversation's key and goes with it; that a copy was made,
by whom and when, is in the audit.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from transcripts import audit, keys
from transcripts.models import Disclosure

# A yes is time-limited: nobody can say yes for ever.
LONGEST = timedelta(days=365)
PARTS = ("all", "theirs")


class Told(msgspec.Struct, frozen=True):
    """To whom, and what for."""

    to: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody agreed to, and on which day."""

    to: str
    purpose: str
    part: str
    agreed_on: date
    until: datetime


def agree(row: Conversation, person: Counsellor, asked: Asked, now: datetime) -> Disclosure:
    """Write a yes down; raises `ValueError` where it would last too long, or not at all."""
    if not now < asked.until <= now + LONGEST or asked.part not in PARTS:
        raise ValueError("Nobody can have said yes to that.")
    pk = uuid4()
    told = msgspec.json.encode(Told(asked.to, asked.purpose)).decode()
    found = Disclosure.objects.create(
        id=pk,
        conversation=row,
        part=asked.part,
        agreed_on=asked.agreed_on,
        until=asked.until,
        made_at=now,
        by=person,
        name=person.shift_name,
        sealed=keys.seal(row.pk, told, _about(pk)),
    )
    _note(person, found, "agreed")
    return found


def withdraw(found: Disclosure, person: Counsellor, now: datetime) -> None:
    """They have taken their yes back: no copy is made any more. May be repeated."""
    if Disclosure.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=now):
        _note(person, found, "withdrawn")


def opened(found: Disclosure, person: Counsellor, now: datetime) -> Told:
    """Written down before a copy is made.

    Raises `Refused`: `no_consent` where the yes is over or was withdrawn, or `erased`.
    """
    must_hold(found, now)
    told = read(found)
    _note(person, found, "copied")
    return told


def must_hold(found: Disclosure | None, now: datetime) -> None:
    """Raises `Refused("no_consent")` where the yes is over or was withdrawn, or is gone."""
    if found is None or found.withdrawn_at is not None or found.until <= now:
        raise Refused("no_consent")


def read(found: Disclosure) -> Told:
    """To whom and what for; raises `Refused("erased")` once the words are gone, and
    `Unreadable` (which is one, too) if it was altered."""
    sealed = bytes(found.sealed)
    return msgspec.json.decode(
        keys.open_sealed(found.conversation_id, sealed, _about(found.pk)), type=Told
    )


def reseal(conversation: UUID) -> None:
    """Seal them by the present key of a locked conversation; what cannot be read stays so."""
    for found in Disclosure.objects.filter(conversation=conversation):
        with contextlib.suppress(Refused):
            told = msgspec.json.encode(read(found)).decode()
            found.sealed = keys.seal(conversation, told, _about(found.pk))
            found.save(update_fields=["sealed"])


def forget(conversations: Sequence[UUID]) -> dict[str, int]:
    """They go with the words of these conversations; how many rows, by table."""
    return Disclosure.objects.filter(conversation__in=conversations).delete()[1]


def _note(person: Counsellor, found: Disclosure, what: str) -> None:
    about = f"disclosure:{found.pk}"
    audit.note(person, "disclose", conversation=found.conversation_id, about=about, detail=what)


def _about(pk: UUID) -> bytes:
    return b"disclosure " + pk.bytes
