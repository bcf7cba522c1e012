"""Whoever wrote is told of a hold where they are: on their page, and by text."""

import io
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from django.core.management import call_command

from helpline.models import Conversation, Counsellor, Line
from helpline.protocol import StateFrame
from routing import desk, outbound, timers
from routing.consoles import missed, snapshots, visits
from routing.events import Event, seeker_frame
from routing.hands import lawholds
from routing.lawwords import SAID
from routing.models import Delivery
from routing.texting.numbers import register
from routing.texting.words import words_of
from routing.upkeep import lawtexts
from tests.desk.house import (
    REAL,
    Clock,
    happenings,
    let_in,
    new_counsellor,
    opened,
    row,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.test_holds import asked, by
from transcripts.models import Hold

pytestmark = REAL
DAY = "2027-02-25"


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return new_counsellor(line, "Dana")


def held(pk: UUID, robin: Counsellor, dana: Counsellor, clock: Clock, **much: float) -> UUID:
    hold = asked(pk, robin, clock, **much)
    lawholds.agree(hold, by(dana))
    return hold


def state_of(pk: UUID) -> StateFrame:
    return visits.look(row(pk).seeker_id, 0).state


# ---- on their page -------------------------------------------------------------------------------


def test_their_page_says_it_from_the_yes_on_and_no_longer_than_it_is_so(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    hold = asked(pk, robin, clock)
    assert not state_of(pk).law
    lawholds.agree(hold, by(dana))
    law = state_of(pk).law
    assert law
    assert law.said == SAID
    desk.keep(row(pk).seeker_id, "erase")
    state = state_of(pk)
    assert (state.erased, bool(state.law)) == (True, True)
    assert texts(pk) == []
    lawholds.release(hold, by(dana), "the case was closed")
    assert not state_of(pk).law
    assert [each for each in happenings(pk) if each.startswith("law")] == ["law_holds", "law_ends"]


def test_where_their_words_are_kept_for_longer_anyway_nothing_is_said(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    wrapped(robin, pk)
    Conversation.objects.filter(pk=pk).update(erase_at=clock.now() + timedelta(days=40))
    held(pk, robin, dana, clock)
    assert not state_of(pk).law


def test_who_waits_is_told_with_their_place(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = opened(web(line, token="a"))
    held(pk, robin, dana, clock)
    assert state_of(pk).law


def test_whoever_answers_sees_till_when_and_never_why(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, token="a"))
    (before,) = snapshots.views([pk], {})
    hold = Hold.objects.get(pk=held(pk, robin, dana, clock))
    (view,) = snapshots.views([pk], {})
    assert not before.law
    assert view.law == int(hold.until.timestamp() * 1000)
    assert "order of the court" not in repr(view)


# ---- by text -------------------------------------------------------------------------------------


def told(pk: UUID) -> list[str]:
    with_until = {words_of("held", each, until=DAY)[:24] for each in ("en", "fr")}
    return [each for each in texts(pk) if each[:24] in with_until]


def test_by_text_they_are_told_once_while_they_have_the_phone_in_hand(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, sms(line, "my own words"))
    clock.forward(hours=1)
    held(pk, robin, dana, clock)
    assert lawtexts.say_held(clock.now()) == 0
    let_in(sms(line, "are you there?"))
    assert lawtexts.say_held(clock.now()) == 1
    assert lawtexts.say_held(clock.now()) == 0
    assert len(told(pk)) == 1
    assert Delivery.objects.filter(conversation_id=pk, automatic=True).count() == 1


def test_nobody_is_written_to_whose_talk_is_over_but_who_writes_again_is_told(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, sms(line, "my own words"))
    wrapped(robin, pk)
    held(pk, robin, dana, clock)
    assert lawtexts.say_held(clock.now()) == 0
    again = opened(sms(line, "hi again"))
    assert lawtexts.say_held(clock.now()) == 1
    assert (len(told(again)), told(pk)) == (1, [])


@pytest.mark.parametrize("stop", [True, False])
def test_who_wants_no_texts_gets_none(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock, stop: bool
) -> None:
    pk = talk(line, robin, sms(line, "my own words"))
    held(pk, robin, dana, clock)
    if stop:
        let_in(sms(line, "STOP"))
    else:
        Conversation.objects.filter(pk=pk).update(writing="never")
    assert lawtexts.say_held(clock.now()) == 0
    assert told(pk) == []


def test_a_line_that_may_tell_nobody_tells_nobody(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, sms(line, "my own words"))
    held(pk, robin, dana, clock)
    Line.objects.update(automatic={"en": {"held": ""}})
    register.forget()
    lawtexts.say_held(clock.now())
    assert told(pk) == []
    assert Hold.objects.get().told_at is not None


def test_what_was_ended_again_is_told_to_nobody(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, sms(line, "my own words"))
    hold = held(pk, robin, dana, clock)
    lawholds.release(hold, by(dana), "by mistake")
    assert lawtexts.say_held(clock.now()) == 0
    assert told(pk) == []


# ---- when it ends by time ------------------------------------------------------------------------


def test_a_page_left_open_is_told_when_the_hold_ends_by_time(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are erased in the same run, and whoever wrote was forgotten long before."""
    pk = talk(line, robin, web(line, "my own words", token="a"))
    held(pk, robin, dana, clock, hours=30)
    desk.keep(row(pk).seeker_id, "erase")
    timers.erase(clock.now())
    told: list[StateFrame] = []

    def hear(events: Sequence[Event]) -> None:
        frames = [seeker_frame(each) for each in events if each.conversation == pk]
        told.extend(msgspec.json.decode(each, type=StateFrame) for each in frames if each)

    monkeypatch.setattr(outbound, "let_out", hear)
    timers.erase(clock.forward(hours=29))
    assert told == []
    timers.erase(clock.forward(hours=2))
    assert row(pk).erased_at is not None
    (frame,) = told
    assert (frame.erased, bool(frame.law)) == (True, False)
    assert happenings(pk)[-1] == "law_ends"
    timers.erase(clock.forward(hours=1))
    assert len(told) == 1


def test_a_command_that_ends_it_tells_them_as_the_worker_does(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """It has no page itself: what it writes down, each process that has one finds."""
    pk = talk(line, robin, web(line, "my own words", token="a"))
    held(pk, robin, dana, clock, hours=30)
    wrapped(robin, pk)
    clock.forward(hours=31)
    call_command("retention", "--apply", "--despite-jump", stdout=io.StringIO())
    assert happenings(pk)[-1] == "law_ends"
    [event] = missed.steps({pk: row(pk).last_seq - 1})
    frame = msgspec.json.decode(seeker_frame(event) or b"")
    assert (frame["type"], frame["erased"], "law" in frame) == ("state", True, False)


def test_what_was_asked_for_and_never_held_tells_nobody(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    asked(pk, robin, clock, hours=1)
    timers.erase(clock.now())
    timers.erase(clock.forward(hours=2))
    assert Hold.objects.get().state == "lapsed"
    assert [each for each in happenings(pk) if each.startswith("law")] == []
