"""Holds the first cards to their rules: both languages, short sentences, plain words, no blame."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit import test_first_set as rules

CARDS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "referrals" / "first_cards.json").read_text(encoding="utf-8")
)
TOPICS = {"grounding", "safety-plan", "under-eighteen", "limits"}
LONGEST_SENTENCE = 24


def each() -> list[Any]:
    return [
        pytest.param(language, f"{card['title'][language]}.\n{card['body'][language]}", id=name)
        for card in CARDS
        for language in ("en", "fr")
        for name in [f"{card['slug']}-{language}"]
    ]


def test_what_is_needed_beside_a_talk_is_there() -> None:
    slugs = [card["slug"] for card in CARDS]
    assert set(slugs) >= TOPICS
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize(("language", "text"), each())
def test_a_card_is_short_and_plain(language: str, text: str) -> None:
    assert len(text) < 1_100
    assert not rules.EMOJI.search(text)
    assert "!" not in text
    for pattern in (rules.CHOSEN_BY_THE_LINE, rules.COLD_WORDS, rules.MORALISING):
        assert not re.search(pattern, text, re.IGNORECASE), pattern
    for sentence in re.split(r"[.?:]\s|\n", text):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
    if language == "fr":
        assert not re.search(rules.GENDERED_FRENCH, text, re.IGNORECASE)
        assert not re.search(r"[^\u202f][?;]|[^\u00a0]:|«[^\u00a0]|[^\u00a0]»", text)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: str(card["slug"]))
def test_both_languages_have_the_same_steps(card: dict[str, Any]) -> None:
    steps = [
        [line.startswith("- ") for line in body.split("\n") if line]
        for body in card["body"].values()
    ]
    assert steps[0] == steps[1]
    assert any(steps[0])
