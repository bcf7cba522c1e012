"""The checklist at a high risk is worded in both languages, looked at and written down."""

import pytest
from django.test import Client

from helpline.firstchecks import FIRST_CHECKS, MOST_CHECKS, read
from helpline.models import Line
from office.models import Change
from tests.unit.office.paper import Paper

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGE = "/console/settings/lines/night/checklist/"


def test_a_line_begins_with_ours_and_may_have_its_own(line: Line, dana: Client) -> None:
    assert len(read(line.checklist)) == len(FIRST_CHECKS)
    before = read(line.checklist)[0].id
    page = Paper(dana, PAGE).send(en="Alone \r\n\r\nNear  water", fr="Seule\r\nPrès de l’eau")
    assert page.complaints == []
    line.refresh_from_db()
    assert line.checklist == [
        {"en": "Alone", "fr": "Seule"},
        {"en": "Near water", "fr": "Près de l’eau"},
    ]
    assert before not in [each.id for each in read(line.checklist)]
    assert Change.objects.filter(name="fr").get().after == "Seule; Près de l’eau"


def test_both_languages_ask_the_same(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(en="Alone\nNear water", fr="Seule")
    assert "There are not as many questions in each language." in page.text
    line.refresh_from_db()
    assert len(line.checklist) == len(FIRST_CHECKS)


def test_what_is_too_much_is_said(line: Line, dana: Client) -> None:
    many = "\n".join(f"Question {n}" for n in range(MOST_CHECKS + 1))
    page = Paper(dana, PAGE).send(en=many, fr=many)
    assert f"{MOST_CHECKS} is the most." in page.text
    twice = Paper(dana, PAGE).send(en="Alone\nalone", fr="Un\nDeux")
    assert "The same question is there twice." in twice.text
    long = Paper(dana, PAGE).send(en="x" * 161, fr="y")
    assert "is too long" in long.text


def test_it_is_looked_at_before_it_is_saved(line: Line, dana: Client) -> None:
    page = Paper(dana, PAGE).send(en="Alone", fr="Seule", do="look")
    assert "<li>Seule</li>" in page.text
    line.refresh_from_db()
    assert len(line.checklist) == len(FIRST_CHECKS)


def test_none_may_be_asked(line: Line, dana: Client) -> None:
    Paper(dana, PAGE).send(en="", fr="")
    line.refresh_from_db()
    assert line.checklist == []
