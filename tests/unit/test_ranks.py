"""A tier is a head start: it is caught up by waiting, and nobody waits for ever."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.ranks import FIRST, HEAD_STARTS, rank
from routing.assign import Free, Waiting, plan

NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
SAM = Free(UUID(int=9), frozenset({"en"}), 0, 1, NOON)


def came(minutes: int, *tiers: int) -> datetime:
    return rank(NOON + timedelta(minutes=minutes), *tiers)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((0, 0), (1, 0)),
        ((0, 0), (11, 1)),
        ((9, 1), (0, 0)),
        ((29, 2), (0, 0)),
        ((0, 0), (31, 2)),
        ((0, 1), (21, 2)),
        ((60 * 24 * 31, 3), (0, 0)),
        ((0, 3), (1, 3)),
        ((5, 0, 2), (0, 1, 0)),
    ],
)
def test_who_goes_first(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    """(came after so many minutes, tiers…): the highest tier counts, then who waits longer."""
    assert came(first[0], *first[1:]) < came(second[0], *second[1:])


def test_a_rank_without_a_tier_is_the_waiting_time() -> None:
    assert rank(NOON) == rank(NOON, 0, 0) == NOON


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, FIRST - 1)), min_size=1, max_size=40),
    st.integers(0, 300),
)
def test_nobody_starves(others: list[tuple[int, int]], mine: int) -> None:
    """Whoever waits is overtaken by none who came more than the longest head start after them."""
    queue = [Waiting(UUID(int=1), "en", 0, came(mine), frozenset())]
    queue += [
        Waiting(UUID(int=n), "en", 0, came(minutes, tier), frozenset())
        for n, (minutes, tier) in enumerate(others, 2)
    ]
    served = []
    while queue:
        [(first, _)] = plan(queue, [SAM])
        served.append(first.id)
        queue = [each for each in queue if each.id != first.id]
    longest = HEAD_STARTS[FIRST - 1] / timedelta(minutes=1)
    before = served[: served.index(UUID(int=1))]
    assert all(others[pk.int - 2][0] <= mine + longest for pk in before)
