"""Boards come less often where reading them is slow, so that nobody's words wait for them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.consoles import noticeboard
from routing.consoles.noticeboard import BOARD_SECONDS, LONGEST, REST, Pace

SOME_SECONDS = st.floats(0, 10)
# One after the other, each read takes so long that its rest is no longer than the longest.
SHORT = st.floats(0, LONGEST / REST)


@given(reads=st.lists(st.tuples(SOME_SECONDS, SHORT), max_size=20))
def test_of_any_time_boards_take_a_share_that_leaves_the_rest_to_words(
    reads: list[tuple[float, float]],
) -> None:
    """Each may be asked for a while after the one before was read, and takes some time."""
    pace, now, busy = Pace(), 0.0, 0.0
    for asked_after, took in reads:
        now = pace.next_at(now + asked_after) + took
        busy += took
        pace.note(now, took)
    assert now >= len(reads) * BOARD_SECONDS
    assert pace.rested_at >= busy * (1 + REST) - 1e-6


@given(reads=st.lists(st.tuples(SOME_SECONDS, SOME_SECONDS), min_size=1, max_size=20))
def test_no_board_waits_longer_than_a_second_for_those_before(
    reads: list[tuple[float, float]],
) -> None:
    """However long they took, and for however many lines: an outage makes no desk stand still."""
    pace, now = Pace(), 0.0
    for after, took in reads:
        now += after
        pace.note(now, took)
    assert pace.next_at(now) <= now + max(LONGEST, BOARD_SECONDS)


def test_a_burst_is_sent_once_and_not_before_the_last_has_rested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[float] = []
    pace = Pace()
    monkeypatch.setattr(noticeboard, "pace", pace)

    async def change() -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()

        def send() -> None:
            sent.append(loop.time())
            over.set()

        monkeypatch.setattr(noticeboard, "_board_now", send)
        pace.note(loop.time(), 0.1)
        for line in (1, 2, 1):
            noticeboard.board({line})
        await over.wait()

    asyncio.run(change())
    assert noticeboard._boards == {1, 2}
    noticeboard._boards.clear()
    assert len(sent) == 1
    assert sent[0] >= pace.rested_at
