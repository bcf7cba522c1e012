"""Files for tests of what is imported: rows as CSV, folders and tables as packages."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from referrals.entries import Directory, Service
from referrals.exchange.inbox import About, read
from referrals.exchange.report import Report
from referrals.terms.categories import first_terms

SAMPLES = Path(__file__).with_name("samples")
TERMS = {each.code: [term.code for term in each.terms] for each in first_terms()}
ABOUT = About(region="US", zone="America/Los_Angeles", terms=TERMS)


def sheet(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([names, *rows])
    return made.getvalue()


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


def sample(folder: str) -> bytes:
    """One of the public samples, as the package that it is elsewhere."""
    return packed({each.name: each.read_bytes() for each in (SAMPLES / folder).iterdir()})


def form(*rows: Mapping[str, Any]) -> bytes:
    """Rows of our own form."""
    names = list(dict.fromkeys(["name_en", "organisation_en", *(n for row in rows for n in row)]))
    whole = [[str(row.get(name, "")) for name in names] for row in rows]
    return sheet(names, whole).encode()


def services(directory: Directory) -> dict[str, Service]:
    """The services of all organisations, by English name."""
    return {s.name["en"]: s for o in directory.organisations for s in o.services}


def told(report: Report) -> list[tuple[str, int, str]]:
    """(code, line, column) of what keeps a file out."""
    return [(each.code, each.line, each.column) for each in report.problems if each.grave]


def taken(data: bytes) -> dict[str, Service]:
    """The services of a file in which nothing is wrong."""
    directory, report = read(data, ABOUT)
    assert told(report) == []
    return services(directory)
