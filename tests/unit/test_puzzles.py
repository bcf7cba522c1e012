"""The little work of a rush: what answers a puzzle, and everything that does not."""

import hashlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import puzzles

KEY, LINE, NOW, FEW = b"k" * 32, 7, 1_800_000_000.0, 6


def solve(puzzle: str) -> str:
    """The work for a puzzle, as a page does it."""
    text, bits = puzzle.rsplit(".", 1)
    for number in itertools.count():
        digest = hashlib.sha256(f"{text}{number}".encode()).digest()
        if puzzles.leading_noughts(digest) >= int(bits):
            return f"{puzzle}.{number}"
    raise AssertionError


@given(st.integers(1, 2**40), st.floats(0, puzzles.GOOD_SECONDS - 1), st.integers(1, 8))
def test_a_solved_puzzle_is_an_answer_for_its_time(line: int, later: float, bits: int) -> None:
    work = solve(puzzles.make(KEY, line, NOW, bits))
    assert puzzles.answered(KEY, line, work, NOW + later) == work.partition(".")[0]
    assert len(work) <= 120


@pytest.mark.parametrize("later", [-5, puzzles.GOOD_SECONDS, 86_400])
def test_not_before_and_not_after_it(later: int) -> None:
    work = solve(puzzles.make(KEY, LINE, NOW, FEW))
    assert puzzles.answered(KEY, LINE, work, NOW + later) == ""


def test_another_line_another_key_or_fewer_bits_are_no_answer() -> None:
    puzzle = puzzles.make(KEY, LINE, NOW, FEW)
    work = solve(puzzle)
    assert puzzles.answered(KEY, LINE + 1, work, NOW) == ""
    assert puzzles.answered(b"x" * 32, LINE, work, NOW) == ""
    text, _, ending = work.split(".")
    assert puzzles.answered(KEY, LINE, f"{text}.0.{ending}", NOW) == ""
    assert puzzles.answered(KEY, LINE, f"{text}.1.{ending}", NOW) == ""


def test_work_that_was_not_done_is_no_answer() -> None:
    puzzle = puzzles.make(KEY, LINE, NOW, 40)
    assert not any(puzzles.answered(KEY, LINE, f"{puzzle}.{n}", NOW) for n in range(200))


@given(st.text() | st.lists(st.text(max_size=50), max_size=5).map(".".join))
def test_nothing_else_is_an_answer(work: str) -> None:
    assert puzzles.answered(KEY, LINE, work, NOW) == ""


@given(st.binary(min_size=32, max_size=32))
def test_noughts_are_counted_from_the_front(digest: bytes) -> None:
    bits = "".join(f"{byte:08b}" for byte in digest)
    assert puzzles.leading_noughts(digest) == len(bits) - len(bits.lstrip("0"))


def test_a_page_is_not_kept_waiting() -> None:
    """What the constant means: tens of thousands of tries, not millions."""
    assert 10_000 <= 2**puzzles.BITS <= 100_000
