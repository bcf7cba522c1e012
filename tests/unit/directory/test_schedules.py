"""When a service is there: rules, the days they fall on, clocks that change twice a year."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from referrals.hours.schedules import DAYS, Schedule, complaint, falls_on
from referrals.hours.sessions import coming, is_open, is_over, spans
from tests.unit.directory.shelves import FRIDAY

PACIFIC = ZoneInfo("America/Vancouver")


def pacific(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=PACIFIC)


def rule(**parts: Any) -> Schedule:
    return Schedule(
        **{"zone": "America/Winnipeg", "opens_at": "09:00", "closes_at": "17:00", **parts}
    )


def days(made: Schedule, first: date, count: int) -> list[int]:
    """Which of the days from this one on it falls on, counted from 0."""
    return [n for n in range(count) if falls_on(made, first + timedelta(days=n))]


def test_the_friday_meal_is_open_till_half_past_four_and_not_a_minute_longer() -> None:
    assert is_open([FRIDAY], pacific(2026, 11, 27, 15, 0)) is True
    assert is_open([FRIDAY], pacific(2026, 11, 27, 16, 31)) is False
    assert is_open([FRIDAY], pacific(2026, 11, 27, 13, 59)) is False
    assert is_open([FRIDAY], pacific(2026, 11, 26, 15, 0)) is False


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 3, 6), 22),
        (date(2026, 3, 13), 21),
        (date(2026, 10, 30), 21),
        (date(2026, 11, 6), 22),
    ],
)
def test_its_clock_stays_when_the_world_s_clocks_change(day: date, utc: int) -> None:
    begin, end = next(spans(FRIDAY, day, day))
    assert (begin.date(), begin.hour, begin.tzinfo) == (day, utc, UTC)
    assert end - begin == timedelta(hours=2, minutes=30)


def test_a_night_on_which_clocks_change_is_as_long_as_it_is() -> None:
    night = Schedule(zone="America/Vancouver", freq="DAILY", opens_at="22:00", closes_at="06:00")
    in_spring = next(spans(night, date(2026, 3, 7), date(2026, 3, 7)))
    in_autumn = next(spans(night, date(2026, 10, 31), date(2026, 10, 31)))
    assert in_spring[1] - in_spring[0] == timedelta(hours=7)
    assert in_autumn[1] - in_autumn[0] == timedelta(hours=9)
    assert is_open([night], pacific(2026, 3, 8, 5, 59)) is True
    assert is_open([night], pacific(2026, 3, 8, 6, 0)) is False


@pytest.mark.parametrize(
    ("opens", "closes", "begins", "minutes"),
    [
        # As the hands jump from two to three, half past two is over.
        ("02:30", "03:30", (3, 0), 30),
        ("02:00", "04:00", (3, 0), 60),
        ("22:00", "02:30", (22, 0), 240),
        ("02:30", "02:30", (3, 0), 23 * 60 + 30),
    ],
)
def test_what_begins_or_ends_in_the_hour_that_spring_leaves_out_does_so_as_the_hands_jump(
    opens: str, closes: str, begins: tuple[int, int], minutes: int
) -> None:
    made = Schedule(zone="America/Vancouver", freq="DAILY", opens_at=opens, closes_at=closes)
    night = date(2026, 3, 8) if begins[0] < 12 else date(2026, 3, 7)
    begin, end = next(spans(made, night, night))
    local = begin.astimezone(PACIFIC)
    assert (local.hour, local.minute) == begins
    assert end - begin == timedelta(minutes=minutes)


@pytest.mark.parametrize(("opens", "closes"), [("02:00", "03:00"), ("02:30", "03:00")])
def test_what_lies_within_the_hour_that_spring_leaves_out_is_not_there_that_night(
    opens: str, closes: str
) -> None:
    made = Schedule(zone="America/Vancouver", freq="DAILY", opens_at=opens, closes_at=closes)
    night = pacific(2026, 3, 8, 0, 30)
    assert list(spans(made, night.date(), night.date())) == []
    # It was said to be next, "from 3:30 to 3:00" or all day long.
    ((begin, end),) = coming([made], night)
    assert begin.astimezone(PACIFIC).date() == date(2026, 3, 9)
    assert begin < end
    assert {is_open([made], night + timedelta(minutes=5 * n)) for n in range(60)} == {False}


def test_a_day_that_begins_an_hour_late_is_open_from_its_first_moment_on() -> None:
    made = Schedule(
        zone="Africa/Cairo", freq="WEEKLY", byday=("FR",), opens_at="00:00", closes_at="04:00"
    )
    begin, end = next(spans(made, date(2026, 4, 24), date(2026, 4, 24)))
    assert (begin.astimezone(ZoneInfo("Africa/Cairo")).hour, end - begin) == (1, timedelta(hours=3))


@pytest.mark.parametrize(
    ("zone", "night", "opens", "closes", "minutes"),
    [
        ("America/Winnipeg", date(2026, 11, 1), "00:30", "02:30", 180),
        ("America/Winnipeg", date(2026, 3, 8), "01:30", "03:30", 60),
        ("Europe/London", date(2026, 10, 25), "00:30", "02:30", 180),
        ("Europe/London", date(2026, 3, 29), "00:30", "02:30", 60),
        ("Australia/Sydney", date(2026, 4, 5), "01:30", "03:30", 180),
        ("Australia/Sydney", date(2026, 10, 4), "01:30", "03:30", 60),
    ],
)
@pytest.mark.parametrize("how", [{"freq": "DAILY"}, {"freq": "WEEKLY", "byday": DAYS}])
def test_an_hour_that_comes_twice_or_never_counts_twice_or_never(
    zone: str, night: date, opens: str, closes: str, minutes: int, how: dict[str, Any]
) -> None:
    made = Schedule(zone=zone, opens_at=opens, closes_at=closes, **how)
    begin, end = next(spans(made, night, night))
    assert end - begin == timedelta(minutes=minutes)
    moments = [begin + timedelta(minutes=n) for n in range(-120, 300, 5)]
    there = [at for at in moments if is_open([made], at)]
    assert there == [at for at in moments if begin <= at < end]


def test_day_and_night_is_always_open_through_both_changes() -> None:
    always = Schedule(zone="America/Vancouver", always=True)
    start = datetime(2026, 3, 7, tzinfo=UTC)
    assert {is_open([always], start + timedelta(hours=n)) for n in range(48)} == {True}
    start = datetime(2026, 10, 31, tzinfo=UTC)
    assert {is_open([always], start + timedelta(hours=n)) for n in range(48)} == {True}


def test_every_week_and_every_second_week_have_the_right_next_four() -> None:
    weekly = rule(freq="WEEKLY", byday=("TU",), dtstart=date(2026, 11, 3))
    second = replace(weekly, interval=2)
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert [begin.day for begin, _e in coming([weekly], now, 4)] == [1, 8, 15, 22]
    assert [begin.date() for begin, _e in coming([second], now, 4)] == [
        date(2026, 12, 1),
        date(2026, 12, 15),
        date(2026, 12, 29),
        date(2027, 1, 12),
    ]


def test_a_month_is_counted_from_its_beginning_and_from_its_end() -> None:
    first = date(2026, 11, 1)
    assert days(rule(freq="MONTHLY", byday=("1MO",)), first, 30) == [1]
    assert days(rule(freq="MONTHLY", byday=("-1MO",)), first, 30) == [29]
    assert days(rule(freq="MONTHLY", byday=("-1FR",)), date(2026, 2, 1), 28) == [26]
    assert days(rule(freq="MONTHLY", byday=("2TU", "4TU")), first, 30) == [9, 23]
    assert days(rule(freq="MONTHLY", bymonthday=(1, -1)), first, 30) == [0, 29]
    assert days(rule(freq="MONTHLY", bymonthday=(31,)), first, 30) == []
    assert days(rule(freq="MONTHLY", dtstart=date(2026, 1, 15), interval=2), first, 30) == [14]


def test_a_count_ends_it_and_so_does_a_last_day() -> None:
    thrice = rule(freq="WEEKLY", byday=("TU", "TH"), dtstart=date(2026, 11, 3), count=3)
    assert days(thrice, date(2026, 11, 1), 30) == [2, 4, 9]
    until = rule(freq="DAILY", valid_from=date(2026, 11, 3), until=date(2026, 11, 5))
    assert days(until, date(2026, 11, 1), 30) == [2, 3, 4]


def test_what_happens_once_is_over_afterwards() -> None:
    evening = rule(dtstart=date(2026, 12, 4), opens_at="18:00", closes_at="20:00")
    before, after = datetime(2026, 12, 4, 12, tzinfo=UTC), datetime(2026, 12, 6, tzinfo=UTC)
    assert len(coming([evening], before)) == 1
    assert not is_over(evening, before)
    assert coming([evening], after) == []
    assert is_over(evening, after)
    assert not is_over(FRIDAY, after)


def test_a_day_off_takes_its_hours_out() -> None:
    off = Schedule(zone="America/Vancouver", closed=True, dtstart=date(2026, 12, 25))
    rules = [FRIDAY, off]
    assert is_open(rules, pacific(2026, 12, 25, 15, 0)) is False
    assert is_open(rules, pacific(2026, 12, 18, 15, 0)) is True
    found = coming(rules, pacific(2026, 12, 19, 0, 0))
    assert found[0][0].date() == date(2027, 1, 1)


@pytest.mark.parametrize(
    "vague",
    [
        [],
        [Schedule(freq="WEEKLY", byday=("FR",), opens_at="14:00", closes_at="16:30")],
        [Schedule(zone="America/Vancouver", freq="WEEKLY", byday=("FR",))],
        [replace(FRIDAY, closes_at="")],
        [replace(FRIDAY, opens_at="17:00", closes_at="18:00"), Schedule(freq="DAILY")],
    ],
)
def test_hours_that_are_not_known_are_not_closed(vague: list[Schedule]) -> None:
    assert is_open(vague, pacific(2026, 11, 27, 15, 0)) is None


def test_a_day_on_which_it_does_not_happen_is_closed_even_without_hours() -> None:
    friday = [Schedule(zone="America/Vancouver", freq="WEEKLY", byday=("FR",))]
    assert is_open(friday, pacific(2026, 11, 26, 15, 0)) is False


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"freq": "WEEKLY", "interval": 0}, "interval"),
        ({"freq": "WEEKLY", "interval": 2, "byday": ("MO",)}, "no_start"),
        ({}, "no_day"),
        ({"freq": "WEEKLY", "byday": ("XX",)}, "byday"),
        ({"freq": "WEEKLY", "byday": ("FR",), "opens_at": "9:00"}, "clock"),
        ({"freq": "WEEKLY", "byday": ("FR",), "closes_at": "25:00"}, "clock"),
        ({"freq": "WEEKLY", "byday": ("FR",), "zone": "Winnipeg"}, "zone"),
        ({"freq": "DAILY", "dtstart": date(2026, 2, 1), "until": date(2026, 1, 1)}, "backwards"),
    ],
)
def test_what_cannot_be_meant_is_named(wrong: dict[str, Any], code: str) -> None:
    assert complaint(rule(**wrong)) == code
    assert complaint(FRIDAY) == ""


moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(["America/Winnipeg", "Europe/London", "Australia/Lord_Howe", "UTC"])
clocks = st.times().map(lambda at: f"{at:%H:%M}")


@given(moments, zones, st.lists(st.sampled_from(DAYS), min_size=1), clocks, clocks)
def test_a_plain_week_is_the_same_by_the_hands_of_the_clock_and_by_moments(
    at: datetime, zone: str, week: list[str], opens: str, closes: str
) -> None:
    plain = Schedule(zone=zone, freq="WEEKLY", byday=tuple(week), opens_at=opens, closes_at=closes)
    bounded = replace(plain, valid_from=date(2020, 1, 6))
    assert is_open([plain], at) == is_open([bounded], at)


@given(moments, zones, st.sampled_from(DAYS), clocks, clocks)
def test_it_is_open_from_its_next_beginning_on_until_its_end(
    at: datetime, zone: str, day: str, opens: str, closes: str
) -> None:
    made = Schedule(zone=zone, freq="WEEKLY", byday=(day,), opens_at=opens, closes_at=closes)
    ((begin, end),) = coming([made], at)
    # A week later where it lies within the hour that spring leaves out.
    assert at < begin <= at + timedelta(days=15)
    assert is_open([made], begin) is True
    assert is_open([made], end - timedelta(microseconds=1)) is True
    local = begin.astimezone(ZoneInfo(zone))
    assert DAYS[local.weekday()] == day
