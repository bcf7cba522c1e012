"""What looks by itself on a page without scripts, and the tickets that it looks with."""

import re
from datetime import timedelta

import pytest

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk, returning
from routing.consoles import visits
from routing.plain import tickets
from tests.desk.house import (
    Clock,
    refused,
)
from tests.desk.plain.browsing import PLAIN, browser, conversation, says, taken
from tests.textbrowser import TextBrowser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_new_words_come_beside_what_is_being_typed(here: TextBrowser, robin: Counsellor) -> None:
    says(robin, "before the look")
    here.frame()
    assert "Robin is here" in here.text
    assert "before the look" in here.text
    assert "hello" not in here.text
    assert re.match(r"15; url=/chat/plain/new\?see=", here.reply.headers["Refresh"])
    says(robin, "after it")
    here.open(here.reply.headers["Refresh"].partition("url=")[2])
    # What is above on the page is not said again, what is new stays until the page is shown anew.
    assert "before the look" in here.text
    assert "after it" in here.text


def test_a_ticket_opens_one_look(here: TextBrowser, robin: Counsellor) -> None:
    says(robin, "only once")
    (ticket,) = here.page.frames
    here.open(ticket)
    assert "only once" in here.text
    for _ in range(2):
        here.open(ticket)
        assert here.reply.status == 410
        assert "only once" not in here.text
        assert "Refresh" not in here.reply.headers
    assert "see=" not in here.reply.text


def test_the_next_page_makes_the_old_ticket_worthless(here: TextBrowser) -> None:
    (old,) = here.page.frames
    here.press("Look for new words")
    (new,) = here.page.frames
    here.open(old)
    assert here.reply.status == 410
    here.open(new)
    assert here.reply.status == 200


def test_a_ticket_is_good_for_two_minutes(here: TextBrowser, clock: Clock) -> None:
    (ticket,) = here.page.frames
    clock.forward(seconds=121)
    here.open(ticket)
    assert here.reply.status == 410


def test_a_ticket_dies_with_the_token(here: TextBrowser) -> None:
    (ticket,) = here.page.frames
    here.press("Exit now")
    here.open(ticket)
    assert here.reply.status == 410


@pytest.mark.parametrize("how", ["stays open", "left in a hurry"])
def test_a_ticket_dies_when_they_come_back_elsewhere(
    here: TextBrowser, line: Line, robin: Counsellor, how: str
) -> None:
    (ticket,) = here.page.frames
    number, _ = returning.make(Conversation.objects.get().seeker_id)
    if how == "left in a hurry":
        here.press("Exit now")
    assert visits.visit("line:night", None, 0, "en", number).conversation == conversation()
    says(robin, "for the new device only")
    here.open(ticket)
    assert here.reply.status == 410
    assert "for the new device only" not in here.text


def test_a_ticket_is_no_token(here: TextBrowser) -> None:
    (address,) = here.page.frames
    ticket = re.search(r"see=([\w-]+)", address)
    assert ticket is not None
    thief = browser()
    thief.send(PLAIN, {"t": ticket[1], "do": "look", "line": "night"})
    assert thief.has("Start")
    assert here.field("t") not in address


@pytest.mark.parametrize("see", ["", "x", "\0", "é", "x" * 5000, "AAAA" * 9])
def test_what_is_no_ticket_is_told_as_one_that_is_over(line: Line, see: str) -> None:
    thief = browser()
    thief.open("/chat/plain/new?see=" + see)
    assert thief.reply.status == 410
    assert "This look is over" in thief.text


def test_a_changed_number_or_time_is_another_ticket(here: TextBrowser) -> None:
    known = Seeker.objects.get()
    ticket = tickets.give(known.pk, 7)
    for place in range(24, len(ticket)):
        other = "B" if ticket[place] != "B" else "C"
        with refused("token"):
            tickets.use(ticket[:place] + other + ticket[place + 1 :])
    assert tickets.use(ticket).since == 7


def test_of_two_who_bring_the_same_ticket_one_gets_the_look(here: TextBrowser) -> None:
    known = Seeker.objects.get()
    ticket = tickets.give(known.pk, 0)
    tickets.use(ticket)
    with refused("token"):
        tickets.use(ticket)
    assert bytes(Seeker.objects.get().ticket_hash or b"") != ticket.encode()


def test_the_look_is_a_sign_of_life(here: TextBrowser, clock: Clock) -> None:
    before = Seeker.objects.get().seen_at
    clock.forward(seconds=60)
    here.frame()
    assert Seeker.objects.get().seen_at > before + timedelta(seconds=59)


def test_looking_by_itself_can_be_stopped_and_stays_stopped(here: TextBrowser) -> None:
    here.press("Stop looking by itself")
    for _ in range(2):
        page = here.page
        here.frame()
        assert "Refresh" not in here.reply.headers
        here.page = page
        here.press("Send", words="on")
    here.press("Look by itself every 15 seconds")
    here.frame()
    assert "Refresh" in here.reply.headers
    here.follow("Stop looking by itself")
    assert "Refresh" not in here.reply.headers
    here.follow("Look by itself every 15 seconds")
    assert "Refresh" in here.reply.headers


def test_before_they_are_alone_a_look_shows_no_words(
    inside: TextBrowser, line: Line, robin: Counsellor
) -> None:
    inside.press("Send", words="hello")
    (ticket,) = inside.page.frames
    Line.objects.update(ready_check=True)
    taken(robin)
    Conversation.objects.update(ready_at=None)
    inside.open(ticket)
    assert "Robin is ready." in inside.text
    assert "Press “Look for new words” to go on." in inside.text


def test_when_it_ends_a_look_says_so_and_stops(here: TextBrowser, robin: Counsellor) -> None:
    (ticket,) = here.page.frames
    desk.end(robin.pk, conversation())
    here.open(ticket)
    assert "The chat is over." in here.text
    assert "Refresh" not in here.reply.headers
