"""The phrase list is written, tried and switched off by line; cards are worded and seen."""

from typing import Any

import pytest
from django.test import Client

from helpline.models import Line, Phrase
from office.models import Change
from office.texts.cardform import blocks
from referrals.guidance import load_first_cards
from referrals.models import Guidance
from routing.entering.phrasebook import phrasebook
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PHRASES = "/console/settings/phrases/"
CARDS = "/console/settings/guidance/"
CARD: dict[str, Any] = {
    "slug": "breathe",
    "position": "3",
    "active": "on",
    "title_en": "Breathe",
    "title_fr": "Respirer",
    "body_en": "Slowly.\r\n- In\r\n- Out",
    "body_fr": "Lentement.",
}


@pytest.fixture(autouse=True)
def no_phrases(db: None) -> None:
    Phrase.objects.all().delete()
    phrasebook.forget()


# ---- phrases -----------------------------------------------------------------------------------


def test_a_phrase_is_written_and_raises_whoever_says_it(
    line: Line, dana: Client, django_capture_on_commit_callbacks: Any
) -> None:
    phrasebook.read()
    with django_capture_on_commit_callbacks(execute=True):
        page = Paper(dana, f"{PHRASES}new/").send(
            phrase=" he  took my passport ", language="en", tier="2", line="", active="on"
        )
    assert page.complaints == []
    made = Phrase.objects.get()
    assert (made.phrase, made.language, made.tier, made.line, made.active) == (
        "he took my passport",
        "en",
        2,
        None,
        True,
    )
    phrasebook.refresh()
    assert phrasebook.of(line.pk).find("HE TOOK my Passport!") != []
    assert Change.objects.get(name="tier").after == "Half an hour ahead"


def test_it_is_switched_off_for_one_line(line: Line, dana: Client) -> None:
    Phrase.objects.create(phrase="knife", language="en", tier=3)
    day = Line.objects.create(slug="day", name="Day line")
    Paper(dana, f"{PHRASES}new/").send(phrase="knife", line=str(line.pk), active=[])
    assert Phrase.objects.count() == 2
    tried = Paper(dana, PHRASES).send(line=str(line.pk), words="He has a knife")
    assert "None of the phrases is in it." in tried.text
    tried = Paper(dana, PHRASES).send(line=str(day.pk), words="He has a knife")
    assert "Before all others" in tried.text
    assert "this one counts" in tried.text
    assert tried.filled["words"] == ["He has a knife"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"phrase": "?!"}, "Write at least one word."),
        ({"phrase": "x" * 81}, "at most 80"),
        ({"phrase": "knife"}, "This phrase is there already."),
        ({"tier": "4"}, "Select a valid choice."),
        ({"language": "xx"}, "Select a valid choice."),
        ({"line": "999"}, "Select a valid choice."),
    ],
)
def test_a_phrase_that_cannot_be(
    line: Line, dana: Client, typed: dict[str, Any], complaint: str
) -> None:
    Phrase.objects.create(phrase="knife", language="en", tier=3)
    page = Paper(dana, f"{PHRASES}new/").send(**{"phrase": "gun", "line": "", **typed})
    assert [each for each in page.complaints if complaint in each], page.complaints
    assert Phrase.objects.count() == 1


def test_what_is_tried_is_written_down_nowhere(line: Line, dana: Client) -> None:
    Paper(dana, PHRASES).send(line=str(line.pk), words="canary words")
    assert not Change.objects.exists()
    assert "canary" not in words(dana.get(PHRASES))


def test_without_a_phrase_home_says_so(line: Line, dana: Client) -> None:
    assert "No phrase moves anybody up." in words(dana.get("/console/settings/"))


# ---- cards -------------------------------------------------------------------------------------


def test_a_card_is_made_seen_and_changed(dana: Client) -> None:
    page = Paper(dana, f"{CARDS}new/").send(do="look", **CARD)
    assert "<ul><li>In</li><li>Out</li></ul>" in page.text
    assert not Guidance.objects.exists()
    assert Paper(dana, f"{CARDS}new/").send(**CARD).complaints == []
    made = Guidance.objects.get()
    assert made.body["en"] == "Slowly.\n- In\n- Out"
    assert Paper(dana, f"{CARDS}{made.pk}/").send(body_fr="Doucement.").saved
    made.refresh_from_db()
    assert made.body == {"en": "Slowly.\n- In\n- Out", "fr": "Doucement."}
    assert Change.objects.filter(name="body_fr", before="Lentement.", after="Doucement.").exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"slug": "taken"}, "Another card has this short name."),
        ({"slug": "a b"}, "Use letters, digits, - and _ only."),
        ({"body_fr": ""}, "This field is required."),
        ({"position": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_card_that_cannot_be(dana: Client, typed: dict[str, Any], complaint: str) -> None:
    Guidance.objects.create(slug="taken")
    page = Paper(dana, f"{CARDS}new/").send(**{**CARD, **typed})
    assert [each for each in page.complaints if complaint in each], page.complaints
    assert Guidance.objects.count() == 1


def test_every_card_we_bring_along_is_there_and_stays_as_it_is(dana: Client) -> None:
    load_first_cards()
    assert "Guidance" in words(dana.get(CARDS))
    for card in Guidance.objects.all():
        assert Paper(dana, f"{CARDS}{card.pk}/").send().saved
    assert not Change.objects.exists()


def test_a_card_is_paragraphs_and_lists() -> None:
    assert blocks("One.\n\n- a\n- b\nTwo.\n- c") == [
        (False, ["One."]),
        (True, ["a", "b"]),
        (False, ["Two."]),
        (True, ["c"]),
    ]
