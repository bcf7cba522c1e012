"""The page of figures: what was counted on a line, week by week; small counts are not shown.

Whoever sees a count of one and was there that night knows of whom it is, so a count below `LEAST`
is not shown, here or in the file for a spreadsheet. One alone could be had from the sum of the
others, so the next smallest is hidden with it. A week is shown when it is over, or one could watch
a single talk being counted.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from helpline import access, tallies
from helpline.models import Line, Tally
from routing import pages

LEAST, WEEKS = 5, 12
HIDDEN = "–"
SECTIONS = {
    "talk": later("Talks, by channel"),
    "talk_kind": later("Type of contact"),
    "talk_need": later("What it was about"),
    "talk_outcome": later("How it ended"),
    "talk_risk": later("Highest risk"),
    "survey.feel": later("How they felt after, next to before"),
    "survey.helped": later("Whether it helped"),
    "entry": later("How they came"),
}
NAMES = {
    "support": later("Someone to talk to"),
    "information": later("Information"),
    "place": later("A place or a service"),
    "safety": later("Safety now"),
    "other": later("Something else"),
    "not_said": later("Not noted"),
    "shelter": later("A place to sleep"),
    "health": later("Health"),
    "substances": later("Alcohol or drugs"),
    "legal": later("Law"),
    "violence": later("Violence"),
    "money": later("Money"),
    "family": later("Family"),
    "work": later("Work or studies"),
    "helped": later("Talking was enough"),
    "referred": later("A place or service was named"),
    "goes_on": later("It goes on another time"),
    "nothing_fit": later("Nothing that fits was found"),
    "cut_short": later("It broke off"),
    "0": later("None"),
    "1": later("A concern"),
    "2": later("High"),
    "3": later("Imminent"),
    "much_worse": later("Much worse"),
    "worse": later("Worse"),
    "same": later("The same"),
    "better": later("Better"),
    "much_better": later("Much better"),
    "yes": later("Yes"),
    "some": later("A little"),
    "no": later("No"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What was answered, and how often in each of the weeks; small counts as words."""

    name: str
    counts: list[str]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: list[Row]


@require_safe
@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """The last weeks of the line of whoever asks; with `?as=csv` as a file."""
    person = access.person_of(request.user)
    line = person.line if person else Line.objects.filter(drill=False).order_by("pk").first()
    if line is None or not access.account_may(request.user, "figures"):
        return pages.lost(request)
    weeks = _weeks(line)
    sections = list(_sections(line, weeks))
    if request.GET.get("as") == "csv":
        return _file(weeks, sections)
    shown = {"line": line, "weeks": weeks, "sections": sections, "least": LEAST}
    return render(request, "routing/figures.html", shown)


def _weeks(line: Line) -> list[date]:
    """The Mondays of the last weeks that are over, the latest first."""
    this = tallies.week_of(line, timezone.now())
    return [this - timedelta(weeks=n + 1) for n in range(WEEKS)]


def _sections(line: Line, weeks: list[date]) -> Iterator[Section]:
    counted: dict[str, dict[str, dict[date, int]]] = {}
    for row in Tally.objects.filter(line=line, week__in=weeks, what__in=SECTIONS):
        counted.setdefault(row.what, {}).setdefault(row.value, {})[row.week] = row.count
    for what, title in SECTIONS.items():
        values = counted.get(what, {})
        if values:
            often = sorted(values, key=lambda value: -sum(values[value].values()))
            columns = [shown([values[value].get(week, 0) for value in often]) for week in weeks]
            rows = [
                Row(str(NAMES.get(value, value)), [column[place] for column in columns])
                for place, value in enumerate(often)
            ]
            yield Section(str(title), rows)


def shown(counts: list[int]) -> list[str]:
    """The counts of one week and section as they may be shown; none is told by those beside it."""
    small = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    if len(small) == 1:
        others = [place for place, count in enumerate(counts) if count >= LEAST]
        small |= {min(others, key=lambda place: counts[place])} if others else set()
    return [HIDDEN if place in small else str(count) for place, count in enumerate(counts)]


def _file(weeks: list[date], sections: list[Section]) -> HttpResponse:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["", "", *(week.isoformat() for week in weeks)])
    for section in sections:
        for row in section.rows:
            rows.writerow([section.title, _plain(row.name), *row.counts])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return response


def _plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula: anybody may have made up a way of coming."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
