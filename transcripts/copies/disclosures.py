"""A copy of one conversation for somebody: with a yes that is dated, ends, and can be withdrawn.

To whom and what for is sealed under the conversation's key and goes with it; that a copy was made,
by whom and when, is in the audit. While their yes holds it names whom it names; when it is over,
what says who somebody is is taken out.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from django.db import transaction
from django.db.models import Q

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from transcripts import audit, keys
from transcripts.keyring.wrapping import Unreadable
from transcripts.models import Disclosure
from transcripts.redacted import typed

# A yes is time-limited: nobody can say yes for ever.
LONGEST = timedelta(days=365)
PARTS = ("all", "theirs")
AT_ONCE = 200


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
    note(person, found, "agreed")
    return found


def withdraw(found: Disclosure, person: Counsellor, now: datetime) -> None:
    """They have taken their yes back: no copy is made any more, and who was named goes. May be
    repeated."""
    with transaction.atomic():
        if Disclosure.objects.filter(pk=found.pk, withdrawn_at=None).update(withdrawn_at=now):
            note(person, found, "withdrawn")
            _close(found.pk, now)


def close_due(now: datetime) -> int:
    """Take out of each yes that is over what says who somebody is; returns how many."""
    over = Q(until__lte=now) | Q(withdrawn_at__isnull=False)
    due = list(Disclosure.objects.filter(over, closed_at=None).values_list("pk", flat=True))
    return sum(_close(pk, now) for pk in due[:AT_ONCE])


def _close(pk: UUID, now: datetime) -> bool:
    """What cannot be read is not kept; what is erased with its conversation stays erased."""
    with transaction.atomic():
        found = locked(pk)
        if found is None or found.closed_at is not None:
            return False
        try:
            told = read(found)
            words = typed.texts(found.conversation_id, [told.to, told.purpose])
        except Unreadable:
            words = [typed.NOTHING, typed.NOTHING]
        except Refused:
            words = []
        if words:
            put(found, Told(*words))
        found.closed_at = found.ask_at = now
        found.save(update_fields=["closed_at", "ask_at"])
    return True


def locked(pk: UUID) -> Disclosure | None:
    """The row, in its locked conversation; None once it has gone with it."""
    found = Disclosure.objects.filter(pk=pk).first()
    if found is None:
        return None
    Conversation.objects.select_for_update(of=("self",)).filter(pk=found.conversation_id).first()
    rows = Disclosure.objects.select_for_update(of=("self",)).filter(pk=pk)
    return rows.first()


def put(found: Disclosure, told: Told) -> None:
    """Seal this in the place of what a locked one says."""
    words = msgspec.json.encode(told).decode()
    found.sealed = keys.seal(found.conversation_id, words, _about(found.pk))
    found.save(update_fields=["sealed"])


def opened(found: Disclosure, person: Counsellor, now: datetime) -> Told:
    """Written down before a copy is made.

    Raises `Refused`: `no_consent` where the yes is over or was withdrawn, or `erased`.
    """
    must_hold(found, now)
    told = read(found)
    note(person, found, "copied")
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


def texts(found: Disclosure) -> dict[str, str]:
    """`to` and `purpose`; empty once the words are gone, and if altered, that they are."""
    try:
        return msgspec.structs.asdict(read(found))
    except Unreadable:
        return {"to": keys.UNREADABLE, "purpose": keys.UNREADABLE}
    except Refused:
        return {}


def reseal(conversation: UUID) -> None:
    """Seal them by the present key of a locked conversation; what cannot be read stays so."""
    for found in Disclosure.objects.filter(conversation=conversation):
        with contextlib.suppress(Refused):
            put(found, read(found))


def forget(conversations: Sequence[UUID]) -> dict[str, int]:
    """They go with the words of these conversations; how many rows, by table."""
    return Disclosure.objects.filter(conversation__in=conversations).delete()[1]


def note(person: Counsellor, found: Disclosure, what: str) -> None:
    about = f"disclosure:{found.pk}"
    audit.note(person, "disclose", conversation=found.conversation_id, about=about, detail=what)


def _about(pk: UUID) -> bytes:
    return b"disclosure " + pk.bytes
