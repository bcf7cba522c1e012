"""Throws away keys that nobody owns: made for a conversation that a crash kept from being opened.

A key is stored before what needs it, so a young one may be without its owner. What is an hour old,
and had no owner when looked at twice, was left behind. A key too many does no harm and a key too
few is words lost, so where anything looks odd, nothing is thrown away and the log says so.
"""

import logging
import time
from datetime import datetime, timedelta
from uuid import UUID

from helpline.models import Conversation, Seeker
from transcripts import keys
from transcripts.keyring import hashes
from transcripts.models import Decision, Demand, SealedKey, Tombstone

log = logging.getLogger("transcripts.upkeep.strays")

AGE = timedelta(hours=1)
# Longer than any transaction lives: a clock that was set forward makes a new key look old.
LOOK_SECONDS = 600.0
BATCH = 500
# More than crashes leave behind.
MOST = 500
WITNESSES = 20


class Look:
    """One worker's looks at the keys, and which had no owner the last time."""

    def __init__(self) -> None:
        self.suspects: set[UUID] = set()
        self.due = 0.0

    def throw_away(self, now: datetime) -> int:
        """Look again if it is time; returns how many keys were thrown away."""
        if time.monotonic() < self.due:
            return 0
        self.due = time.monotonic() + LOOK_SECONDS
        found = without_owner(now - AGE)
        sure, self.suspects = found & self.suspects, found
        if not sure:
            return 0
        if len(found) > MOST or not belong_together():
            log.error("keys_without_owner", extra={"count": len(found)})
            return 0
        keys.unmake(sorted(sure))
        return len(sure)


look = Look()


def without_owner(before: datetime) -> set[UUID]:
    """The owners' ids of keys made before that time for which there is nothing and never was."""
    found: set[UUID] = set()
    last = UUID(int=0)
    old = SealedKey.objects.using("keys").filter(made_at__lt=before).order_by("owner")
    while batch := list(old.filter(owner__gt=last).values_list("owner", flat=True)[:BATCH]):
        found |= set(batch) - owners(batch) - tombstones(batch)
        last = batch[-1]
    return found


def owners(ids: list[UUID]) -> set[UUID]:
    """Those of these ids that are a conversation's, a seeker's, a decision's, a demand's, or
    nobody's ever."""
    return {
        *hashes.PLACES,
        *Decision.objects.filter(pk__in=ids).values_list("pk", flat=True),
        *Demand.objects.filter(pk__in=ids).values_list("pk", flat=True),
        *Conversation.objects.filter(pk__in=ids).values_list("pk", flat=True),
        *Seeker.objects.filter(pk__in=ids).values_list("pk", flat=True),
    }


def tombstones(ids: list[UUID]) -> set[UUID]:
    known = Tombstone.objects.using("keys").filter(owner__in=ids)
    return set(known.values_list("owner", flat=True))


def belong_together() -> bool:
    """Whether the main database is the one that these keys are for, and no older copy of it.

    Whose words were erased last is still there without them; in a wrong database nobody is.
    """
    whole = Tombstone.objects.using("keys").filter(of_key=False)
    witnesses = list(whole.order_by("-at").values_list("owner", flat=True)[:WITNESSES])
    return 2 * len(owners(witnesses) & set(witnesses)) >= len(witnesses)
