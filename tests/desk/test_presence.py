"""A shift is a lease: renewed, all is well; when it runs out, nobody is left alone."""

from datetime import datetime

import pytest

from helpline.models import Counsellor, Line, Seeker
from helpline.states import State
from routing import desk, moves, presence, timers
from routing.consoles import snapshots
from routing.models import Assignment, Shift
from routing.upkeep import duties
from routing.waiting import lineup
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    asked,
    happenings,
    has_no_gap,
    let_in,
    miscounted,
    opened,
    row,
    sms,
    state,
    talk,
    texts,
    web,
)

pytestmark = REAL


def sweep(now: datetime) -> None:
    """What the worker does about people, once."""
    duties.lapse_offers(now)
    presence.lapse_leases(now)
    duties.assign_all(now)


def test_a_beat_renews_the_lease(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    for _ in range(6):
        sweep(clock.forward(seconds=presence.BEAT_SECONDS))
        assert presence.beat({robin.pk}) == set()
    assert state(conversation) == State.ACTIVE


def test_a_console_that_comes_back_again_and_again_keeps_its_shift(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    for _ in range(12):
        sweep(clock.forward(seconds=presence.BEAT_SECONDS - 1))
        assert snapshots.snapshot(robin.pk, {}).me.status != "away"
    assert state(conversation) == State.ACTIVE


def test_two_beats_may_be_missed(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    sweep(clock.forward(seconds=3 * presence.BEAT_SECONDS - 1))
    assert presence.beat({robin.pk}) == set()
    assert state(conversation) == State.ACTIVE


def test_who_vanishes_is_noticed_within_a_minute_of_their_last_beat(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    assert presence.LEASE_SECONDS + timers.SWEEP_SECONDS < 60
    first = talk(line, robin)
    second = talk(line, robin)
    since = {c: row(c).waiting_since for c in (first, second)}
    let_in(web(line, "are you there?", conversation=first))
    sweep(clock.forward(seconds=presence.LEASE_SECONDS + 1))
    for conversation in (first, second):
        assert state(conversation) == State.WAITING
        assert row(conversation).waiting_since == since[conversation]
        assert row(conversation).counsellor_id is None
        assert happenings(conversation)[-1] == "counsellor_lost"
        assert has_no_gap(conversation)
    assert texts(first)[-1] == "are you there?"
    assert not Assignment.objects.filter(ended_at=None).exists()
    assert presence.status_of(robin.pk) == "away"
    assert not miscounted()


def test_what_a_vanished_counsellor_held_rings_with_somebody_else(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    now = clock.forward(seconds=presence.LEASE_SECONDS + 1)
    all_look()
    presence.set_status(noor.pk, "here")
    sweep(now)
    assert asked(conversation) == noor.pk


def test_what_rings_with_a_vanished_counsellor_goes_on_ringing_elsewhere(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    line.accept_seconds = 600
    line.save()
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    all_look()
    presence.set_status(noor.pk, "here")
    sweep(clock.now())
    assert asked(conversation) == noor.pk
    assert happenings(conversation)[-3:] == ["offered", "offer_lapsed", "offered"]


def test_a_vanished_counsellors_wrap_up_is_closed(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    sweep(clock.forward(seconds=presence.LEASE_SECONDS + 1))
    assert state(conversation) == State.CLOSED
    assert happenings(conversation)[-1] == "wrap_lapsed"


def test_a_waking_laptop_hears_that_its_shift_is_over(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    talk(line, robin)
    sweep(clock.forward(minutes=30))
    assert presence.beat({robin.pk}) == {robin.pk}
    assert presence.status_of(robin.pk) == "away"


def test_a_lapsed_lease_is_away_even_before_the_sweep(robin: Counsellor, clock: Clock) -> None:
    presence.set_status(robin.pk, "here")
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    assert presence.status_of(robin.pk) == "away"


def test_a_beat_without_a_shift_says_so(robin: Counsellor) -> None:
    assert presence.beat({robin.pk}) == {robin.pk}
    assert presence.status_of(robin.pk) == "away"


def test_of_many_who_beat_only_those_without_a_shift_are_named(
    robin: Counsellor, noor: Counsellor, camille: Counsellor
) -> None:
    presence.set_status(noor.pk, "here")
    presence.set_status(camille.pk, "resting")
    assert presence.beat({robin.pk, noor.pk, camille.pk}) == {robin.pk}


def test_resting_keeps_what_is_held_and_takes_nothing_new(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    presence.set_status(robin.pk, "here")
    ringing = opened(web(line, token="ringing"))
    presence.set_status(robin.pk, "resting")
    assert state(conversation) == State.ACTIVE
    assert (state(ringing), asked(ringing)) == (State.WAITING, None)
    assert asked(opened(web(line, token="later"))) is None
    assert not miscounted()


def test_a_resting_counsellor_who_vanishes_loses_what_they_hold(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    presence.set_status(robin.pk, "resting")
    sweep(clock.forward(seconds=presence.LEASE_SECONDS + 1))
    assert state(conversation) == State.WAITING


def test_ending_a_shift_puts_everything_back_at_its_place(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    since = row(conversation).waiting_since
    presence.set_status(robin.pk, "away")
    assert (state(conversation), row(conversation).waiting_since) == (State.WAITING, since)
    assert Shift.objects.get(pk=robin.pk).load == 0


def test_beginning_a_shift_is_asked_at_once(line: Line, robin: Counsellor) -> None:
    conversation = opened(web(line))
    presence.set_status(robin.pk, "here")
    assert asked(conversation) == robin.pk


@pytest.mark.parametrize("lost", ["active", "offered"])
def test_a_process_that_died_half_way_leaves_nobody_alone(
    line: Line, robin: Counsellor, clock: Clock, lost: str
) -> None:
    """Away is committed, what was held is not yet back in the queue: the next sweep does it."""
    if lost == "active":
        conversation = talk(line, robin)
    else:
        presence.set_status(robin.pk, "here")
        conversation = opened(web(line))
    Shift.objects.filter(pk=robin.pk).update(status="away")
    presence.lapse_leases(clock.now())
    assert state(conversation) == State.WAITING
    assert not miscounted()


def test_who_is_back_by_now_keeps_what_they_hold(line: Line, robin: Counsellor) -> None:
    """A sweep that had seen them away comes to their conversation when they are here again."""
    conversation = talk(line, robin)
    presence.put_back(robin.pk)
    assert state(conversation) == State.ACTIVE


def test_a_second_sweep_changes_nothing(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    now = clock.forward(seconds=presence.LEASE_SECONDS + 1)
    sweep(now)
    before = happenings(conversation)
    sweep(now)
    assert happenings(conversation) == before


# ---- seekers -----------------------------------------------------------------------------------


def test_a_web_seeker_who_is_gone_from_the_queue_has_left_it(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = opened(web(line))
    duties.leave_for_the_gone(clock.forward(minutes=4))
    assert state(conversation) == State.WAITING
    duties.leave_for_the_gone(clock.forward(minutes=2))
    assert state(conversation) == State.ABANDONED


def test_a_sign_of_life_keeps_a_place_in_the_queue(line: Line, clock: Clock) -> None:
    conversation = opened(web(line))
    clock.forward(minutes=4)
    presence.seekers_alive([row(conversation).seeker_id])
    duties.leave_for_the_gone(clock.forward(minutes=4))
    assert state(conversation) == State.WAITING


def test_a_texter_never_leaves_the_queue_by_silence(line: Line, clock: Clock) -> None:
    conversation = opened(sms(line))
    duties.leave_for_the_gone(clock.forward(hours=3))
    assert state(conversation) == State.WAITING


def test_a_forgotten_wrap_up_closes_after_the_lines_minutes(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    duties.lapse_wrap_ups(clock.forward(minutes=line.wrap_minutes - 1))
    assert state(conversation) == State.WRAP_UP
    duties.lapse_wrap_ups(clock.forward(minutes=2))
    assert state(conversation) == State.CLOSED


def test_a_web_seeker_is_quiet_after_two_minutes_without_a_sign(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    assert lineup.presence_of(row(conversation)) == "here"
    clock.forward(minutes=3)
    assert lineup.presence_of(row(conversation)) == "quiet"
    Seeker.objects.update(seen_at=clock.now())
    assert lineup.presence_of(row(conversation)) == "here"


def test_a_sweep_that_fails_keeps_none_of_the_others_from_running(
    line: Line, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = talk(line, robin)
    Shift.objects.filter(pk=robin.pk).update(lease_until=clock.now())

    def nobody(now: datetime) -> int:
        return moves.locked(robin.pk).last_seq  # no such conversation: refused

    monkeypatch.setattr(timers, "SWEEPS", (nobody, *timers.SWEEPS))
    done = timers.sweep(clock.forward(seconds=1))
    assert "nobody" not in done
    assert state(conversation) == State.WAITING
