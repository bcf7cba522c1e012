"""What is ticked or typed becomes parts of a message, and nothing else of it."""

from uuid import UUID

import pytest

from transcripts.byhand import picking
from transcripts.redact.spans import BadSpan, Span

SAID = "Hi, it’s Zoé-Anne (zoe@mail.example), door 12 bis."
ONE, OTHER = UUID(int=1), UUID(int=2)


def words(text: str) -> list[str]:
    return [piece.text for piece in picking.pieces(text) if piece.number >= 0]


def hidden(spans: list[Span]) -> list[str]:
    return [SAID[span.start : span.end] for span in spans]


@pytest.mark.parametrize("text", [SAID, "", "   ", "...", "a", "\n\nun deux\n", "👋 ok", "a!!!"])
def test_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(piece.text for piece in picking.pieces(text)) == text
    numbers = [piece.number for piece in picking.pieces(text) if piece.number >= 0]
    assert numbers == list(range(len(numbers)))


def test_what_is_bound_is_one_word() -> None:
    assert words(SAID) == ["Hi", "it’s", "Zoé-Anne", "zoe@mail.example", "door", "12", "bis"]


def test_neighbours_are_one_part() -> None:
    assert hidden(picking.of_words(SAID, [6, 2, 5, 0])) == ["Hi", "Zoé-Anne", "12 bis"]


@pytest.mark.parametrize("number", [-1, 7, 10**9])
def test_a_word_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(BadSpan, match="No word has the number"):
        picking.of_words(SAID, [0, number])


def test_what_is_typed_is_found_in_whatever_letters_and_parts_of_words() -> None:
    assert hidden(picking.of_typed(SAID, "ZOE\n\n  door 12 ")) == ["Zoé", "zoe", "door 12"]
    assert picking.of_typed(SAID, " \n") == []


def test_what_does_not_stand_there_is_said() -> None:
    with pytest.raises(picking.NotThere):
        picking.of_typed(SAID, "zoe\nJess")


@pytest.mark.parametrize("part", ["", "1", "1-", "-1-3", "1-2-3", "a-b", "1 - 2", "1-9999999"])
def test_a_part_that_cannot_be_read_is_refused(part: str) -> None:
    with pytest.raises(BadSpan):
        picking.of_written(["0-2", part])


def test_parts_in_order_and_apart() -> None:
    parts = picking.of_written(["9-17", "0-2"])
    assert hidden(picking.apart(SAID, parts)) == ["Hi", "Zoé-Anne"]
    for wrong in (["0-9", "3-12"], ["0-2", "0-2"], ["0-51"], ["4-4"], ["5-2"]):
        with pytest.raises(BadSpan):
            picking.apart(SAID, picking.of_written(wrong))


def test_another_message_or_other_words_are_another_mark() -> None:
    marks = {picking.seen(ONE, "a"), picking.seen(ONE, "b"), picking.seen(OTHER, "a")}
    assert len(marks) == 3
    assert picking.seen(ONE, "a") in marks


def test_the_mark_of_what_was_taken_out_is_no_word() -> None:
    assert words("tell [PERSON 12] at[MASKED]and [CARD]") == ["tell", "at", "and"]
    said = "call [PHONE 1] or 1 phone"
    assert len(picking.of_typed(said, "or 1")) == 1
    for typed in ("1", "phone", "call [PHONE 1]"):
        with pytest.raises(picking.NotThere):
            picking.of_typed(said, typed)
