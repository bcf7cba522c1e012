"""Looking for oneself: what surely fits, and apart from it what nobody knows. Pure.

A counsellor may be shown both in one list, because they will ask; who goes there by themselves is
shown first what surely lets them in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from referrals.directory import STALE, Found, Query, asked
from referrals.search.publicshelf import Open
from referrals.search.searching import openly
from referrals.search.sieve import Sifted


@dataclass(frozen=True, slots=True)
class Looked:
    """What fits for sure, and what may fit, by their places: the best first.

    `abroad` says that all of it is in other countries: in this one there is nothing that fits.
    """

    sifted: Sifted
    sure: list[int]
    unsure: list[int]
    abroad: bool = False

    def found(self, places: Iterable[int]) -> list[Found]:
        return [self.sifted.found(at) for at in places]

    def missing(self) -> list[str]:
        """What is not known of what may fit, the most frequent first."""
        counted = self.sifted.missing(self.unsure)
        return sorted(counted, key=lambda name: -counted[name])


def look(shelf: Open, query: Query, now: datetime, old: timedelta = STALE) -> Looked:
    """Everything that is open to all and is not known to be unfit; what is `old` stands behind."""
    words = query.words.split()
    names = [name for name in asked(query) if name != "words"]
    sifted = shelf.index.sieve.sift(query, names, now)
    fit = [at for at in shelf.index.ranked(words) if shelf.among[at] and sifted.fits[at]]
    everywhere = [at for at in fit if openly(shelf.index.listings[at], words)]
    near = [at for at in everywhere if shelf.near[at]]
    # As well as they fit the words, else by their names, but for what stands behind.
    since = 0 if words else (now.date() - old).toordinal()
    found = sifted.by_standing(near or everywhere, since)
    sure = [at for at in found if not sifted.gaps[at]]
    unsure = [at for at in found if sifted.gaps[at]]
    return Looked(sifted, sure, unsure, bool(found) and not near)
