"""What is found while somebody types: the places of the directory, those that surely fit first.

The index is made anew when something was changed, and looked through in memory on either database.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from referrals import asking
from referrals.directory import Found, Listing, Query, asked, holds
from referrals.searching import Index
from referrals.shelf import shelf

# Nobody looks through more; whoever goes on typing finds the others.
MOST = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, by which questions, and if it is nothing, what alone kept everything out."""

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


def find(typed: str, now: datetime) -> Answer:
    """What these words find just now."""
    return look(indexed.now(), asking.read(typed), now)


def look(index: Index, query: Query, now: datetime) -> Answer:
    """The best first; what is not known stands behind what fits for sure."""
    ranked, conditions = _ranked(index, query), _conditions(query)
    found: list[Found] = []
    for listing in ranked:
        unknown = _unknown(listing, query, conditions, now)
        if unknown is not None:
            found.append(Found(listing, unknown))
        if len(found) > MOST:
            break
    shown = sorted(found[:MOST], key=lambda each: (each.listing.lowered, len(each.unknown)))
    alone = [] if found else _shut_out(ranked, query, conditions, now)
    return Answer(tuple(query.barriers), shown, len(found) > MOST, alone)


def _ranked(index: Index, query: Query) -> list[Listing]:
    scores = index.scores(query.words.split())
    places = sorted(scores, key=lambda place: (-scores[place], place))
    return [each for each in map(index.listings.__getitem__, places) if _takes_anybody(each)]


def _takes_anybody(listing: Listing) -> bool:
    return listing.service.status == "active"


def _conditions(query: Query) -> list[str]:
    return [name for name in asked(query) if name != "words"]


def _unknown(
    listing: Listing, query: Query, names: Sequence[str], now: datetime
) -> tuple[str, ...] | None:
    unknown = []
    for name in names:
        held = holds(listing, query, name, now)
        if held is False:
            return None
        if held is None:
            unknown.append(name)
    return tuple(unknown)


def _shut_out(
    ranked: Sequence[Listing], query: Query, names: Sequence[str], now: datetime
) -> list[str]:
    """The conditions without which, each by itself, something would be found."""

    def fits(rest: list[str]) -> Iterator[Listing]:
        return (each for each in ranked if _unknown(each, query, rest, now) is not None)

    return [name for name in names if next(fits([n for n in names if n != name]), None)]
