"""The gate before the rows: whether an entry can be kept and shown, wherever from. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from referrals import entries
from referrals.barriers import barriers
from referrals.hours.schedules import complaint
from referrals.wording import links

# What does not fit a column: by kind of entry, field and length.
LONGEST: dict[type, dict[str, int]] = {
    entries.Organisation: {"source_id": 200, "url": 400, "email": 254, "kind": 12},
    entries.Programme: {"source_id": 200},
    entries.Place: {
        "source_id": 200,
        "attention": 120,
        "address_1": 200,
        "address_2": 200,
        "city": 80,
        "region": 80,
        "province": 80,
        "postal_code": 16,
        "country": 40,
        "zone": 40,
    },
    entries.Service: {"source_id": 200, "url": 400, "email": 254},
    entries.Tag: {"vocabulary": 40, "code": 80},
    entries.Fact: {"name": 20},
}
LONGEST_TEXT, MOST_PARTS, MOST_DAYS = 20_000, 500, 100_000
Fault = tuple[str, str]


def faults(directory: entries.Directory) -> Iterator[tuple[str, Fault]]:
    """(source id, (field, code)) of everything that cannot be kept."""
    for organisation in directory.organisations:
        bare = msgspec.structs.replace(organisation, places=[], programmes=[], services=[])
        whole: list[Any] = [bare, *organisation.places, *organisation.programmes]
        whole += organisation.services
        for entry in whole:
            for fault in _of(entry):
                yield entry.source_id, fault


def of_service(entry: entries.Service) -> list[Fault]:
    """What cannot be kept of this service, field by field."""
    return list(_of(entry))


def _of(entry: msgspec.Struct) -> Iterator[Fault]:
    yield from _lengths(entry)
    if not getattr(entry, "source_id", ""):
        yield "id", "no_id"
    if not isinstance(entry, entries.Place) and not [w for w in _name(entry).values() if w.strip()]:
        yield "name", "no_name"
    for name in entry.__struct_fields__:
        yield from ((name, code) for code in _within(getattr(entry, name)))
    if isinstance(entry, entries.Service):
        yield from _service(entry)


def _name(entry: Any) -> dict[str, str]:
    found: dict[str, str] = entry.name
    return found


def _lengths(entry: msgspec.Struct) -> Iterator[Fault]:
    for name, most in LONGEST.get(type(entry), {}).items():
        if len(getattr(entry, name)) > most:
            yield name, "cut"
    url = getattr(entry, "url", "")
    if url and (wrong := links.complaint(url)):
        yield "url", wrong


def _within(value: Any) -> Iterator[str]:
    """What is wrong inside a field: in a text, in a part, in a list of parts."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT or "\0" in value:
            yield "cut"
    elif isinstance(value, dict):
        for words in value.values():
            yield from _within(words)
    elif isinstance(value, Sequence):
        if len(value) > MOST_PARTS:
            yield "too_many"
        for each in value[:MOST_PARTS]:
            yield from _within(each)
    elif isinstance(value, msgspec.Struct):
        yield from (code for _name, code in _lengths(value))
        for name in value.__struct_fields__:
            yield from _within(getattr(value, name))


def _service(entry: entries.Service) -> Iterator[Fault]:
    for rule in entry.schedules:
        if wrong := complaint(rule):
            yield "schedules", f"schedule_{wrong}"
    who = entry.eligibility
    low, high = who.minimum_age or 0, who.maximum_age
    if not 0 <= low <= 150 or (high is not None and not low <= high <= 150):
        yield "minimum_age", "ages"
    for name in ("max_stay_days", "duration_months"):
        if not 0 <= (getattr(entry, name) or 0) <= MOST_DAYS:
            yield name, "number"
    if [fact for fact in entry.facts if fact.name not in barriers()]:
        yield "facts", "no_such_question"
