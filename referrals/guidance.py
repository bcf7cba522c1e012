"""The cards that stand beside the talk: those the project brings along, and the list of all."""

from functools import cache
from pathlib import Path
from typing import TypedDict

import msgspec

from referrals.models import Guidance

FIRST_CARDS = Path(__file__).with_name("first_cards.json")
Wording = dict[str, str]


class Card(msgspec.Struct, frozen=True):
    """A card as the first ones are written; each wording is {"en": …, "fr": …}."""

    slug: str
    title: Wording
    body: Wording


class Shown(TypedDict):
    """A card as the console gets it."""

    slug: str
    title: Wording
    body: Wording


@cache
def first_cards() -> tuple[Card, ...]:
    """The cards the project brings along, in their order."""
    return tuple(msgspec.json.decode(FIRST_CARDS.read_bytes(), type=list[Card]))


def load_first_cards() -> int:
    """Add what is missing of them, by slug; what an organisation has changed stays.

    Returns how many were added.
    """
    known = set(Guidance.objects.values_list("slug", flat=True))
    missing = [
        Guidance(slug=card.slug, title=card.title, body=card.body, position=place)
        for place, card in enumerate(first_cards(), 1)
        if card.slug not in known
    ]
    Guidance.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def for_console() -> list[Shown]:
    """Every active card in its order, without the database's ids."""
    return [
        Shown(slug=card.slug, title=card.title, body=card.body)
        for card in Guidance.objects.filter(active=True)
    ]
