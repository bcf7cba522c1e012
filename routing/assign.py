"""Who is offered what: the rule of assignment, as a pure function.

First by rank within priority (a risk tier is a head start, `helpline/ranks.py`); the counsellor
must speak the language, have room, and not have passed on this conversation a moment ago; among
those the least loaded, then the longest idle. A conversation that suits nobody just now holds up
none of those behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting conversation; `rank_at` is the moment by which it stands in the queue, `passed` the
    counsellors who passed it on just now."""

    id: UUID
    locale: str
    priority: int
    rank_at: datetime
    passed: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Free:
    """A counsellor on shift; `load` counts conversations held and offered."""

    id: UUID
    languages: frozenset[str]
    load: int
    capacity: int
    idle_since: datetime


def suits(waiting: Waiting, free: Free) -> bool:
    """Whether this counsellor may be offered this conversation."""
    return (
        free.load < free.capacity
        and waiting.locale in free.languages
        and free.id not in waiting.passed
    )


def plan(queue: Iterable[Waiting], free: Iterable[Free]) -> list[tuple[Waiting, Free]]:
    """Every offer to make now, in the order of the queue.

    Loads only grow on the way, so whoever suits nobody in their turn suits nobody later.
    """
    people = {person.id: person for person in free}
    offers = []
    for waiting in sorted(queue, key=lambda w: (-w.priority, w.rank_at, w.id)):
        candidates = [person for person in people.values() if suits(waiting, person)]
        if candidates:
            chosen = min(candidates, key=lambda f: (f.load, f.idle_since, f.id))
            offers.append((waiting, chosen))
            people[chosen.id] = replace(chosen, load=chosen.load + 1)
    return offers
