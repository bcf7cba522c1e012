"""What somebody asked for by law: who, on what basis, for what, and what was decided about it.

A demand often names a person, so its words are sealed under a key of the record's own and go with
it at the end. Nothing is put in its place afterwards: what is decided, and any correction, is
added. What says who somebody is goes when it is closed (`ending.py`).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from django.db import transaction

from helpline import failpoints
from helpline.errors import Refused
from helpline.models import Line
from transcripts import audit, keys
from transcripts.models import Answer, Demand
from transcripts.policies import DEMANDS, DEMANDS_OPEN
from transcripts.redacted import typed

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
            closes_at=now + DEMANDS_OPEN,
            erase_at=now + DEMANDS,
        )
        note(by, found, "recorded")
    return found


def answer(found: Demand, by: By, decision: str, why: str, now: datetime) -> Answer:
    """Add what was decided; an earlier answer is never changed.

    To a demand that is closed a correction is added redacted.
    """
    with transaction.atomic():
        found = locked(found.pk)
        if found.closed_at is not None:
            [why] = typed.record(found.line, [why])
            Demand.objects.filter(pk=found.pk).update(ask_at=now)
        else:
            Demand.objects.filter(pk=found.pk).update(closes_at=now + DEMANDS_OPEN)
        made = Answer.objects.create(
            demand=found,
            at=now,
            account=by.account,
            name=by.name,
            decision=decision,
            sealed=keys.seal(found.pk, why, _why(found, now)) if why else None,
        )
        note(by, found, decision)
    return made


def agree(made: Answer, by: By, now: datetime) -> None:
    """A second person agrees to what gives something away; raises `Refused`.

    `not_allowed` to whoever decided it, `not_now` where nothing waits for a second person.
    """
    if made.account == by.account:
        raise Refused("not_allowed")
    with transaction.atomic():
        waits = waiting(list(locked(made.demand_id).answers.all()))
        if waits is None or waits.pk != made.pk:
            raise Refused("not_now")
        Answer.objects.filter(pk=made.pk).update(agreed_at=now, agreed_by=by.name)
        Demand.objects.filter(pk=made.demand_id).update(closes_at=now + DEMANDS_OPEN)
        note(by, made.demand, "agreed")


def counts(made: Answer) -> bool:
    """Whether it is decided: what gives something away needs the second yes."""
    return made.decision not in GIVES or made.agreed_at is not None


def waiting(answers: Sequence[Answer]) -> Answer | None:
    """Which of all answers to a demand, in order, waits for a second person: the last, if any.

    What was decided otherwise since then is agreed to by nobody any more.
    """
    last = answers[-1] if answers else None
    return None if last is None or counts(last) else last


def read(found: Demand) -> Said | None:
    """What was asked; None once its time is over."""
    words = keys.told(found.pk, found.sealed, _about(found.pk))
    if words == keys.UNREADABLE:
        return Said(*[keys.UNREADABLE] * 3)
    return msgspec.json.decode(words, type=Said) if words else None


def texts(found: Demand) -> dict[str, str]:
    """All that is written freely in one, by its name: `who`, `basis`, `scope`, and `why-` with the
    number of an answer. Empty once its time is over."""
    said = read(found)
    if said is None:
        return {}
    whys = {f"why-{each.pk}": why(each) for each in found.answers.all()}
    return {**msgspec.structs.asdict(said), **{name: text for name, text in whys.items() if text}}


def put(found: Demand, words: Mapping[str, str]) -> None:
    """Seal these by the present key of a locked demand: `who`, `basis` and `scope` together, as
    `texts` names them; what is not among them stays as it is."""
    if "who" in words:
        said = Said(words["who"], words["basis"], words["scope"])
        found.sealed = keys.seal(found.pk, msgspec.json.encode(said).decode(), _about(found.pk))
        found.save(update_fields=["sealed"])
    for made in found.answers.all():
        if text := words.get(f"why-{made.pk}"):
            made.sealed = keys.seal(found.pk, text, _why(found, made.at))
            made.save(update_fields=["sealed"])


def locked(pk: uuid.UUID) -> Demand:
    """The row, locked for this transaction."""
    return Demand.objects.select_for_update(of=("self",)).select_related("line").get(pk=pk)


def why(made: Answer) -> str:
    return keys.told(made.demand_id, made.sealed, _why(made.demand, made.at))


def forget(now: datetime) -> int:
    """Empty every record whose time is over, its key first; when and what was decided stays."""
    due = Demand.objects.filter(erase_at__lte=now, sealed__isnull=False)
    gone = list(due.values_list("pk", flat=True))
    if gone:
        keys.destroy(gone)
        Answer.objects.filter(demand__in=gone).update(sealed=None, name="", agreed_by="")
        Demand.objects.filter(pk__in=gone).update(
            sealed=None, name="", rekey_at=None, rekey_again=False, ask_at=None
        )
    return len(gone)


def note(by: By, found: Demand, what: str) -> None:
    audit.note(None, "demand", account=by.name, about=f"demand:{found.pk}", detail=what)


def _about(pk: uuid.UUID) -> bytes:
    return b"demand " + pk.bytes


def _why(found: Demand, at: datetime) -> bytes:
    return b"answer " + found.pk.bytes + keys.moment(at)
