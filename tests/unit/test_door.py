"""The door of a line: hours in any zone, last orders, how many wait, and whether anybody is there.

What the rules say is held against a walk from minute to minute, which knows no rule but "is this
wall clock's minute in a span?".
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from helpline import hours
from helpline.door import Inside, Rules, called, lets_go, stands
from helpline.hours import DAYS, Hours
from helpline.protocol import Door

MINUTE, QUARTER = timedelta(minutes=1), timedelta(minutes=15)
# Half hours and quarters off, a change of half an hour, one at midnight, and none at all.
ZONES = (
    "America/Winnipeg",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Havana",
    "UTC",
)
# Days about which the clocks change in one of them: in March, April, October and November.
CHANGES = (date(2026, 3, 8), date(2026, 4, 5), date(2026, 10, 4), date(2026, 11, 1))


def clock(minutes: int) -> str:
    return "24:00" if minutes == 1440 else f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def spans(draw: st.DrawFn) -> list[str]:
    """Up to three shifts of a day, in quarters of an hour; some touch, some run past midnight."""
    quarter = st.integers(0, 95).map(lambda each: each * 15)
    begins = draw(st.lists(quarter, max_size=3))
    lasting = st.sampled_from([30, 60, 240, 480, 720])
    ends = [begin + draw(lasting) for begin in begins]
    return [
        f"{clock(begin)}-{clock(end if end <= 1440 else end - 1440)}"
        for begin, end in zip(begins, ends, strict=True)
    ]


@st.composite
def opening_hours(draw: st.DrawFn) -> Hours:
    zone = draw(st.sampled_from(ZONES))
    week = {day: draw(spans()) for day in DAYS}
    days = st.sampled_from(CHANGES).flatmap(
        lambda day: st.integers(-2, 2).map(lambda ahead: day + timedelta(days=ahead))
    )
    dates = {day.isoformat(): draw(spans()) for day in draw(st.lists(days, max_size=2))}
    read = hours.read({"zone": zone, "week": week, "dates": dates})
    assert read is not None
    return read


moments = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + minutes * MINUTE,
    st.sampled_from(CHANGES),
    st.integers(-2 * 1440, 2 * 1440),
)


def first(at: datetime, fits: Callable[[datetime], bool]) -> datetime | None:
    """The first minute after `at` that fits, if one of the next three days does."""
    minutes = (at + n * MINUTE for n in range(1, 3 * 1440))
    return next(filter(fits, minutes), None)


def utc(moment: datetime | None) -> datetime | None:
    """In an hour that comes twice, moments of two zones are never equal in Python."""
    return None if moment is None else moment.astimezone(UTC)


@settings(deadline=None)
@given(opening_hours(), moments)
def test_it_closes_and_opens_at_the_minutes_at_which_it_does(line: Hours, at: datetime) -> None:
    """Also over a change of the clocks; spans that touch or lie over each other are one."""
    closes = utc(hours.closes(line, at))
    if not hours.is_open(line, at):
        assert closes is None
    else:
        assert closes == first(at, lambda moment: not hours.is_open(line, moment)) or (
            closes is None or closes - at > timedelta(days=2)
        )
    shut = at if closes is None else closes
    if not hours.is_open(line, shut):
        walked = first(shut - MINUTE, lambda moment: hours.is_open(line, moment))
        opens = utc(hours.opens(line, at))
        assert opens == walked or (walked is None and (opens is None or opens > at))


@settings(deadline=None)
@given(
    opening_hours(),
    moments,
    st.integers(0, 240).map(lambda each: each * MINUTE),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(0, 3),
    st.integers(0, 4),
)
def test_whoever_is_let_in_finds_it_open_and_somebody_to_wait_for(
    line: Hours,
    at: datetime,
    last_orders: timedelta,
    only_staffed: bool,
    staffed: bool,
    most: int | None,
    waiting: int,
) -> None:
    rules = Rules(line, last_orders, most, only_staffed)
    found = stands(rules, Inside(waiting, staffed), at)
    is_open = hours.is_open(line, at)
    if found.state == "open":
        assert is_open
        assert staffed or not only_staffed
        assert most is None or waiting < most
        closes = hours.closes(line, at)
        assert closes is None or closes - at > last_orders
    elif found.state == "full":
        assert most is not None
        assert waiting >= most
    elif found.state == "closing":
        assert is_open
        assert found.closes is not UNSET
        assert at.timestamp() * 1000 < found.closes <= (at + last_orders).timestamp() * 1000
    else:
        assert not is_open or (only_staffed and not staffed)
    if found.opens is not UNSET:
        opens = datetime.fromtimestamp(found.opens / 1000, UTC)
        assert opens > at
        assert hours.is_open(line, opens)
        assert not hours.is_open(line, opens - timedelta(seconds=1))


@settings(deadline=None)
@given(opening_hours(), moments, st.integers(0, 2 * 1440))
def test_last_orders_hold_until_it_opens_again_and_no_longer(
    line: Hours, since: datetime, later: int
) -> None:
    rules = Rules(line, closing_since=since)
    at = since + later * MINUTE
    assume(hours.opens(line, since) is not None)
    closed_between = not all(
        hours.is_open(line, since + n * MINUTE) for n in range(0, later + 1, 15)
    )
    if called(rules, at):
        assert stands(rules, Inside(), at).state in ("closing", "closed")
    else:
        assert closed_between or not hours.is_open(line, since)


# ---- in words ----------------------------------------------------------------------------------

OFFICE = hours.read(
    {"zone": "America/Winnipeg", "week": {day: ["09:00-12:00", "12:00-17:00"] for day in DAYS}}
)


def at(written: str) -> datetime:
    """A moment in Winnipeg's time."""
    assert OFFICE is not None
    return datetime.fromisoformat(f"2026-11-23 {written}").replace(tzinfo=OFFICE.zone)


def told(found: Door) -> tuple[Any, ...]:
    """The state, and at which o'clock it opens and closes."""
    assert OFFICE is not None
    clocks = (
        "" if each is UNSET else f"{datetime.fromtimestamp(each / 1000, OFFICE.zone):%d %H:%M}"
        for each in (found.opens, found.closes)
    )
    return (found.state, *clocks)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("08:59", ("closed", "23 09:00", "")),
        ("09:00", ("open", "", "23 17:00")),
        ("11:59", ("open", "", "23 17:00")),
        ("16:44", ("open", "", "23 17:00")),
        ("16:45", ("closing", "24 09:00", "23 17:00")),
        ("17:00", ("closed", "24 09:00", "")),
    ],
)
def test_the_day_of_an_office(moment: str, expected: tuple[Any, ...]) -> None:
    assert told(stands(Rules(OFFICE, QUARTER), Inside(), at(moment))) == expected


def test_without_hours_it_is_open_and_says_no_times() -> None:
    assert stands(Rules(), Inside(), at("03:00")) == Door()


def test_all_day_and_all_night_it_never_closes() -> None:
    always = hours.read({"zone": "UTC", "week": {day: ["00:00-24:00"] for day in DAYS}})
    assert stands(Rules(always, QUARTER), Inside(), at("17:55")) == Door()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("13:59", ("open", "", "23 17:00")),
        ("14:00", ("closing", "24 09:00", "23 17:00")),
        ("17:00", ("closed", "24 09:00", "")),
    ],
)
def test_last_orders_are_called_at_two(moment: str, expected: tuple[Any, ...]) -> None:
    since = at("14:00") if moment >= "14:00" else None
    rules = Rules(OFFICE, QUARTER, closing_since=since)
    assert told(stands(rules, Inside(), at(moment))) == expected
    tomorrow = at("09:00") + timedelta(days=1)
    assert stands(rules, Inside(), tomorrow).state == "open"


def test_called_without_hours_they_hold_until_taken_back_and_close_when_nobody_is_left() -> None:
    rules = Rules(closing_since=at("14:00"))
    much_later = at("14:00") + timedelta(days=9)
    assert stands(rules, Inside(), much_later) == Door("closing")
    assert stands(rules, Inside(staffed=False), much_later) == Door("closed")


def test_a_full_line_says_so_unless_it_is_about_to_close_anyway() -> None:
    rules = Rules(OFFICE, QUARTER, most_waiting=2)
    assert stands(rules, Inside(1), at("10:00")).state == "open"
    assert stands(rules, Inside(2), at("10:00")).state == "full"
    assert stands(rules, Inside(2), at("16:50")).state == "closing"


def test_nobody_on_shift_closes_only_a_line_that_says_so() -> None:
    empty = Inside(staffed=False)
    assert stands(Rules(OFFICE), empty, at("10:00")).state == "open"
    assert stands(Rules(OFFICE, only_staffed=True), empty, at("10:00")) == Door("closed")


@pytest.mark.parametrize(
    ("moment", "lately", "goes"),
    [
        ("16:59", True, False),
        ("16:59", False, False),  # an open line lets nobody go, whoever is there
        ("17:01", True, False),  # somebody is there and drains it
        ("17:01", False, True),
        ("17:29", True, False),
        ("17:30", True, True),  # they have had their half hour
    ],
)
def test_who_waits_is_let_go_when_nobody_will_come(moment: str, lately: bool, goes: bool) -> None:
    inside = Inside(3, staffed=lately, lately=lately)
    assert lets_go(Rules(OFFICE, QUARTER), inside, at(moment)) is goes


def test_a_browser_that_crashed_sends_nobody_away() -> None:
    rules = Rules(OFFICE, only_staffed=True)
    assert stands(rules, Inside(3, staffed=False), at("10:00")).state == "closed"
    assert not lets_go(rules, Inside(3, staffed=False, lately=True), at("10:00"))
    assert lets_go(rules, Inside(3, staffed=False, lately=False), at("10:00"))
