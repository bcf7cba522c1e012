"""Phrases are found as whole words, whatever the accents, capitals and apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.firstphrases import FIRST_PHRASES
from helpline.phrases import compiled, fold

CASES = [
    ("want to die", "I WANT to  die.", True),
    ("want to die", "i want to diet", False),
    ("want to die", "want\nto—die", True),
    ("want to die", "want to or die", False),
    ("suicide", "suicidé", True),
    ("surdose", "une SURDOSE !", True),
    ("can't get out", "I cant get out", True),
    ("can't get out", "I can’t get out", True),
    ("envie de mourir", "plus d'envie de mourir", True),
    ("j'ai peur", "J’ai peur", True),
    ("j'ai peur", "jai peur", False),
    ("on m'a violée", "On m`a violee", True),
    ("aidez-moi", "aidez moi svp", True),
    ("i'm scared", "im scared", True),
    ("cœur", "mon coeur", True),
    ("help", "helpful", False),
    ("help", "", False),
    ("help", "🙏help🙏", True),
    ("14", "114", False),
]


@pytest.mark.parametrize(("phrase", "text", "there"), CASES)
def test_whether_words_hold_a_phrase(phrase: str, text: str, there: bool) -> None:
    assert bool(compiled([(1, phrase, 2)]).find(text)) is there


def test_the_highest_tier_counts_and_the_first_of_a_list() -> None:
    book = compiled([(1, "scared", 1), (2, "kill me", 3), (3, "he has a gun", 3), (4, "...", 3)])
    found = book.find("Scared. He has a gun, he will kill me")
    assert [(each.id, each.tier) for each in found] == [(2, 3), (3, 3), (1, 1)]
    assert book.highest("nothing of the kind") is None
    highest = book.highest("scared, kill me")
    assert highest is not None
    assert highest.id == 2


@given(phrase=st.text(max_size=20), before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_phrase_stands_in_whatever_is_written_around_it(
    phrase: str, before: str, after: str
) -> None:
    words = fold(phrase)
    found = compiled([(1, phrase, 1)]).find(f"{before} {phrase} {after}")
    assert bool(found) is bool(words)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(" ".join(once)) == once


def test_the_first_list_holds_itself_and_no_phrase_twice() -> None:
    for tiers in FIRST_PHRASES.values():
        folded = [fold(phrase) for some in tiers.values() for phrase in some]
        assert all(folded)
        assert len(set(folded)) == len(folded)


@pytest.mark.parametrize(
    "text",
    [
        "hello, is somebody there?",
        "I need a bed for tonight",
        "bonjour, j'ai une question",
        "can you help",
        "this job is killing me",
    ],
)
def test_ordinary_first_words_move_nobody(text: str) -> None:
    rows = [
        (1, phrase, tier)
        for tiers in FIRST_PHRASES.values()
        for tier, some in tiers.items()
        for phrase in some
    ]
    assert compiled(rows).highest(text) is None
