"""Locations of HSDS as places; of one that is kept secret the street is forgotten here. Pure."""

from msgspec.structs import replace

from referrals import entries
from referrals.exchange.cleaning import TRUE
from referrals.exchange.report import Node
from referrals.exchange.values import Values
from referrals.wording.texts import Texts

# How lists of others say that an address is not to be shown.
SECRET_KINDS = ("redacted", "confidential", "private")
SECRET_MARKS = (
    "confidential",
    "is_confidential",
    "is_private",
    "address_is_private",
    "physicaladdressisprivate",
    "physical_address_is_private",
)
KINDS: dict[str, entries.PlaceKind] = {
    "physical": "physical",
    "postal": "postal",
    "virtual": "virtual",
}


def place(values: Values, node: Node, key: str, zone: str) -> entries.Place:
    """One location with its first physical address."""
    found = list(values.each(node, "addresses", "physical_addresses"))
    chosen = [each for each in found if values.raw(each, "address_type") != "postal"] or found
    address = chosen[0] if chosen else node
    secret = is_secret(values, node) or is_secret(values, address)
    made = entries.Place(
        source_id=key,
        name=values.text(node, "name"),
        kind=_kind(values, node),
        confidential=secret,
        city=values.line(address, "city", longest=80),
        province=values.line(address, "state_province", "province", longest=80),
        country=values.line(address, "country", longest=40),
        zone=zone,
        accessibility=_accessibility(values, node),
    )
    if secret:
        # Its street is not even looked at: what is wrong in it would stand in the report.
        values.report.remark("confidential", node.at, "location_type", key)
        return made
    return replace(
        made,
        attention=values.line(address, "attention", longest=120),
        address_1=values.line(address, "address_1", longest=200),
        address_2=values.line(address, "address_2", longest=200),
        region=values.line(address, "region", longest=80),
        postal_code=values.line(address, "postal_code", longest=16),
        latitude=values.degrees(node, "latitude", 90),
        longitude=values.degrees(node, "longitude", 180),
        transportation=values.text(node, "transportation"),
    )


def is_secret(values: Values, node: Node) -> bool:
    if values.raw(node, "location_type", "address_type").lower() in SECRET_KINDS:
        return True
    return bool([mark for mark in SECRET_MARKS if values.raw(node, mark).lower() in TRUE])


def hidden(made: entries.Place) -> entries.Place:
    """Without its street, if it is kept secret."""
    if not made.confidential:
        return made
    return replace(
        made,
        **dict.fromkeys(("attention", "address_1", "address_2", "region", "postal_code"), ""),
        latitude=None,
        longitude=None,
        transportation={},
    )


def _kind(values: Values, node: Node) -> entries.PlaceKind:
    said = values.raw(node, "location_type").lower()
    if values.raw(node, "virtual").lower() in TRUE:
        return "virtual"
    return KINDS.get(said, "physical")


def _accessibility(values: Values, node: Node) -> Texts:
    said = values.text(node, "accessibility")
    for each in values.each(node, "accessibility"):
        said = said or values.text(each, "description", "accessibility", "details")
    return said
