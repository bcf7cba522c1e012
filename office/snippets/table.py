"""Snippets out of a table: what each row would change, what is wrong with which, all or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from office import changes
from office.doorway import Who
from office.snippets.cells import COLUMNS, cells_of, typed
from office.snippets.form import SnippetForm
from referrals import tabular
from referrals.models import Snippet
from referrals.models.snippets import key_of

FAULTS: dict[str, Any] = {
    "empty": later("There is nothing in it."),
    "too_large": later("It is too large: 2.5 MB is the most, and 20,000 letters for a cell."),
    "not_a_table": later("This is no table: save it as CSV."),
    "null": later("It holds signs that no text has."),
    "unclosed": later("A quotation mark is opened and not closed."),
    "twice": later("This column stands there twice."),
    "too_many": later("It has more than 5,000 rows."),
    "wide": later("It has more cells than there are columns."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing of the file can be taken in; the first row is the one with the columns."""

    row: int
    column: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a file would do: the forms of what is new or changed, and what stands as it is."""

    new: list[SnippetForm] = field(default_factory=list)
    changed: list[SnippetForm] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)


def look(raw: bytes) -> Report:
    """Read a file and compare it with what stands; nothing is stored."""
    report = Report()
    try:
        columns, lines = tabular.read(raw)
    except tabular.Unreadable as fault:
        report.problems = [Problem(fault.row, fault.column, str(FAULTS[fault.fault]))]
        return report
    report.problems = [*_of_columns(columns), *_twice(lines)]
    if not report.problems:
        standing = {each.slug: each for each in Snippet.objects.all()}
        for line in lines:
            _weigh(report, line, standing.get(line.cells.get("slug", "").strip()))
    return report


def _of_columns(columns: Sequence[str]) -> Iterator[Problem]:
    for name in columns:
        if name not in COLUMNS:
            yield Problem(1, name, _("No such column. Known: %s.") % ", ".join(COLUMNS))
    if "slug" not in columns:
        yield Problem(1, "slug", _("This column must be there."))


def _twice(lines: Sequence[tabular.Line]) -> Iterator[Problem]:
    """Two rows of the file that would be one snippet, or would have one shortcut."""
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        slug, shortcut = line.cells.get("slug", ""), line.cells.get("shortcut", "")
        for name, key in (("slug", slug.strip()), ("shortcut", key_of(shortcut.strip()) or "")):
            first = seen.setdefault((name, key), line.row)
            if key and first != line.row:
                yield Problem(line.row, name, _("Row %d has the same.") % first)


def _weigh(report: Report, line: tabular.Line, found: Snippet | None) -> None:
    subject = found or Snippet()
    form = SnippetForm(subject, typed({**cells_of(subject), **line.cells}))
    if not form.is_valid():
        report.problems += [
            Problem(line.row, name, " ".join(map(str, reasons)))
            for name, reasons in form.errors.items()
        ]
    elif found is None:
        report.new.append(form)
    elif form.state(form.typed()) != form.standing():
        report.changed.append(form)
    else:
        report.same += 1


def take_in(raw: bytes, who: Who) -> Report:
    """The same, and store it if nothing is wrong with any row; each change is written down."""
    with transaction.atomic():
        list(Snippet.objects.select_for_update(no_key=True).values_list("pk"))
        report = look(raw)
        for form in [] if report.problems else [*report.new, *report.changed]:
            before, subject = form.standing(), form.subject
            form.apply(subject)
            form.store(subject)
            changes.note(who, form.section, subject, before, form.state(subject))
    return report


def as_file() -> str:
    """Every snippet as a table that can be taken in again."""
    rows = Snippet.objects.order_by("category", "slug")
    return tabular.written(COLUMNS, (list(cells_of(each).values()) for each in rows))
