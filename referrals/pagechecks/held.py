"""Which addresses stand in the directory and whose they are; those of secret places are not asked.

Read anew for every look: an entry that was marked as secret a moment ago is not asked about.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from referrals.directory import GONE
from referrals.models import Location, Organisation, Service, Snippet
from referrals.pagechecks.visits import host_of, is_among
from referrals.wording import links

Row = Organisation | Service | Snippet
# Up to what ends an address in a sentence, and no blank of a snippet.
IN_WORDS = re.compile(r"https?://[^\s<>\"'{}«»]++(?!\{)", re.IGNORECASE)
AFTER_IT = ".,;:!?)…"
# Sentences of an organisation, and of a service, that seekers read as they were typed.
SENTENCES = ("description",)
OF_A_SERVICE = (*SENTENCES, "application", "alert", "wait", "pickup", "interpretation")


class Wanted(msgspec.Struct, frozen=True):
    """The addresses to be looked at, and the hosts that are never asked."""

    addresses: frozenset[str]
    never: frozenset[str]


def wanted() -> Wanted:
    """What may be looked at: what somebody is sent to, and nothing at a secret place's host."""
    hidden, owners = _hidden()
    open_: set[str] = set()
    never: set[str] = set()
    for row in _rows():
        found = addresses_of(row)
        if _is_hidden(row, hidden, owners):
            never |= {host_of(each) for each in found} - {""}
        elif _is_used(row):
            open_ |= {each for each in found if not links.complaint(each)}
    return Wanted(frozenset(each for each in open_ if not is_among(each, never)), frozenset(never))


def whose(addresses: Collection[str]) -> dict[str, list[Row]]:
    """Who has each of these; those that nobody has any more are not there."""
    found: dict[str, list[Row]] = {}
    for row in _rows() if addresses else ():
        for each in addresses_of(row) & set(addresses) if _is_used(row) else ():
            found.setdefault(each, []).append(row)
    return found


def addresses_of(row: Row) -> set[str]:
    """All addresses in this row, as they are written there."""
    texts: list[dict[str, str]]
    if isinstance(row, Snippet):
        texts, links_ = list(row.faces.values()), set[str]()
    else:
        names = OF_A_SERVICE if isinstance(row, Service) else SENTENCES
        texts, links_ = [getattr(row, name) for name in names], links_of(row)
    return links_ | in_texts(texts)


def links_of(row: Organisation | Service) -> set[str]:
    """Those that stand by themselves, and not within a sentence."""
    return {each for each in (row.url, *(link.get("url", "") for link in row.links)) if each}


def in_texts(texts: Iterable[Mapping[str, str]]) -> set[str]:
    """Those within sentences, in whichever language."""
    found = (each for text in texts for words in text.values() for each in IN_WORDS.findall(words))
    return {each.rstrip(AFTER_IT) for each in found}


def _rows() -> Iterator[Row]:
    names = ("id", "name", "url", "links")
    yield from Organisation.objects.only(*names, *SENTENCES)
    yield from Service.objects.only(*names, *OF_A_SERVICE, "organisation_id", "status")
    yield from Snippet.objects.only("id", "slug", "title", "faces", "service_id", "active")


def _hidden() -> tuple[set[Any], set[Any]]:
    """Services at a secret place; organisations that have one, or a service there."""
    at = set(Service.objects.filter(locations__confidential=True).values_list("pk", "organisation"))
    owners = Location.objects.filter(confidential=True).values_list("organisation", flat=True)
    return {pk for pk, _owner in at}, {owner for _pk, owner in at} | set(owners)


def _is_hidden(row: Row, services: Collection[Any], owners: Collection[Any]) -> bool:
    if isinstance(row, Organisation):
        return row.pk in owners
    return (row.service_id if isinstance(row, Snippet) else row.pk) in services


def _is_used(row: Row) -> bool:
    if isinstance(row, Snippet):
        return row.active
    return not isinstance(row, Service) or row.status not in GONE
