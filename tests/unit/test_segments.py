"""Segments: the same vectors as the console's counter, and cuts that lose nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.texting.segments import measure, pieces, straighten

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
    ("written", "leaves"),
    [
        ("It’s “fine” – really…", 'It\'s "fine" - really...'),
        ("Appelez\u202f: 1\u00a0888", "Appelez : 1 888"),
        ("« l’abri »", '" l\'abri "'),
        ("no\u200bthing", "nothing"),
        ("sœur, ça, été", "sœur, ça, été"),
    ],
)
def test_marks_are_straightened_and_letters_are_left(written: str, leaves: str) -> None:
    assert straighten(written) == leaves


def test_a_text_is_cut_after_a_sentence() -> None:
    assert pieces("One. Two two. Three three three.", 15) == [
        "One. Two two.",
        "Three three",
        "three.",
    ]
    assert pieces("short", 15) == ["short"]
    assert pieces("", 15) == []
    assert pieces("x" * 40, 15) == ["x" * 15, "x" * 15, "x" * 10]


@given(st.text(alphabet="ab .!?\n", max_size=400), st.integers(1, 60))
def test_cuts_lose_no_letter_and_no_part_is_too_long(text: str, longest: int) -> None:
    parts = pieces(text, longest)
    assert all(0 < len(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
