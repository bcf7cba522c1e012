"""What anybody may look through: the services that are open to all, their categories and places.

Made anew when the directory was changed; it stands on the shelf and the index that the desk uses.
"""

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from helpline.phrases import fold
from referrals import categories, exporting
from referrals.categories import Node
from referrals.directory import Listing
from referrals.exchange.hsds import Labels
from referrals.finding import indexed
from referrals.searching import Index, nearest


@dataclass(frozen=True, slots=True)
class Open:
    """What is open to all: the listings by id, in the order of their names, and what sorts them."""

    index: Index
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


class PublicShelf:
    """What is open to all, as the directory stands now."""

    def __init__(self) -> None:
        self.made = Open(Index(()))
        self._lock = threading.Lock()

    def now(self) -> Open:
        index = indexed.now()
        if index is not self.made.index:
            with self._lock:
                if index is not self.made.index:
                    self.made = _made(index)
        return self.made


def _made(index: Index) -> Open:
    # Asked beside the shelf: whether a list may be passed on is a matter of its source.
    allowed = set(exporting.services().filter(status="active").values_list("pk", flat=True))
    listings = {each.id: each for each in index.listings if each.id in allowed and each.public}
    counts = categories.count(listings.values(), public=True)
    return Open(
        index=index,
        listings=listings,
        needs=tuple(categories.tree(counts)),
        towns=frozenset(word for each in listings.values() for word in each.places.split()),
        labels=exporting.labels(exporting.free_vocabularies()),
    )


def anything() -> bool:
    """Whether there is anything to look through; asked of the database, not of the shelf."""
    return exporting.services().filter(status="active").exists()


def get(pk: UUID) -> Listing | None:
    """One that is open to all."""
    return public.now().listings.get(pk)


public = PublicShelf()
