"""Because a phone may be in other hands: when it may be written to, who it is, and whose it is."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from msgspec import UNSET
from msgspec.structs import replace
from pytest_django.fixtures import Settings

from helpline.models import Counsellor, Line, Number, Seeker
from routing import inbound
from routing.consoles import snapshots
from routing.hands import caution
from routing.hands.caution import MOST_TRIES
from routing.models import Block, Delivery, Reveal, Step
from routing.texting import reveals
from routing.texting.numbers import register
from routing.texting.permission import RECENT
from routing.texting.reaction import probe
from tests.desk.house import (
    PHONE,
    REAL,
    Clock,
    codes,
    happenings,
    let_in,
    refused,
    reply,
    row,
    sms,
    state,
    talk,
    web,
    wrapped,
)
from transcripts import keys, retention

pytestmark = REAL
REASON = "They asked me to pass it on to the shelter van."


def phone_of(person: Counsellor, conversation: UUID) -> dict[str, object]:
    (view,) = snapshots.views([conversation], {})
    assert view.phone is not UNSET
    return {name: getattr(view.phone, name) for name in view.phone.__struct_fields__}


# ---- when it is safe to write --------------------------------------------------------------------


def test_it_is_safe_until_they_say_otherwise(robin: Counsellor, conversation: UUID) -> None:
    shown = phone_of(robin, conversation)
    assert (shown["writing"], shown["stopped"], shown["number"]) == ("now", False, "")
    assert shown["to"] == "0100"


@pytest.mark.parametrize(
    ("writing", "code"), [("ask", "ask_first"), ("never", "never_first"), ("now", "")]
)
def test_the_server_holds_a_counsellor_to_it_after_a_silence(
    robin: Counsellor, conversation: UUID, clock: Clock, writing: str, code: str
) -> None:
    caution.set_writing(robin.pk, conversation, writing, 0, 1440)
    assert codes(inbound.receive([reply(robin, conversation)])) == ["stored"]
    clock.forward(seconds=RECENT.total_seconds() + 1)
    assert codes(inbound.receive([reply(robin, conversation)])) == [code or "stored"]
    assert codes(inbound.receive([reply(robin, conversation, kind="note")])) == ["stored"]


def test_hours_hold_whatever_the_moment(
    robin: Counsellor, conversation: UUID, clock: Clock
) -> None:
    now = clock.now()
    minute = now.hour * 60 + now.minute
    begins, ends = (minute + 60) % 1440, (minute + 120) % 1440
    caution.set_writing(robin.pk, conversation, "hours", begins, ends)
    assert codes(inbound.receive([reply(robin, conversation)])) == ["not_these_hours"]
    assert Step.objects.get(happening="writing").detail == f"hours:{begins}-{ends}"
    shown = phone_of(robin, conversation)
    assert (shown["writing"], shown["begins"], shown["ends"]) == ("hours", begins, ends)
    clock.forward(minutes=61)
    assert codes(inbound.receive([reply(robin, conversation)])) == ["stored"]


TOKYO, WINNIPEG = "Asia/Tokyo", "America/Winnipeg"


@pytest.mark.parametrize(
    ("number", "line_hours", "line_zone", "house", "zone"),
    [
        ({"zone": TOKYO}, {"zone": WINNIPEG}, "Europe/Paris", "UTC", TOKYO),
        ({}, {"zone": WINNIPEG}, "Europe/Paris", "UTC", WINNIPEG),
        ({}, {}, WINNIPEG, "UTC", WINNIPEG),
        ({}, {}, "", TOKYO, TOKYO),
        ({}, {}, "Past/TheForm", TOKYO, TOKYO),
    ],
)
def test_hours_are_held_by_the_clock_of_the_number_or_the_line_or_the_house(
    robin: Counsellor,
    conversation: UUID,
    clock: Clock,
    settings: Settings,
    number: dict[str, str],
    line_hours: dict[str, str],
    line_zone: str,
    house: str,
    zone: str,
) -> None:
    settings.TIME_ZONE = house
    Number.objects.update(hours=number)
    Line.objects.update(hours=line_hours, zone=line_zone)
    register.forget()
    here = clock.now().astimezone(ZoneInfo(zone))
    begins = here.hour * 60
    caution.set_writing(robin.pk, conversation, "hours", begins, (begins + 60) % 1440 or 1440)
    assert phone_of(robin, conversation)["zone"] == zone
    assert codes(inbound.receive([reply(robin, conversation)])) == ["stored"]
    caution.set_writing(robin.pk, conversation, "hours", (begins + 60) % 1440, begins)
    assert codes(inbound.receive([reply(robin, conversation)])) == ["not_these_hours"]


def test_the_question_is_not_asked_again_before_they_answer_or_time_has_passed(
    robin: Counsellor, line: Line, conversation: UUID, clock: Clock
) -> None:
    caution.set_writing(robin.pk, conversation, "ask", 0, 1440)
    clock.forward(hours=1)

    def ask() -> list[str]:
        words = reply(robin, conversation, probe(None, "en"))
        return codes(inbound.receive([replace(words, probe=True)]))

    assert [ask(), ask()] == [["stored"], ["ask_first"]]
    clock.forward(seconds=1)
    let_in(sms(line, "not now"))
    clock.forward(seconds=RECENT.total_seconds() + 1)
    assert [ask(), ask()] == [["stored"], ["ask_first"]]
    clock.forward(seconds=RECENT.total_seconds() + 1)
    assert ask() == ["stored"]


def test_how_it_is_safe_to_write_holds_in_their_next_talk_too(
    robin: Counsellor, line: Line, conversation: UUID
) -> None:
    caution.set_writing(robin.pk, conversation, "hours", 540, 720)
    wrapped(robin, conversation)
    (back,) = let_in(sms(line, "me again"))
    found = row(back.conversation)
    assert (found.writing, found.writing_from, found.writing_until) == ("hours", 540, 720)


def test_hours_without_any_time_in_them_are_refused(robin: Counsellor, conversation: UUID) -> None:
    with refused("no_hours"):
        caution.set_writing(robin.pk, conversation, "hours", 540, 540)
    assert phone_of(robin, conversation)["writing"] == "now"


def test_the_probe_is_let_through_and_nothing_else_is_called_one(
    robin: Counsellor, conversation: UUID, clock: Clock
) -> None:
    caution.set_writing(robin.pk, conversation, "ask", 0, 1440)
    clock.forward(seconds=RECENT.total_seconds() + 1)
    question = phone_of(robin, conversation)["probe"]
    assert question == probe(None, "en")
    other = reply(robin, conversation, "Is he gone?")
    asked = reply(robin, conversation, str(question))
    outcomes = inbound.receive([replace(other, probe=True), replace(asked, probe=True)])
    assert codes(outcomes) == ["ask_first", "stored"]
    let_in(sms(robin.line, "yes"))
    assert codes(inbound.receive([reply(robin, conversation)])) == ["stored"]


def test_it_is_for_texts_and_for_who_holds_them(
    line: Line, robin: Counsellor, noor: Counsellor, conversation: UUID
) -> None:
    with refused("not_yours"):
        caution.set_writing(noor.pk, conversation, "never", 0, 1440)
    chat = talk(line, robin, web(line))
    with refused("not_now"):
        caution.set_writing(robin.pk, chat, "never", 0, 1440)
    (view,) = snapshots.views([chat], {})
    assert view.phone is UNSET


# ---- whether it is still they --------------------------------------------------------------------


def back_again(line: Line, robin: Counsellor, conversation: UUID) -> UUID:
    wrapped(robin, conversation)
    return talk(line, robin, sms(line, "me again"))


def test_a_word_is_agreed_on_and_compared_later(
    line: Line, robin: Counsellor, conversation: UUID
) -> None:
    caution.code_word(robin.pk, conversation, "Blue heron")
    kept = Seeker.objects.get().code
    assert "heron" not in kept
    again = back_again(line, robin, conversation)
    assert (phone_of(robin, again)["agreed"], phone_of(robin, again)["matched"]) == (True, False)
    with refused("not_matched"):
        caution.earlier(robin.pk, again)
    with refused("wrong_word"):
        caution.code_word(robin.pk, again, "green heron")
    assert happenings(again)[-1] == "not_matched"
    caution.code_word(robin.pk, again, " BLUE  héron! ")
    assert phone_of(robin, again)["matched"] is True
    assert [words.text for words in caution.earlier(robin.pk, again)] == ["hi"]


def test_nobody_can_try_words_for_long(
    line: Line, robin: Counsellor, conversation: UUID, clock: Clock
) -> None:
    caution.code_word(robin.pk, conversation, "heron")
    for _ in range(MOST_TRIES):
        with refused("wrong_word"):
            caution.code_word(robin.pk, conversation, "crane")
    with refused("too_many_tries"):
        caution.code_word(robin.pk, conversation, "heron")
    clock.forward(hours=1, seconds=1)
    caution.code_word(robin.pk, conversation, "heron")


def test_an_empty_word_is_none(robin: Counsellor, conversation: UUID) -> None:
    with refused("empty"):
        caution.code_word(robin.pk, conversation, " ?! ")
    assert Seeker.objects.get().code == ""


def test_without_a_word_the_talk_before_is_shown_when_asked_for_and_no_notes(
    line: Line, robin: Counsellor, conversation: UUID
) -> None:
    let_in(reply(robin, conversation, "For the desk only", kind="note"))
    again = back_again(line, robin, conversation)
    (view,) = snapshots.views([again], {})
    assert [message.text for message in view.messages] == ["me again"]
    assert [each.text for each in snapshots.earlier(robin.pk, again)] == ["hi"]


def test_whoever_was_never_here_has_no_talk_before(robin: Counsellor, conversation: UUID) -> None:
    assert snapshots.earlier(robin.pk, conversation) == []


# ---- whose it is ---------------------------------------------------------------------------------


def test_a_number_is_shown_for_a_reason_and_a_while_and_it_is_written_down(
    robin: Counsellor, conversation: UUID, clock: Clock
) -> None:
    number, until = caution.reveal(robin.pk, conversation, REASON)
    assert number == PHONE
    assert until - clock.now() <= caution.REVEALED_FOR
    row_ = Reveal.objects.get()
    assert (row_.counsellor_id, reveals.reason_of(row_)) == (robin.pk, REASON)
    assert REASON.encode() not in bytes(row_.sealed)
    assert happenings(conversation)[-1] == "revealed"
    assert phone_of(robin, conversation)["number"] == PHONE
    clock.forward(minutes=10, seconds=1)
    assert phone_of(robin, conversation)["number"] == ""


@pytest.mark.parametrize("reason", ["", "  ", "x"])
def test_without_a_reason_it_is_not_shown(
    robin: Counsellor, conversation: UUID, reason: str
) -> None:
    with refused("no_reason"):
        caution.reveal(robin.pk, conversation, reason)
    assert not Reveal.objects.exists()


TOLD = [
    "Her number is 2045550123.",
    "+1 (204) 555-0123",
    "call 204 555 0123 then",
    "204.555.0123",
    "room 12345",
    "2 0 4 5 5",
    "٢٠٤٥٥",
]


@pytest.mark.parametrize("reason", TOLD)
def test_a_number_is_no_reason(robin: Counsellor, conversation: UUID, reason: str) -> None:
    with refused("bad_reason"):
        caution.reveal(robin.pk, conversation, reason)
    with refused("bad_reason"):
        caution.block(robin.pk, conversation, reason, 30)
    assert not Reveal.objects.exists()
    assert not Block.objects.exists()


@pytest.mark.parametrize("reason", ["By 10:30 or 11:45", "2 of 3, for 4 days", "bus 1234"])
def test_other_figures_may_be_in_a_reason(
    robin: Counsellor, conversation: UUID, reason: str
) -> None:
    caution.reveal(robin.pk, conversation, f"  {reason} ")
    assert reveals.reason_of(Reveal.objects.get()) == reason


def test_why_a_number_was_shown_goes_with_the_words_and_that_it_was_goes_after_a_year(
    robin: Counsellor, conversation: UUID, clock: Clock
) -> None:
    caution.reveal(robin.pk, conversation, REASON)
    wrapped(robin, conversation)
    retention.shred([conversation], clock.now())
    assert reveals.reason_of(Reveal.objects.get()) is None
    assert reveals.forget(clock.forward(days=364)) == 0
    assert reveals.forget(clock.forward(days=2)) == 1
    assert not Reveal.objects.exists()


def test_a_reason_that_was_moved_to_somebody_else_cannot_be_read(
    robin: Counsellor, noor: Counsellor, conversation: UUID
) -> None:
    caution.reveal(robin.pk, conversation, REASON)
    Reveal.objects.update(counsellor=noor)
    assert reveals.reason_of(Reveal.objects.get()) == keys.UNREADABLE


def test_nobody_else_is_shown_it(robin: Counsellor, noor: Counsellor, conversation: UUID) -> None:
    with refused("not_yours"):
        caution.reveal(noor.pk, conversation, REASON)
    caution.reveal(robin.pk, conversation, REASON)
    steps = Step.objects.filter(conversation=conversation)
    assert PHONE not in str(list(steps.values()))


# ---- who is not taken in any more ----------------------------------------------------------------


def test_a_block_ends_the_talk_and_sends_nothing_that_waits(
    robin: Counsellor, conversation: UUID, answered: int
) -> None:
    with refused("no_reason"):
        caution.block(robin.pk, conversation, " ", 30)
    caution.block(robin.pk, conversation, "He wants to find her.", 30)
    assert state(conversation) == "closed"
    assert Delivery.objects.get().state == "not_delivered"
    block = Block.objects.get()
    assert (block.by_id, block.handle) == (robin.pk, row(conversation).seeker.handle)
    assert block.until - timezone.now() > timedelta(days=29)
    assert codes(inbound.receive([sms(robin.line, "hello?")])) == ["blocked"]


def test_what_the_provider_does_not_send_any_more_is_known_here(conversation: UUID) -> None:
    caution.stopped_at_provider(conversation)
    caution.stopped_at_provider(conversation)
    assert row(conversation).stopped_at is not None
    assert happenings(conversation).count("stopped") == 1
