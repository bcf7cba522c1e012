"""The team says that a place was not good for somebody: looked at again, lower meanwhile."""

import pytest
from django.test import Client

from helpline.models import Line
from office.models import Change
from referrals.models import Feedback, Review, Service, Snippet
from referrals.search.shelf import shelf
from referrals.transfer.firstdirectory import load_first_directory
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"


@pytest.fixture(autouse=True)
def filled(db: None) -> None:
    shelf.forget()
    load_first_directory()


def court() -> Service:
    return Service.objects.get(source_id="shop-court")


def address(row: Service) -> str:
    return f"{HOME}told/place-{row.pk.hex}/"


@pytest.mark.parametrize("role", ["counsellor", "peer", "supervisor", "administrator"])
def test_whoever_hears_of_it_says_so_and_nobody_is_written_down(line: Line, role: str) -> None:
    kim, row = of_role(line, role, "kim"), court()
    page = Paper(kim, address(row))
    assert "no words" in page.text
    assert "ASK Wellness" in page.text
    page.send(kind="judged")
    assert page.saved
    assert "Somebody will look at it" in page.text
    assert "It waits to be looked at since" in page.text
    told = Feedback.objects.get()
    assert (told.kind, told.review.service, told.review.outcome) == ("judged", row, "")
    assert not Change.objects.exists()
    assert not Audit.objects.exists()
    held = shelf.get(row.pk)
    assert held
    assert held.lowered == 1


def test_those_who_may_mend_it_see_it_on_its_page_and_among_what_waits(
    line: Line, dana: Client
) -> None:
    row = court()
    service = f"{HOME}services/{row.pk}/"
    assert address(row) in Paper(dana, service).text
    Paper(of_role(line, "counsellor", "kim"), address(row)).send(kind="did_not_work")
    page = Paper(dana, service).text
    assert "To be reviewed" in page
    assert "Somebody said: it did not work" in page
    assert "it did not work" in words(dana.get(f"{HOME}reviews/?only=complaint"))
    version = court().changed_at.isoformat()
    dana.post(f"{HOME}reviews/{row.pk}/", {"do": "mistake", "version": version})
    assert "Somebody said" not in Paper(dana, service).text
    assert Review.objects.get().who == "Dana"
    held = shelf.get(row.pk)
    assert held
    assert held.lowered == 0


def test_a_snippet_leads_to_the_place_that_it_is_about(line: Line) -> None:
    kim, row = of_role(line, "counsellor", "kim"), court()
    Snippet.objects.create(slug="court", title={"en": "To court"}, category="court", service=row)
    Snippet.objects.create(slug="free", title={"en": "A word"}, category="talk")
    Paper(kim, f"{HOME}told/court/").send(kind="wrong")
    assert Feedback.objects.get().review.service == row
    for slug in ("free", "no-such", "place-0", f"place-{'0' * 32}"):
        assert kim.get(f"{HOME}told/{slug}/").status_code == 404


def test_what_is_none_of_the_kinds_is_not_taken(line: Line) -> None:
    kim, row = of_role(line, "counsellor", "kim"), court()
    page = Paper(kim, address(row)).send()
    assert page.complaints == ["Choose what it was."]
    page.send(kind="Kim said that she was judged")
    assert "valid choice" in page.complaints[0]
    assert not Feedback.objects.exists()


def test_nobody_else_comes_in(line: Line) -> None:
    row = court()
    assert of_role(line, "evaluator", "kim").get(address(row)).status_code == 404
    assert Client().get(address(row)).status_code == 302
    assert not Feedback.objects.exists()
