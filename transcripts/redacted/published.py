"""What stays readable when a conversation is redacted: what the house publishes itself."""

import re
from collections.abc import Iterable, Iterator

from helpline.models import Number
from referrals import entries
from referrals.directory import Listing
from referrals.models import Snippet
from referrals.search.shelf import shelf
from transcripts.redact.allowed import Allowed

# Short numbers that anybody may be told to call: emergencies, information, other lines.
SHORT = (
    "911", "999", "112", "111", "101", "988", "211", "811", "311", "411", "15", "17", "18", "3919",
    "116 123", "116 006", "741741", "686868", "233733", "85258", "45645",
)  # fmt: skip
_NUMBER = re.compile(r"\+?\(?\d[\d \-().]{5,18}\d")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_SITE = re.compile(r"(?:https?://)?(?:[a-z0-9\-]+\.)+[a-z]{2,12}(?:/[\w\-/.]*)?", re.IGNORECASE)


def allowed() -> Allowed:
    """The allow-list of this house: its numbers, its directory, what stands in its snippets."""
    words = Snippet.objects.filter(active=True).values_list("faces", flat=True)
    numbers = Number.objects.values_list("number", flat=True)
    now = shelf.listings(), tuple(numbers), tuple(sorted(_leaves(list(words))))
    # The shelf gives the same listings until the directory changes; what they hold has no hash.
    for known, made in _last:
        if known[0] is now[0] and known[1:] == now[1:]:
            return made
    made = _made(*now)
    _last[:] = [(now, made)]
    return made


Facts = tuple[tuple[Listing, ...], tuple[str, ...], tuple[str, ...]]
_last: list[tuple[Facts, Allowed]] = []


def _made(
    listings: tuple[Listing, ...], numbers: tuple[str, ...], words: tuple[str, ...]
) -> Allowed:
    said = "\n".join(words)
    lists: dict[str, list[str]] = {
        "numbers": [*SHORT, *numbers, *_NUMBER.findall(said)],
        "emails": _EMAIL.findall(said),
        "urls": [site for site in _SITE.findall(said) if "@" not in site],
        "addresses": [],
        "organisations": [],
    }
    for each in listings:
        _add(lists, each)
    return Allowed.of(
        {kind: sorted({one for one in some if one.strip()}) for kind, some in lists.items()}
    )


def _add(lists: dict[str, list[str]], listing: Listing) -> None:
    service, organisation = listing.service, listing.organisation
    contacts = [each for each in service.contacts if not each.private]
    phones = [*service.phones, *organisation.phones]
    phones += [phone for each in contacts for phone in each.phones]
    lists["numbers"] += [phone.number for phone in phones]
    lists["emails"] += [service.email, organisation.email, *(c.email for c in contacts)]
    lists["urls"] += [service.url, organisation.url, *(link.url for link in service.links)]
    lists["addresses"] += _streets(listing.where)
    lists["organisations"] += [*service.name.values(), *organisation.name.values()]


def _streets(places: Iterable[entries.Place]) -> Iterator[str]:
    for place in places:
        if not place.confidential:
            yield from (place.address_1, place.postal_code)


def _leaves(value: object) -> Iterator[str]:
    """Every text in what was JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _leaves(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
