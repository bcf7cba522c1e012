"""Which of some listings meet the conditions of a query: all of them asked at once. Pure.

Ten thousand listings are gone through with every page and every letter. What they answer to a
condition is a byte for each, which is remembered where few things can be asked; whoever has the
same hours, or is in the same places, is asked once; and all bytes are put together as one number.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import msgspec

from referrals import reach
from referrals.directory import Found, Listing, Query, holds
from referrals.reach import Seat

NO, MAYBE, SURE = 0, 1, 2
GRADES = {False: NO, None: MAYBE, True: SURE}
# What becomes of a grade: whether it may be met at all, and whether that is not known.
MAY, UNKNOWN = bytes([0] + [255] * 255), bytes([0, 1] + [0] * 254)


def _together(parts: Iterable[bytes], put: Callable[[int, int], int], start: bytes) -> bytes:
    """Bytes at the same place put together, all places at a time."""
    total = int.from_bytes(start)
    for part in parts:
        total = put(total, int.from_bytes(part))
    return total.to_bytes(len(start))


class Sifted:
    """What is left of the listings: `gaps` counts what is not known of each, by its place."""

    def __init__(self, sieve: "Sieve", names: Sequence[str], grades: Sequence[bytes]) -> None:
        self._sieve, self._names, self._grades = sieve, names, grades
        size = len(sieve.listings)
        mays = (each.translate(MAY) for each in grades)
        self.fits = _together(mays, int.__and__, bytes([255]) * size)
        # Whatever a query asks, it is less than 256 things: no byte runs over into the next.
        unknown = (each.translate(UNKNOWN) for each in grades)
        self.gaps = _together(unknown, int.__add__, bytes(size))

    def found(self, at: int) -> Found:
        named = zip(self._names, self._grades, strict=True)
        unknown = tuple(name for name, grades in named if grades[at] == MAYBE)
        return Found(self._sieve.listings[at], unknown)

    def missing(self, places: Sequence[int]) -> dict[str, int]:
        """Of how many of these each condition is not known."""
        named = zip(self._names, self._grades, strict=True)
        counted = {name: [g[at] for at in places].count(MAYBE) for name, g in named}
        return {name: count for name, count in counted.items() if count}

    def by_standing(self, places: Iterable[int], since: int) -> list[int]:
        """What nothing speaks against first; what was made sure of before that day behind."""
        told = zip(self._sieve.against, self.gaps, self._sieve.verified, strict=True)
        keys = [against + gaps * 4 + (verified < since) for against, gaps, verified in told]
        return sorted(places, key=keys.__getitem__)


class Alike:
    """Listings that are the same in what a condition looks at: each kind is asked once."""

    def __init__(self, listings: Sequence[Listing], key: Callable[[Listing], bytes]) -> None:
        kinds: dict[bytes, int] = {}
        self._of = [kinds.setdefault(key(each), len(kinds)) for each in listings]
        one = dict(zip(self._of, listings, strict=True))
        self._kinds = [one[kind] for kind in range(len(kinds))]

    def grades(self, holding: Callable[[Listing], bool | None]) -> bytes:
        told = [GRADES[holding(each)] for each in self._kinds]
        return bytes(map(told.__getitem__, self._of))


def _places(listing: Listing) -> bytes:
    return msgspec.json.encode([listing.places, listing.everywhere])


def _hours(listing: Listing) -> bytes:
    return msgspec.json.encode(listing.schedules)


class Sieve:
    """What each of these listings answers, by its place among them."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self.listings = listings
        # What was said against it counts most, then what is not known, that it is full, its age.
        full = [each.service.capacity.state == "full" for each in listings]
        said = zip(listings, full, strict=True)
        self.against = [each.lowered * 4_096 + is_full * 2 for each, is_full in said]
        days = [each.service.verified for each in listings]
        self.verified = [day.toordinal() if day else 0 for day in days]
        self._alike = {"place": Alike(listings, _places), "open_now": Alike(listings, _hours)}
        self._told: dict[object, bytes] = {}
        self._open: tuple[datetime | None, bytes] = (None, b"")

    def sift(self, query: Query, names: Sequence[str], now: datetime) -> Sifted:
        """What of the listings may meet these conditions of the query."""
        return Sifted(self, names, [self._grades(query, name, now) for name in names])

    def seen(self, seat: Seat) -> bytes:
        """Not 0 for each that takes people and is found from this seat."""
        return self._once(
            ("seen", seat),
            lambda each: each.service.status == "active" and reach.finds(seat, each.reach),
        )

    def near(self, country: str) -> bytes:
        """Not 0 for each that is not surely in another country."""
        return self._once(("near", country), lambda each: not reach.is_abroad(each.lands, country))

    def _grades(self, query: Query, name: str, now: datetime) -> bytes:
        def holding(listing: Listing) -> bool | None:
            return holds(listing, query, name, now)

        if name == "open_now":
            return self._open_at(now)
        if name in self._alike:
            return self._alike[name].grades(holding)
        if name in query.barriers or name == "free":
            # There are few of these; what somebody typed is never remembered.
            return self._once((name, query.barriers.get(name)), holding)
        return self._asked(holding)

    def _asked(self, holding: Callable[[Listing], bool | None]) -> bytes:
        return bytes([GRADES[holding(each)] for each in self.listings])

    def _once(self, what: object, holding: Callable[[Listing], bool | None]) -> bytes:
        found = self._told.get(what)
        if found is None:
            found = self._told[what] = self._asked(holding)
        return found

    def _open_at(self, now: datetime) -> bytes:
        """Hours begin and end with a minute: what was open as it began stays so."""
        minute, found = now.replace(second=0, microsecond=0), self._open
        if found[0] != minute:
            asks = Query(open_now=True)
            found = self._open = (
                minute,
                self._alike["open_now"].grades(lambda each: holds(each, asks, "open_now", minute)),
            )
        return found[1]
