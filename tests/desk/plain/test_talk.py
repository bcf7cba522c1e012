"""A whole talk without scripts: nothing is lost, nothing is stored twice."""

from typing import Any

import pytest
from django.db import OperationalError

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker, Tally
from helpline.protocol import TEXT_LIMIT
from routing import desk, inbound
from routing.consoles import visits
from routing.waiting import doors
from tests.desk.house import (
    Clock,
    happenings,
    row,
    texts,
)
from tests.desk.plain.browsing import PLAIN, browser, conversation, says, taken
from tests.textbrowser import TextBrowser

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


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


def test_who_chose_days_is_not_offered_to_leave_it_as_it_is(
    seeker: TextBrowser, line: Line
) -> None:
    """That takes back what they chose: beside "erased in seven days" it would have kept thirty."""
    Line.objects.update(keep_days=7, follow_up_days=30, policies={"web": "month"})
    seeker.press("Start")
    seeker.press("Send", words="keep this")
    desk.keep(row(conversation()).seeker_id, "days")
    seeker.press("Leave the line")
    assert seeker.page.forms[-1].choices["choice"] == ["erase", "days", "follow_up"]
    assert "Leave it as it is" not in seeker.text
    assert "For 30 days, as you wrote them." in seeker.text


def test_who_chose_days_is_told_what_happens_if_they_just_leave(
    seeker: TextBrowser, line: Line, robin: Counsellor
) -> None:
    Line.objects.update(keep_days=7, policies={"web": "at_close"})
    seeker.press("Start")
    seeker.press("Send", words="keep this")
    taken(robin)
    seeker.press("Look for new words")
    desk.keep(row(conversation()).seeker_id, "days")
    seeker.press("End the chat")
    assert "If you just leave, we keep them 7 days." in seeker.text
    assert "as we told you" not in seeker.text


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
