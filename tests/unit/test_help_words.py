"""What the help pages say: in both languages and plainly; hours and numbers in words."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from helpline.reading import english_grade, french_ease
from referrals import entries
from referrals.hours import hourwords
from referrals.hours.schedules import Schedule
from referrals.showing.calling import number as called
from routing.help import cards
from routing.help.words import TROUBLE, WORDS
from tests.unit.directory.shelves import FRIDAY, listed

ROOT = Path(__file__).resolve().parents[2] / "routing"
FRENCH = [french for _english, french in WORDS.values()]


def test_they_are_plain() -> None:
    assert english_grade(english for english, _french in WORDS.values()) <= 4
    assert french_ease(FRENCH) >= 75


def test_french_has_its_spaces_and_the_same_blanks() -> None:
    for english, french in WORDS.values():
        assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", french))
        assert not re.search(r"[^\u202f\s][?!;]|[^\u00a0]:", french), french


def test_every_text_is_used_and_every_text_used_is_there() -> None:
    files = [*(ROOT / "templates/routing/help").glob("*.html"), *(ROOT / "help").glob("*.py")]
    code = "\n".join(file.read_text() for file in files if file.name != "words.py")
    pages = "\n".join(file.read_text() for file in files if file.suffix == ".html")
    shown = set(re.findall(r"[{ ]words\.([a-z_]+)", pages))
    assert shown <= WORDS.keys()
    named = shown | set(re.findall(r'"(\w+)"', code))
    made = {"cost_free", "cost_fee", "cost_unknown", "full_once", "room_once"}
    assert [name for name in WORDS if name not in named | made | set(TROUBLE)] == []


RULES = [
    (FRIDAY, "Friday, 14:00 to 16:30", "Vendredi, 14 h 00 à 16 h 30"),
    (
        Schedule(freq="WEEKLY", byday=("MO", "TU", "WE"), opens_at="09:00", closes_at="17:00"),
        "Monday to Wednesday, 09:00 to 17:00",
        "Du lundi au mercredi, 9 h 00 à 17 h 00",
    ),
    (Schedule(always=True), "Day and night", "Jour et nuit"),
    (
        Schedule(freq="MONTHLY", byday=("1MO", "-1FR"), opens_at="09:00", closes_at="12:00"),
        "First Monday, last Friday, every month, 09:00 to 12:00",
        "Premier lundi, dernier vendredi, chaque mois, 9 h 00 à 12 h 00",
    ),
    (
        Schedule(dtstart=date(2026, 12, 1)),
        "Tuesday 1 December 2026, times not known",
        "Mardi 1er décembre 2026, heures inconnues",
    ),
    (
        Schedule(freq="WEEKLY", byday=("TU",), interval=2, closed=True),
        "Closed: Tuesday, every 2 weeks",
        "Fermé : mardi, toutes les 2 semaines",
    ),
]


@pytest.mark.parametrize(("rule", "english", "french"), RULES)
def test_a_rule_in_words(rule: Schedule, english: str, french: str) -> None:
    assert hourwords.rule(rule, "en") == english
    assert hourwords.rule(rule, "fr").replace("\u00a0", " ") == french


def test_the_next_time_is_by_the_clocks_there() -> None:
    thursday = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    told = hourwords.following([FRIDAY], thursday, "en")
    assert told == "Friday 27 November 2026, 14:00 to 16:30"
    assert hourwords.following([Schedule(always=True)], thursday, "en") == ""


NUMBERS = [
    ("204-589-7347", "", "voice", "204-589-7347", "tel:+12045897347"),
    ("+442079460000", "", "voice", "020 7946 0000 (+44 20 7946 0000)", "tel:+442079460000"),
    ("204 589 7347", "x12", "voice", "204-589-7347 ext. 12", "tel:+12045897347;ext=12"),
    ("211", "", "voice", "211", "tel:211"),
    ("+12045897347", "", "text", "204-589-7347", "sms:+12045897347"),
    ("ask inside", "", "voice", "ask inside", ""),
]


@pytest.mark.parametrize(("number", "extension", "kind", "shown", "href"), NUMBERS)
def test_a_number_is_read_and_dialled(
    number: str, extension: str, kind: Any, shown: str, href: str
) -> None:
    phone = entries.Phone(number=number, extension=extension, kind=kind)
    assert called(phone, "CA", "en") == (shown, href)


def test_a_discreet_street_repeats_no_name() -> None:
    told = ("1 Larch Street", "Larch House", "Women’s Clinic, 3 Oak Road")
    places = tuple(
        entries.Place(source_id=street, address_1=street, city="Winnipeg") for street in told
    )
    listing = listed("Oak house beds", where=places)
    assert cards.streets(listing, discreet=True) == ["1 Larch Street, Winnipeg"]
    assert len(cards.streets(listing, discreet=False)) == 3
