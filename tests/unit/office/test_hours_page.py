"""The table of hours writes what `helpline.hours` reads, and keeps what nobody touched."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from helpline import hours
from helpline.models import Line
from office.lines import opening, timetable
from office.lines.hoursform import HoursForm
from tests.unit.office.paper import Paper

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGE = "/console/settings/lines/night/hours/"
WRITTEN: dict[str, Any] = {
    "zone": "America/Winnipeg",
    "week": {"mon": ["09:00-12:00", "18:00-02:00"], "tue": [], "sat": ["00:00-24:00"]},
    "dates": {"2026-12-24": [], "2026-12-31": ["18:00-24:00"]},
}
# A Monday in Winnipeg: at 21:00, and at 14:00.
NOW, BEFORE = (datetime(2026, 11, 24, 3, tzinfo=UTC), datetime(2026, 11, 23, 20, tzinfo=UTC))


@pytest.fixture
def page(line: Line, dana: Client) -> Paper:
    line.hours = WRITTEN
    line.save()
    return Paper(dana, PAGE)


def stored(line: Line) -> Any:
    line.refresh_from_db()
    hours.read(line.hours)
    return line.hours


def test_what_is_not_touched_stays_as_it_was_written(page: Paper, line: Line) -> None:
    assert page.send().saved
    assert stored(line) == WRITTEN


def test_a_night_a_second_span_and_a_date_are_written_as_ever(page: Paper, line: Line) -> None:
    page.send(
        fri_0_from="20:00",
        fri_0_until="00:00",
        date2="2027-01-01",
        date2kind="other",
        date2_0_from="10:00",
        date2_0_until="14:00",
        zone="America/Regina",
    )
    assert page.complaints == []
    week, dates = stored(line)["week"], stored(line)["dates"]
    assert week == {**WRITTEN["week"], "fri": ["20:00-24:00"]}
    assert dates == {**WRITTEN["dates"], "2027-01-01": ["10:00-14:00"]}
    assert line.hours["zone"] == "America/Regina"


def test_a_date_is_taken_away_and_a_day_emptied(page: Paper, line: Line) -> None:
    page.send(date0gone="on", mon_0_from="", mon_0_until="", mon_1_from="", mon_1_until="")
    assert stored(line)["dates"] == {"2026-12-31": ["18:00-24:00"]}
    assert line.hours["week"]["mon"] == []


def test_always_open_writes_nothing(page: Paper, line: Line) -> None:
    page.send(when="always")
    assert stored(line) == {}
    assert "Open day and night." in page.text


def test_as_people_type_it(page: Paper, line: Line) -> None:
    page.send(wed_0_from="9h", wed_0_until="17 h 30", thu_0_from="8.15", thu_0_until="24:00")
    assert page.complaints == []
    assert stored(line)["week"]["wed"] == ["09:00-17:30"]
    assert stored(line)["week"]["thu"] == ["08:15-24:00"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"wed_0_from": "18:00"}, "It is not said until when."),
        ({"wed_0_until": "18:00"}, "It is not said from when."),
        ({"wed_0_from": "25:00", "wed_0_until": "02:00"}, "“25:00” is no time."),
        ({"wed_0_from": "late", "wed_0_until": "02:00"}, "“late” is no time."),
        ({"wed_0_from": "09:00", "wed_0_until": "09:00"}, "From and until are the same."),
        ({"mon_2_from": "11:00", "mon_2_until": "13:00"}, "09:00–12:00 and 11:00–13:00 share"),
        ({"mon_2_from": "23:00", "mon_2_until": "23:30"}, "18:00–02:00 and 23:00–23:30 share"),
        ({"date2": "2026-12-24"}, "This date is there twice."),
        ({"date2": "24 Dec"}, "Enter a valid date."),
        ({"date2kind": "other"}, "Hours are written here, but no date."),
        ({"date2": "2027-01-01", "date2kind": "other"}, "but none are written."),
        (
            {"date2": "2027-01-01", "date2_0_from": "10:00", "date2_0_until": "11:00"},
            "“Closed all day” is chosen, but hours are written.",
        ),
        ({"zone": "Winnipeg"}, "Select a valid choice."),
        ({"when": "sometimes"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    page: Paper, line: Line, typed: dict[str, str], complaint: str
) -> None:
    page.send(**typed)
    assert not page.saved
    assert [each for each in page.complaints if complaint in each]
    for name in set(typed) - {"zone", "when"}:
        assert page.filled[name] == [typed[name]]
    assert stored(line) == WRITTEN


def test_own_hours_without_any_would_never_open(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(when="own")
    assert page.complaints == ["No hours are written below: it would never open."]
    # What cannot be saved has no preview: below stands what holds, and says so.
    assert "As it stands" in page.text
    assert "With what is written above" not in page.text


def test_looking_shows_what_it_would_mean_and_saves_nothing(page: Paper, line: Line) -> None:
    page.send(do="look", when="always")
    assert "Only looked at" in page.text
    assert "With what is written above" in page.text
    assert "Open day and night." in page.text
    assert "Ouvert jour et nuit." in page.text
    assert stored(line) == WRITTEN


def test_a_day_is_copied_to_others_and_nothing_else_is_touched(page: Paper, line: Line) -> None:
    page.send(do="copy", copy_from="mon", copy_to=["tue", "wed"])
    assert stored(line) == WRITTEN
    assert page.filled["tue_1_until"] == ["02:00"]
    assert page.send().saved
    week = stored(line)["week"]
    assert week["tue"] == week["wed"] == week["mon"] == WRITTEN["week"]["mon"]
    assert week["sat"] == WRITTEN["week"]["sat"]


def test_there_is_room_for_more(page: Paper, line: Line) -> None:
    assert "wed_1_from" not in page.filled
    page.send(do="more:wed", wed_0_from="08:00", wed_0_until="09:00")
    assert page.filled["wed_0_from"] == ["08:00"]
    page.send(wed_1_from="10:00", wed_1_until="11:00")
    assert stored(line)["week"]["wed"] == ["08:00-09:00", "10:00-11:00"]
    dates = [name for name in page.filled if name.endswith("kind")]
    more = page.send(do="more:dates").filled
    assert len([name for name in more if name.endswith("kind")]) == len(dates) + 1


def test_what_cannot_be_read_is_said_and_can_be_replaced(line: Line, dana: Client) -> None:
    line.hours = {"zone": "Nowhere/Town", "week": {"mon": "18:00", "tue": ["at noon"]}}
    line.save()
    page = Paper(dana, PAGE)
    assert "cannot be read" in page.text
    page.send(
        zone="America/Winnipeg",
        mon_0_from="18:00",
        mon_0_until="20:00",
        tue_0_from="",
        tue_0_until="",
    )
    assert stored(line)["week"]["mon"] == ["18:00-20:00"]


@pytest.mark.parametrize(
    ("at", "en", "fr"),
    [
        (NOW, "Open now until 02:00. Next: on Saturday", "Ouvert jusqu’à 2 h 00."),
        (
            datetime(2026, 11, 23, 20, 0, tzinfo=UTC),
            "Closed now. Opens today at 18:00.",
            "Fermé. Ouvre aujourd’hui à 18 h 00.",
        ),
    ],
)
def test_now_and_next_is_said_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, line: Line, at: datetime, en: str, fr: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    read = hours.read(WRITTEN)
    said = {locale: opening.now_and_next(line, read, at, locale) for locale in ("en", "fr")}
    assert said["en"].startswith(en)
    assert said["fr"].replace("\u00a0", " ").startswith(fr)


# ---- any hours at all --------------------------------------------------------------------------

clocks = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
spans = st.builds("{}-{}".format, clocks, st.one_of(clocks, st.just("24:00")))
days = st.dictionaries(st.sampled_from(hours.DAYS), st.lists(spans, max_size=3))


@given(days)
def test_any_week_comes_back_as_it_was(week: dict[str, list[str]]) -> None:
    for written in week.values():
        again = [timetable.span(pair, written) for pair in timetable.pairs(written)]
        assert timetable.pairs(again) == timetable.pairs(written)
        if len({timetable.pairs([span])[0] for span in written}) == len(set(written)):
            assert again == written


@given(days)
def test_the_form_writes_only_what_can_be_read(week: dict[str, list[str]]) -> None:
    line = Line(hours={"zone": "America/Winnipeg", "week": week})
    form = HoursForm(line)
    data = {name: str(form[name].value() or "") for name in form.fields if name != "copy_to"}
    again = HoursForm(line, _sent(data))
    if again.is_valid():
        assert hours.read(again.cleaned_data["written"]) == hours.read(line.hours)


def _sent(data: dict[str, str]) -> Any:
    sent = QueryDict(mutable=True)
    sent.update(data)
    return sent
