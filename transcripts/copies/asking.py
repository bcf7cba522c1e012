"""The name model, where there is one, is asked about records that are closed.

In the worker alone, and with nothing locked: a model takes its time. Rules have taken out before
what they know. If it fails, nothing of the record is kept, as with a talk.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from transcripts import keys
from transcripts.copies import demands, disclosures, ending
from transcripts.models import Demand, Disclosure
from transcripts.redacted import typed

AT_ONCE = 10


def ask_due(now: datetime) -> int:
    """Have all that was closed since read by the model; returns how many records it has read."""
    whole = Demand.objects.filter(ask_at__lte=now).order_by("ask_at")
    yeses = Disclosure.objects.filter(ask_at__lte=now).order_by("ask_at")
    found = list(whole.values_list("pk", flat=True)[:AT_ONCE])
    others = list(yeses.values_list("pk", flat=True)[:AT_ONCE])
    return sum(_demand(pk, now) for pk in found) + sum(_yes(pk) for pk in others)


def _demand(pk: UUID, now: datetime) -> bool:
    found = Demand.objects.select_related("line").get(pk=pk)
    words = _readable(demands.texts(found))
    left = _named(words, typed.record_by_model(found.line, list(words.values())))
    with transaction.atomic():
        row = demands.locked(pk)
        if row.ask_at != found.ask_at or _readable(demands.texts(row)) != words:
            # Somebody added to it, or took something out: it is read as it stands now, next time.
            return False
        if left != words:
            ending.rekey(row, left, now)
        row.ask_at = None
        row.save(update_fields=["ask_at"])
    return True


def _yes(pk: UUID) -> bool:
    found = Disclosure.objects.filter(pk=pk).first()
    if found is None:
        return False
    words = _readable(disclosures.texts(found))
    said = typed.texts_by_model(found.conversation_id, list(words.values()))
    left = _named(words, said)
    with transaction.atomic():
        row = disclosures.locked(pk)
        if row is None or _readable(disclosures.texts(row)) != words:
            return False
        if left != words:
            disclosures.put(row, disclosures.Told(**left))
        row.ask_at = None
        row.save(update_fields=["ask_at"])
    return True


def _readable(words: dict[str, str]) -> dict[str, str]:
    return {name: said for name, said in words.items() if said != keys.UNREADABLE}


def _named(words: dict[str, str], said: list[str]) -> dict[str, str]:
    return dict(zip(words, said, strict=True))
