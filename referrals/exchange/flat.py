"""The tables of a CSV package of HSDS 3, put together into whole services. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from referrals.exchange.report import Node, Report

Tables = Mapping[str, list[Node]]


@dataclass(frozen=True, slots=True)
class Hung:
    """A table whose rows hang on those of another one: by which column, under which name."""

    table: str
    on: str
    by: str
    called: str


# First what hangs deepest, so that whatever is hung has everything that is its own already.
HANGING = (
    Hung("address", "location", "location_id", "addresses"),
    Hung("accessibility", "location", "location_id", "accessibility"),
    *(
        Hung("phone", on, f"{on}_id", "phones")
        for on in ("contact", "location", "service_at_location", "service", "organization")
    ),
    *(
        Hung("contact", on, f"{on}_id", "contacts")
        for on in ("location", "service_at_location", "service", "organization")
    ),
    *(
        Hung("schedule", on, f"{on}_id", "schedules")
        for on in ("location", "service_at_location", "service")
    ),
    *(Hung("language", on, f"{on}_id", "languages") for on in ("location", "service")),
    *(
        Hung("service_area", on, f"{on}_id", "service_areas")
        for on in ("service_at_location", "service")
    ),
    Hung("required_document", "service", "service_id", "required_documents"),
    Hung("cost_option", "service", "service_id", "cost_options"),
    Hung("service_capacity", "service", "service_id", "capacities"),
    *(Hung("funding", on, f"{on}_id", "funding") for on in ("service", "organization")),
    Hung("url", "service", "service_id", "additional_urls"),
    Hung("url", "organization", "organization_id", "additional_urls"),
    Hung("service_at_location", "service", "service_id", "service_at_locations"),
)
# A row names another one, which then stands in it.
NAMING = (
    ("service_capacity", "unit_id", "unit", "unit"),
    ("taxonomy_term", "taxonomy_id", "taxonomy", "taxonomy_detail"),
    ("attribute", "taxonomy_term_id", "taxonomy_term", "taxonomy_term"),
    ("service_at_location", "location_id", "location", "location"),
    ("service", "program_id", "program", "program"),
    ("service", "organization_id", "organization", "organization"),
)


def services(tables: Tables, report: Report) -> list[Node]:
    """Every service, nested as in JSON; what names something that is not there is remarked."""
    known = {name: _by_id(rows) for name, rows in tables.items()}
    for table, column, other, called in NAMING:
        _name(tables.get(table, ()), column, known.get(other, {}), called, report)
    _tag(tables, known)
    hung: set[int] = set()
    for each in HANGING:
        hung |= _hang(tables.get(each.table, ()), known.get(each.on, {}), each)
    for table in dict.fromkeys(each.table for each in HANGING):
        for row in tables.get(table, ()):
            if id(row) not in hung:
                report.remark("loose", row.at, "id", row.get("id", ""))
    return list(tables.get("service", ()))


def _by_id(rows: Iterable[Node]) -> dict[str, Node]:
    return {str(row.get("id", "")).strip(): row for row in rows if str(row.get("id", "")).strip()}


def _name(
    rows: Iterable[Node], column: str, known: Mapping[str, Node], called: str, report: Report
) -> None:
    for row in rows:
        said = str(row.get(column, "")).strip()
        if said in known:
            row[called] = known[said]
        elif said and known:
            report.remark("no_such_row", row.at, column, said)


def _hang(rows: Iterable[Node], known: Mapping[str, Node], each: Hung) -> set[int]:
    """Hang rows on those that they name; returns which were hung."""
    hung = set()
    for row in rows:
        found = known.get(str(row.get(each.by, "")).strip())
        if found is not None:
            _list(found, each.called).append(row)
            hung.add(id(row))
    return hung


def _list(row: Node, called: str) -> list[Any]:
    """The list of this name in a row; a column of the same name gives way to it."""
    value = row.get(called)
    if not isinstance(value, list):
        value = row[called] = []
    return value


def _tag(tables: Tables, known: Mapping[str, Mapping[str, Node]]) -> None:
    """Attributes name the service by a column of their own."""
    for row in tables.get("attribute", ()):
        found = known.get("service", {}).get(str(row.get("link_id", "")).strip())
        if found is not None:
            _list(found, "attributes").append(row)
