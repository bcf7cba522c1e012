"""Looking for oneself: what surely fits, and apart from it what nobody knows. Pure.

A counsellor may be shown both in one list, because they will ask; who goes there by themselves is
shown first what surely lets them in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from referrals.directory import STALE, Found, Listing, Query, asked, holds
from referrals.publicshelf import Open
from referrals.searching import openly

Check = Callable[[Listing], bool | None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What fits for sure, and what may fit: the best first."""

    sure: list[Found]
    unsure: list[Found]


def look(shelf: Open, query: Query, now: datetime, old: timedelta = STALE) -> Looked:
    """Everything that is open to all and is not known to be unfit; what is `old` stands behind."""
    checks = _checks(query, now)
    found = [
        Found(listing, unknown)
        for listing in _ranked(shelf, query)
        if (unknown := _unknown(listing, checks)) is not None
    ]
    # As well as they fit the words, else by their names, but for what stands behind.
    since = None if query.words else now.date() - old
    found.sort(key=lambda each: _behind(each, since))
    sure = [each for each in found if not each.unknown]
    return Looked(sure, [each for each in found if each.unknown])


def _ranked(shelf: Open, query: Query) -> Iterator[Listing]:
    words = query.words.split()
    if not words:
        yield from shelf.listings.values()
        return
    scores = shelf.index.scores(words)
    for place in sorted(scores, key=lambda place: (-scores[place], place)):
        listing = shelf.index.listings[place]
        if listing.id in shelf.listings and openly(listing, words):
            yield listing


def _checks(query: Query, now: datetime) -> list[tuple[str, Check]]:
    """Each condition as one call: they are asked of ten thousand services at a time."""
    return [(name, _check(query, name, now)) for name in asked(query) if name != "words"]


def _check(query: Query, name: str, now: datetime) -> Check:
    if name not in query.barriers:
        return lambda listing: holds(listing, query, name, now)
    wanted = query.barriers[name]

    def answered(listing: Listing) -> bool | None:
        fact = listing.facts.get(name)
        return None if fact is None else fact.answer == wanted

    return answered


def _unknown(listing: Listing, checks: Sequence[tuple[str, Check]]) -> tuple[str, ...] | None:
    """What one does not know of it; None if it does not fit."""
    unknown: tuple[str, ...] = ()
    for name, check in checks:
        held = check(listing)
        if held is False:
            return None
        if held is None:
            unknown += (name,)
    return unknown


def _behind(found: Found, since: date | None) -> tuple[int, int, bool, bool]:
    """What speaks against it; its age only where no words say what is looked for."""
    listing = found.listing
    verified = listing.service.verified
    return (
        listing.lowered,
        len(found.unknown),
        listing.service.capacity.state == "full",
        since is not None and (verified is None or verified < since),
    )
