"""Who finds a place: on which lines, by which roles, in whose country. Pure."""

from collections.abc import Iterable, Mapping
from functools import cache

import msgspec
from babel import Locale
from babel.core import get_global

from referrals import entries
from referrals.wording.folding import fold

NONE: frozenset[str] = frozenset()
# As people write them, beside their names and the codes of three letters.
CALLED = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "great britain": "GB",
    "united states of america": "US",
    "etats-unis d'amerique": "US",
}
# Letters of a code.
SHORT, LONG = 2, 3


class Reach(msgspec.Struct, frozen=True):
    """Slugs of lines and roles that find it (none: all), and countries whose lines do not."""

    only_lines: frozenset[str] = NONE
    only_roles: frozenset[str] = NONE
    not_in: frozenset[str] = NONE


class Seat(msgspec.Struct, frozen=True):
    """From where somebody looks: the line's slug and country, their role; "" narrows nothing."""

    line: str = ""
    country: str = ""
    role: str = ""


EVERYBODY, ANYWHERE = Reach(), Seat()


def finds(seat: Seat, reach: Reach) -> bool:
    """Whether somebody who sits there finds what has this reach."""
    return not (
        (seat.line and reach.only_lines and seat.line not in reach.only_lines)
        or (seat.role and reach.only_roles and seat.role not in reach.only_roles)
        or seat.country in reach.not_in
    )


def lands(where: Iterable[entries.Place], areas: Iterable[entries.Area]) -> frozenset[str]:
    """The countries in which it is, or whose people it serves; none where nobody has said."""
    named = [place.country for place in where] + [area.country for area in areas]
    return frozenset(filter(None, map(land, named)))


def land(written: str) -> str:
    """The code of a country however it is written ("CA", "can", "Canada"); "" if it is none."""
    said = " ".join(fold(written).replace(".", "").split())
    return _lands().get(said, "")


@cache
def _lands() -> Mapping[str, str]:
    named = [(code, Locale(locale).territories) for locale in ("en", "fr") for code in _codes()]
    names = {fold(of[code]): code for code, of in named if code in of}
    aliases = get_global("territory_aliases")
    longer = {alias.lower(): now[0] for alias, now in aliases.items() if len(alias) == LONG}
    return {**longer, **names, **{code.lower(): code for code in _codes()}, **CALLED}


@cache
def _codes() -> frozenset[str]:
    """Every country's own two letters; nothing is in a union, or in what is not known."""
    every = frozenset(map(str, Locale("en").territories))
    countries = frozenset(code for code in every if len(code) == SHORT and code.isalpha())
    return countries - {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def is_abroad(of: frozenset[str], country: str) -> bool:
    """Whether it is surely in another country than this one."""
    return bool(country and of) and country not in of
