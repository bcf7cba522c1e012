"""Redaction keeps its promise in numbers: what leaks, what is hidden for nothing, how long."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

import pytest

from tests.redaction import pace
from tests.redaction.scoring import Score, scored
from tests.redaction.second import messages
from tests.redaction.sets import ALLOWED, development, hidden
from transcripts.redact.engine import Said, find
from transcripts.redact.finder import Finder
from transcripts.redact.learnt import Learnt
from transcripts.redact.learnt.finder import WEIGHTS
from transcripts.redact.people import like_a_name, mistyped, worth

FILES = [
    f"{name}.txt"
    for name in (
        "seen",
        "unseen",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    )
]
# Of these nothing was mended: no change may leave more of them than was left when they were met,
# the first of them over the goal of 6 % (docs/redaction.md says so).
STRANGERS = {"thirteenth": 0.083, "fourteenth": 0.033, "fifteenth": 0.0045}
# From these the learnt finder has not learnt either.
UNHEARD = ("fourteenth", "fifteenth")
RULES = Path(__file__).resolve().parents[2] / "transcripts" / "rules"


def score(rows: Sequence[dict[str, Any]], finder: Finder | None = None) -> Score:
    found, _ = hidden(rows, finder)
    return scored(rows, found)


@pytest.fixture(scope="module")
def dev() -> Score:
    return score(development())


def test_the_development_part_is_met(dev: Score) -> None:
    assert dev.leak <= 0.02, dev.leaks
    assert dev.over <= 0.01, dev.alarms
    assert dev.touched <= 0.03, dev.alarms
    assert dev.f2 >= 0.92


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return Learnt()


@pytest.mark.parametrize("label", ["CARD", "EMAIL", "PHONE", "URL", "IP", "GEO"])
def test_what_has_a_shape_is_found(dev: Score, label: str) -> None:
    assert dev.leak_of(label) <= 0.01, dev.leaks


@pytest.mark.parametrize("name", FILES)
def test_other_people_s_messages_are_met(name: str) -> None:
    found = score(messages(name))
    assert found.leak <= 0.06
    assert found.over <= 0.015
    assert found.touched <= 0.04
    assert found.f2 >= 0.92


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_s_messages_are_met_as_they_were(name: str) -> None:
    found = score(messages(f"{name}.txt"))
    assert found.leak <= STRANGERS[name]
    assert found.over <= 0.015


@pytest.mark.parametrize("name", UNHEARD)
def test_with_the_learnt_finder_half_as_much_is_the_goal(name: str, learnt: Learnt) -> None:
    rows = messages(f"{name}.txt")
    found, alone = score(rows, learnt), score(rows)
    assert found.leak <= 0.03
    assert found.leak < alone.leak
    assert found.over <= 0.02


def test_with_the_learnt_finder_the_development_part_is_met(learnt: Learnt) -> None:
    found = score(development(), learnt)
    assert found.leak <= 0.02
    assert found.over <= 0.02
    assert found.touched <= 0.06


def test_a_message_takes_a_fifth_of_a_millisecond() -> None:
    rows = development()

    def mean_and_late() -> tuple[float, float]:
        times = sorted(hidden(rows)[1])
        return sum(times) / len(times), times[int(0.95 * len(times))]

    hidden(rows)
    assert pace.here(lambda: mean_and_late()[0]) <= 200
    assert pace.here(lambda: mean_and_late()[1]) <= 500


def test_the_learnt_finder_takes_15_milliseconds_at_most(learnt: Learnt) -> None:
    rows = development()

    def mean() -> float:
        return fmean(hidden(rows, learnt)[1])

    assert pace.here(mean) <= 15_000


@pytest.mark.parametrize("part", ["a", "1-1-1-", "12 rue ab", "my name is "])
def test_the_learnt_finder_takes_no_longer_than_a_text_is_long(part: str, learnt: Learnt) -> None:
    text = (part * 5000)[:5000]
    took = pace.here(lambda: pace.took(lambda: list(learnt.find(text, "en"))))
    assert took <= 500_000


WORST = [
    "a", "1-1-1-", "12 rue ab", "my name is ", "1 2 3 ", "a@", "a.b", "at dot ", "jess, ", "@a ",
    "room 1 at the ", "(", "5550143 ", "one two ", "x1", "1.1 ", "::1", "born 1/1/01 ", "É", "the ",
    "12 st ", "flat 1, ", "plate ab12 cde ", "sin 123 ", "www.", "http://a", "a-", "Mr A ", "'s ",
    "\u0301a", "im ", "12 main ", "hotel motel ", "site 1 ", "k a y ", "A.B. said ", "inn 100 ",
    "rose house, ", "lot 1 at ", "plate is x, ", "the la de ", "mercy and joy ", "big t ",
    "insta is a_b ", "gb29 ", "deux un ", "hotel a b c ", "in 602 at the ", "guy in 4", "red deer ",
    "street is 4 ", "lotissement a 4 ",
]  # fmt: skip


def took(part: str, length: int) -> float:
    """Milliseconds that a text of this length takes on the machine of the bounds."""
    text = (part * (length // len(part) + 1))[:length]
    said = Said(text, question="What is your name and number?")
    return pace.here(lambda: pace.took(lambda: find(said, ALLOWED))) / 1000


@pytest.mark.parametrize("part", WORST)
def test_the_worst_text_takes_no_longer_than_its_length(part: str) -> None:
    assert took(part, 5000) <= 50


def test_words_of_no_list_take_no_longer_than_their_length() -> None:
    """Each of them is another, made as names are: nothing that was looked up is of use again."""
    lot = Random(7)
    parts = "ka na ri tsha ola mi zu ye be dou wa ngo shi ju pre kwa vuk osa".split()
    text = ""
    while len(text) < 5000:
        text += "".join(lot.choice(parts) for _ in range(3)) + " "

    def cold() -> float:
        for kept in (mistyped, like_a_name, worth):
            kept.cache_clear()
        return pace.took(lambda: find(Said(text), ALLOWED))

    assert pace.here(cold) / 1000 <= 50


@pytest.mark.parametrize("part", ["a", "1-1-1-", "12 rue ab"])
def test_64_kilobytes_take_no_longer_than_their_length(part: str) -> None:
    assert took(part, 10_000) <= 50
    assert took(part, 65_536) <= 50 * 6.6


def test_no_message_of_the_set_is_in_the_rules() -> None:
    known = [*RULES.rglob("*.py"), WEIGHTS]
    rules = "\n".join(file.read_text() for file in known).lower()
    for row in development():
        for start in range(0, len(row["text"]) - 25, 12):
            assert row["text"][start : start + 25].lower() not in rules
