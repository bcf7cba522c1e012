"""The outbox of a page: one under way, the oldest first, and nothing leaves it unacknowledged."""

from uuid import UUID

import pytest

from tests.faults.kit.outbox import STALE_SECONDS, Outbox

ONE, TWO = UUID(int=1), UUID(int=2)


class Line:
    """A line that is open or not, and what went through it."""

    def __init__(self) -> None:
        self.open = True
        self.sent: list[UUID] = []

    def post(self, words: UUID, text: str) -> bool:
        if self.open:
            self.sent.append(words)
        return self.open


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def outbox(line: Line) -> Outbox:
    made = Outbox(line.post)
    made.add(ONE, "one", 0.0)
    made.add(TWO, "two", 0.0)
    return made


def test_the_second_waits_until_the_first_is_stored(line: Line, outbox: Outbox) -> None:
    assert line.sent == [ONE]
    outbox.stored(ONE, 1.0)
    assert line.sent == [ONE, TWO]
    assert not outbox.empty.is_set()
    outbox.stored(TWO, 2.0)
    assert outbox.empty.is_set()


def test_what_was_refused_for_now_goes_again_before_the_next(line: Line, outbox: Outbox) -> None:
    outbox.refused(ONE)
    outbox.flush(1.0)
    assert line.sent == [ONE, ONE]


def test_a_lost_line_sends_the_oldest_again_under_its_id(line: Line, outbox: Outbox) -> None:
    line.open = False
    outbox.lost()
    outbox.flush(1.0)
    line.open = True
    outbox.flush(2.0)
    assert line.sent == [ONE, ONE]


def test_an_answer_that_was_given_before_changes_nothing(line: Line, outbox: Outbox) -> None:
    assert outbox.stored(ONE, 1.0)
    assert not outbox.stored(ONE, 2.0)
    assert line.sent == [ONE, TWO]


def test_words_that_wait_too_long_for_their_answer_are_stale(outbox: Outbox) -> None:
    assert not outbox.stale(STALE_SECONDS)
    assert outbox.stale(STALE_SECONDS + 0.1)
    outbox.lost()
    assert not outbox.stale(STALE_SECONDS + 0.1)
