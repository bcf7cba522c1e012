"""Keywords as one table: what counts as one, in any writing, and what people say that is none."""

import pytest

from routing.adapters import KeywordMeaning
from routing.texting.keywords import fold, keyword

STOP = "STOP STOPALL UNSUBSCRIBE END CANCEL QUIT REVOKE OPTOUT ARRET ARRÊT".split()
START = "START UNSTOP".split()
HELP = "HELP INFO AIDE".split()
MEANINGS: list[tuple[str, KeywordMeaning]] = [
    *((word, "stop") for word in STOP),
    *((word, "start") for word in START),
    *((word, "help") for word in HELP),
]
WRITINGS = ["{}", " {} ", "{}.", "{} !", "«{}»", "“{}”", "\n{}\n", "{}\u200b", "*{}*", "{} 🙏"]


@pytest.mark.parametrize(("word", "meaning"), MEANINGS)
@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title], ids=["UPPER", "lower", "Title"])
def test_a_keyword_in_any_writing(
    word: str, meaning: KeywordMeaning, writing: str, case: type[str]
) -> None:
    found = keyword(writing.format(case(word)))
    assert found is not None
    assert found.meaning == meaning


@pytest.mark.parametrize(
    "text",
    [
        "stop crying",
        "Please stop",
        "make it stop",
        "I want it to end",
        "end it",
        "help me",
        "aidez moi",
        "à l'aide",
        "arrête",
        "arrêter",
        "I quit",
        "st op",
        "yes",
        "",
        " ",
        "?",
        "🙏",
        "stop stop",
        "starting",
        "infos",
    ],
)
def test_what_people_say_is_no_keyword(text: str) -> None:
    assert keyword(text) is None


@pytest.mark.parametrize(
    ("word", "locale"),
    [
        ("ARRÊT", "fr"),
        ("aide", "fr"),
        ("HELP", "en"),
        ("unsubscribe", "en"),
        ("start", None),
        ("unstop", "en"),
        ("STOP", None),
        ("info", None),
    ],
)
def test_a_keyword_has_the_language_that_alone_has_it(word: str, locale: str | None) -> None:
    found = keyword(word)
    assert found is not None
    assert found.locale == locale


def test_letters_of_other_alphabets_and_digits_stay() -> None:
    assert fold("Стоп 24/7 – ÇA VA ?") == "стоп 247 ca va"
