"""The directory as it is looked through: what a service is found by, and which of them fit. Pure.

Everything is held in memory, so that a look costs milliseconds for ten thousand services. What is
not known never shuts a service out: it is kept, marked, and stands after those that surely fit.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

import msgspec

from helpline.phrases import fold
from referrals import entries
from referrals.hours import sessions
from referrals.hours.schedules import Schedule
from referrals.reach import EVERYBODY, NONE, Reach
from referrals.wording.texts import Texts

CATEGORY, POPULATION, GENDER = "category", "population", "gender"
# What nobody has looked at for so long may not be true any more.
STALE = timedelta(days=365)
# Nobody is sent to these, for good.
GONE = ("inactive", "defunct")


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A service as it is found: its entry, whose it is, and what is looked at.

    `terms` are codes by vocabulary; those of categories with all that stand above them. `places`
    and `words` are folded, with a blank before each word; so is `inside`, what terms are called
    that stay in the house. `lowered` counts what spoke against it; `lands` are the countries it
    is for.
    """

    id: UUID
    service: entries.Service
    organisation: entries.Organisation
    programme: entries.Programme | None
    where: tuple[entries.Place, ...]
    terms: Mapping[str, frozenset[str]]
    facts: Mapping[str, entries.Fact]
    schedules: tuple[Schedule, ...]
    places: str
    everywhere: bool
    words: str
    lowered: int = 0
    inside: str = ""
    lands: frozenset[str] = NONE
    reach: Reach = EVERYBODY

    @property
    def name(self) -> Texts:
        return self.service.name

    @property
    def public(self) -> bool:
        return self.service.public and self.organisation.public

    def answer(self, barrier: str) -> str:
        fact = self.facts.get(barrier)
        return fact.answer if fact else "unknown"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; whatever is empty does not matter.

    `barriers` are answers by question, as {"id": "no"}; `terms` codes by vocabulary, all of which
    must be there; `stay_days` and `months` are at least so long.
    """

    words: str = ""
    categories: frozenset[str] = frozenset()
    place: str = ""
    barriers: Mapping[str, str] = {}
    populations: frozenset[str] = frozenset()
    gender: str = ""
    age: int | None = None
    involvement: str = ""
    language: str = ""
    free: bool = False
    open_now: bool = False
    stay_days: int = 0
    months: int = 0
    terms: Mapping[str, frozenset[str]] = {}
    public: bool = False
    inactive: bool = False


class Found(msgspec.Struct, frozen=True):
    """A service that fits, as far as one knows; `unknown` names what one does not."""

    listing: Listing
    unknown: tuple[str, ...]


_folded_once = lru_cache(maxsize=64)(fold)


def folded(text: str) -> str:
    """Words without case and accents, with a blank before each."""
    return "".join(f" {word}" for word in fold(text))


def is_stale(verified: date | None, today: date, old: timedelta = STALE) -> bool:
    """Whether somebody should make sure of it again; how old it may be is a line's choice."""
    return verified is None or today - verified > old


# ---- one condition each: True, False, or None for not known ----------------------------------


def _by_words(listing: Listing, query: Query) -> bool | None:
    words = listing.words if query.public else listing.words + listing.inside
    return all(f" {word}" in words for word in _folded_once(query.words))


def _by_place(listing: Listing, query: Query) -> bool | None:
    if listing.everywhere or all(
        f" {word}" in listing.places for word in _folded_once(query.place)
    ):
        return True
    return None if not listing.places else False


def _by_categories(listing: Listing, query: Query) -> bool | None:
    return bool(listing.terms.get(CATEGORY, frozenset()) & query.categories)


def _by_populations(listing: Listing, query: Query) -> bool | None:
    served = listing.terms.get(POPULATION, frozenset())
    return None if not served else bool(served & query.populations)


def _by_gender(listing: Listing, query: Query) -> bool | None:
    served = listing.terms.get(GENDER, frozenset())
    return None if not served else bool({query.gender, "everybody"} & served)


def _by_age(listing: Listing, query: Query) -> bool | None:
    who, age = listing.service.eligibility, query.age or 0
    if who.minimum_age is None and who.maximum_age is None:
        return None
    return (who.minimum_age or 0) <= age <= (age if who.maximum_age is None else who.maximum_age)


def _by_involvement(listing: Listing, query: Query) -> bool | None:
    served = listing.service.eligibility.involvement
    return served in (query.involvement, "either") if served else None


def _by_language(listing: Listing, query: Query) -> bool | None:
    spoken = listing.service.languages
    return query.language in spoken if spoken else None


def _by_cost(listing: Listing, query: Query) -> bool | None:
    return {"free": True, "fee": False}.get(listing.service.cost.kind)


def _by_stay(listing: Listing, query: Query) -> bool | None:
    longest = listing.service.max_stay_days
    return None if longest is None else longest >= query.stay_days


def _by_months(listing: Listing, query: Query) -> bool | None:
    longest = listing.service.duration_months
    return None if longest is None else longest >= query.months


def _by_terms(listing: Listing, query: Query) -> bool | None:
    none: frozenset[str] = frozenset()
    return all(wanted <= listing.terms.get(name, none) for name, wanted in query.terms.items())


CONDITIONS = {
    "words": _by_words,
    "place": _by_place,
    "categories": _by_categories,
    "terms": _by_terms,
    "populations": _by_populations,
    "gender": _by_gender,
    "age": _by_age,
    "involvement": _by_involvement,
    "language": _by_language,
    "free": _by_cost,
    "stay_days": _by_stay,
    "months": _by_months,
}


# ---- all of them -----------------------------------------------------------------------------


def asked(query: Query) -> list[str]:
    """The names of the conditions of this query, each barrier and "open_now" among them."""
    told = [name for name in CONDITIONS if getattr(query, name) or name == "age"]
    if query.age is None:
        told.remove("age")
    return [*told, *query.barriers, *(["open_now"] if query.open_now else [])]


def holds(listing: Listing, query: Query, name: str, now: datetime) -> bool | None:
    """Whether this one condition is met; None where that is not known."""
    if name == "open_now":
        return sessions.is_open(listing.schedules, now)
    if name in query.barriers:
        return _by_answer(listing.facts.get(name), query.barriers[name])
    return CONDITIONS[name](listing, query)


def _by_answer(fact: entries.Fact | None, wanted: str) -> bool | None:
    """What a rule has guessed may keep somebody from a door; it never says that one is open."""
    if fact is None or fact.answer == "unknown":
        return None
    fits = fact.answer == wanted
    return None if fits and fact.to_check else fits


def _is_shown(listing: Listing, query: Query) -> bool:
    if query.public and not listing.public:
        return False
    return query.inactive or listing.service.status == "active"


def find(listings: Iterable[Listing], query: Query, now: datetime) -> list[Found]:
    """Those that fit: surely first, then what nobody has spoken against, then by name."""
    names = asked(query)
    found = []
    for listing in listings:
        unknown = _unknown(listing, query, names, now) if _is_shown(listing, query) else None
        if unknown is not None:
            found.append(Found(listing, unknown))
    return sorted(found, key=lambda each: _place_in_line(each, query, now.date()))


def _unknown(
    listing: Listing, query: Query, names: Sequence[str], now: datetime
) -> tuple[str, ...] | None:
    """What one does not know of it; None if it does not fit."""
    unknown = []
    for name in names:
        held = holds(listing, query, name, now)
        if held is False:
            return None
        if held is None:
            unknown.append(name)
    return tuple(unknown)


def _place_in_line(found: Found, query: Query, today: date) -> tuple[object, ...]:
    listing = found.listing
    preferred = {tag.code for tag in listing.service.tags if tag.preferred}
    return (
        listing.lowered,
        len(found.unknown),
        listing.service.capacity.state == "full",
        not preferred & query.populations,
        is_stale(listing.service.verified, today),
        next(iter(listing.name.values()), ""),
    )


def shut_out_by(listings: Sequence[Listing], query: Query, now: datetime) -> list[str]:
    """When nothing fits: the conditions of which each, alone, kept everything out.

    What is left of the query once one of them is dropped finds something: that is the need which
    is not met.
    """
    names = asked(query)
    shown = [listing for listing in listings if _is_shown(listing, query)]
    return [
        name
        for name in names
        if [
            listing
            for listing in shown
            if _unknown(listing, query, [n for n in names if n != name], now) is not None
        ]
    ]
