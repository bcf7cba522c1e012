"""Whoever falls silent is not waited for without end, on no channel: their words are to go."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from helpline.models import Counsellor, Line, Seeker
from helpline.states import State
from routing import desk, presence, timers
from routing.adapters import Channel, channels
from routing.entering.conversations import Inbound
from routing.models import Delivery
from routing.texting.numbers import register
from routing.upkeep import duties
from tests.desk.house import (
    REAL,
    Clock,
    happenings,
    let_in,
    opened,
    row,
    sms,
    state,
    talk,
    texts,
    web,
)
from transcripts import retention
from transcripts.models import SealedKey

pytestmark = REAL

TEXTED = [channel for channel in channels().values() if not channel.live]


def words(line: Line, channel: Channel) -> Inbound:
    """The first words of somebody on this channel."""
    return web(line) if channel.live else replace(sms(line), channel=channel.name)


@pytest.mark.parametrize("channel", channels().values(), ids=lambda channel: channel.name)
def test_a_talk_that_fell_silent_ends_whatever_the_channel(
    line: Line, robin: Counsellor, clock: Clock, channel: Channel
) -> None:
    conversation = talk(line, robin, words(line, channel))
    almost = channel.silent_after - timedelta(minutes=1)
    duties.end_the_silent(clock.forward(seconds=almost.total_seconds()))
    assert state(conversation) == State.ACTIVE
    duties.end_the_silent(clock.forward(minutes=2))
    assert state(conversation) == State.WRAP_UP
    assert happenings(conversation)[-1] == "seeker_silent"
    # As a worker does, which looks all the time: days in one step are a clock that jumped.
    for _ in range(4):
        timers.sweep(clock.forward(hours=20))
        retention.apply(clock.now())
    assert texts(conversation) == []
    assert row(conversation).erased_at is not None


def test_where_words_go_sooner_than_a_channel_waits_the_talk_ends_with_them(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """Told was "until 2 hours after the last one"; a talk by text waits for a day."""
    line.policies = {"sms": "day:2"}
    line.save()
    conversation = talk(line, robin, sms(line, "hello"))
    duties.end_the_silent(clock.forward(hours=1, minutes=59))
    assert state(conversation) == State.ACTIVE
    duties.end_the_silent(clock.forward(minutes=2))
    duties.lapse_wrap_ups(clock.now())
    assert state(conversation) == State.CLOSED
    assert texts(conversation) == []


def test_no_minutes_of_wrap_up_make_the_time_after_the_last_word_longer(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    line.policies, line.wrap_minutes = {"sms": "day:2"}, 60
    line.save()
    conversation = talk(line, robin, sms(line, "hello"))
    clock.forward(hours=1, minutes=30)
    desk.end(robin.pk, conversation)
    duties.lapse_wrap_ups(clock.forward(minutes=29))
    assert state(conversation) == State.WRAP_UP
    duties.lapse_wrap_ups(clock.forward(minutes=2))
    assert texts(conversation) == []


@pytest.mark.parametrize("channel", TEXTED, ids=lambda channel: channel.name)
def test_a_texter_whom_nobody_answers_waits_as_long_as_their_words_are_kept(
    line: Line, clock: Clock, channel: Channel
) -> None:
    conversation = opened(words(line, channel))
    clock.forward(hours=20)
    let_in(words(line, channel))
    timers.sweep(clock.forward(hours=23, minutes=59))
    assert state(conversation) == State.WAITING
    timers.sweep(clock.forward(minutes=2))
    retention.apply(clock.now())
    assert state(conversation) == State.ABANDONED
    assert happenings(conversation)[-1] == "seeker_left"
    assert not Delivery.objects.exists()
    assert row(conversation).erased_at is not None
    assert not SealedKey.objects.filter(owner=conversation).exists()
    assert Seeker.objects.get().address is None
    assert opened(words(line, channel)) != conversation


def test_words_that_came_while_it_was_closed_wait_until_it_has_been_open(
    line: Line, clock: Clock
) -> None:
    """Written on a Friday night to a line that opens on Monday evening."""
    moment = clock.now() + timedelta(days=3)
    opens = f"{moment:%H:%M}-{moment + timedelta(hours=3):%H:%M}"
    Line.objects.update(hours={"zone": "UTC", "week": {}, "dates": {f"{moment:%Y-%m-%d}": [opens]}})
    register.forget()
    conversation = opened(sms(line))
    for _ in range(2):
        timers.sweep(clock.forward(days=1))
        assert state(conversation) == State.WAITING
    timers.sweep(clock.forward(days=1, hours=1))
    assert state(conversation) == State.WAITING
    timers.sweep(clock.forward(hours=1, minutes=2))
    assert state(conversation) == State.ABANDONED


def test_words_for_a_line_that_never_opens_do_not_wait_for_ever(line: Line, clock: Clock) -> None:
    Line.objects.update(hours={"zone": "UTC", "week": {}, "dates": {}})
    register.forget()
    conversation = opened(sms(line))
    timers.sweep(clock.forward(days=30))
    assert state(conversation) == State.WAITING
    timers.sweep(clock.forward(days=2))
    assert state(conversation) == State.ABANDONED


def test_a_month_s_words_stay_after_nobody_answered(line: Line, clock: Clock) -> None:
    line.policies = {"sms": "month"}
    line.save()
    conversation = opened(sms(line))
    timers.sweep(clock.forward(hours=25))
    assert (state(conversation), texts(conversation)) == (State.ABANDONED, ["hi"])


def test_who_is_just_offered_to_somebody_is_not_taken_from_them(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = opened(sms(line))
    clock.forward(hours=25)
    presence.set_status(robin.pk, "here")
    assert state(conversation) == State.OFFERED
    assert duties.leave_for_the_unanswered(clock.now()) == 0
    desk.accept(robin.pk, conversation)
    assert state(conversation) == State.ACTIVE
