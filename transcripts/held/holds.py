"""A conversation that may not be erased yet, by law: asked for by one person, agreed to by another.

A hold keeps the key and the rows of one conversation from being erased, and nothing else: when its
own time is over it is as unreadable as any other, but to the two who are named, here, for a reason.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from transcripts import keys, record
from transcripts.held import rows, rules
from transcripts.held.rows import By
from transcripts.held.rules import HOLDING, LIVE
from transcripts.models import Hold
from transcripts.redacted import typed


@dataclass(frozen=True, slots=True)
class Order:
    """What obliges: why, till when, and till when it forbids to tell whoever wrote, if it does."""

    reason: str
    until: datetime
    silent_until: datetime | None = None


def ask(conversation: UUID, by: By, order: Order) -> Hold:
    """Ask that it be held; nothing is held before somebody else agrees.

    It is the line's that has the conversation now. Raises `ValueError` for an end that is past or
    too far, `Refused`: `not_yours` to another line's, `erased` where it is too late or `not_now`
    where that line has asked, or holds it, already.
    """
    with transaction.atomic():
        row = rows.locked(conversation)
        now = timezone.now()
        if not rules.may_last(order.until, now):
            raise ValueError("A hold ends within its longest time, and not before now.")
        if not rules.may_be_silent(order.silent_until, order.until, now):
            raise ValueError("An order to be silent ends before the hold does, and not before now.")
        if by.person is not None and by.person.line_id != row.line_id:
            raise Refused("not_yours")
        if row.line.drill or rules.is_late(rows.standing(row), now):
            raise Refused("erased")
        there = Hold.objects.filter(conversation=row, line=row.line_id, state__in=LIVE).first()
        if there is not None and not rows.end_if_over(there, row, now):
            raise Refused("not_now")
        return _write_down(row, by, order, now)


def _write_down(row: Conversation, by: By, order: Order, now: datetime) -> Hold:
    pk = uuid4()
    made = Hold.objects.create(
        id=pk,
        conversation=row,
        line_id=row.line_id,
        until=order.until,
        silent=order.silent_until is not None,
        silent_until=order.silent_until,
        sealed=keys.seal(row.pk, typed.reason(row.pk, order.reason), _about(pk)),
        asked_at=now,
        asked_by=by.person,
        asked_account=by.account,
        asked_name=by.name,
    )
    rows.note(made, by, "asked")
    return made


def agree(hold: UUID, by: By) -> Hold:
    """Somebody else agrees: from now on it holds.

    Raises `Refused`: `second_person` to whoever asked, `erased` once the words are due, `not_now`
    if it was answered already, its end has come, or the conversation was passed on since.
    """
    with transaction.atomic():
        found, row = rows.found(hold)
        now = timezone.now()
        if by.account == found.asked_account:
            raise Refused("second_person")
        if rules.is_late(rows.standing(row), now):
            raise Refused("erased")
        if found.until <= now or found.line_id != row.line_id:
            raise Refused("not_now")
        rows.move(found, "agree")
        found.agreed_at, found.agreed_by, found.agreed_name = now, by.person, by.name
        found.silent = found.silent_until is not None and found.silent_until > now
        found.save()
        rows.reckon(row.pk)
        rows.note(found, by, "agreed")
    return found


def refuse(hold: UUID, by: By) -> Hold:
    """Somebody else says no, or whoever asked takes it back; raises `Refused("not_now")`."""
    with transaction.atomic():
        found, _row = rows.found(hold)
        happening = "withdraw" if by.account == found.asked_account else "refuse"
        rows.end(found, happening, by, timezone.now())
    return found


def release(hold: UUID, by: By, reason: str) -> Hold:
    """It holds no longer: what is due goes at once. Raises `Refused("not_now")` if it does not."""
    with transaction.atomic():
        found, _row = rows.found(hold)
        rows.end(found, "release", by, timezone.now(), reason)
    return found


def speak(hold: UUID, by: By) -> Hold:
    """The order to be silent is over sooner. Raises `Refused("not_now")` if there is none."""
    with transaction.atomic():
        found, _row = rows.found(hold)
        rows.end_silence(found, by)
    return found


def words(hold: UUID, person: Counsellor, reason: str) -> list[record.Words]:
    """What is held, for one of the two who are named; written down first, with the reason.

    Raises `Refused`: `not_allowed` to anybody else, `not_now` where it does not hold.
    """
    with transaction.atomic():
        found, row = rows.found(hold)
        if person.pk not in (found.asked_by_id, found.agreed_by_id):
            raise Refused("not_allowed")
        if found.state != HOLDING or found.until <= timezone.now():
            raise Refused("not_now")
        rows.note(found, By(person.user_id, person.shift_name, person), "opened", reason)
    return record.held(row.pk)


def reason_of(hold: Hold) -> str:
    """Why it was asked for; empty once the words are gone."""
    return keys.told(hold.conversation_id, bytes(hold.sealed), _about(hold.pk))


def reseal(conversation: UUID, change: Callable[[str], str]) -> None:
    """Put other words in the place of the reasons, by the present key of a locked conversation."""
    for found in Hold.objects.filter(conversation=conversation):
        with contextlib.suppress(Refused):
            said = keys.open_sealed(conversation, bytes(found.sealed), _about(found.pk))
            found.sealed = keys.seal(conversation, change(said), _about(found.pk))
            found.save(update_fields=["sealed"])


def _about(pk: UUID) -> bytes:
    return b"hold " + pk.bytes
