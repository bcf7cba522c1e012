"""Tables of HSDS 1.1, 2.0 and of lists that grew out of them, turned into those of 3.0. Pure."""

from collections.abc import Iterator

from referrals.exchange import cleaning
from referrals.exchange.report import Node

# What a file may be called, without its plural.
CALLED = {
    "organization": "organization",
    "organisation": "organization",
    "program": "program",
    "service": "service",
    "services_at_location": "service_at_location",
    "service_at_location": "service_at_location",
    "service_location": "service_at_location",
    "location": "location",
    "phone": "phone",
    "contact": "contact",
    "physical_address": "address",
    "addresse": "address",
    "address": "address",
    "mail_address": "postal_address",
    "postal_address": "postal_address",
    "schedule": "schedule",
    "regular_schedule": "regular_schedule",
    "holiday_schedule": "holiday_schedule",
    "funding": "funding",
    "eligibility": "eligibility",
    "service_area": "service_area",
    "required_document": "required_document",
    "language": "language",
    "accessibility": "accessibility",
    "accessibility_for_disabilitie": "accessibility",
    "services_taxonomy": "service_taxonomy",
    "service_taxonomy": "service_taxonomy",
    "service_attribute": "service_taxonomy",
    "taxonomy": "taxonomy",
    "taxonomy_term": "taxonomy_term",
    "attribute": "attribute",
    "cost_option": "cost_option",
    "service_capacity": "service_capacity",
    "service_capacitie": "service_capacity",
    "unit": "unit",
    "url": "url",
}
Tables = dict[str, list[Node]]
SPLIT = ", "


def called(file: str) -> str:
    """The table that a file of a package is; "" for one that we have no use for."""
    name = file.lower().removesuffix(".csv").replace("-", "_").replace(" ", "_")
    return CALLED.get(name) or CALLED.get(name.removesuffix("s"), "")


def renewed(tables: Tables) -> Tables:
    """The same in tables of 3.0; those that are of 3.0 stay as they are."""
    made = dict(tables)
    for step in (_addresses, _weeks, _holidays, _eligibility, _taxonomy, _columns, _located):
        step(made)
    return made


def _addresses(tables: Tables) -> None:
    """A postal address counts only where nothing says where the place is."""
    postal = tables.pop("postal_address", [])
    for row in postal:
        row["address_type"] = "postal"
    tables["address"] = [*tables.get("address", []), *postal]


def _weeks(tables: Tables) -> None:
    """Each weekday of a list is a rule of its own; alike ones become one."""
    rules: dict[tuple[str, ...], Node] = {}
    for row in tables.pop("regular_schedule", []):
        days = cleaning.weekdays(str(row.get("weekday") or row.get("byday") or ""))
        same = [str(row.get(name, "")) for name in WHOSE]
        hours = [str(row.get(name, "")) for name in ("opens_at", "closes_at")]
        key = (*same, *hours, str(days is None and row.get("weekday")))
        if key in rules and days:
            rules[key]["byday"] += "," + ",".join(days)
            continue
        rules[key] = row
        row |= {"freq": "WEEKLY", "byday": ",".join(days) if days else row.get("weekday", "")}
    tables["schedule"] = [*tables.get("schedule", []), *rules.values()]


WHOSE = ("service_id", "location_id", "service_at_location_id")


def _holidays(tables: Tables) -> None:
    """Days that are different. A year that nobody lived in means every year."""
    for row in tables.pop("holiday_schedule", []):
        first, last = (cleaning.day(str(row.get(name, ""))) for name in ("start_date", "end_date"))
        if first and first.year < 1900 and first == last:
            every = first.replace(year=2000)
            row |= {"freq": "MONTHLY", "interval": "12", "dtstart": every.isoformat()}
            row["bymonthday"] = str(every.day)
        elif first and first.year < 1900:
            # Months of every year: no rule of ours says that, and it is reported as without a day.
            row |= {"freq": "", "byday": f"{row['start_date']}–{row.get('end_date', '')}"}
        else:
            row |= {"freq": "DAILY", "valid_from": row.get("start_date", "")}
            row["valid_to"] = row.get("end_date", "")
        tables.setdefault("schedule", []).append(row)


def _eligibility(tables: Tables) -> None:
    said = {str(row.get("service_id", "")): row for row in tables.pop("eligibility", [])}
    for row in tables.get("service", []):
        told = said.get(str(row.get("id", "")))
        if told and not row.get("eligibility_description"):
            row["eligibility_description"] = told.get("eligibility") or told.get("description", "")


def _taxonomy(tables: Tables) -> None:
    """Up to 2.0 a term was a row of `taxonomy`, tied to services by a table of its own."""
    links = tables.pop("service_taxonomy", [])
    for row in links:
        row |= {"link_id": row.get("service_id", ""), "link_entity": "service"}
        row["taxonomy_term_id"] = row.get("taxonomy_term_id") or row.get("taxonomy_id", "")
    if links:
        tables["attribute"] = [*tables.get("attribute", []), *links]
    if not tables.get("taxonomy_term") and tables.get("taxonomy"):
        tables["taxonomy_term"] = tables.pop("taxonomy")


def _columns(tables: Tables) -> None:
    """Lists that some put into a cell of the service, or of the place."""
    for name, column, table, field in (
        ("service", "required_documents", "required_document", "document"),
        ("service", "service_areas", "service_area", "name"),
        ("service", "languages", "language", "name"),
        ("location", "languages", "language", "name"),
    ):
        for row in tables.get(name, []):
            made = list(_cells(row, column, field))
            for each in made:
                each[f"{name}_id"] = row.get("id", "")
            tables[table] = [*tables.get(table, []), *made]


def _cells(row: Node, column: str, field: str) -> Iterator[Node]:
    said = row.pop(column, "")
    # Papers are a sentence; the others are names with commas between them.
    cells = [said] if field == "document" else str(said).split(SPLIT.strip())
    for each in cells:
        if isinstance(each, str) and each.strip():
            yield Node({field: each.strip()}).placed(row.at)


def _located(tables: Tables) -> None:
    """A service that names its place is at it, and belongs to whoever the place belongs to."""
    places = {str(row.get("id", "")): row for row in tables.get("location", [])}
    for row in tables.get("service", []):
        place = places.get(str(row.get("location_id", "")).strip())
        if place is None:
            continue
        if not row.get("organization_id"):
            row["organization_id"] = place.get("organization_id", "")
        tie = {"id": "", "service_id": row.get("id", ""), "location_id": place["id"]}
        tables.setdefault("service_at_location", []).append(Node(tie).placed(row.at))
