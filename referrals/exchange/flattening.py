"""Services of HSDS 3 as the tables of a CSV package. Pure."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from referrals.exchange.flat import HANGING, NAMING
from referrals.exchange.names import EXTENSION, VERSION
from referrals.exchange.tables import guarded

# Where a list or an object of a row goes: (table, its name there) -> (table, column).
LISTS = {(each.on, each.called): (each.table, each.by) for each in HANGING}
NAMED = {(table, called): (other, column) for table, column, other, called in NAMING}
TAGS = ("service", "attributes")
# A package is the same whenever it is made of the same.
THEN = (2020, 1, 1, 0, 0, 0)
Tables = dict[str, dict[str, dict[str, str]]]


def tables(services: Iterable[Mapping[str, Any]]) -> Tables:
    """Rows by table and id; what several services share stands there once."""
    found: Tables = {}
    for service in services:
        _row(found, "service", service, {})
    return found


def _row(found: Tables, table: str, node: Mapping[str, Any], whose: Mapping[str, str]) -> None:
    row = found.setdefault(table, {}).setdefault(str(node["id"]), {})
    row.update(whose)
    for name, value in node.items():
        if name == EXTENSION:
            row[name] = json.dumps(value, ensure_ascii=False, sort_keys=True)
        elif (table, name) in NAMED:
            other, column = NAMED[table, name]
            row[column] = str(value["id"])
            _row(found, other, value, {})
        elif (table, name) in LISTS or (table, name) == TAGS:
            other, column = LISTS.get((table, name), ("attribute", "link_id"))
            for each in value:
                _row(found, other, each, {column: str(node["id"])})
        else:
            row[name] = str(value)


def sheet(rows: Mapping[str, Mapping[str, str]]) -> str:
    """One table as CSV, its columns in the order in which they are first met."""
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    made = io.StringIO(newline="")
    written = csv.writer(made, lineterminator="\r\n")
    written.writerow(names)
    written.writerows([guarded(row.get(name, "")) for name in names] for row in rows.values())
    return made.getvalue()


def package(services: Iterable[Mapping[str, Any]]) -> bytes:
    """A CSV package as one file."""
    found = tables(services)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        _write(packed, "datapackage.json", _described(found))
        for table, rows in found.items():
            _write(packed, f"{table}.csv", sheet(rows))
    return made.getvalue()


def _write(packed: zipfile.ZipFile, name: str, text: str) -> None:
    about = zipfile.ZipInfo(name, THEN)
    about.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(about, text)


def _described(found: Tables) -> str:
    resources = [
        {"name": table, "path": f"{table}.csv", "profile": "tabular-data-resource"}
        for table in found
    ]
    about = {"name": "human-services-directory", "version": VERSION, "resources": resources}
    return json.dumps(about, indent=1)
