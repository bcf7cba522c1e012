"""What is published of an organisation, as it is asked to confirm it; nothing that is for staff."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from office.directory.servicechoices import COSTS, ROOM
from referrals import barriers
from referrals.directory import Listing
from referrals.hours import hourwords
from referrals.models import Organisation, Service
from referrals.search.shelf import shelf
from referrals.showing.calling import number
from referrals.wording.texts import said
from routing.help import rows

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A service as everybody may see it."""

    id: UUID
    title: str
    fields: Fields


def of(organisation: Organisation, locale: str) -> list[Seen]:
    """Its public services that take people; none of an organisation that is not public."""
    ids = Service.objects.filter(organisation=organisation, public=True, status="active")
    listings = [shelf.get(pk) for pk in ids.order_by("pk").values_list("pk", flat=True)]
    return [_seen(each, locale) for each in listings if each and each.public]


def version(found: list[Seen]) -> str:
    """What tells whether it is still what somebody has read."""
    told = [(str(each.id), each.title, each.fields) for each in found]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]


def _seen(listing: Listing, locale: str) -> Seen:
    told = [(label, words) for label, words in _fields(listing, locale) if words]
    return Seen(listing.id, said(listing.name, locale).words, told)


def _fields(listing: Listing, locale: str) -> Iterator[tuple[str, str]]:
    service, owner = listing.service, listing.organisation
    yield _("What it is"), said(service.description, locale).words
    yield _("How to come in"), said(service.application, locale).words
    yield _("What one must know now"), said(service.alert, locale).words
    land = rows.here(listing, "")
    numbers = [number(each, land, locale).shown for each in (*service.phones, *owner.phones)]
    yield _("Phones"), "\n".join(numbers)
    yield _("E-mail"), service.email or owner.email
    yield _("Website"), service.url or owner.url
    yield _("Where it is"), "\n".join(_places(listing))
    yield _("Hours"), "\n".join(hourwords.rule(each, locale) for each in service.schedules)
    yield _("Cost"), _chosen(COSTS, service.cost.kind)
    yield _("Room"), _chosen(ROOM, service.capacity.state)
    names = [name for name in barriers.barriers() if listing.answer(name) != "unknown"]
    yield (
        _("What decides"),
        "\n".join(barriers.spoken(name, listing.answer(name), locale) for name in names),
    )


def _places(listing: Listing) -> Iterator[str]:
    """Of a confidential place not even the town: a link may come into other hands."""
    for place in listing.where:
        if not place.confidential:
            parts = (place.address_1, place.address_2, place.city, place.postal_code)
            yield ", ".join(part for part in parts if part)


def _chosen(choices: Sequence[tuple[str, Any]], value: str) -> str:
    return str(dict(choices).get(value, value))
