"""A demand by law is closed: what says who somebody is goes, and the key under which it stood.

While it is open its words are work: about whom they ask must be readable. It is closed by hand once
something is decided, or by itself when nobody has added anything for long. What was decided, by
whom and when stays, and so does what is left of the words, until the end of the record.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from helpline.errors import Refused
from transcripts import keys
from transcripts.copies import demands
from transcripts.copies.demands import By
from transcripts.models import Demand
from transcripts.redact.spans import Span
from transcripts.redacted import closing, rekeying, typed

AT_ONCE = 50
ITSELF = By(0, "")


def close(found: Demand, by: By, now: datetime) -> None:
    """Somebody closes it; raises `Refused("not_now")` where nothing is decided, something waits for
    a second person, or it is closed already."""
    with transaction.atomic():
        row = demands.locked(found.pk)
        if row.closed_at is not None or not may_close(row):
            raise Refused("not_now")
        _close(row, by, now)


def may_close(found: Demand) -> bool:
    """Whether something is decided, and nothing waits for a second person."""
    answers = list(found.answers.all())
    return bool(answers) and demands.waiting(answers) is None


def close_due(now: datetime) -> int:
    """Close every demand to which nobody has added anything for long; returns how many."""
    due = Demand.objects.filter(closed_at=None, closes_at__lte=now, sealed__isnull=False)
    return sum(_close_one(pk, now) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))


def _close_one(pk: UUID, now: datetime) -> bool:
    with transaction.atomic():
        row = demands.locked(pk)
        if row.closed_at is not None or row.closes_at > now:
            return False
        _close(row, ITSELF, now)
    return True


def _close(row: Demand, by: By, now: datetime) -> None:
    if words := as_it_will_stay(row):
        rekey(row, words, now)
    row.closed_at = row.ask_at = now
    row.save(update_fields=["closed_at", "ask_at"])
    demands.note(by, row, "closed")


def as_it_will_stay(found: Demand) -> dict[str, str]:
    """All of its words by their names, redacted; what cannot be read, or redacted, is not kept."""
    words = demands.texts(found)
    readable = {name: said for name, said in words.items() if said != keys.UNREADABLE}
    left = dict(zip(readable, typed.record(found.line, list(readable.values())), strict=True))
    return {name: left.get(name, typed.NOTHING) for name in words}


def places(found: Demand, said: Sequence[str]) -> list[list[Span]]:
    """Where in these words of one that is closed somebody should look."""
    if found.closed_at is None:
        return [[] for _each in said]
    return closing.left_in_record(found.line, said)


def rekey(row: Demand, words: dict[str, str], now: datetime) -> None:
    """Put these words into a locked demand, under a key of which no older copy has any."""
    rekeying.start(row.pk, row, now)
    demands.put(row, words)


def rekey_due(now: datetime) -> int:
    """Destroy the keys under which words stood that were taken out since; returns how many."""
    due = Demand.objects.filter(rekey_at__lte=now).order_by("rekey_at")
    return sum(_rekey(pk, now) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))


def _rekey(pk: UUID, now: datetime) -> bool:
    return rekeying.go_on(pk, partial(demands.locked, pk), _seal_anew, now)


def _seal_anew(row: Demand) -> None:
    """By the present key; what cannot be read stays so."""
    words = demands.texts(row)
    demands.put(row, {name: said for name, said in words.items() if said != keys.UNREADABLE})
