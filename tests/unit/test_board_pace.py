"""Boards come less often where reading them is slow, so that nobody's words wait for them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.consoles import noticeboard
from routing.consoles.noticeboard import BOARD_SECONDS, REST, Pace

SOME_SECONDS = st.floats(0, 10)


@given(reads=st.lists(st.tuples(SOME_SECONDS, SOME_SECONDS), max_size=20))
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
