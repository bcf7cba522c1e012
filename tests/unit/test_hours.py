"""Opening hours: past midnight, over a change of the clocks, on days that are different."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import hours

ZONE = ZoneInfo("America/Winnipeg")
NIGHTS = {"mon": ["18:00-02:00"], "tue": ["09:00-12:00", "18:00-24:00"], "sun": ["22:00-06:00"]}
WRITTEN = {
    "zone": "America/Winnipeg",
    "week": NIGHTS,
    "dates": {"2026-12-01": [], "2026-12-02": ["10:00-11:00"]},
}
# A summer's end with its change of the clocks, and some weeks more.
FIRST = datetime(2026, 10, 1, tzinfo=UTC)


def at(written: str) -> datetime:
    """A moment in the line's own time, asked for in another zone."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 17:59", False),  # a Monday
        ("2026-11-23 18:00", True),
        ("2026-11-23 23:59", True),
        ("2026-11-24 01:59", True),  # still Monday's
        ("2026-11-24 02:00", False),
        ("2026-11-24 09:00", True),
        ("2026-11-24 12:00", False),
        ("2026-11-24 23:59", True),
        ("2026-11-25 00:00", False),
        ("2026-11-29 22:00", True),  # a Sunday
        ("2026-11-30 05:59", True),
        ("2026-12-01 10:00", False),  # a Tuesday that is different
        ("2026-12-01 01:00", True),  # Monday's hours run into it
        ("2026-12-02 10:30", True),
        ("2026-12-09 10:30", False),
    ],
)
def test_open_or_not(moment: str, is_open: bool) -> None:
    assert hours.is_open(hours.read(WRITTEN), at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23 12:00", "2026-11-23 18:00"),
        ("2026-11-23 19:00", "2026-11-24 09:00"),
        ("2026-11-24 20:00", "2026-11-29 22:00"),
        ("2026-11-30 23:00", "2026-12-02 10:00"),
    ],
)
def test_when_it_opens_next(moment: str, opens: str) -> None:
    found = hours.opens(hours.read(WRITTEN), at(moment))
    assert found is not None
    assert found.isoformat(" ", "minutes")[:16] == opens


def test_without_hours_it_is_always_open() -> None:
    assert hours.read({}) is None
    assert hours.is_open(None, at("2026-11-23 03:00"))
    assert hours.opens(None, at("2026-11-23 03:00")) is None


def test_who_never_opens_says_no_moment() -> None:
    never = hours.read({"zone": "UTC", "week": {}})
    assert not hours.is_open(never, at("2026-11-23 03:00"))
    assert hours.opens(never, at("2026-11-23 03:00")) is None


@pytest.mark.parametrize(
    ("begin", "end", "open_hours"),
    [
        ("2026-11-23 09:00", "2026-11-23 10:00", 1),
        ("2026-11-23 16:00", "2026-11-24 10:00", 2),
        ("2026-11-23 17:00", "2026-11-24 09:00", 0),
        ("2026-11-27 16:30", "2026-11-29 23:00", 0.5),
        ("2026-11-20 00:00", "2026-11-27 00:00", 40),
    ],
)
def test_for_how_long_it_was_open(begin: str, end: str, open_hours: float) -> None:
    office = {"zone": "America/Winnipeg", "week": {day: ["09:00-17:00"] for day in hours.DAYS[:5]}}
    found = hours.open_for(hours.read(office), at(begin), at(end))
    assert found == timedelta(hours=open_hours)


def test_without_hours_it_was_open_all_the_time() -> None:
    assert hours.open_for(None, at("2026-11-23 03:00"), at("2026-11-23 05:00")) == timedelta(
        hours=2
    )


def test_all_day_and_all_night() -> None:
    always = hours.read({"zone": "UTC", "week": {day: ["00:00-24:00"] for day in hours.DAYS}})
    assert all(hours.is_open(always, at(f"2026-11-23 {hour:02}:30")) for hour in range(24))


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ({"zone": "Winnipeg/Mars", "week": {}}, "time zone"),
        ({"week": {}}, "time zone"),
        ({"zone": "UTC", "weak": {}}, "weak"),
        ({"zone": "UTC", "week": {"monday": []}}, "monday"),
        ({"zone": "UTC", "week": []}, "week"),
        ({"zone": "UTC", "week": {"mon": "09:00-17:00"}}, "mon"),
        ({"zone": "UTC", "week": {"mon": ["9-5"]}}, "9-5"),
        ({"zone": "UTC", "week": {"mon": ["25:00-26:00"]}}, "25:00-26:00"),
        ({"zone": "UTC", "week": {"mon": [7]}}, "mon"),
        ({"zone": "UTC", "dates": {"Christmas": []}}, "Christmas"),
        ({"zone": "UTC", "dates": []}, "dates"),
    ],
)
def test_what_is_wrong_is_named(written: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        hours.read(written)


@given(st.integers(0, 92 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes)))
def test_it_is_open_when_it_opens_and_not_before(moment: datetime) -> None:
    line = hours.read(WRITTEN)
    opens = hours.opens(line, moment)
    assert opens is not None
    assert opens > moment
    assert hours.is_open(line, opens)
    if not hours.is_open(line, moment):
        between = moment + (opens - moment) / 2
        assert not hours.is_open(line, between)
        assert not hours.is_open(line, opens - timedelta(seconds=1))
