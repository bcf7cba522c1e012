"""The words of the plain page: those of the widget, in both languages, with none forgotten."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpline.models import Line
from routing.hands.surveys import QUESTIONS
from routing.plain import words
from routing.plain.words import WORDS, Speech

ROOT = Path(__file__).resolve().parent.parent.parent
WIDGET = ROOT / "frontend" / "src" / "widget"
TEMPLATES = ROOT / "routing" / "templates" / "routing" / "plain"
ENTRY = re.compile(r'^  (\w+): ("(?:\\.|[^"\\])*"),$', re.MULTILINE)
LOCALES = ("en", "fr")


def of_the_widget(locale: str) -> dict[str, str]:
    sources = "\n".join((WIDGET / f"{locale}{part}.ts").read_text() for part in ("", "-rest"))
    return {name: json.loads(text) for name, text in ENTRY.findall(sources)}


@pytest.fixture
def speeches(monkeypatch: pytest.MonkeyPatch) -> dict[str, Speech]:
    monkeypatch.setattr(words, "texts_of", lambda line, channel, locale: {})
    return {locale: Speech(Line(), locale) for locale in LOCALES}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_widget_says_too_is_said_in_the_same_words(
    speeches: dict[str, Speech], locale: str
) -> None:
    theirs = of_the_widget(locale)
    assert len(theirs) > 100
    ours = speeches[locale].words
    other = {name: text for name, text in ours.items() if theirs.get(name, text) != text}
    assert other == {}


def test_every_text_is_there_in_french_and_is_not_english(speeches: dict[str, Speech]) -> None:
    english, french = speeches["en"].words, speeches["fr"].words
    assert {name for name, text in french.items() if text == english[name] != ""} == {"pause"}
    assert {n for n in WORDS if bool(english[n]) != bool(french[n])} == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_blanks_are_the_same(speeches: dict[str, Speech], locale: str) -> None:
    for name, text in speeches[locale].words.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", WORDS[name])), name


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    templates = "\n".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    code = "\n".join(path.read_text() for path in (ROOT / "routing" / "plain").glob("*.py"))
    used = set(re.findall(r"words\.(\w+)", templates))
    assert used <= WORDS.keys()
    strips = {name for name in WORDS if name.endswith(("_now", "_more", "_next"))}
    quoted = set(re.findall(r'"(\w+)"', code.replace((code_of_words()), "")))
    asked = {f"survey_{question}" for question in QUESTIONS}
    asked |= {f"{question}_{said}" for question, answers in QUESTIONS.items() for said in answers}
    assert [name for name in WORDS if name not in used | strips | quoted | asked] == []


def code_of_words() -> str:
    source = (ROOT / "routing" / "plain" / "words.py").read_text()
    return source[source.index("WORDS = {") : source.index("\n}\n")]


def test_french_has_its_spaces(speeches: dict[str, Speech]) -> None:
    for name, text in speeches["fr"].words.items():
        assert not re.search(r"[^\u202f\s][?!;]", text), name
        assert not re.search(r"[^\u00a0]:(?!/)", text), name


def test_a_time_is_said_by_the_lines_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(zone="America/Winnipeg")
    when = datetime(2026, 7, 5, 3, 5, tzinfo=UTC)
    english, french = Speech(line, "en"), Speech(line, "fr")
    assert english.time(when) == "22:05"
    assert french.time(when) == "22\u00a0h\u00a005"
    monkeypatch.setattr("django.utils.timezone.now", lambda: when)
    assert english.when(when) == "today at 22:05"
    later = when + timedelta(days=2)
    assert english.when(later) == "on Monday 6 July at 22:05"
    assert french.when(later) == "le lundi 6 juillet à 22\u00a0h\u00a005"
    assert english.span("18:00-24:00") == "18:00\u201324:00"
    assert french.span("08:30-02:00") == "8\u00a0h\u00a030\u20132\u00a0h\u00a000"
    assert french.number(2_000) == "2\u202f000"
