"""Keys and words that an old copy of a database brought back are put away again, before serving.

Each database remembers what the other may have forgotten: that of the keys has tombstones, the main
one knows which conversations are erased. Where both are equally old neither knows; then it is the
deadlines that count, and `retention` runs first.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from helpline.models import Conversation, Seeker
from helpline.states import FINAL
from transcripts import keys, retention
from transcripts.models import Decision, Demand, Kept, SealedKey
from transcripts.redacted import rekeying
from transcripts.upkeep import strays

BATCH = 500


def put_away(now: datetime) -> tuple[int, int]:
    """How many keys of erased owners were destroyed again, and conversations shredded again."""
    _go_on_with_exchanges(now)
    dead = 0
    for ids in batches(SealedKey.objects.using("keys"), "owner"):
        if gone := sorted(strays.tombstones(ids) | erased(ids)):
            dead += keys.destroy(gone)
    words = 0
    standing = Conversation.objects.filter(erased_at=None, state__in=sorted(FINAL))
    for ids in batches(standing, "pk"):
        if known := sorted(strays.tombstones(ids)):
            retention.shred(known, now)
            words += len(known)
    return dead, words


def _go_on_with_exchanges(now: datetime) -> None:
    """A key between its two steps of which no row says so: the copy is from just then, or whoever
    began was killed. It is gone on with, else the old one would stay."""
    changing = SealedKey.objects.using("keys").exclude(fresh=None)
    owners, due = list(changing.values_list("owner", flat=True)), now + rekeying.PAUSE
    Kept.objects.filter(conversation__in=owners, rekey_at=None).update(rekey_at=due)
    asked = Demand.objects.filter(pk__in=owners, rekey_at=None, sealed__isnull=False)
    asked.update(rekey_at=due)


def erased(ids: list[UUID]) -> set[UUID]:
    """Those of these owners of a key who have none any more by what the main database says."""
    talks = Conversation.objects.filter(pk__in=ids, erased_at__isnull=False)
    # Only who texts has a key of their own, and an address for as long as they are known.
    texters = Seeker.objects.filter(pk__in=ids, address=None)
    records = Decision.objects.filter(pk__in=ids, decided="")
    asked = Demand.objects.filter(pk__in=ids, sealed=None)
    found = (each.values_list("pk", flat=True) for each in (talks, texters, records, asked))
    return {pk for each in found for pk in each}


def batches(rows: QuerySet[Any], name: str) -> Iterator[list[UUID]]:
    last = UUID(int=0)
    ids = rows.order_by(name).values_list(name, flat=True)
    while batch := list(ids.filter(**{f"{name}__gt": last})[:BATCH]):
        yield batch
        last = batch[-1]
