"""A copy for somebody else: with a yes, to whoever it names, and never more than what is left."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line
from helpline.states import State
from routing.models import Step
from tests.desk.flow import whole
from tests.desk.house import let_in, new_line, reply, talk, wrapped
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts import keys, retention
from transcripts.models import Audit, Disclosure

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
NOTE, WORDS, OURS = "for colleagues", "my own words", "from the line"


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def over(line: Line, robin: Counsellor) -> UUID:
    pk = talk(line, robin)
    let_in(reply(robin, pk, OURS), reply(robin, pk, NOTE, kind="note"))
    wrapped(robin, pk)
    Conversation.objects.filter(pk=pk).update(erase_at=timezone.now() + timedelta(days=2))
    return pk


def page(conversation: UUID) -> str:
    return f"/console/copies/{conversation}/"


def yes(**other: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "to": "Harbour Clinic",
        "purpose": "a bed tonight",
        "part": "all",
        "agreed_on": today.isoformat(),
        "until": (today + timedelta(days=7)).isoformat(),
        "yes": "on",
    } | other


def agreed(browser: Client, conversation: UUID, **other: str) -> str:
    answer = browser.post(page(conversation), yes(**other))
    assert answer.status_code == 302, answer.content.decode()
    return f"{page(conversation)}{Disclosure.objects.get().pk}/"


def test_with_a_yes_a_copy_is_made_and_it_is_written_down(over: UUID, dana: Counsellor) -> None:
    browser = browser_of(dana)
    one = agreed(browser, over)
    assert "Harbour Clinic" in browser.get(page(over)).content.decode()
    answer = browser.post(one, {"do": "copy"})
    text = whole(answer)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Harbour Clinic" in text
    assert OURS in text
    assert NOTE not in text
    told = [(row.detail, row.conversation) for row in Audit.objects.filter(action="disclose")]
    assert told == [("agreed", over), ("copied", over)]
    assert Step.objects.filter(conversation=over, happening="looked", actor=dana.pk.hex).exists()
    stored = str(Disclosure.objects.values_list().get())
    assert "Harbour" not in stored
    assert "bed" not in stored


def test_only_what_they_wrote_themselves(over: UUID, dana: Counsellor) -> None:
    browser = browser_of(dana)
    text = whole(browser.post(agreed(browser, over, part="theirs"), {"do": "copy"}))
    assert OURS not in text
    assert Conversation.objects.get(pk=over).seeker.handle in text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"yes": ""}, "Without their yes"),
        ({"to": " "}, "Say who gets it"),
        ({"purpose": ""}, "Say what it is for"),
        ({"agreed_on": "2999-01-01"}, "still to come"),
        ({"until": "2020-01-01"}, "That day is over"),
        ({"until": "2999-01-01"}, "a year at the most"),
        ({"part": "notes"}, "notes"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written_down(
    over: UUID, dana: Counsellor, wrong: dict[str, str], says: str
) -> None:
    answer = browser_of(dana).post(page(over), yes(**wrong))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Disclosure.objects.exists()
    assert not Audit.objects.filter(action="disclose").exists()


def test_a_yes_that_is_taken_back_or_over_copies_nothing(over: UUID, dana: Counsellor) -> None:
    browser = browser_of(dana)
    one = agreed(browser, over)
    browser.post(one, {"do": "withdraw"})
    browser.post(one, {"do": "withdraw"})
    assert browser.post(one, {"do": "copy"}).status_code == 409
    assert "Taken back." in browser.get(page(over)).content.decode()
    Disclosure.objects.update(withdrawn_at=None, until=timezone.now())
    assert browser.post(one, {"do": "copy"}).status_code == 409
    details = list(Audit.objects.filter(action="disclose").values_list("detail", flat=True))
    assert details == ["agreed", "withdrawn"]


def test_nobody_else_gets_one(over: UUID, dana: Counsellor, robin: Counsellor) -> None:
    one = agreed(browser_of(dana), over)
    stranger = supervisor(new_line("day"), "Kit")
    for person in (robin, stranger):
        assert browser_of(person).get(page(over)).status_code == 404
        assert browser_of(person).post(one, {"do": "copy"}).status_code == 404
    refused = Audit.objects.filter(action="disclose", detail__in=("not_yours", "not_supervisor"))
    assert {row.name for row in refused} == {"Kit"}


def test_of_what_is_erased_late_or_going_on_there_is_none(
    over: UUID, dana: Counsellor, line: Line, robin: Counsellor
) -> None:
    browser = browser_of(dana)
    one = agreed(browser, over)
    Conversation.objects.filter(pk=over).update(erase_at=timezone.now())
    assert browser.post(one, {"do": "copy"}).status_code == 404
    retention.shred([over], timezone.now())
    assert browser.post(one, {"do": "copy"}).status_code == 404
    assert not Disclosure.objects.exists()
    going_on = talk(line, robin)
    assert Conversation.objects.get(pk=going_on).state == State.ACTIVE
    assert browser.get(page(going_on)).status_code == 404


def test_words_whose_key_is_gone_are_not_in_it(over: UUID, dana: Counsellor) -> None:
    browser = browser_of(dana)
    one = agreed(browser, over)
    keys.destroy([over])
    answer = browser.post(one, {"do": "copy"})
    assert OURS not in whole(answer)
    assert answer.status_code < 500


def test_the_day_of_the_yes_is_as_it_was_said(over: UUID, dana: Counsellor) -> None:
    agreed(browser_of(dana), over)
    found = Disclosure.objects.get()
    assert found.agreed_on == timezone.localdate()
    assert isinstance(found.until, datetime)
    assert found.until > timezone.now() + timedelta(days=6)
