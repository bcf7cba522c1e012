"""A copy as text: nothing that is said can stand there as somebody else's turn."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from transcripts.copies.plain import INDENT, Turn, as_text

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_days_stand_once_and_words_under_who_said_them() -> None:
    turns = [
        Turn(NOON, "You", "hello\nthere"),
        Turn(NOON + timedelta(minutes=1), "Robin", "I am here."),
        Turn(NOON + timedelta(days=1), "You", "thanks"),
    ]
    assert "".join(as_text(turns)).split("\n") == [
        "",
        "2026-03-01",
        "",
        "12:00 You",
        "    hello",
        "    there",
        "",
        "12:01 Robin",
        "    I am here.",
        "",
        "2026-03-02",
        "",
        "12:00 You",
        "    thanks",
        "",
    ]


@given(st.text(), st.text(min_size=1))
def test_whatever_is_said_or_called_begins_no_line_of_its_own(words: str, name: str) -> None:
    lines = list(as_text([Turn(NOON, name, words)]))
    own = [line for line in lines if line.startswith(INDENT)]
    assert len(own) == max(1, len(words.splitlines()))
    heads = [line for line in lines if line.strip() and not line.startswith(INDENT)]
    assert len(heads) == 2
    assert "".join(line[len(INDENT) : -1] for line in own) == "".join(words.splitlines())


def test_in_the_next_piece_a_day_that_was_said_is_not_said_again() -> None:
    assert next(as_text([Turn(NOON, "You", "hello")], NOON.date())) == "\n12:00 You\n"
