"""Who finds a place: on which lines, by which roles, in whose country. Pure."""

from collections.abc import Iterable

import msgspec

from referrals import entries

NONE: frozenset[str] = frozenset()
# As people write it, and as it is called in lists of countries.
CALLED = {"UK": "GB"}


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
    codes = [each.strip().upper() for each in named]
    return frozenset(CALLED.get(code, code) for code in codes if len(code) == 2)


def is_abroad(of: frozenset[str], country: str) -> bool:
    """Whether it is surely in another country than this one."""
    return bool(country and of) and country not in of
