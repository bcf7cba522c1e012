"""Without scripts: coming back by a number, leaving in a hurry, and tokens that open nothing."""

import re
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from helpline.models import Conversation, Counsellor, Line, ReturnCode, Seeker
from routing import desk
from tests.desk.house import (
    Clock,
    row,
)
from tests.desk.plain.browsing import PLAIN, browser, conversation, taken
from tests.textbrowser import TextBrowser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


# ---- coming back -------------------------------------------------------------------------------


def test_a_number_leads_back_from_elsewhere_once(inside: TextBrowser, line: Line) -> None:
    Line.objects.update(return_hours=2)
    inside.press("Send", words="before I had to go")
    inside.press("Come back later", words="a draft")
    assert inside.field("words") == "a draft"
    number = re.search(r'class="number">([\d ()-]+)<', inside.reply.text)
    assert number is not None
    assert "Do not call it." in inside.text

    elsewhere = browser()
    elsewhere.open(PLAIN)
    elsewhere.press("Come back", code="204 555 0100")
    assert "This number opens nothing." in elsewhere.text
    elsewhere.press("Come back", code=number[1])
    assert "before I had to go" in elsewhere.text
    inside.press("Look for new words")
    assert "Your earlier chat is closed." in inside.text
    assert "before I had to go" not in inside.text
    third = browser()
    third.open(PLAIN)
    third.press("Come back", code=number[1])
    assert "This number opens nothing." in third.text


def test_a_number_can_be_given_up(inside: TextBrowser) -> None:
    inside.press("Come back later")
    inside.press("Cancel this number")
    assert not ReturnCode.objects.exists()


def test_who_tries_numbers_is_slowed_down(line: Line, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    thief = browser(X_Forwarded_For="8.8.8.8")
    thief.open(PLAIN)
    for number in range(6):
        thief.press("Come back", code=f"204 555 01{number:02}")
    assert "too much at once" in thief.text


# ---- leaving -----------------------------------------------------------------------------------


def test_the_exit_ends_it_here_and_leads_to_another_page(
    inside: TextBrowser, robin: Counsellor
) -> None:
    inside.press("Send", words="hello")
    taken(robin)
    inside.press("Look for new words", words="a secret draft")
    back = inside.posted
    inside.press("Exit now")
    assert inside.reply.status == 303
    assert inside.reply.headers["Location"] == "https://weather.example/now"
    assert inside.reply.headers["Referrer-Policy"] == "no-referrer"
    assert row(conversation()).exited_at is not None
    # Back, and yes to "send again": nothing of it comes back, not even what had been typed.
    inside.send(*back)
    assert inside.has("Start")
    assert "secret" not in inside.reply.text
    assert "hello" not in inside.reply.text


def test_the_exit_works_whatever_is_broken(
    inside: TextBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(desk, "quick_exit", away)
    inside.press("Exit now")
    assert inside.reply.status == 303
    inside.open(PLAIN)
    assert inside.page.links["Exit now"] == "https://weather.example/now"


def test_a_plain_link_leads_away_when_the_server_is_slow(inside: TextBrowser) -> None:
    assert inside.page.links["Too slow? Leave by this link."] == "https://weather.example/now"
    assert "Back button may ask" in inside.text


def test_a_token_that_opens_nothing_begins_anew_and_keeps_the_words(
    inside: TextBrowser, clock: Clock
) -> None:
    inside.press("Send", words="hello")
    clock.forward(minutes=31)
    inside.press("Send", words="still here")
    assert "Your earlier chat is closed." in inside.text
    assert "still here" in inside.text
    assert "hello" not in inside.text
    inside.press("Start")
    assert inside.field("words") == "still here"
    assert Conversation.objects.count() == 2


@pytest.mark.parametrize("token", ["forged", "x" * 64, "x" * 500, "\0", "é"])
def test_a_forged_token_is_nobodys(line: Line, token: str) -> None:
    seeker = browser()
    seeker.send(PLAIN, {"t": token, "do": "look"})
    assert seeker.reply.status == 200
    assert seeker.has("Start")
    assert not Seeker.objects.exists()


def test_another_site_presses_no_button(line: Line) -> None:
    seeker = browser(Sec_Fetch_Site="cross-site")
    seeker.send(PLAIN, {"do": "start"})
    assert seeker.has("Start")
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("do", ["", "look", "nonsense", "choose", "ready", "end", "\0", "go_on"])
def test_a_press_without_a_talk_harms_nobody(line: Line, do: str) -> None:
    seeker = browser()
    seeker.send(PLAIN, {"do": do, "id": "none", "line": "\0", "lang": "xx"})
    assert seeker.reply.status in (200, 404)
    assert not Conversation.objects.exists()
