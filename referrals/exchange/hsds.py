"""An entry as plain HSDS 3, every part with an id that stays the same. Pure."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from referrals import entries
from referrals.exchange.names import ANSWERS, EXTENSION
from referrals.hours.schedules import DAYS, Schedule
from referrals.wording.texts import Texts, said

Tree = dict[str, Any]
SPACE = uuid.UUID("6f1d1c1e-9a5a-5c0e-8c39-3a3f0f6d7f10")
# In which language the plain words are; others go along beside them.
NATIVE = "en"
Labels = Mapping[str, Mapping[str, Texts]]


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A service with what it hangs on; all may leave the house (`opening`)."""

    service: entries.Service
    organisation: entries.Organisation
    programme: entries.Programme | None
    places: tuple[entries.Place, ...]


def plain(sent: Sent, labels: Labels) -> Tree:
    """The service with all that HSDS has a place for."""
    entry, key = sent.service, sent.service.source_id
    who = entry.eligibility
    made = {
        "id": key,
        "name": _words(entry.name),
        "description": _words(entry.description),
        "status": entry.status,
        "url": entry.url,
        "email": entry.email,
        "application_process": _words(entry.application),
        "interpretation_services": _words(entry.interpretation),
        "fees_description": _words(entry.cost.note),
        "wait_time": _words(entry.wait),
        "alert": _words(entry.alert),
        "eligibility_description": _words(who.wording),
        "minimum_age": who.minimum_age,
        "maximum_age": who.maximum_age,
        "assured_date": entry.verified and entry.verified.isoformat(),
        "phones": [_phone(key, n, each) for n, each in enumerate(entry.phones)],
        "contacts": [_contact(key, n, each) for n, each in enumerate(entry.contacts)],
        "additional_urls": [
            {"id": _id(key, "url", n), "url": each.url, "label": _words(each.label)}
            for n, each in enumerate(entry.links)
            if each.url
        ],
        "schedules": [_schedule(key, n, each) for n, each in enumerate(entry.schedules)],
        "service_areas": [
            {"id": _id(key, "area", n), "name": _words(each.name)}
            for n, each in enumerate(entry.areas)
        ],
        "languages": [
            {"id": _id(key, "language", n), "code": code} for n, code in enumerate(entry.languages)
        ],
        "required_documents": [
            {"id": _id(key, "document", n), "document": each.words}
            for n, each in enumerate(entry.documents)
        ],
        "cost_options": _cost(key, entry.cost),
        "funding": _funding(key, entry.funding),
        "capacities": _capacity(key, entry.capacity),
        "attributes": [*_tags(key, entry.tags, labels), *_answers(key, entry.facts)],
        "organization": organisation(sent.organisation),
        "program": _programme(sent.programme),
        "service_at_locations": [
            {"id": _id(key, "at", n), "location": _place(each)}
            for n, each in enumerate(sent.places)
        ],
    }
    return _said(made)


def _said(made: Tree) -> Tree:
    """Without what says nothing; a name and a description are always asked for."""
    return {k: v for k, v in made.items() if v not in (None, "", [], {})}


def _words(texts: Texts) -> str:
    return said(texts, NATIVE).words


def _id(key: str, kind: str, n: int) -> str:
    """Always the same for the same part of the same thing."""
    return str(uuid.uuid5(SPACE, f"{key}/{kind}/{n}"))


def _phone(key: str, n: int, phone: entries.Phone) -> Tree:
    return _said(
        {
            "id": _id(key, "phone", n),
            "number": phone.number,
            "extension": phone.extension,
            "type": phone.kind,
            "description": _words(phone.note),
        }
    )


def _contact(key: str, n: int, contact: entries.Contact) -> Tree:
    own = _id(key, "contact", n)
    return _said(
        {
            "id": own,
            "name": contact.name,
            "title": _words(contact.title),
            "email": contact.email,
            "phones": [_phone(own, m, each) for m, each in enumerate(contact.phones)],
        }
    )


def _schedule(key: str, n: int, rule: Schedule) -> Tree:
    days = {name: getattr(rule, name) for name in ("dtstart", "until", "valid_from", "valid_to")}
    return _said(
        {
            "id": _id(key, "schedule", n),
            # Day and night is every day, from midnight to midnight.
            "freq": "WEEKLY" if rule.always else rule.freq,
            "interval": rule.interval if rule.interval > 1 else None,
            "byday": ",".join(DAYS if rule.always else rule.byday),
            "bymonthday": ",".join(map(str, rule.bymonthday)),
            "count": rule.count,
            **{name: day and day.isoformat() for name, day in days.items()},
            "opens_at": "00:00" if rule.always else rule.opens_at,
            "closes_at": "00:00" if rule.always else rule.closes_at,
            "attending_type": ", ".join(rule.attending),
            "description": _words(rule.name),
            "notes": _words(rule.notes),
        }
    )


def _cost(key: str, cost: entries.Cost) -> list[Tree]:
    if cost.kind == "unknown":
        return []
    amount = cost.amount or ("0" if cost.kind == "free" else "")
    made = {"id": _id(key, "cost", 0), "amount": amount, "currency": cost.currency}
    return [_said(made)]


def _funding(key: str, found: Iterable[entries.Funding]) -> list[Tree]:
    return [
        _said(
            {
                "id": _id(key, "funding", n),
                "source": _words(each.source),
                "valid_from": each.starts and each.starts.isoformat(),
                "valid_to": each.ends and each.ends.isoformat(),
            }
        )
        for n, each in enumerate(found)
    ]


def _capacity(key: str, room: entries.Capacity) -> list[Tree]:
    if room.available is None:
        return []
    unit = _words(room.unit)
    made = {
        "id": _id(key, "capacity", 0),
        "available": room.available,
        "maximum": room.maximum,
        "updated": room.asked and room.asked.isoformat(),
        "unit": {"id": _id(unit, "unit", 0), "name": unit} if unit else None,
    }
    return [_said(made)]


def _tags(key: str, tags: Iterable[entries.Tag], labels: Labels) -> list[Tree]:
    return [_attribute(key, tag.vocabulary, tag.code, "", labels) for tag in tags]


def _answers(key: str, facts: Iterable[entries.Fact]) -> list[Tree]:
    """What somebody has told; to others a guess would look like that, and is not sent as one."""
    told = [fact for fact in facts if not fact.to_check]
    return [_attribute(key, ANSWERS, fact.name, fact.answer, {}) for fact in told]


def _attribute(key: str, vocabulary: str, code: str, value: str, labels: Labels) -> Tree:
    label = labels.get(vocabulary, {}).get(code, {})
    name = f"{vocabulary}/{code}"
    term = {
        "id": _id(name, "term", 0),
        "code": code,
        "name": _words(label) or code,
        "taxonomy": vocabulary,
        EXTENSION: {"label": label} if len(label) > 1 else None,
    }
    return _said(
        {
            "id": str(uuid.uuid5(SPACE, f"{key}/attribute/{name}")),
            "link_id": key,
            "link_type": "attribute",
            "link_entity": "service",
            "value": value,
            "taxonomy_term": _said(term),
        }
    )


def organisation(entry: entries.Organisation) -> Tree:
    """The organisation alone."""
    key = entry.source_id
    return _said(
        {
            "id": key,
            "name": _words(entry.name),
            "description": _words(entry.description) or _words(entry.name),
            "website": entry.url,
            "email": entry.email,
            "phones": [_phone(key, n, each) for n, each in enumerate(entry.phones)],
            "contacts": [_contact(key, n, each) for n, each in enumerate(entry.contacts)],
            "funding": _funding(key, entry.funding),
        }
    )


def _programme(entry: entries.Programme | None) -> Tree | None:
    if entry is None:
        return None
    words = _words(entry.description) or _words(entry.name)
    return {"id": entry.source_id, "name": _words(entry.name), "description": words}


def _place(place: entries.Place) -> Tree:
    names = ("attention", "address_1", "address_2", "city", "region", "postal_code", "country")
    address = {name: getattr(place, name) for name in names}
    told = _said({**address, "state_province": place.province, "address_type": "physical"})
    key = place.source_id
    return _said(
        {
            "id": key,
            "name": _words(place.name),
            "location_type": place.kind,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "transportation": _words(place.transportation),
            "addresses": [{"id": _id(key, "address", 0), **told}] if place.city else None,
            "accessibility": [
                {"id": _id(key, "access", 0), "description": _words(place.accessibility)}
            ]
            if place.accessibility
            else None,
        }
    )
