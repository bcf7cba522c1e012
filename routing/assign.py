"""Who is offered what: the rule of assignment, as a pure function.

Oldest first within priority; the counsellor must speak the language, have room, and not have passed
on this conversation a moment ago; among those the least loaded, then the longest idle. A
conversation that suits nobody just now holds up none of those behind it. `queue.py` says the same
in one PostgreSQL statement, and a test holds the two against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting conversation; `passed` are the counsellors who passed it on just now."""

    id: UUID
    locale: str
    priority: int
    since: datetime
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


def choose(queue: Iterable[Waiting], free: Sequence[Free]) -> tuple[Waiting, Free] | None:
    """The next offer to make, or None when nothing fits."""
    for waiting in sorted(queue, key=lambda w: (-w.priority, w.since, w.id)):
        candidates = [person for person in free if suits(waiting, person)]
        if candidates:
            return waiting, min(candidates, key=lambda f: (f.load, f.idle_since, f.id))
    return None
