"""Which services somebody must look at, why, and which first. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from referrals.directory import GONE, STALE, Listing, is_stale

Kind = Literal["complaint", "guess", "room", "stale"]
KINDS: tuple[Kind, ...] = ("complaint", "guess", "room", "stale")
# Whether there is room changes from day to day: what was so longer ago says little.
ROOM = timedelta(days=14)


class Reason(msgspec.Struct, frozen=True):
    """Why somebody must look: since which day it is so, and what it is about."""

    kind: Kind
    day: date | None = None
    said: tuple[str, ...] = ()


class Task(msgspec.Struct, frozen=True):
    """A service to look at; `used` counts how often it was sent to somebody lately."""

    listing: Listing
    reasons: tuple[Reason, ...]
    used: int = 0

    @property
    def kinds(self) -> set[Kind]:
        return {each.kind for each in self.reasons}


# What is known of services beside themselves, by their id.
Known = Mapping[UUID, Sequence[Reason]]


def tasks(
    listings: Iterable[Listing],
    today: date,
    *,
    old: timedelta = STALE,
    known: Known | None = None,
    used: Mapping[UUID, int] | None = None,
) -> list[Task]:
    """All that somebody must look at, in no order."""
    told, counts = known or {}, used or {}
    found = []
    for each in listings:
        reasons = (*told.get(each.id, ()), *_of_itself(each, today, old))
        if reasons:
            found.append(Task(each, tuple(reasons), counts.get(each.id, 0)))
    return found


def _of_itself(listing: Listing, today: date, old: timedelta) -> list[Reason]:
    """What is taken out is shown to nobody, and need not be true."""
    service = listing.service
    if service.status in GONE:
        return []
    found = []
    if guesses := tuple(name for name, fact in listing.facts.items() if fact.to_check):
        found.append(Reason("guess", None, guesses))
    if service.capacity.state != "unknown" and _is_over(service.capacity.asked, today):
        found.append(Reason("room", service.capacity.asked))
    if is_stale(service.verified, today, old):
        found.append(Reason("stale", service.verified))
    return found


def _is_over(asked: date | None, today: date) -> bool:
    return asked is None or today - asked > ROOM


def used_first(task: Task) -> tuple[object, ...]:
    """What is sent most does most harm; then complaints, then what is oldest."""
    return -task.used, "complaint" not in task.kinds, *oldest_first(task)


def oldest_first(task: Task) -> tuple[object, ...]:
    """What nobody ever looked at, then what nobody has looked at for longest."""
    verified = task.listing.service.verified or date.min
    return verified, -task.used, next(iter(task.listing.name.values()), "")
