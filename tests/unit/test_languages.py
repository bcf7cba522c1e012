"""The language of a first text is guessed from its smallest words, within the line's own."""

import pytest

from helpline.languages import guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hi i need help", "en"),
        ("is someone there", "en"),
        ("I can't go home tonight and I don't know what to do", "en"),
        ("bonjour", "fr"),
        ("Allo, il y a quelqu'un?", "fr"),
        ("J'ai besoin d'aide", "fr"),
        ("j’ai peur de rentrer chez moi", "fr"),
        ("SVP AIDE MOI", "fr"),
        ("mon copain me frappe et je ne sais pas quoi faire", "fr"),
        ("besoin d'un hébergement", "fr"),
        ("café", "fr"),
        ("help, my ex has my passport", "en"),
    ],
)
def test_a_first_text_is_understood(text: str, language: str) -> None:
    assert guess(text, ["en", "fr"]) == language


@pytest.mark.parametrize("text", ["", "?", "123", "👋", "ok"])
@pytest.mark.parametrize("languages", [["en", "fr"], ["fr", "en"]])
def test_when_nothing_speaks_for_another_it_is_the_lines_first(
    text: str, languages: list[str]
) -> None:
    assert guess(text, languages) == languages[0]


def test_a_line_of_one_language_answers_in_it() -> None:
    assert guess("bonjour, j'ai besoin d'aide", ["en"]) == "en"
    assert guess("hello, I need help", ["fr"]) == "fr"


def test_a_language_without_known_words_may_still_be_the_lines() -> None:
    assert guess("hi i need help", ["cr", "en"]) == "en"
    assert guess("tansi", ["cr", "en"]) == "cr"
