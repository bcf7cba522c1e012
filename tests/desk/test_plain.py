"""The chat without scripts, in a browser that knows links and forms only."""

import re
import uuid
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, ReturnCode, Seeker, Tally
from helpline.protocol import TEXT_LIMIT
from routing import desk, doors, inbound, limits, presence, returning, visits
from routing.plain import forms, steps, tickets
from tests.desk.house import (
    Clock,
    happenings,
    let_in,
    new_counsellor,
    new_line,
    refused,
    reply,
    row,
    texts,
)
from tests.textbrowser import Reply, TextBrowser
from transcripts.models import Message

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

PLAIN = "/chat/plain/"
SAFE_URL = re.compile(r"^/chat/plain/(new)?(\?(line|lang|see|still)=[\w-]*(&(lang|still)=\w+)*)?$")


@pytest.fixture
def line() -> Line:
    """A line whose ready-check is off, so that whoever takes somebody may write."""
    limits.forget()
    doors.forget()
    return new_line(cover_title="Notes", exit_url="https://weather.example/now", ready_check=False)


@pytest.fixture
def robin(line: Line) -> Counsellor:
    return new_counsellor(line, "Robin", here=False)


def browser(**headers: str) -> TextBrowser:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def made(answer: Any) -> Reply:
        return Reply(answer.status_code, dict(answer.headers), answer.content.decode())

    def get(address: str) -> Reply:
        return made(client.get(address, headers=headers))

    def post(address: str, fields: Mapping[str, str]) -> Reply:
        return made(client.post(address, fields, headers=headers))

    return TextBrowser(get, post)


@pytest.fixture
def seeker(line: Line) -> Iterator[TextBrowser]:
    """Somebody who has opened the first page; no address they come by ever holds a secret."""
    made = browser()
    made.open(PLAIN)
    yield made
    for address in made.addresses:
        assert SAFE_URL.match(address), address


def conversation() -> UUID:
    return Conversation.objects.get().pk


def taken(robin: Counsellor) -> UUID:
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    return conversation()


def says(robin: Counsellor, text: str) -> None:
    let_in(reply(robin, conversation(), text))


# ---- the whole way -----------------------------------------------------------------------------


def test_a_whole_talk_with_links_and_forms_only(
    seeker: TextBrowser, line: Line, robin: Counsellor
) -> None:
    assert seeker.page.title == "Notes"
    assert "Is it safe now?" in seeker.text
    assert "press Exit now. Another page opens." in seeker.text
    assert "Shift" not in seeker.text
    assert not Seeker.objects.exists()

    seeker.press("Start")
    assert "You are in line." in seeker.text
    assert happenings(conversation()) == ["opened"]
    seeker.press("Send", words="is somebody there?\nplease")
    assert "is somebody there?\nplease" in seeker.text
    assert texts(conversation()) == ["is somebody there?\nplease"]
    assert seeker.field("words") == ""

    taken(robin)
    says(robin, "I am here.")
    seeker.press("Look for new words")
    assert "Robin is here" in seeker.text
    assert "I am here." in seeker.text
    seeker.press("Send", words="thank you")
    assert texts(conversation())[-1] == "thank you"

    seeker.press("End the chat")
    assert "What should we do with your words?" in seeker.text
    seeker.press("Do this", choice="erase")
    assert "were erased" in seeker.text
    assert row(conversation()).erase_at is not None
    seeker.press("Back to the first page")
    assert seeker.has("Start")


def test_it_speaks_french(line: Line, robin: Counsellor) -> None:
    seeker = browser()
    seeker.open(PLAIN)
    seeker.follow("En français")
    assert seeker.page.language == "fr"
    assert "Est-ce sûr maintenant\u202f?" in seeker.text
    seeker.press("Commencer")
    assert "Vous êtes dans la file." in seeker.text
    seeker.press("Envoyer", words="bonsoir")
    assert Conversation.objects.get().locale == "fr"
    taken(robin)
    seeker.press("Voir les nouveaux mots")
    assert "Robin est là" in seeker.text
    seeker.press("In English", words="half a")
    assert "Robin is here" in seeker.text
    assert seeker.field("words") == "half a"


def test_the_browsers_language_is_spoken_if_nobody_chose(line: Line) -> None:
    seeker = browser(accept_language="fr-CA")
    seeker.open(PLAIN)
    assert seeker.page.language == "fr"


def test_a_line_says_it_in_its_own_words(line: Line) -> None:
    line.texts = {"en": {"limits": "our own limit", "plain_leave": "go by the door"}}
    line.save()
    seeker = browser()
    seeker.open(f"{PLAIN}?line={line.slug}")
    assert "our own limit" in seeker.text
    assert "go by the door" in seeker.text


def test_who_asked_for_nothing_that_is_there(line: Line) -> None:
    seeker = browser()
    seeker.open(f"{PLAIN}?line=nowhere")
    assert seeker.reply.status == 404


# ---- nothing is lost, nothing is stored twice ---------------------------------------------------


@pytest.fixture
def inside(seeker: TextBrowser) -> TextBrowser:
    seeker.press("Start")
    return seeker


def test_a_press_that_is_repeated_stores_once(inside: TextBrowser) -> None:
    inside.press("Send", words="once")
    for _ in range(3):
        inside.again()
    assert texts(conversation()) == ["once"]
    inside.press("Send", words="once")
    assert texts(conversation()) == ["once", "once"]


def test_first_words_that_are_repeated_open_one_talk(seeker: TextBrowser, clock: Clock) -> None:
    clock.forward(minutes=20)
    seeker.press("Start")
    start = seeker.posted
    seeker.press("Send", words="hello")
    seeker.again()
    seeker.send(*start)
    assert Conversation.objects.count() == 1


def test_another_text_under_the_same_id_is_not_lost(inside: TextBrowser) -> None:
    inside.press("Send", words="the first")
    action, fields = inside.posted
    inside.send(action, {**fields, "words": "the second"})
    assert "came through" in inside.text
    assert inside.field("words") == "the second"
    inside.press("Send")
    assert texts(conversation()) == ["the first", "the second"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("x" * (TEXT_LIMIT + 1), "too long to send at once"),
        ("🙂" * 5_000, "too long to send at once"),
        ("a\0b", "a sign in here"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_the_reason(
    inside: TextBrowser, words: str, reason: str
) -> None:
    inside.press("Send", words=words)
    assert reason in inside.text
    assert inside.field("words") == words
    assert 'role="alert"' in inside.reply.text
    inside.press("Send", words="shorter")
    assert texts(conversation()) == ["shorter"]


def test_what_is_far_too_long_to_be_read_says_how_to_get_it_back(inside: TextBrowser) -> None:
    inside.press("Send", words="x" * 300_000)
    assert inside.reply.status == 200
    assert "your words are still there" in inside.text


@pytest.mark.parametrize("words", ["", "  \n "])
def test_nothing_is_no_message(inside: TextBrowser, words: str) -> None:
    inside.press("Send", words=words)
    assert texts(conversation()) == []
    assert 'role="alert"' not in inside.reply.text


@pytest.mark.parametrize(
    "button", ["Look for new words", "Pause", "En français", "Stop looking by itself"]
)
def test_what_is_being_typed_outlives_every_other_button(inside: TextBrowser, button: str) -> None:
    inside.press(button, words="half a\nsentence")
    assert inside.field("words") == "half a\nsentence"
    assert texts(conversation()) == []


def test_a_database_that_is_away_gives_the_words_back(
    inside: TextBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as broken:
        broken.setattr(visits, "visit", away)
        inside.press("Send", words="into the dark")
        assert inside.reply.status == 200
        assert inside.field("words") == "into the dark"
        assert "Press Send once more" in inside.text
        broken.setattr("routing.pages.line_asked", away)
        inside.press("Send")
        assert inside.field("words") == "into the dark"
    inside.press("Send")
    assert texts(conversation()) == ["into the dark"]


def test_words_that_may_have_been_stored_keep_their_id(
    inside: TextBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = inbound.receive

    def stored_and_unsaid(batch: Any) -> list[Any]:
        whole(batch)
        return [Refused("try_again")]

    with monkeypatch.context() as broken:
        broken.setattr(inbound, "receive", stored_and_unsaid)
        inside.press("Send", words="maybe")
        assert inside.field("words") == "maybe"
    inside.press("Send")
    assert texts(conversation()) == ["maybe"]


def test_a_long_first_page_is_no_reason_to_be_refused(seeker: TextBrowser, clock: Clock) -> None:
    seeker.press("Start")
    clock.forward(minutes=20)
    seeker.press("Send", words="I have read it all")
    assert texts(conversation()) == ["I have read it all"]


# ---- the door ----------------------------------------------------------------------------------


def test_a_closed_line_says_so_at_once_and_where_else_to_go(line: Line) -> None:
    Line.objects.update(
        hours={"zone": "America/Winnipeg", "week": {}, "dates": {}},
        elsewhere=[{"name": {"en": "Night bed line"}, "call": "204-555-0117"}],
    )
    doors.forget()
    seeker = browser()
    seeker.open(PLAIN)
    assert "We are closed." in seeker.text
    assert "Night bed line" in seeker.text
    assert seeker.page.links["Call 204-555-0117"] == "tel:2045550117"
    assert "Call 911." in seeker.text
    assert not seeker.has("Start")
    Line.objects.update(hours={})
    doors.forget()
    seeker.press("Look again")
    assert seeker.has("Start")


def test_who_is_turned_away_keeps_the_words(seeker: TextBrowser, line: Line) -> None:
    start, press = seeker.page, seeker.press
    press("Start")
    press("Leave the line")
    press("Write again")
    Line.objects.update(most_waiting=0)
    doors.forget()
    press("Send", words="let me in")
    assert seeker.field("words") == "let me in"
    assert "not sent" in seeker.text
    closed = {"t": "", "line": line.slug, "words": "let me in", "do": "look_again"}
    seeker.send(PLAIN, closed)
    assert seeker.field("words") == "let me in"
    assert start.title == "Notes"
    assert texts(conversation()) == []


# ---- without words -----------------------------------------------------------------------------


def test_ready_pause_another(seeker: TextBrowser, line: Line, robin: Counsellor) -> None:
    Line.objects.update(ready_check=True)
    seeker.press("Start")
    seeker.press("Pause")
    assert "You paused." in seeker.text
    assert row(conversation()).paused_until is not None
    seeker.press("Go on")
    assert "You are in line." in seeker.text
    taken(robin)
    seeker.press("Look for new words", words="a draft")
    assert "Are you alone with this screen?" in seeker.text
    assert not seeker.page.frames
    seeker.press("Go")
    assert "Robin is here" in seeker.text
    assert seeker.field("words") == "a draft"
    assert row(conversation()).ready_at is not None
    seeker.press("Ask for another person")
    assert "You are in line." in seeker.text
    assert row(conversation()).counsellor_id is None


def test_go_can_wait_a_minute(seeker: TextBrowser, line: Line, robin: Counsellor) -> None:
    Line.objects.update(ready_check=True)
    seeker.press("Start")
    taken(robin)
    seeker.press("Look for new words")
    seeker.press("Give me a minute")
    assert "Take your time. Robin waits." in seeker.text


def test_erase_now(inside: TextBrowser) -> None:
    inside.press("Send", words="do not keep this")
    inside.press("Erase this chat now")
    assert "were erased" in inside.text
    assert "do not keep this" not in inside.text
    assert texts(conversation()) == []


def test_a_choice_that_the_page_does_not_offer_does_nothing(
    seeker: TextBrowser, line: Line
) -> None:
    Line.objects.update(policies={"web": "day"})
    inside = seeker
    inside.press("Start")
    inside.press("Send", words="hello")
    inside.press("Leave the line")
    assert "Leave it as it is" in inside.text
    for choice in ("sell", "", "\0"):
        inside.press("Do this", choice=choice)
    assert "erased" not in happenings(conversation())


def test_words_are_kept_for_who_wants_it_and_a_line_that_offers_it(
    seeker: TextBrowser, line: Line
) -> None:
    Line.objects.update(keep_days=7, follow_up_days=0, policies={"web": "day"})
    seeker.press("Start")
    seeker.press("Send", words="keep this")
    seeker.press("Leave the line")
    assert seeker.page.forms[-1].choices["choice"] == ["erase", "days", "keep"]
    seeker.press("Do this", choice="days")
    assert row(conversation()).keep_wish == "days"
    assert "will be erased" in seeker.text


def test_two_questions_are_counted_once_and_may_be_left_out(
    seeker: TextBrowser, line: Line
) -> None:
    Line.objects.update(survey=True, policies={"web": "day"})
    seeker.press("Start")
    seeker.press("Send", words="hello")
    seeker.press("Leave the line")
    seeker.press("Do this", choice="keep")
    seeker.press("Send my answers")
    assert not Tally.objects.exists()
    answers = seeker.page
    seeker.press("Send my answers", feel="better", helped="yes")
    assert "Your answers are counted" in seeker.text
    assert not seeker.has("Send my answers")
    seeker.page = answers
    seeker.press("Send my answers", feel="worse", helped="no")
    assert {(t.what, t.value) for t in Tally.objects.filter(what__startswith="survey")} == {
        ("survey.feel", "better"),
        ("survey.helped", "yes"),
    }


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


# ---- what looks by itself ----------------------------------------------------------------------


@pytest.fixture
def here(inside: TextBrowser, robin: Counsellor) -> TextBrowser:
    inside.press("Send", words="hello")
    taken(robin)
    inside.press("Look for new words")
    return inside


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


# ---- what the pages allow and keep ---------------------------------------------------------------


def policy(headers: Mapping[str, str]) -> dict[str, str]:
    parts = (each.strip().split(" ", 1) for each in headers["Content-Security-Policy"].split(";"))
    return {part[0]: part[1] for part in parts if len(part) == 2}


def test_the_headers_of_every_page(here: TextBrowser) -> None:
    outer = here.reply.headers
    here.frame()
    inner = here.reply.headers
    for headers in (outer, inner):
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert policy(headers)["script-src"] == "'none'"
        assert policy(headers)["default-src"] == "'none'"
        assert policy(headers)["connect-src"] == "'none'"
        assert "unsafe" not in headers["Content-Security-Policy"]
    assert policy(outer)["frame-ancestors"] == "'none'"
    assert policy(outer)["form-action"] == "'self' https:"
    assert policy(inner)["frame-ancestors"] == "'self'"
    assert policy(inner)["form-action"] == "'none'"
    assert inner["X-Frame-Options"] == "SAMEORIGIN"


def test_what_people_write_is_shown_as_they_wrote_it(here: TextBrowser, robin: Counsellor) -> None:
    evil = "<img src=x onerror=1> </textarea><script>1</script> \"' & {{ 7|add:7 }}"
    here.press("Send", words=evil)
    assert "<img" not in here.reply.text
    assert evil in here.text
    says(robin, f"look at https://example.org/a?b=1&c=<2>. or call 204-555-0117 {evil}")
    here.press("Look for new words", words=evil)
    assert "<img" not in here.reply.text
    assert here.field("words") == evil
    assert here.page.links["https://example.org/a?b=1&c="] == "https://example.org/a?b=1&c="
    assert here.page.links["204-555-0117"] == "tel:2045550117"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http:/x", "//evil"])
def test_a_dangerous_link_stays_words(here: TextBrowser, robin: Counsellor, link: str) -> None:
    says(robin, f"press {link} now")
    here.press("Look for new words")
    assert link not in here.page.links.values()


def test_no_page_holds_what_only_staff_may_know(here: TextBrowser, robin: Counsellor) -> None:
    let_in(reply(robin, conversation(), "a note for colleagues", kind="note"))
    here.press("Look for new words")
    assert "colleagues" not in here.text
    handle = Seeker.objects.get().handle
    assert handle not in here.reply.text


# ---- too much --------------------------------------------------------------------------------


def test_who_presses_without_end_is_slowed_down_and_keeps_the_words(
    inside: TextBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "PRESSES", visits.Greetings(uuid.uuid4().hex[:12], 60, 9, 2))
    for text in ("one", "two", "three"):
        inside.press("Send", words=text)
    assert "too much at once" in inside.text
    assert inside.field("words") == "three"
    assert texts(conversation()) == ["one", "two"]
    inside.press("Exit now")
    assert inside.reply.status == 303


def test_in_a_rush_who_cannot_work_comes_in_behind(
    seeker: TextBrowser, line: Line, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    limits.mark("rush", line.pk, 60)
    made = browser(X_Forwarded_For="8.8.8.8")
    made.open(PLAIN)
    made.press("Start")
    assert "You are in line." in made.text
    assert Conversation.objects.get().priority == -1


# ---- forms -----------------------------------------------------------------------------------


def test_a_form_is_read_calmly() -> None:
    form = forms.read({"id": "x", "t": "y" * 65, "words": "\r\n a\r\nb\rc \n"})
    assert (form.token, form.words) == ("", "a\nb\nc")
    assert form.id.version == 4


def test_nothing_that_was_said_is_stored_in_clear(inside: TextBrowser) -> None:
    inside.press("Send", words="Flummadine")
    stored = b"".join(bytes(each.sealed) for each in Message.objects.all())
    assert b"Flummadine" not in stored
    assert timezone.now() >= Message.objects.get().at
