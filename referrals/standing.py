"""Whether a snippet may still be sent: its dates, and for whom it is switched off."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.db.models import Q

from helpline.models import Counsellor, Line
from referrals.directory import Listing
from referrals.models import Snippet
from referrals.reach import Seat, finds

Due = Literal["", "overdue", "expired"]


def due(snippet: Snippet, today: date) -> Due:
    """`expired` ones are not sent; of an `overdue` one somebody should look at the facts first."""
    if snippet.expires is not None and snippet.expires <= today:
        return "expired"
    if snippet.review is not None and snippet.review <= today:
        return "overdue"
    return ""


def is_for(snippet: Snippet, role: str, about: Listing | None = None) -> bool:
    """Whether somebody of this role finds it, and the place that it is about."""
    if about and not finds(Seat(role=role), about.reach):
        return False
    return not snippet.only_roles or role in snippet.only_roles


def off(snippet: Snippet, lines: Iterable[Line], about: Listing | None = None) -> list[str]:
    """The names of those lines where it is switched off, by themselves or by their country."""
    return [
        line.name
        for line in lines
        if line.country in snippet.not_in
        or (snippet.only_lines and line.slug not in snippet.only_lines)
        or (about and not finds(Seat(line.slug, line.country), about.reach))
    ]


def seats(person: Counsellor) -> dict[str, Seat]:
    """From where they look, by the name of the line whose talk it is: their own first, then those
    that lend to it."""
    lending = Q(overflows__to__in=[person.line_id], overflows__ended_at=None)
    found = Line.objects.filter(Q(pk__in=[person.line_id]) | lending).distinct()
    own_first = sorted(found, key=lambda line: line.pk != person.line_id)
    return {line.name: Seat(line.slug, line.country, person.role) for line in own_first}


def lands(person: Counsellor) -> frozenset[str]:
    """The countries of the lines whose talks they hold: their own, and those that lend to it."""
    return frozenset(seat.country for seat in seats(person).values())
