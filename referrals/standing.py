"""Whether a snippet may still be sent: its dates, and for whom it is switched off."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.db.models import Q

from helpline.models import Counsellor, Line
from referrals.models import Snippet

Due = Literal["", "overdue", "expired"]


def due(snippet: Snippet, today: date) -> Due:
    """`expired` ones are not sent; of an `overdue` one somebody should look at the facts first."""
    if snippet.expires is not None and snippet.expires <= today:
        return "expired"
    if snippet.review is not None and snippet.review <= today:
        return "overdue"
    return ""


def is_for(snippet: Snippet, role: str) -> bool:
    """Whether somebody of this role finds it."""
    return not snippet.only_roles or role in snippet.only_roles


def off(snippet: Snippet, lines: Iterable[Line]) -> list[str]:
    """The names of those lines where it is switched off, by themselves or by their country."""
    return [
        line.name
        for line in lines
        if line.country in snippet.not_in
        or (snippet.only_lines and line.slug not in snippet.only_lines)
    ]


def lands(person: Counsellor) -> frozenset[str]:
    """The countries of the lines whose talks they hold: their own, and those that lend to it."""
    lending = Q(overflows__to__in=[person.line_id], overflows__ended_at=None)
    found = Line.objects.filter(Q(pk__in=[person.line_id]) | lending)
    return frozenset(found.values_list("country", flat=True))
