"""The first of a month in French is "1er", wherever a date is written, and nothing else changes."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from helpline.days import counted, in_full
from referrals.showing import freshness
from routing.staffpages.figurenames import _day

ROOT = Path(__file__).parents[2]
FIRST = datetime(2026, 3, 1, 1, 5)  # noqa: DTZ001 - as a template has it, by the clocks there


@pytest.mark.parametrize("month", range(1, 13))
def test_the_first_of_every_month_is_counted_in_french_and_no_other_day(month: int) -> None:
    for day in range(1, 29):
        written = in_full(date(2026, month, day), "fr")
        assert written.startswith("1er " if day == 1 else f"{day} ")
        assert "1er" not in in_full(date(2026, month, day), "en")


def test_templates_write_it_so_long_short_and_with_the_hour() -> None:
    page = Template(
        '{{ at|date }}; {{ at|date:"DATETIME_FORMAT" }}; {{ at|date:"SHORT_DATETIME_FORMAT" }};'
        '{{ nothing|date }};{{ at|date:"Y-m-d" }}'
    )
    with translation.override("fr"):
        written = page.render(Context({"at": FIRST, "nothing": None}))
    hour = "1\u00a0h\u00a005"
    assert written == f"1er mars 2026; 1er mars 2026, {hour}; 1er mars 2026, {hour};;2026-03-01"
    with translation.override("en"):
        assert "1er" not in page.render(Context({"at": FIRST, "nothing": None}))


def test_it_is_so_beside_places_and_in_figures() -> None:
    badge = freshness.badge(FIRST.date(), "fr", date(2026, 3, 2))
    assert badge.words == "Vérifié le 1er mars 2026"
    with translation.override("fr"):
        assert _day(FIRST.date()).startswith("1er ") or "/" in _day(FIRST.date())


def test_who_writes_a_date_with_a_library_counts_it() -> None:
    rooms = ("config", "demo", "drill", "office", "routing", "transcripts", "referrals", "helpline")
    calls = re.compile(r"(?<!def )\b(?:formats\.)?(?:date_format|format_date)\(")
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        for line in path.read_text().splitlines():
            # The name of a weekday, by itself, has no number.
            assert not calls.search(line) or "counted(" in line or '"l")' in line, f"{path}: {line}"


def test_an_hour_and_other_numbers_are_left() -> None:
    for written in ("1\u00a0h\u00a005", "21 mars", "11 mai", "March 1, 2026", "1 234", "1 March"):
        assert counted(written) == written
