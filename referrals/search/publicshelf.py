"""What anybody may look through: the services that are open to all, their categories and places.

Made anew when the directory was changed; it stands on the shelf and the index that the desk uses.
"""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from helpline.models import Line
from helpline.phrases import fold
from referrals.directory import Listing
from referrals.exchange.hsds import Labels
from referrals.reach import ANYWHERE, Seat
from referrals.search.finding import indexed
from referrals.search.searching import Index, nearest
from referrals.terms import categories
from referrals.terms.categories import Node
from referrals.transfer import exporting


@dataclass(frozen=True, slots=True)
class Open:
    """What is open to all from one seat: the listings by id, and what sorts them.

    `among` marks them in the index, and `near` what is not surely in another country. Needs are
    counted by what is near, if anything is.
    """

    index: Index
    among: bytes = b""
    near: bytes = b""
    listings: Mapping[UUID, Listing] = field(default_factory=dict)
    needs: tuple[Node, ...] = ()
    towns: frozenset[str] = frozenset()
    labels: Labels = field(default_factory=dict)

    def town(self, typed: str) -> str:
        """A place as it is typed, a word that no place has with the word that it is a slip of."""
        return " ".join(_known(word, self.towns) for word in fold(typed))


def _known(word: str, towns: Collection[str]) -> str:
    if [town for town in towns if town.startswith(word)]:
        return word
    return nearest(word, towns) or word


def seat_of(line: Line) -> Seat:
    """From where somebody looks who came by this line."""
    return Seat(line.slug, line.country)


class PublicShelf:
    """What is open to all, as the directory stands now."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self.made: dict[Seat, Open] = {}
        self._lock = threading.Lock()

    def now(self, seat: Seat = ANYWHERE) -> Open:
        index = indexed.now()
        made = self.made.get(seat)
        if made is None or made.index is not index:
            with self._lock:
                made = self._make(index, seat)
        return made

    def _make(self, index: Index, seat: Seat) -> Open:
        """Made by whoever comes first; an index that is old is held no longer."""
        if self._index is not index:
            self._index, self.made = index, {}
        if seat not in self.made:
            self.made[seat] = _made(index, seat)
        return self.made[seat]


def _made(index: Index, seat: Seat) -> Open:
    # Asked beside the shelf: whether a list may be passed on is a matter of its source.
    allowed = set(exporting.services().filter(status="active").values_list("pk", flat=True))
    seen, near = index.sieve.seen(seat), index.sieve.near(seat.country)
    among = bytes(
        # What only some of the staff find is nobody else's.
        bool(sees and each.id in allowed and each.public and not each.reach.only_roles)
        for sees, each in zip(seen, index.listings, strict=True)
    )
    at = [place for place, open_ in enumerate(among) if open_]
    listings = [index.listings[place] for place in at]
    here = [index.listings[place] for place in at if near[place]] or listings
    return Open(
        index=index,
        among=among,
        near=near,
        listings={each.id: each for each in listings},
        needs=tuple(categories.tree(categories.count(here, public=True))),
        towns=frozenset(word for each in listings for word in each.places.split()),
        labels=exporting.labels(exporting.free_vocabularies()),
    )


def anything() -> bool:
    """Whether there is anything to look through; asked of the database, not of the shelf."""
    return exporting.services().filter(status="active").exists()


public = PublicShelf()
