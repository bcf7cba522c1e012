"""Segments: one table for this count and the console's, and what leaves is straight."""

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.segments import STRAIGHT, measure, straighten

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("segments.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["label"])
def test_what_a_text_costs(vector: dict[str, Any]) -> None:
    size = measure(vector["text"] * vector.get("times", 1))
    found = [size.alphabet, size.texts, size.units, list(size.costly)]
    assert found == [vector[name] for name in ("alphabet", "texts", "units", "costly")]


@pytest.mark.parametrize("letter", "çêâôîûëïœÀ")
def test_the_letters_that_make_a_french_text_dear_are_named(letter: str) -> None:
    assert measure(f"abc{letter}def{letter}").costly == (letter,)


@pytest.mark.parametrize("letter", "éèàùÇÉ")
def test_the_letters_that_do_not(letter: str) -> None:
    assert measure(f"abc{letter}def").alphabet == "gsm"


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if "leaves" in each], ids=lambda vector: vector["label"]
)
def test_what_leaves(vector: dict[str, Any]) -> None:
    assert straighten(vector["text"]) == vector["leaves"]


def test_no_letter_of_the_alphabet_is_changed_and_none_becomes_a_mark_that_is() -> None:
    """Once is enough: what is straight stays as it is, whatever it was made of."""
    marks = {chr(mark) for mark in STRAIGHT}
    for point in range(sys.maxunicode + 1):
        straight = straighten(chr(point))
        assert not marks.intersection(straight), hex(point)
        if chr(point).isalpha() and chr(point) not in marks:
            assert straight == unicodedata.normalize("NFC", chr(point))


@given(st.text(alphabet="aeE .…’›`´\u200b\u0301\u0302\u0327\u0338\u1fef", max_size=12))
def test_what_is_straight_stays_straight(text: str) -> None:
    straight = straighten(text)
    assert straighten(straight) == straight
    assert unicodedata.is_normalized("NFC", straight)
