"""A card to take along on paper: whole, or without a word that says what it is about. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from helpline.phrases import fold
from referrals.directory import Listing
from referrals.entries import Place
from referrals.exchange import opening
from referrals.hours import hourwords, sessions
from referrals.wording.texts import said
from routing.help import rows

# Shorter words ("the", "rue") say nothing by themselves.
TELLING = 4
# Words of streets that are in names of houses as well, as in "Main Street Project".
OF_STREETS = frozenset(
    {"street", "avenue", "road", "drive", "boulevard", "chemin", "place", "main", "north", "south"}
    | {"east", "west", "nord", "ouest", "centre", "center", "suite", "floor", "unit", "lane"}
)


def card(
    listing: Listing,
    words: Mapping[str, str],
    locale: str,
    now: datetime,
    region: str,
    *,
    discreet: bool,
) -> dict[str, Any]:
    """What stands on it; a discreet one has numbers, times and a street, and nobody's name."""
    stand = [rule for rule in listing.schedules if not sessions.is_over(rule, now)]
    if discreet:
        stand = [replace(rule, name={}, notes={}) for rule in stand]
    named = (
        {} if discreet else {"name": said(listing.name, locale), "owner": _owner(listing, locale)}
    )
    return {
        **named,
        "discreet": discreet,
        "numbers": [each.shown for each in rows.phones(listing, region, locale)],
        # Who gets an e-mail is said by its address.
        "email": "" if discreet else listing.service.email or listing.organisation.email,
        "hours": [hourwords.rule(rule, locale) for rule in stand],
        "streets": streets(listing, discreet=discreet),
        "secret": words["secret"] if rows.is_secret(listing) and not discreet else "",
    }


def _owner(listing: Listing, locale: str) -> Any:
    return said(listing.organisation.name, locale)


def streets(listing: Listing, *, discreet: bool) -> list[str]:
    """Streets of what is not secret; on a discreet card without what repeats a name."""
    shown = [opening.place(each) for each in listing.where if not each.confidential]
    names = _telling(listing)
    found = []
    for place in shown:
        lines = [line for line in _lines(place) if not (discreet and names & set(fold(line)))]
        if lines:
            found.append(", ".join([*lines, *([place.city] if place.city else [])]))
    return found


def _lines(place: Place) -> list[str]:
    return [line for line in (place.address_1, place.address_2) if line]


def _telling(listing: Listing) -> set[str]:
    """Words by which somebody would know whose street it is, or what for."""
    texts = [*listing.name.values(), *listing.organisation.name.values()]
    texts += listing.programme.name.values() if listing.programme else []
    found = {word for text in texts for word in fold(text) if len(word) >= TELLING}
    return found - OF_STREETS | HEALTH


# What streets are named after and cards must not say.
HEALTH = frozenset(
    {"health", "sante", "clinic", "clinique", "hospital", "hopital", "shelter", "refuge", "abri"}
    | {"women", "femmes", "crisis", "crise", "detox", "recovery", "counselling", "medical"}
)
