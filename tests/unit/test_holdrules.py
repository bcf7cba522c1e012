"""A hold is agreed to by somebody else in time, or holds nothing; and what is over stays over."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.held import rules
from transcripts.held.rules import HOLDING, LIVE, OVER, TABLE, Standing
from transcripts.policies import HOLDS

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
STATES = sorted(LIVE | OVER)
HAPPENINGS = ["agree", "refuse", "withdraw", "release", "time"]
MOMENTS = st.integers(-200_000, 200_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
EXPECTED = {
    "asked": ["holding", "refused", "withdrawn", None, "lapsed"],
    "holding": [None, None, None, "released", "ended"],
}


@pytest.mark.parametrize("cell", list(itertools.product(STATES, HAPPENINGS)))
def test_every_cell_of_the_table(cell: tuple[str, str]) -> None:
    state, happening = cell
    row = dict(zip(HAPPENINGS, EXPECTED.get(state, [None] * 5), strict=True))
    assert rules.after(state, happening) == row[happening]


def test_nothing_leads_back() -> None:
    assert {after for (_state, _what), after in TABLE.items()} == OVER | {HOLDING}
    assert {state for state, _what in TABLE} == LIVE


@given(st.lists(st.sampled_from(HAPPENINGS), max_size=12))
def test_it_holds_only_after_one_agreed_and_never_again(happened: list[str]) -> None:
    state, held = "asked", 0
    for each in happened:
        new = rules.after(state, each)
        held += new == HOLDING
        if state in OVER:
            assert new is None
        state = new or state
    assert held <= 1
    assert held == (happened.count("agree") > 0 and first(happened) == "agree")


def first(happened: list[str]) -> str:
    return next((each for each in happened if each != "release"), "")


@given(MOMENTS, MOMENTS)
def test_an_end_is_needed_and_bounded(until: datetime, now: datetime) -> None:
    assert rules.may_last(until, now) == (timedelta() < until - now <= timedelta(days=90))


@pytest.mark.parametrize("until", [NOW, NOW - HOLDS, NOW + HOLDS + timedelta(seconds=1)])
def test_the_edges_of_its_time(until: datetime) -> None:
    assert not rules.may_last(until, NOW)
    assert rules.may_last(NOW + HOLDS, NOW)


@given(st.none() | MOMENTS, st.booleans(), st.booleans(), MOMENTS)
def test_expired_is_expired(
    due_at: datetime | None, erased: bool, going: bool, now: datetime
) -> None:
    late = rules.is_late(Standing(due_at, erased, going), now)
    assert late == (erased or going or (due_at is not None and due_at <= now))


@given(st.sampled_from(STATES), MOMENTS, st.none() | MOMENTS, MOMENTS)
def test_what_is_asked_lapses_with_the_words_and_what_holds_does_not(
    state: str, until: datetime, due_at: datetime | None, now: datetime
) -> None:
    over = rules.is_over(state, until, Standing(due_at), now)
    due = due_at is not None and due_at <= now
    assert over == (state in LIVE and (until <= now or (state == "asked" and due)))
