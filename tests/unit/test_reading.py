"""All that a seeker is shown is plain: sixth grade at most in English, as easy in French."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpline.reading import english_grade, french_ease
from routing.texting.words import DEFAULTS
from transcripts.policies import POLICIES

WIDGET = Path(__file__).resolve().parents[2] / "frontend" / "src" / "widget"
ENTRY = re.compile(r'^  (\w+): "((?:[^"\\]|\\.)*)",?$', re.MULTILINE)
GRADE, EASE = 6.0, 80.0
# A formula says nothing of a few words: of those, only that none is a mouthful.
FEW = 6


def page(locale: str) -> dict[str, str]:
    """The words of the seeker's page, by name."""
    found: dict[str, str] = {}
    for name in (f"{locale}.ts", f"{locale}-rest.ts"):
        text = (WIDGET / name).read_text()
        found |= {key: re.sub(r"\\u(\w{4})", _letter, said) for key, said in ENTRY.findall(text)}
    return found


def _letter(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def shipped(locale: str) -> Iterator[tuple[str, str]]:
    """Every text that reaches a seeker by itself, with its name."""
    yield from page(locale).items()
    yield from DEFAULTS[locale].items()
    for policy in POLICIES.values():
        yield f"policy {policy.name}", policy.says(locale)


@pytest.mark.parametrize(("name", "text"), [*shipped("en")])
def test_english_is_for_the_sixth_grade(name: str, text: str) -> None:
    if len(text.split()) >= FEW:
        assert english_grade([text]) <= GRADE, text


@pytest.mark.parametrize(("name", "text"), [*shipped("fr")])
def test_french_is_as_easy(name: str, text: str) -> None:
    if len(text.split()) >= FEW:
        assert french_ease([text]) >= EASE - 15, text


def test_taken_together_both_are_much_easier_than_that() -> None:
    assert english_grade(text for _, text in shipped("en")) <= GRADE / 2
    assert french_ease(text for _, text in shipped("fr")) >= EASE


def test_hard_words_are_found_hard() -> None:
    legal = "Confidentiality obligations notwithstanding, disclosure may be statutorily mandated."
    assert english_grade([legal]) > 2 * GRADE
    official = "Nonobstant les obligations de confidentialité, la divulgation est obligatoire."
    assert french_ease([official]) < EASE - 40


def test_all_words_were_found() -> None:
    assert page("en").keys() == page("fr").keys()
    assert len(page("en")) > 200
