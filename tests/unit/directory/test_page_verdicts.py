"""What answers of a page mean, over days: nobody is told of one bad day. No database."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from referrals.pagechecks.verdicts import (
    CALLED,
    GOOD,
    Answer,
    Standing,
    after,
    next_look,
    still_right,
    trouble,
)

DAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
CODES = [*GOOD, "404", "503", "no_name", "no_answer", "tls", "inside", "loops", "astray"]
THERE = "https://there.example.org/"

answers = st.builds(
    lambda code, place: Answer(code, place if code == "ok" else ""),
    st.sampled_from(CODES),
    st.sampled_from(["", THERE, "https://elsewhere.example.org/"]),
)
# Each look some days after the one before, or on the same day.
looks = st.lists(st.tuples(st.integers(0, 3), answers, st.booleans()), max_size=30)


@given(looks)
def test_it_is_silent_only_after_bad_days_in_a_row(seen: list[tuple[int, Answer, bool]]) -> None:
    standing, today, bad = Standing(), DAY, set[date]()
    for days, answer, counts in seen:
        today += timedelta(days=days)
        standing = after(standing, answer, today, counts=counts)
        if answer.code in GOOD:
            bad.clear()
        elif counts:
            bad.add(today)
        assert standing.days_failed == len(bad)
        assert (trouble(standing) == "silent") is (len(bad) >= CALLED)
        assert standing.since == (min(bad) if bad else None)


@given(looks, st.integers(1, 400), st.floats(0, 1))
def test_it_is_not_asked_oftener_than_was_said(
    seen: list[tuple[int, Answer, bool]], days: int, luck: float
) -> None:
    standing, today = Standing(), DAY
    for more, answer, counts in seen:
        today += timedelta(days=more)
        standing = after(standing, answer, today, counts=counts)
        wait = next_look(standing, answer, NOW, days, luck) - NOW
        least = timedelta(days=days) if answer.code in GOOD else timedelta(days=1)
        assert least <= wait <= max(timedelta(days=days), least) * 1.2 + timedelta(seconds=1)


def test_what_has_been_silent_for_long_is_asked_once_a_week() -> None:
    standing = Standing()
    for day in range(6):
        standing = after(standing, Answer("404"), DAY + timedelta(days=day))
    assert next_look(standing, Answer("404"), NOW, 14, 0.0) == NOW + timedelta(days=7)
    assert next_look(standing, Answer("404"), NOW, 3, 0.0) == NOW + timedelta(days=3)


def test_a_move_is_said_until_somebody_says_that_the_old_one_is_right() -> None:
    standing = after(Standing(), Answer("ok", THERE), DAY)
    assert trouble(standing) == "moved"
    # Not let in today is no news of where it is.
    assert trouble(after(standing, Answer("shut"), DAY)) == "moved"
    settled = still_right(standing)
    assert trouble(settled) == ""
    assert trouble(after(settled, Answer("ok", THERE), DAY)) == ""
    assert trouble(after(settled, Answer("ok", THERE + "2"), DAY)) == "moved"
    assert trouble(after(standing, Answer("ok"), DAY)) == ""


def test_after_still_right_it_begins_anew() -> None:
    standing = Standing()
    for day in range(CALLED):
        standing = after(standing, Answer("404"), DAY + timedelta(days=day))
    assert trouble(standing) == "silent"
    standing = still_right(standing)
    assert (trouble(standing), standing.days_failed, standing.since) == ("", 0, None)
    for day in range(CALLED - 1):
        standing = after(standing, Answer("404"), DAY + timedelta(days=10 + day))
        assert trouble(standing) == ""
