"""Demands by law: written down, never changed, and what is given is given by two."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from helpline.models import Counsellor, Line
from tests.desk.house import new_line
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts.copies import demands
from transcripts.models import Answer, Audit, Demand, Tombstone
from transcripts.upkeep import strays

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
PAGE = "/console/demands/"
CAME = {
    "came_on": "2026-03-01",
    "kind": "court",
    "who": "Provincial Court",
    "basis": "Order 12",
    "scope": "all about Jane Q",
}


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def boss(line: Line) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss", password="x"))
    return client


def recorded(browser: Client) -> str:
    place = browser.post(PAGE, CAME).headers["Location"]
    assert place == f"{PAGE}{Demand.objects.get().pk}/"
    return place


def test_it_is_written_down_sealed_and_read_by_those_who_answer_for_the_line(
    dana: Counsellor, boss: Client
) -> None:
    place = recorded(browser_of(dana))
    for browser in (browser_of(dana), boss):
        page = browser.get(place).content.decode()
        assert "Jane Q" in page
        assert "Not decided" in page
        assert "Jane Q" not in browser.get(PAGE).content.decode()
    assert "Jane" not in str(Demand.objects.values_list().get())
    assert Audit.objects.get(action="demand").about == f"demand:{Demand.objects.get().pk}"


def test_who_answers_nobody_finds_none(dana: Counsellor, robin: Counsellor) -> None:
    place = recorded(browser_of(dana))
    for address in (PAGE, place):
        assert browser_of(robin).get(address).status_code == 404
        assert browser_of(robin).post(address, CAME).status_code == 404


def test_a_demand_of_another_line_is_not_there(dana: Counsellor, boss: Client) -> None:
    place = recorded(browser_of(dana))
    other = browser_of(supervisor(new_line("day"), "Kit"))
    assert "Nothing was asked for by law." in other.get(PAGE).content.decode()
    assert other.get(place).status_code == 404
    assert other.post(place, {"decision": "refused", "why": "mine"}).status_code == 404
    assert not Answer.objects.exists()
    tried = Audit.objects.filter(action="demand", detail="not_yours")
    assert [row.name for row in tried] == ["Kit", "Kit"]
    assert place in boss.get(PAGE).content.decode()


def test_who_works_for_no_line_says_to_which_one_it_came(
    line: Line, dana: Counsellor, boss: Client
) -> None:
    assert 'name="line"' not in browser_of(dana).get(PAGE).content.decode()
    assert 'name="line"' in boss.get(PAGE).content.decode()
    place = boss.post(PAGE, CAME | {"line": line.pk}).headers["Location"]
    assert browser_of(dana).get(place).status_code == 200
    of_none = boss.post(PAGE, CAME).headers["Location"]
    assert Demand.objects.filter(line=None).count() == 1
    assert browser_of(dana).get(of_none).status_code == 404
    assert "errorlist" in boss.post(PAGE, CAME | {"line": "77"}).content.decode()


def test_what_gives_something_away_needs_somebody_else(dana: Counsellor, boss: Client) -> None:
    own = browser_of(dana)
    place = recorded(own)
    own.post(place, {"decision": "part", "why": "ordered by the court"})
    answer = Answer.objects.get()
    assert "Not decided" in own.get(place).content.decode()
    assert own.post(place, {"do": "agree", "answer": answer.pk}).status_code == 409
    assert boss.post(place, {"do": "agree", "answer": answer.pk}).status_code == 302
    assert boss.post(place, {"do": "agree", "answer": answer.pk}).status_code == 409
    page = own.get(place).content.decode()
    assert "boss agreed" in page
    assert "A part is given" in own.get(PAGE).content.decode()


def test_a_correction_is_added_and_what_stood_there_stays(dana: Counsellor) -> None:
    own = browser_of(dana)
    place = recorded(own)
    own.post(place, {"decision": "refused", "why": "no order"})
    own.post(place, {"decision": "nothing", "why": "it was erased"})
    page = own.get(place).content.decode()
    assert "no order" in page
    assert "it was erased" in page
    assert [each.decision for each in Answer.objects.all()] == ["refused", "nothing"]
    assert "There was nothing to give" in own.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "wrong", [{"came_on": "2999-01-01"}, {"kind": "x"}, {"who": ""}, {"scope": "s" * 1001}]
)
def test_what_is_wrong_is_said_and_stays_in_the_form(
    dana: Counsellor, wrong: dict[str, str]
) -> None:
    answer = browser_of(dana).post(PAGE, CAME | wrong)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert "Order 12" in answer.content.decode()
    assert not Demand.objects.exists()


@pytest.mark.parametrize("answer", ["", "x", "99999", "-1"])
def test_an_answer_that_is_not_there_is_agreed_to_by_nobody(dana: Counsellor, answer: str) -> None:
    own = browser_of(dana)
    assert own.post(recorded(own), {"do": "agree", "answer": answer}).status_code == 404


def test_its_words_go_when_their_time_is_over_and_the_decision_stays(dana: Counsellor) -> None:
    own = browser_of(dana)
    place = recorded(own)
    own.post(place, {"decision": "refused", "why": "no order"})
    found = Demand.objects.get()
    assert demands.forget(timezone.now()) == 0
    assert demands.forget(found.erase_at) == 1
    assert demands.forget(found.erase_at) == 0
    assert Tombstone.objects.using("keys").filter(owner=found.pk).exists()
    page = own.get(place).content.decode()
    assert "Its words are erased." in page
    assert "Refused, or contested" in page
    assert "Jane Q" not in page
    assert "no order" not in page


def test_its_key_is_nobodys_stray(dana: Counsellor) -> None:
    recorded(browser_of(dana))
    pk = Demand.objects.get().pk
    assert strays.owners([pk]) >= {pk}


def test_what_was_decided_otherwise_since_is_agreed_to_by_nobody(
    dana: Counsellor, boss: Client
) -> None:
    """Else somebody could still say yes to what was refused after it."""
    desk = browser_of(dana)
    place = recorded(desk)
    desk.post(place, {"decision": "all", "why": "it has to be"})
    given = Answer.objects.get()
    assert 'value="agree"' in boss.get(place).content.decode()
    assert "Waits for a second person" in desk.get(PAGE).content.decode()
    desk.post(place, {"decision": "refused", "why": "it is too wide"})
    page = boss.get(place).content.decode()
    assert 'value="agree"' not in page
    assert "it does not count" in page
    assert boss.post(place, {"do": "agree", "answer": given.pk}).status_code == 409
    given.refresh_from_db()
    assert given.agreed_at is None
    assert "Waits for a second person" not in desk.get(PAGE).content.decode()
    assert desk.post(place, {"do": "close"}).status_code == 302
    assert Demand.objects.get().closed_at is not None
