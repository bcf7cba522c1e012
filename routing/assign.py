"""Who is offered what: the rule of assignment, as a pure function.

First by rank within priority (a risk tier is a head start, `helpline/ranks.py`); the counsellor
must speak the language, have the skill and the room, and not have passed on this conversation a
moment ago; among those the least loaded, then the longest idle. A conversation that suits nobody
just now holds up none of those behind it.
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
    skill: str = ""
    weight: int = 1
    live: bool = True


@dataclass(frozen=True, slots=True)
class Free:
    """A counsellor on shift: `load` is what they hold and are offered, by weight, and `live` what
    of it is live; `skills` has "" unless they take nothing but what asks for one of theirs."""

    id: UUID
    languages: frozenset[str]
    load: int
    capacity: int
    idle_since: datetime
    skills: frozenset[str] = frozenset({""})
    live: int = 0
    most_live: int | None = None
    most_texts: int | None = None

    def taking(self, waiting: Waiting) -> "Free":
        """The same counsellor with this conversation in hand too."""
        live = self.live + (waiting.weight if waiting.live else 0)
        return replace(self, load=self.load + waiting.weight, live=live)


def has_room(waiting: Waiting, free: Free) -> bool:
    """Whether it fits beside what they have; empty hands take any one, however heavy."""
    held = free.live if waiting.live else free.load - free.live
    most = free.most_live if waiting.live else free.most_texts
    of_kind = free.capacity if most is None else most
    if free.load == 0:
        return min(free.capacity, of_kind) > 0
    return free.load + waiting.weight <= free.capacity and held + waiting.weight <= of_kind


def suits(waiting: Waiting, free: Free) -> bool:
    """Whether this counsellor may be offered this conversation."""
    return (
        has_room(waiting, free)
        and waiting.locale in free.languages
        and waiting.skill in free.skills
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
            people[chosen.id] = chosen.taking(waiting)
    return offers
