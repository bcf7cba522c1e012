"""What of an entry may leave the house: nothing for the staff, nothing licensed. Pure."""

from collections.abc import Collection

from msgspec.structs import replace

from referrals import entries


def service(entry: entries.Service, free: Collection[str]) -> entries.Service:
    """A service without notes for the staff, and with terms of the `free` vocabularies only."""
    return replace(
        entry,
        staff_notes={},
        contacts=[each for each in entry.contacts if not each.private],
        tags=[tag for tag in entry.tags if tag.vocabulary in free],
        facts=[fact for fact in entry.facts if fact.answer != "unknown"],
    )


def organisation(entry: entries.Organisation) -> entries.Organisation:
    """An organisation alone, without what is for the staff."""
    open_contacts = [each for each in entry.contacts if not each.private]
    bare = replace(entry, staff_notes={}, contacts=open_contacts)
    return replace(bare, places=[], programmes=[], services=[])


def programme(entry: entries.Programme) -> entries.Programme:
    return replace(entry, staff_notes={})


def place(entry: entries.Place) -> entries.Place:
    """A place; of one that is kept secret only the province, the country and its clocks.

    Its town, its name and how one gets through its door would lead there as well.
    """
    if not entry.confidential:
        return entry
    return entries.Place(
        source_id=entry.source_id,
        kind=entry.kind,
        confidential=True,
        province=entry.province,
        country=entry.country,
        zone=entry.zone,
    )
