"""What seekers say without words: ready, pause, another; and what nobody may do meanwhile."""

from datetime import timedelta
from uuid import UUID

import pytest

from helpline.models import Counsellor, Line, Seeker
from helpline.protocol import StateFrame
from helpline.states import State
from routing import asides, desk, inbound, presence, timers
from routing.consoles import snapshots, visits
from routing.models import Step
from routing.upkeep import duties
from routing.waiting import boards, lineup
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    asked,
    codes,
    enters,
    happenings,
    has_no_gap,
    let_in,
    miscounted,
    opened,
    refused,
    reply,
    row,
    sms,
    state,
    talk,
    texts,
    web,
)

pytestmark = REAL


def of(conversation: UUID) -> Seeker:
    return row(conversation).seeker


def told(conversation: UUID) -> StateFrame:
    """How it stands for the seeker's page."""
    return visits.just_opened(conversation)[1]


def answers(person: Counsellor, conversation: UUID, kind: str = "") -> str:
    (code,) = codes(inbound.receive([reply(person, conversation, kind=kind)]))
    return code


# ---- are you alone with the screen? ------------------------------------------------------------


def test_who_only_entered_is_asked_and_only_notes_are_taken_until_they_answer(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin, enters(line))
    assert told(conversation).unready
    assert snapshots.views([conversation], {})[0].unready
    assert answers(robin, conversation) == "not_ready"
    assert answers(robin, conversation, "note") == "stored"
    asides.ready(of(conversation).pk)
    assert not told(conversation).unready
    assert not snapshots.views([conversation], {})[0].unready
    assert answers(robin, conversation) == "stored"
    assert happenings(conversation) == ["opened", "accepted", "noted", "ready", "said"]


def test_words_answer_the_question_as_well(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, enters(line))
    let_in(web(line, "it is me"))
    assert happenings(conversation)[2:] == ["ready", "said"]
    assert Step.objects.get(conversation=conversation, happening="ready").detail == "words"
    assert answers(robin, conversation) == "stored"


@pytest.mark.parametrize(("seconds", "is_asked"), [(59, False), (62, True)])
def test_who_wrote_within_a_minute_is_not_asked(
    line: Line, robin: Counsellor, clock: Clock, seconds: int, is_asked: bool
) -> None:
    conversation = opened(web(line))
    clock.forward(seconds=seconds)
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    assert told(conversation).unready is is_asked
    assert answers(robin, conversation) == ("not_ready" if is_asked else "stored")


def test_words_while_waiting_count_as_well(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = opened(enters(line))
    clock.forward(minutes=5)
    let_in(web(line, "still here"))
    clock.forward(seconds=30)
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    assert not told(conversation).unready


def test_a_line_may_not_ask_at_all(line: Line, robin: Counsellor) -> None:
    Line.objects.update(ready_check=False)
    conversation = talk(line, robin, enters(line))
    assert answers(robin, conversation) == "stored"


def test_a_texter_is_never_asked(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = opened(sms(line))
    clock.forward(hours=3)
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    assert answers(robin, conversation) == "stored"
    assert not snapshots.views([conversation], {})[0].unready


def test_the_next_counsellor_asks_again(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin, web(line))
    clock.forward(minutes=5)
    presence.beat({robin.pk})
    desk.transfer(robin.pk, conversation)
    assert not told(conversation).unready
    clock.forward(seconds=5)
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    assert told(conversation).unready


def test_ready_twice_is_one_step(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, enters(line))
    for _ in range(3):
        asides.ready(of(conversation).pk)
    assert happenings(conversation).count("ready") == 1


# ---- pause -------------------------------------------------------------------------------------


def test_who_paused_keeps_the_place_and_is_not_offered(line: Line, robin: Counsellor) -> None:
    first, second = (opened(web(line, token=token)) for token in ("a", "b"))
    since = row(first).waiting_since
    asides.pause(of(first).pk, True)
    presence.set_status(robin.pk, "here")
    assert (asked(first), asked(second)) == (None, robin.pk)
    assert boards.waiting(line.pk)[0].since == int(since.timestamp() * 1000)
    desk.accept(robin.pk, second)
    with refused("nobody_waiting"):
        desk.take(robin.pk)
    asides.pause(of(first).pk, False)
    assert asked(first) == robin.pk
    assert row(first).waiting_since == since
    assert happenings(first) == ["opened", "said", "paused", "resumed", "offered"]


def test_a_pause_while_it_rings_takes_the_offer_back(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    asides.pause(of(conversation).pk, True)
    assert state(conversation) == State.WAITING
    assert asked(conversation) is None
    with refused("no_offer"):
        desk.accept(robin.pk, conversation)
    assert not miscounted()
    # It was not they who let it pass: they are asked again at once.
    let_in(web(line, "back"))
    assert asked(conversation) == robin.pk


def test_nobody_writes_to_who_paused(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin, web(line))
    asides.pause(of(conversation).pk, True)
    until = row(conversation).paused_until
    assert until is not None
    assert told(conversation).paused == int(until.timestamp() * 1000)
    assert snapshots.views([conversation], {})[0].paused == int(until.timestamp() * 1000)
    assert answers(robin, conversation) == "paused"
    assert answers(robin, conversation, "note") == "stored"
    let_in(web(line, "i am back"))
    assert answers(robin, conversation) == "stored"
    assert row(conversation).paused_until is None
    assert happenings(conversation)[-4:] == ["noted", "resumed", "said", "said"]


def test_a_pause_runs_out_by_itself_and_says_so(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = opened(web(line))
    asides.pause(of(conversation).pk, True)
    presence.set_status(robin.pk, "here")
    assert duties.end_pauses(clock.forward(minutes=line.hold_minutes - 1)) == 0
    presence.set_status(robin.pk, "here")
    assert asked(conversation) is None
    presence.seekers_alive([of(conversation).pk])
    assert duties.end_pauses(clock.forward(minutes=1.1)) == 1
    all_look()
    step = Step.objects.get(conversation=conversation, happening="resumed")
    assert (step.actor, step.detail) == ("helpline", "over")
    presence.set_status(robin.pk, "here")
    assert asked(conversation) == robin.pk


def test_time_alone_ends_a_pause_even_if_the_worker_sleeps(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, web(line))
    asides.pause(of(conversation).pk, True)
    clock.forward(minutes=line.hold_minutes + 1)
    assert answers(robin, conversation) == "stored"


def test_who_paused_is_not_taken_to_be_gone_or_silent(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    active = talk(line, robin, web(line, token="a"))
    waiting = opened(web(line, token="w"))
    clock.forward(minutes=25)
    presence.seekers_alive(list(Seeker.objects.values_list("pk", flat=True)))
    for conversation in (waiting, active):
        asides.pause(of(conversation).pk, True)
    now = clock.forward(minutes=line.hold_minutes - 1)
    assert (duties.leave_for_the_gone(now), duties.end_the_silent(now)) == (0, 0)
    # When it is over they have as long as anybody who has just written.
    presence.seekers_alive(list(Seeker.objects.values_list("pk", flat=True)))
    now = clock.forward(minutes=2)
    assert duties.end_pauses(now) == 2
    assert (duties.leave_for_the_gone(now), duties.end_the_silent(now)) == (0, 0)
    assert duties.end_the_silent(clock.forward(minutes=31)) == 1


def test_the_screen_of_who_is_ready_is_not_silent(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, enters(line))
    clock.forward(minutes=29)
    asides.ready(of(conversation).pk)
    assert duties.end_the_silent(clock.forward(minutes=5)) == 0
    assert duties.end_the_silent(clock.forward(minutes=30)) == 1


# ---- another -----------------------------------------------------------------------------------


def test_another_goes_back_to_its_place_and_not_to_the_same_person(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, web(line))
    since = row(conversation).waiting_since
    later = opened(web(line, token="later"))
    presence.set_status(robin.pk, "here")
    asides.another(of(conversation).pk)
    assert state(conversation) == State.WAITING
    assert row(conversation).waiting_since == since
    assert asked(conversation) is None
    assert asked(later) == robin.pk
    desk.accept(robin.pk, later)
    with refused("nobody_waiting"):
        desk.take(robin.pk)
    presence.set_status(noor.pk, "here")
    assert asked(conversation) == noor.pk
    assert not miscounted()
    step = Step.objects.get(conversation=conversation, happening="transferred")
    assert (step.actor, step.detail) == ("seeker", "another")


def test_after_a_minute_the_same_person_is_better_than_nobody(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, web(line))
    presence.set_status(robin.pk, "here")
    asides.another(of(conversation).pk)
    assert asked(conversation) is None
    clock.forward(seconds=lineup.PASSED_SECONDS + 1)
    all_look()
    presence.set_status(robin.pk, "here")
    assert asked(conversation) == robin.pk


def test_another_ends_a_pause(line: Line, robin: Counsellor, noor: Counsellor) -> None:
    conversation = talk(line, robin, web(line))
    asides.pause(of(conversation).pk, True)
    presence.set_status(noor.pk, "here")
    asides.another(of(conversation).pk)
    assert asked(conversation) == noor.pk


# ---- where it may not be -----------------------------------------------------------------------


@pytest.mark.parametrize("what", ["ready", "pause", "another"])
def test_without_a_talk_or_after_it_nothing_can_be_said_of_it(
    line: Line, robin: Counsellor, what: str
) -> None:
    def say(seeker: Seeker) -> None:
        if what == "pause":
            asides.pause(seeker.pk, True)
        else:
            getattr(asides, what)(seeker.pk)

    conversation = talk(line, robin, web(line))
    seeker = of(conversation)
    desk.end(robin.pk, conversation)
    with refused("not_now"):
        say(seeker)
    desk.wrap(robin.pk, conversation, "support")
    with refused("no_conversation"):
        say(seeker)


def test_nothing_is_said_under_a_token_that_a_quick_exit_has_ended(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin, web(line))
    desk.quick_exit(of(conversation).pk)
    with refused("token"):
        asides.ready(of(conversation).pk)


def test_nobody_asks_for_another_while_nobody_is_there(line: Line) -> None:
    conversation = opened(web(line))
    with refused("not_now"):
        asides.another(of(conversation).pk)


def test_automatic_happenings_write_nothing(line: Line, robin: Counsellor, clock: Clock) -> None:
    """Whatever time and the seeker do beside words, there are only the seeker's own words."""
    conversation = talk(line, robin, web(line, "mine"))
    seeker = of(conversation).pk
    asides.pause(seeker, True)
    duties.end_pauses(clock.forward(minutes=16))
    asides.ready(seeker)
    asides.another(seeker)
    timers.sweep(clock.forward(seconds=1))
    assert state(conversation) == State.WAITING
    assert texts(conversation) == ["mine"]
    assert has_no_gap(conversation)
    timers.sweep(clock.forward(minutes=6))
    assert state(conversation) == State.ABANDONED
    assert happenings(conversation).count("said") == 1


def test_pauses_are_as_long_as_the_line_holds_places(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    Line.objects.update(hold_minutes=3)
    conversation = talk(line, robin, web(line))
    asides.pause(of(conversation).pk, True)
    until = row(conversation).paused_until
    assert until is not None
    assert timedelta(minutes=2.9) < until - clock.now() <= timedelta(minutes=3)
