"""What somebody asked for by law: who, on what basis, for what, and what was decided about it.

A demand often names a person, so its words are sealed under a key of the record's own and go with
it at the end. Nothing is changed afterwards: what is decided, and any correction, is added.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction

from helpline import failpoints
from helpline.errors import Refused
from helpline.models import Line
from transcripts import audit, keys
from transcripts.models import Answer, Demand

KEPT = timedelta(days=6 * 365)
KINDS = ("court", "warrant", "police", "missing", "other")
DECISIONS = ("nothing", "refused", "part", "all")
# What gives something away needs a second person.
GIVES = frozenset({"part", "all"})


class Said(msgspec.Struct, frozen=True):
    """Who asked, on what basis, for what."""

    who: str
    basis: str
    scope: str


@dataclass(frozen=True, slots=True)
class By:
    """Whoever writes something down: their account, and the name that stays."""

    account: int
    name: str


def record(
    line: Line | None, by: By, kind: str, came_on: date, said: Said, now: datetime
) -> Demand:
    """Write a demand down."""
    pk = uuid.uuid4()
    keys.make([pk])
    failpoints.reach("between_databases")
    words = msgspec.json.encode(said).decode()
    with transaction.atomic():
        found = Demand.objects.create(
            id=pk,
            line=line,
            came_on=came_on,
            at=now,
            name=by.name,
            kind=kind,
            sealed=keys.seal(pk, words, _about(pk)),
            erase_at=now + KEPT,
        )
        _note(by, found, "recorded")
    return found


def answer(found: Demand, by: By, decision: str, why: str, now: datetime) -> Answer:
    """Add what was decided; an earlier answer is never changed."""
    with transaction.atomic():
        made = Answer.objects.create(
            demand=found,
            at=now,
            account=by.account,
            name=by.name,
            decision=decision,
            sealed=keys.seal(found.pk, why, _why(found, now)) if why else None,
        )
        _note(by, found, decision)
    return made


def agree(made: Answer, by: By, now: datetime) -> None:
    """A second person agrees to what gives something away; raises `Refused`.

    `not_allowed` to whoever decided it, `not_now` where nothing waits for a second person.
    """
    if made.account == by.account:
        raise Refused("not_allowed")
    waits = Answer.objects.filter(pk=made.pk, agreed_at=None, decision__in=GIVES)
    with transaction.atomic():
        if not waits.update(agreed_at=now, agreed_by=by.name):
            raise Refused("not_now")
        _note(by, made.demand, "agreed")


def counts(made: Answer) -> bool:
    """Whether it is decided: what gives something away needs the second yes."""
    return made.decision not in GIVES or made.agreed_at is not None


def read(found: Demand) -> Said | None:
    """What was asked; None once its time is over."""
    words = keys.told(found.pk, found.sealed, _about(found.pk))
    if words == keys.UNREADABLE:
        return Said(*[keys.UNREADABLE] * 3)
    return msgspec.json.decode(words, type=Said) if words else None


def why(made: Answer) -> str:
    return keys.told(made.demand_id, made.sealed, _why(made.demand, made.at))


def forget(now: datetime) -> int:
    """Empty every record whose time is over, its key first; when and what was decided stays."""
    due = Demand.objects.filter(erase_at__lte=now, sealed__isnull=False)
    gone = list(due.values_list("pk", flat=True))
    if gone:
        keys.destroy(gone)
        Answer.objects.filter(demand__in=gone).update(sealed=None, name="", agreed_by="")
        Demand.objects.filter(pk__in=gone).update(sealed=None, name="")
    return len(gone)


def _note(by: By, found: Demand, what: str) -> None:
    audit.note(None, "demand", account=by.name, about=f"demand:{found.pk}", detail=what)


def _about(pk: uuid.UUID) -> bytes:
    return b"demand " + pk.bytes


def _why(found: Demand, at: datetime) -> bytes:
    return b"answer " + found.pk.bytes + keys.moment(at)
