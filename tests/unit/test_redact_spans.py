"""Parts of a text are held against it, united, and replaced; folding keeps their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.redact.engine import Said, find, over
from transcripts.redact.folding import fold
from transcripts.redact.spans import BadSpan, Span, checked, replaced, united


def mark(span: Span) -> str:
    return f"[{span.label}]"


def test_overlapping_spans_become_one_under_the_first_label() -> None:
    spans = [Span(4, 9, "PHONE"), Span(0, 5, "PERSON"), Span(9, 10, "ID")]
    assert united(spans) == [Span(0, 9, "PERSON"), Span(9, 10, "ID")]
    assert replaced("abcdefghijk", spans, mark) == "[PERSON][ID]k"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6), (6, 7)])
def test_a_part_that_is_not_in_the_text_is_refused_without_words(start: int, end: int) -> None:
    with pytest.raises(BadSpan) as error:
        checked("words", [Span(0, 1, "ID"), Span(start, end, "ID")])
    assert str(error.value) == f"{start} to {end} is no part of a text of 5 characters."


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Zoé’S", "zoe's"),
        ("E\u0301mile", "emile"),
        ("ze\u200bro", "zero"),
        ("６０４\u00a0555", "604 555"),
        ("Łukasz", "lukasz"),
        ("İpek", "ipek"),
    ],
)
def test_folding(written: str, plain: str) -> None:
    assert fold(written).text == plain


def test_places_are_those_of_the_original() -> None:
    text = "je m'appelle E\u0301me\u0301lie\u200b, ok"
    (span,) = find(Said(text, "fr"))
    assert text[span.start : span.end] == "E\u0301me\u0301lie\u200b"


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    spans = find(Said(text, question="What's your name, number and room?"))
    assert checked(text, spans) == united(spans) == spans


@given(st.lists(st.text("0123456789 -abé.,'", max_size=30), max_size=4))
def test_any_talk_can_be_read(texts: list[str]) -> None:
    found = over([Said(text, side="client") for text in texts], known=["Zoé", "604 555 0100"])
    for text, one in zip(texts, found, strict=True):
        assert checked(text, one.spans) == one.spans
