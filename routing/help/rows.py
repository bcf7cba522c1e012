"""What stands in the list of a service: its name, where, what decides in few words, a number."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from referrals.barriers import barriers
from referrals.directory import Found, Listing
from referrals.reach import land
from referrals.showing import whereabouts
from referrals.showing.calling import Number, number
from referrals.showing.chips import Chip, chips
from referrals.wording.texts import said

MOST_CHIPS = 6
# What may shut somebody out comes before what nobody knows, and that before what is good.
TONES = ("care", "unknown", "good", "plain")
# Said of every place, in this order: first that it is far away, and that it is long ago that
# somebody made sure of it.
ALWAYS = ("abroad", "verified", "capacity", "lowered", "open", "cost")


def row(
    found: Found,
    asked: tuple[str, ...],
    locale: str,
    now: datetime,
    region: str,
    old: timedelta,
) -> dict[str, Any]:
    """One service in the list; from an age of `old` on that is said first."""
    listing = found.listing
    numbers = phones(listing, region, locale)
    return {
        "id": listing.id.hex,
        "name": said(listing.name, locale),
        "owner": said(listing.organisation.name, locale),
        "town": whereabouts.town(listing),
        "secret": is_secret(listing),
        # Where it is is not said; whom it is for is, so that nobody takes it for one nearby.
        "serves": "" if whereabouts.town(listing) else whereabouts.areas(listing, locale),
        "chips": _few(chips(listing, locale, now, asked=asked, old=old, country=region), asked),
        "phone": numbers[0] if numbers else None,
    }


def _few(every: list[Chip], asked: tuple[str, ...]) -> list[Chip]:
    first = [each for each in every if each.name in asked]
    told = [each for name in ALWAYS for each in every if each.name == name]
    rest = [each for each in every if each.name in barriers() and each.name not in asked]
    rest.sort(key=lambda each: TONES.index(each.tone))
    return [*first, *told, *rest][: max(MOST_CHIPS, len(first))]


def is_secret(listing: Listing) -> bool:
    return bool([place for place in listing.where if place.confidential])


def phones(listing: Listing, region: str, locale: str) -> list[Number]:
    """Numbers to call, its own before those of the house."""
    every = [*listing.service.phones, *listing.organisation.phones]
    land = here(listing, region)
    told = [number(each, land, locale) for each in every if each.kind in SPOKEN]
    return list({each.href: each for each in told if each.href}.values())


SPOKEN = ("voice", "hotline", "cell")


def here(listing: Listing, region: str) -> str:
    """The country whose numbers these are."""
    named = [place.country for place in listing.where] + [a.country for a in listing.service.areas]
    return next(filter(None, map(land, named)), region)


def missing(names: list[str], words: Mapping[str, str], locale: str) -> str:
    """What is not known, as people call it."""
    known = barriers()
    named = [
        said(known[name].about, locale).words if name in known else words[CALLED[name]]
        for name in names
    ]
    return ", ".join(dict.fromkeys(named))


CALLED = {"open_now": "when", "free": "cost", "place": "where"}
