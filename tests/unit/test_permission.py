"""Who may be written to when: every way of writing, by every kind of word, at every distance."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from routing.texting.permission import RECENT, Standing, forbids, within

ZONE = ZoneInfo("America/Winnipeg")
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=ZONE).astimezone(UTC)
JUST_NOW, LONG_AGO = NOON - timedelta(minutes=1), NOON - RECENT - timedelta(seconds=1)
MORNING, AFTERNOON = (9 * 60, 12 * 60), (12 * 60, 17 * 60)

# By how it is safe to write, who writes (a person, a probe, nobody) and how long ago they wrote.
TABLE = {
    ("now", "person", JUST_NOW): None,
    ("now", "person", LONG_AGO): None,
    ("now", "probe", JUST_NOW): None,
    ("now", "probe", LONG_AGO): None,
    ("now", "unasked", JUST_NOW): None,
    ("now", "unasked", LONG_AGO): "not_now",
    ("ask", "person", JUST_NOW): None,
    ("ask", "person", LONG_AGO): "ask_first",
    ("ask", "probe", JUST_NOW): None,
    ("ask", "probe", LONG_AGO): None,
    ("ask", "unasked", JUST_NOW): None,
    ("ask", "unasked", LONG_AGO): "not_now",
    ("never", "person", JUST_NOW): None,
    ("never", "person", LONG_AGO): "never_first",
    ("never", "probe", JUST_NOW): None,
    ("never", "probe", LONG_AGO): "never_first",
    ("never", "unasked", JUST_NOW): "never_first",
    ("never", "unasked", LONG_AGO): "not_now",
}
WRITERS = ("person", "probe", "unasked")


def asked(standing: Standing, writer: str) -> str | None:
    return forbids(standing, NOON, ZONE, unasked=writer == "unasked", probe=writer == "probe")


@pytest.mark.parametrize(("case", "expected"), TABLE.items())
def test_by_way_writer_and_distance(case: tuple[str, str, datetime], expected: str | None) -> None:
    writing, writer, last = case
    assert asked(Standing(writing=writing, last_seeker_word_at=last), writer) == expected


@pytest.mark.parametrize(("writer", "last"), list(product(WRITERS, (JUST_NOW, LONG_AGO))))
def test_hours_hold_for_everybody_however_recently_they_wrote(writer: str, last: datetime) -> None:
    open_now = Standing(writing="hours", hours=AFTERNOON, last_seeker_word_at=last)
    shut_now = Standing(writing="hours", hours=MORNING, last_seeker_word_at=last)
    assert asked(open_now, writer) == (
        "not_now" if (writer, last) == ("unasked", LONG_AGO) else None
    )
    assert asked(shut_now, writer) in {"not_these_hours", asked(open_now, writer)} - {None}


@pytest.mark.parametrize(
    ("writing", "writer"), list(product(("now", "ask", "hours", "never"), WRITERS))
)
def test_who_wants_no_texts_gets_none(writing: str, writer: str) -> None:
    standing = Standing(writing=writing, stopped=True, last_seeker_word_at=JUST_NOW)
    assert asked(standing, writer) == "opted_out"


def test_after_a_quick_exit_nothing_is_said_unasked() -> None:
    gone = Standing(left=True, last_seeker_word_at=JUST_NOW)
    assert asked(gone, "unasked") == "not_now"
    assert asked(gone, "person") is None


@pytest.mark.parametrize("writer", WRITERS)
def test_outside_a_channel_s_window_nothing_leaves(writer: str) -> None:
    day = timedelta(hours=24)
    inside = Standing(window=day, last_seeker_word_at=NOON - day)
    outside = Standing(window=day, last_seeker_word_at=NOON - day - timedelta(seconds=1))
    assert asked(inside, writer) == ("not_now" if writer == "unasked" else None)
    assert asked(outside, writer) == asked(Standing(window=day), writer) == "window_closed"


@pytest.mark.parametrize(
    ("hours", "minute", "inside"),
    [
        ((540, 720), 540, True),
        ((540, 720), 719, True),
        ((540, 720), 720, False),
        ((540, 720), 539, False),
        ((1320, 120), 1320, True),
        ((1320, 120), 0, True),
        ((1320, 120), 119, True),
        ((1320, 120), 120, False),
        ((1320, 120), 1319, False),
        ((0, 1440), 0, True),
        ((0, 1440), 1439, True),
    ],
)
def test_hours_may_pass_midnight(hours: tuple[int, int], minute: int, inside: bool) -> None:
    here = datetime(2026, 11, 26, minute // 60, minute % 60, tzinfo=ZONE)
    assert within(hours, here) is inside
