"""What is found while somebody types: the places of the directory, those that surely fit first.

The index is made anew when something was changed, and looked through in memory on either database.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from referrals.directory import Found, Listing, Query, asked
from referrals.reach import ANYWHERE, Seat
from referrals.search import asking
from referrals.search.searching import Index
from referrals.search.shelf import shelf

# Nobody looks through more; whoever goes on typing finds the others.
MOST = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, by which questions, and if it is nothing, what alone kept everything out.

    What is in another country is found only where nothing else is.
    """

    asked: tuple[str, ...]
    found: list[Found]
    more: bool
    shut_out: list[str]


class Indexed:
    """The index of what stands on the shelf now."""

    def __init__(self) -> None:
        self._listings: tuple[Listing, ...] = ()
        self._index = Index(())
        self._lock = threading.Lock()

    def now(self) -> Index:
        listings = shelf.listings()
        # The shelf gives the same tuple until something was changed.
        if listings is not self._listings:
            # Whoever comes while it is made anew looks through the one before.
            with self._making(wait=not self._listings) as mine:
                if mine and listings is not self._listings:
                    # In one order on every database: equals stand in it.
                    self._index = Index(sorted(listings, key=_name))
                    self._listings = listings
        return self._index

    @contextmanager
    def _making(self, *, wait: bool) -> Iterator[bool]:
        mine = self._lock.acquire(blocking=wait)
        try:
            yield mine
        finally:
            if mine:
                self._lock.release()


def _name(listing: Listing) -> tuple[str, str]:
    return next(iter(listing.name.values()), ""), listing.service.source_id


indexed = Indexed()


def find(typed: str, now: datetime, seat: Seat = ANYWHERE) -> Answer:
    """What these words find just now for somebody who sits there."""
    return look(indexed.now(), asking.read(typed), now, seat)


def look(index: Index, query: Query, now: datetime, seat: Seat = ANYWHERE) -> Answer:
    """The best first; what is not known stands behind what fits for sure."""
    names, seen = _conditions(query), index.sieve.seen(seat)
    order = [at for at in index.ranked(query.words.split()) if seen[at]]
    sifted = index.sieve.sift(query, names, now)
    everywhere, near = [at for at in order if sifted.fits[at]], index.sieve.near(seat.country)
    kept = [at for at in everywhere if near[at]] or everywhere
    found = [sifted.found(at) for at in kept[:MOST]]
    found.sort(key=lambda each: (each.listing.lowered, len(each.unknown)))
    alone = [] if kept else _shut_out(index, order, query, now)
    return Answer(tuple(query.barriers), found, len(kept) > MOST, alone)


def _conditions(query: Query) -> list[str]:
    return [name for name in asked(query) if name != "words"]


def _shut_out(index: Index, order: list[int], query: Query, now: datetime) -> list[str]:
    """The conditions without which, each by itself, something would be found."""

    def fits(rest: list[str]) -> bool:
        sifted = index.sieve.sift(query, rest, now)
        return bool([at for at in order if sifted.fits[at]])

    names = _conditions(query)
    return [name for name in names if fits([each for each in names if each != name])]
