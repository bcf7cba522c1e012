"""Keywords, greetings and closed hours through the real door: what is kept, said, and to whom."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError
from msgspec.structs import replace

from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.roles import Role
from routing import desk, inbound
from routing.hands import care, handover
from routing.models import Block, Delivery, OptOut
from routing.texting import blocks, optouts
from routing.texting.numbers import register
from routing.texting.words import Name, words_of
from routing.upkeep import unasked
from tests.desk.house import (
    NUMBER,
    PHONE,
    REAL,
    Clock,
    at_once,
    codes,
    happenings,
    has_no_gap,
    let_in,
    new_counsellor,
    new_line,
    reply,
    row,
    sms,
    state,
    talk,
    texts,
    wrapped,
)
from transcripts.models import Removal

pytestmark = REAL


@pytest.fixture
def line() -> Line:
    """A line that says what it says by itself."""
    return new_line(number=NUMBER, automatic={})


def change(line: Line, **fields: object) -> None:
    Line.objects.filter(pk=line.pk).update(**fields)
    register.forget()


def queued_texts() -> list[tuple[int, bool]]:
    """The seq of each text that waits to leave, and whether nobody wrote it."""
    return list(Delivery.objects.order_by("seq").values_list("seq", "automatic"))


# ---- greeting ------------------------------------------------------------------------------------


def test_who_writes_first_is_greeted_once(line: Line) -> None:
    (first, second) = let_in(sms(line, "hello"), sms(line, "anybody there?"))
    assert first.conversation == second.conversation
    let_in(sms(line, "?"))
    kept = "your words, until 24 hours after the last one."
    greeting = words_of("greeting", "en", kept=kept)
    assert texts(first.conversation) == ["hello", greeting, "anybody there?", "?"]
    assert queued_texts() == [(3, True)]
    assert has_no_gap(first.conversation)


def test_a_repeat_of_the_first_text_greets_nobody_again(line: Line) -> None:
    item = sms(line)
    (first,) = let_in(item)
    (again,) = let_in(item)
    assert again.repeat
    assert len(texts(first.conversation)) == 2


def test_out_of_hours_it_is_said_when_it_opens_and_where_else_to_go(
    line: Line, clock: Clock
) -> None:
    never = {"zone": "UTC", "week": {}, "dates": {}}
    tomorrow = clock.now() + timedelta(days=1)
    never["dates"] = {f"{tomorrow:%Y-%m-%d}": ["06:30-07:00"]}
    change(line, hours=never, automatic={"en": {"others": "You can also call 555 0100."}})
    (first,) = let_in(sms(line, "hello"))
    said = texts(first.conversation)[1]
    assert "06:30" in said
    assert "You can also call 555 0100." in said
    assert state(first.conversation) == "waiting"


def test_a_number_s_own_language_and_words_count(line: Line) -> None:
    line.numbers.update(language="fr", automatic={"fr": {"greeting": "Salut, {kept}"}})
    register.forget()
    (first,) = let_in(replace(sms(line, "hello"), locale="fr"))
    assert texts(first.conversation)[1].startswith("Salut, vos mots")


# ---- stop and start ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["STOP", "arrêt", "End.", "QUIT"])
def test_one_word_in_a_live_talk_stops_all_texts_and_the_counsellor_is_told(
    line: Line, robin: Counsellor, word: str
) -> None:
    conversation = talk(line, robin, sms(line, "he is here"))
    let_in(sms(line, word))
    assert row(conversation).stopped_at is not None
    assert happenings(conversation)[-3:] == ["said", "stopped", "said"]
    assert codes(inbound.receive([reply(robin, conversation)])) == ["opted_out"]
    assert codes(inbound.receive([reply(robin, conversation, kind="note")])) == ["stored"]
    assert state(conversation) == "active"
    assert OptOut.objects.count() == 1


@pytest.mark.parametrize(
    ("word", "name", "locale"), [("STOP", "stopped", "en"), ("ARRET", "stopped", "fr")]
)
def test_the_answer_is_in_the_keyword_s_language(
    line: Line, word: str, name: str, locale: str
) -> None:
    let_in(sms(line, "hello"))
    (stop,) = let_in(sms(line, word))
    assert texts(stop.conversation)[-1] == words_of("stopped", locale)


def test_start_takes_them_up_again(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, sms(line, "hello"))
    let_in(sms(line, "STOP"), sms(line, "START"))
    assert row(conversation).stopped_at is None
    assert texts(conversation)[-1] == words_of("started", "en")
    assert codes(inbound.receive([reply(robin, conversation)])) == ["stored"]
    assert not OptOut.objects.exists()


@pytest.mark.parametrize(
    ("words", "name"),
    [(["STOP"], "stopped"), (["STOP", "START"], "started"), (["INFO"], "help")],
)
def test_a_word_of_both_languages_is_answered_in_that_of_the_talk(
    line: Line, words: list[str], name: Name
) -> None:
    let_in(replace(sms(line, "allô"), locale="fr"))
    # What one such word looks like by itself says nothing.
    *_, asked = let_in(*(replace(sms(line, word), locale="en") for word in words))
    assert texts(asked.conversation)[-1] == words_of(name, "fr")


def test_who_stopped_stays_stopped_in_the_next_talk(line: Line, robin: Counsellor) -> None:
    old = talk(line, robin, sms(line, "hello"))
    let_in(sms(line, "STOP"))
    wrapped(robin, old)
    (back,) = let_in(sms(line, "I am back"))
    assert back.conversation != old
    assert row(back.conversation).stopped_at is not None
    assert texts(back.conversation) == ["I am back"]
    desk.take(robin.pk)
    assert codes(inbound.receive([reply(robin, back.conversation)])) == ["opted_out"]


@pytest.mark.parametrize(("word", "answers"), [("STOP", 1), ("HELP", 1), ("START", 0)])
def test_who_says_it_again_and_again_is_answered_once(line: Line, word: str, answers: int) -> None:
    (first,) = let_in(sms(line, "hello"))
    before = len(texts(first.conversation))
    for _ in range(3):
        let_in(sms(line, word))
    assert len(texts(first.conversation)) == before + 3 + answers


def test_who_asks_for_help_an_hour_later_is_answered_again(line: Line, clock: Clock) -> None:
    (first,) = let_in(sms(line, "HELP"))
    clock.forward(hours=1)
    let_in(sms(line, "HELP"))
    assert texts(first.conversation).count(words_of("help", "en")) == 2


def test_own_words_that_are_too_long_are_left_out_and_nothing_else_is_lost(line: Line) -> None:
    change(line, automatic={"en": {"greeting": "Hello. " * 300}})
    (first,) = let_in(sms(line, "are you there?"))
    assert texts(first.conversation) == ["are you there?"]


def test_the_answer_to_a_first_stop_leaves_before_its_words_are_erased(
    line: Line, clock: Clock
) -> None:
    change(line, policies={"sms": "at_close"})
    (stop,) = let_in(sms(line, "STOP"))
    erase_at = row(stop.conversation).erase_at
    assert erase_at is not None
    assert erase_at > clock.now() + timedelta(seconds=30)


def test_stop_as_the_very_first_word_asks_for_nobody(line: Line) -> None:
    (stop,) = let_in(sms(line, "STOP"))
    assert state(stop.conversation) == "abandoned"
    assert row(stop.conversation).erase_at is not None
    assert queued_texts() == [(4, True)]
    assert has_no_gap(stop.conversation)


def test_what_the_provider_has_answered_is_obeyed_in_silence(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, sms(line, "hello"))
    before = len(texts(conversation))
    let_in(replace(sms(line, "Fermer"), answered="stop"))
    assert row(conversation).stopped_at is not None
    assert len(texts(conversation)) == before + 1


def test_who_stops_twice_is_stopped_once_and_from_then(line: Line, clock: Clock) -> None:
    let_in(sms(line, "hello"), sms(line, "STOP"))
    before = OptOut.objects.get().until
    clock.forward(days=1)
    let_in(sms(line, "STOP"))
    assert OptOut.objects.get().until > before


def test_an_opt_out_is_forgotten_in_time(line: Line, clock: Clock) -> None:
    let_in(sms(line, "STOP"))
    assert optouts.forget(clock.forward(days=1)) == 0
    assert optouts.forget(clock.forward(days=365 * 6)) == 1


def test_another_number_and_another_line_are_not_stopped(line: Line) -> None:
    other = new_line("day", number="+12045550101")
    let_in(sms(line, "STOP"))
    (here,) = let_in(sms(line, "hello", address="+15005550007"))
    (there,) = let_in(sms(other, "hello"))
    assert row(here.conversation).stopped_at is None
    assert row(there.conversation).stopped_at is None


# ---- help ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "locale"), [("HELP", "en"), ("Aide", "fr"), ("info", "en")])
def test_who_asks_for_help_is_answered_and_stands_in_the_queue(
    line: Line, word: str, locale: str
) -> None:
    (asked,) = let_in(sms(line, word))
    assert words_of("help", locale) in texts(asked.conversation)
    assert state(asked.conversation) == "waiting"
    assert row(asked.conversation).tier == 1


def test_who_asks_for_help_while_waiting_goes_before_those_who_wrote(
    line: Line, robin: Counsellor
) -> None:
    (first,) = let_in(sms(line, "hello", address="+15005550001"))
    (second,) = let_in(sms(line, "hello", address="+15005550002"))
    let_in(sms(line, "HELP", address="+15005550002"))
    order = Conversation.objects.order_by("-priority", "rank_at").values_list("pk", flat=True)
    assert list(order) == [second.conversation, first.conversation]


# ---- pictures ------------------------------------------------------------------------------------


def test_a_picture_is_declined_once_and_goes_at_the_provider(line: Line) -> None:
    one = replace(sms(line, "look"), pictures=("ME1", "ME2"))
    two = replace(sms(line, ""), pictures=("ME3",))
    (first,) = let_in(one)
    let_in(two, one)
    said = texts(first.conversation)
    assert said.count(words_of("picture", "en")) == 1
    assert happenings(first.conversation).count("pictures") == 2
    asked = Removal.objects.values_list("external_id", "picture")
    assert {picture for _, picture in asked} == {"ME1", "ME2", "ME3"}


# ---- blocks --------------------------------------------------------------------------------------


@pytest.fixture
def blocked(line: Line, robin: Counsellor, clock: Clock) -> UUID:
    """A conversation whose seeker was blocked for thirty days."""
    conversation = talk(line, robin, sms(line, "hello"))
    seeker = row(conversation).seeker
    blocks.add(seeker, by=robin, reason="threats", days=30, now=clock.now())
    wrapped(robin, conversation)
    return conversation


def test_who_is_blocked_gets_nothing_is_not_kept_and_is_counted(line: Line, blocked: UUID) -> None:
    texts_before = Delivery.objects.count()
    item = sms(line, "again")
    assert codes(inbound.receive([item])) == ["blocked"]
    assert Conversation.objects.count() == 1
    assert Delivery.objects.count() == texts_before
    assert Block.objects.get().turned_away == 1
    assert Removal.objects.filter(external_id=item.external_id).exists()


def test_each_text_that_is_turned_away_counts_once_however_often_it_is_brought(
    line: Line, blocked: UUID
) -> None:
    batch = [sms(line, "one"), sms(line, "two"), sms(line, "three")]
    assert codes(inbound.receive([*batch, batch[0]])) == ["blocked"] * 4
    assert Block.objects.get().turned_away == 3
    assert codes(inbound.receive([batch[1], sms(line, "four")])) == ["erased", "blocked"]
    assert Block.objects.get().turned_away == 4


def test_a_text_brought_to_two_at_once_counts_once(line: Line, blocked: UUID) -> None:
    item = sms(line, "again")
    outcomes = at_once(*[partial(inbound.receive, [item])] * 4)
    found = [code for each in outcomes if isinstance(each, list) for code in codes(each)]
    assert len(found) == 4
    assert {"blocked"} <= {*found} <= {"blocked", "erased"}
    assert Block.objects.get().turned_away == 1


def test_what_is_not_committed_is_not_counted(
    line: Line, blocked: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reach(point: str) -> None:
        if point == "before_commit":
            raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr("helpline.failpoints.reach", reach)
        assert codes(inbound.receive([sms(line, "again")])) == ["try_again"]
    assert Block.objects.get().turned_away == 0


def test_what_was_taken_in_before_the_block_is_neither_counted_nor_removed(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    first = sms(line, "hello")
    conversation = talk(line, robin, first)
    blocks.add(row(conversation).seeker, by=robin, reason="threats", days=30, now=clock.now())
    wrapped(robin, conversation)
    assert codes(inbound.receive([first, sms(line, "again")])) == ["repeat", "blocked"]
    assert Block.objects.get().turned_away == 1
    assert not Removal.objects.filter(external_id=first.external_id).exists()


def test_a_block_ends_by_itself_or_by_hand(
    line: Line, robin: Counsellor, blocked: UUID, clock: Clock
) -> None:
    blocks.lift(Block.objects.get(), by=robin, now=clock.now())
    assert codes(inbound.receive([sms(line, "again")])) == ["stored"]
    assert blocks.forget(clock.forward(days=31)) == 1


def test_others_in_the_batch_of_a_blocked_one_are_taken_in(line: Line, blocked: UUID) -> None:
    outcomes = inbound.receive([sms(line, "again"), sms(line, "hi", address="+15005550009")])
    assert codes(outcomes) == ["blocked", "stored"]


# ---- what time brings ----------------------------------------------------------------------------


def test_who_waits_long_is_told_once_that_their_place_is_kept(line: Line, clock: Clock) -> None:
    (first,) = let_in(sms(line, "hello"))
    assert unasked.say_waiting(clock.forward(minutes=4)) == 0
    assert unasked.say_waiting(clock.forward(minutes=2)) == 1
    assert unasked.say_waiting(clock.forward(minutes=20)) == 0
    assert texts(first.conversation)[-1] == words_of("waiting", "en")


def test_whose_counsellor_had_to_go_is_told_so(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin, sms(line, "hello"))
    desk.transfer(robin.pk, conversation)
    assert unasked.say_handed_back(clock.now()) == 1
    assert unasked.say_handed_back(clock.now()) == 0
    assert texts(conversation)[-1] == words_of("handed_back", "en")


def test_a_phone_is_told_once_that_a_supervisor_goes_on(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, sms(line, "hello"))
    dana = new_counsellor(line, "Dana", here=True)
    Counsellor.objects.filter(pk=dana.pk).update(role=Role.SUPERVISOR)
    care.take_over(dana.pk, pk)
    assert unasked.say_handed_back(clock.now()) == 0
    assert unasked.say_taken_over(clock.now()) == 1
    assert unasked.say_taken_over(clock.now()) == 0
    assert texts(pk)[-1] == words_of("taken_over", "en")


def test_whom_a_colleague_took_over_is_told_once_that_somebody_else_goes_on(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line, "hello"))
    ben = new_counsellor(line, "Ben", here=True)
    handover.hand(robin.pk, conversation, ben.pk, "")
    assert unasked.say_taken_over(clock.now()) == 0
    handover.receive(ben.pk, conversation, yes=True)
    assert unasked.say_taken_over(clock.now()) == 1
    assert unasked.say_taken_over(clock.now()) == 0
    assert texts(conversation)[-1] == words_of("taken_over", "en")


@pytest.mark.parametrize("why", ["stopped", "never", "exited"])
def test_nothing_is_said_unasked_to_who_may_not_be_written_to(
    line: Line, robin: Counsellor, clock: Clock, why: str
) -> None:
    conversation = talk(line, robin, sms(line, "hello"))
    facts: dict[str, dict[str, Any]] = {
        "stopped": {"stopped_at": clock.now()},
        "never": {"writing": "never"},
        "exited": {"exited_at": clock.now()},
    }
    Conversation.objects.filter(pk=conversation).update(**facts[why])
    desk.transfer(robin.pk, conversation)
    before = texts(conversation)
    assert unasked.say_handed_back(clock.now()) == 0
    assert unasked.say_waiting(clock.forward(minutes=6)) == 0
    assert texts(conversation) == before
    assert Seeker.objects.get().address is not None
    assert PHONE not in str(texts(conversation))
