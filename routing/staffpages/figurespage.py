"""The page of figures: what was counted on a line, week by week; small counts are not shown.

Whoever sees a count of one and was there that night knows of whom it is, so a count below `LEAST`
is not shown, here or in the file for a spreadsheet. One alone could be had from the sum of the
others, so the next smallest is hidden with it. In a week with few talks nothing of them is shown:
a zero beside what is hidden would say which choice it was. A week is shown when it is over, or one
could watch a single talk being counted.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from helpline import access, tallies
from helpline.models import Line, Tally
from helpline.referred import Lot
from routing import pages
from routing.staffpages.figurenames import called

LEAST = 5
# So many months are shown as so many weeks; the first is what one begins with.
MONTHS = {3: 13, 6: 26, 12: 52}
HIDDEN = "–"
SECTIONS = {
    "talk": later("Talks, by channel"),
    "talk_kind": later("Type of contact"),
    "talk_relation": later("Who wrote"),
    "talk_need": later("What it was about"),
    "talk_offered": later("What was offered"),
    "talk_lot": later("What became of places"),
    "talk_unmet": later("Why no place fitted"),
    "talk_outcome": later("How it ended"),
    "talk_risk": later("Highest risk"),
    "talk_wait": later("How long they waited for the first words"),
    "talk_length": later("How long it went on"),
    "talk_part": later("When they came"),
    "talk_language": later("Language"),
    "survey.feel": later("How they felt after, next to before"),
    "survey.helped": later("Whether it helped"),
    "entry": later("How they came"),
}


# These stand from less to more.
DEGREES = {
    "talk_risk": ["0", "1", "2", "3"],
    "talk_lot": [lot.value for lot in Lot],
    "talk_wait": ["under_1", "under_5", "under_15", "under_60", "over_60"],
    "talk_length": ["under_10", "under_30", "under_60", "over_60"],
    "talk_part": ["night", "morning", "afternoon", "evening"],
    "survey.feel": ["much_worse", "worse", "same", "better", "much_better"],
    "survey.helped": ["yes", "some", "no"],
}


@dataclass(frozen=True, slots=True)
class Row:
    """What was answered, and how often in each of the weeks; small counts as words.

    `notes` say what it was called before, and since when it cannot be answered any more.
    """

    name: str
    notes: list[str]
    counts: list[str]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: list[Row]


@require_safe
@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """The last months of a line, week by week; with `?as=csv` as a file."""
    lines = _lines(request)
    line = _chosen(request, lines)
    if line is None:
        return pages.lost(request)
    months = _months(request)
    weeks = _weeks(line, MONTHS[months])
    sections = list(_sections(line, weeks))
    if request.GET.get("as") == "csv":
        return _file(line, weeks, sections)
    shown = {
        "line": line,
        "lines": lines,
        "months": months,
        "choices": MONTHS,
        "weeks": weeks,
        "sections": sections,
        "least": LEAST,
        "at_the_desk": access.account_may(request.user, "console"),
    }
    return render(request, "routing/figures.html", shown)


def _lines(request: HttpRequest) -> list[Line]:
    """Whose figures they may see: administrators run every line, others see their own."""
    if not access.account_may(request.user, "figures"):
        return []
    if access.account_may(request.user, "settings"):
        return list(Line.objects.filter(drill=False).order_by("pk"))
    person = access.person_of(request.user)
    return [person.line] if person else []


def _chosen(request: HttpRequest, lines: list[Line]) -> Line | None:
    """The line that is asked for, if they may see it; without asking, their own or the first."""
    person, asked = access.person_of(request.user), request.GET.get("line")
    slug = asked if asked is not None or person is None else person.line.slug
    return next((each for each in lines if slug in (None, each.slug)), None)


def _months(request: HttpRequest) -> int:
    asked = request.GET.get("months", "")
    known = {str(months): months for months in MONTHS}
    return known.get(asked, next(iter(MONTHS)))


def _weeks(line: Line, count: int) -> list[date]:
    """The Mondays of the last weeks that are over, the latest first."""
    this = tallies.week_of(line, timezone.now())
    return [this - timedelta(weeks=n + 1) for n in range(count)]


def _sections(line: Line, weeks: list[date]) -> Iterator[Section]:
    counted: dict[str, dict[str, dict[date, int]]] = {}
    for row in Tally.objects.filter(line=line, week__in=weeks, what__in=SECTIONS):
        counted.setdefault(row.what, {}).setdefault(row.value, {})[row.week] = row.count
    said = partial(called, line=line, first=weeks[-1], last=weeks[0] + timedelta(days=6))
    few = {week for week in weeks if 0 < _talks(counted, week) < LEAST}
    for what, title in SECTIONS.items():
        values = counted.get(what, {})
        if values:
            often = sorted(values, key=partial(_place, what, values))
            quiet = few if what.startswith("talk") else set()
            columns = [
                [HIDDEN] * len(often)
                if week in quiet
                else shown([values[value].get(week, 0) for value in often])
                for week in weeks
            ]
            rows = [
                Row(*said(what, value), [column[place] for column in columns])
                for place, value in enumerate(often)
            ]
            yield Section(str(title), rows)


def _place(what: str, values: dict[str, dict[date, int]], value: str) -> tuple[int, str]:
    """Bands and degrees stand from less to more, everything else by how often it was."""
    if what in DEGREES:
        return DEGREES[what].index(value) if value in DEGREES[what] else len(DEGREES[what]), value
    return -sum(values[value].values()), value


def _talks(counted: dict[str, dict[str, dict[date, int]]], week: date) -> int:
    return sum(weeks.get(week, 0) for weeks in counted.get("talk", {}).values())


def shown(counts: list[int]) -> list[str]:
    """The counts of one week and section as they may be shown; none is told by those beside it."""
    if 0 < sum(counts) < LEAST:
        return [HIDDEN] * len(counts)
    small = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    if len(small) == 1:
        others = [place for place, count in enumerate(counts) if count >= LEAST]
        small |= {min(others, key=lambda place: counts[place])} if others else set()
    return [HIDDEN if place in small else str(count) for place, count in enumerate(counts)]


def _file(line: Line, weeks: list[date], sections: list[Section]) -> HttpResponse:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["", "", *(week.isoformat() for week in weeks)])
    for section in sections:
        for row in section.rows:
            name = f"{row.name} ({'; '.join(row.notes)})" if row.notes else row.name
            rows.writerow([section.title, _plain(name), *row.counts])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="figures-{line.slug}.csv"'
    return response


def _plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula: anybody may have made up a way of coming."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
