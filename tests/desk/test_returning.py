"""Who asked for a number may come back with it, once and for a while, and their place is held."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from helpline.errors import Refused
from helpline.models import Counsellor, Line, ReturnCode, Seeker, Tally
from helpline.seekers import new_token, token_hash
from helpline.states import State
from routing import desk, inbound, presence, returning, timers
from routing.consoles import snapshots, visits
from routing.entering import limits
from routing.hands import surveys
from routing.upkeep import duties
from routing.waiting import doors
from tests.desk.house import (
    REAL,
    Clock,
    asked,
    at_once,
    happenings,
    has_no_gap,
    miscounted,
    new_counsellor,
    new_line,
    opened,
    refused,
    row,
    state,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts import retention

pytestmark = REAL

DEEDS = ("erase", "keep", "at_end", "days")


@pytest.fixture(autouse=True)
def nobody_has_tried(settings: Settings) -> Iterator[None]:
    settings.REDIS_URL = ""
    limits.forget()
    yield
    limits.forget()


def seeker_of(conversation: UUID) -> UUID:
    return row(conversation).seeker_id


def number_for(conversation: UUID) -> str:
    return returning.make(seeker_of(conversation))[0]


def come_back(line: Line, number: str) -> visits.Visit:
    return visits.visit(f"line:{line.slug}", None, 0, "en", number)


def own_token(conversation: UUID, line: Line) -> str:
    """Give this talk's seeker a token as a page has one."""
    token = new_token(line.pk)
    Seeker.objects.filter(pk=seeker_of(conversation)).update(token_hash=token_hash(token))
    return token


# ---- the number opens it, and nothing else does --------------------------------------------------


def test_a_number_opens_the_talk_under_a_new_token_and_the_old_one_is_dead(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin, web(line, "first words"))
    old = own_token(conversation, line)
    found = come_back(line, number_for(conversation))
    assert (found.conversation, [m.text for m in found.messages]) == (conversation, ["first words"])
    assert found.state.state == "active"
    assert found.token != old
    assert visits.visit("line:night", found.token, 0, "en").conversation == conversation
    with refused("token"):
        visits.visit("line:night", old, 0, "en")
    assert happenings(conversation)[-1] == "returned"
    assert has_no_gap(conversation)


@pytest.mark.parametrize("knows", [True, False])
def test_a_tab_that_has_not_heard_of_it_says_nothing_in_the_talk(
    line: Line, robin: Counsellor, knows: bool
) -> None:
    conversation = talk(line, robin, web(line, "first words"))
    come_back(line, number_for(conversation))
    known = conversation if knows else None
    late = web(line, "whoever holds it", token="first", conversation=known)
    (outcome,) = inbound.receive([late])
    assert texts(conversation) == ["first words"]
    if knows:
        assert isinstance(outcome, Refused)
        assert outcome.code == "token"


@pytest.mark.parametrize("choice", [*DEEDS, "leave", "quick exit", "number"])
def test_a_tab_that_has_not_heard_of_it_does_nothing_to_the_talk(
    line: Line, robin: Counsellor, choice: str
) -> None:
    conversation = talk(line, robin)
    old = own_token(conversation, line)
    come_back(line, number_for(conversation))
    before = happenings(conversation)
    action: tuple[Any, ...] = {
        "leave": (desk.leave,),
        "quick exit": (desk.quick_exit,),
        "number": (returning.make,),
    }.get(choice, (desk.keep, choice))
    with refused("token"):
        desk.for_whoever_has(token_hash(old), seeker_of(conversation), *action)
    assert happenings(conversation) == before
    assert not ReturnCode.objects.exists()


def test_whose_words_are_erased_may_still_do_what_is_left(line: Line, robin: Counsellor) -> None:
    """By then their token is forgotten: the tab that is open still is knows whose it is."""
    conversation = talk(line, robin)
    old, seeker = token_hash(own_token(conversation, line)), seeker_of(conversation)
    desk.keep(seeker, "erase")
    assert retention.apply(timezone.now()) == 1
    assert Seeker.objects.get(pk=seeker).token_hash is None
    Line.objects.update(survey=True)
    desk.for_whoever_has(old, seeker, surveys.answer, {"feel": "better"})
    assert Tally.objects.get(what__startswith="survey").value == "better"


def test_a_number_is_used_up(line: Line, robin: Counsellor) -> None:
    number = number_for(talk(line, robin))
    come_back(line, number)
    with refused("bad_code"):
        come_back(line, number)


def test_asking_again_replaces_it_and_it_can_be_given_up(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    first, second = number_for(conversation), number_for(conversation)
    assert ReturnCode.objects.count() == 1
    with refused("bad_code"):
        come_back(line, first)
    returning.revoke(seeker_of(conversation))
    with refused("bad_code"):
        come_back(line, second)


def test_a_number_grows_old(line: Line, robin: Counsellor, clock: Clock) -> None:
    number, until = returning.make(seeker_of(talk(line, robin)))
    assert until - clock.now() < timedelta(hours=2)
    clock.forward(hours=2)
    with refused("bad_code"):
        come_back(line, number)
    assert returning.forget(clock.now()) == 1
    assert not ReturnCode.objects.exists()


def test_a_wrong_and_an_old_number_look_alike(line: Line, robin: Counsellor, clock: Clock) -> None:
    number = number_for(talk(line, robin))
    clock.forward(hours=3)
    seen = []
    for typed in (number, "204-234-5678", "no number"):
        doors.forget()
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            pytest.raises(Refused) as caught,
        ):
            come_back(line, typed)
        seen.append((caught.value.code, caught.value.detail, len(queries)))
    assert seen[0] == seen[1] == seen[2]


def test_a_number_of_another_line_opens_nothing(line: Line, robin: Counsellor) -> None:
    number = number_for(talk(line, robin))
    other = new_line("day")
    with refused("bad_code"):
        come_back(other, number)
    assert come_back(line, number).conversation


def test_nothing_else_opens_a_talk(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    known = Seeker.objects.get(pk=seeker_of(conversation))
    for typed in (
        conversation.hex,
        str(known.pk),
        known.handle,
        bytes(known.token_hash or b"").hex(),
    ):
        with refused("bad_code"):
            come_back(line, typed)
        with refused("token"):
            visits.visit("line:night", typed, 0, "en")


def test_only_a_keyed_hash_of_it_is_stored(line: Line, robin: Counsellor) -> None:
    number = number_for(talk(line, robin))
    (kept,) = ReturnCode.objects.all()
    digits = number.replace("-", "")
    plain = [hashlib.sha256(form.encode()).digest() for form in (digits, f"{line.pk}:{digits}")]
    assert bytes(kept.code_hash) not in plain
    assert len(kept.code_hash) == 32


def test_a_new_master_key_does_not_lose_it(
    line: Line, robin: Counsellor, settings: Settings
) -> None:
    number = number_for(talk(line, robin))
    settings.MASTER_KEYS = {"new": b"n" * 32, **settings.MASTER_KEYS}
    settings.MASTER_KEY_ID = "new"
    assert come_back(line, number).conversation


def test_of_two_who_type_it_at_once_one_comes_in(line: Line, robin: Counsellor) -> None:
    number = number_for(talk(line, robin))
    found = at_once(*[lambda: come_back(line, number)] * 3)
    assert sorted(each.code for each in found if isinstance(each, Refused)) == ["bad_code"] * 2


@pytest.mark.parametrize("start", ["nothing", "over", "not offered", "left"])
def test_when_no_number_is_given(line: Line, robin: Counsellor, start: str) -> None:
    conversation = talk(line, robin)
    seeker = seeker_of(conversation)
    if start == "nothing":
        seeker = UUID(int=1)
    elif start == "over":
        wrapped(robin, conversation)
    elif start == "not offered":
        Line.objects.update(return_hours=0)
    else:
        desk.quick_exit(seeker)
    expected = {
        "nothing": "no_conversation",
        "over": "over",
        "not offered": "not_offered",
        "left": "token",
    }
    with pytest.raises(Refused) as caught:
        returning.make(seeker)
    assert caught.value.code == expected[start]


# ---- trying ------------------------------------------------------------------------------------


def test_a_line_takes_no_number_for_a_while_after_too_many_wrong_ones(
    line: Line, robin: Counsellor
) -> None:
    number = number_for(talk(line, robin))
    for tried in range(returning.LINE_WRONG):
        with refused("bad_code"):
            come_back(line, f"204 234 {tried:04d}")
    for typed in ("204 234 9999", number):
        with refused("too_many_tries"):
            come_back(line, typed)
    other = new_line("day")
    with refused("bad_code"):
        come_back(other, "204 234 9999")
    limits.forget()  # as if it were later
    assert come_back(line, number).conversation


def test_an_address_is_slowed_before_its_line(line: Line, robin: Counsellor) -> None:
    number = number_for(talk(line, robin))
    for tried in range(returning.ADDRESS_WRONG):
        with refused("bad_code"):
            visits.visit("line:night", None, 0, "en", f"204 234 {tried:04d}", "somebody")
    with refused("too_many_tries"):
        visits.visit("line:night", None, 0, "en", number, "somebody")
    assert visits.visit("line:night", None, 0, "en", number, "another").conversation


def test_right_numbers_are_not_counted(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    for _ in range(returning.LINE_WRONG + 5):
        come_back(line, number_for(conversation))


# ---- leaving in a hurry, and coming back ---------------------------------------------------------


def test_a_quick_exit_keeps_the_number_and_coming_back_is_told(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    number = number_for(conversation)
    desk.quick_exit(seeker_of(conversation))
    assert state(conversation) == State.ACTIVE
    found = come_back(line, number)
    assert found.state.state == "active"
    assert row(conversation).exited_at is None
    assert happenings(conversation)[-2:] == ["exited", "returned"]


def test_a_place_in_the_queue_is_held_for_who_left_with_a_number(
    line: Line, noor: Counsellor, clock: Clock
) -> None:
    conversation = opened(web(line))
    first = row(conversation).waiting_since
    number = number_for(conversation)
    desk.quick_exit(seeker_of(conversation))
    held = row(conversation).paused_until
    assert held is not None
    assert timedelta(minutes=14) < held - clock.now() <= timedelta(minutes=15)
    assert state(conversation) == State.WAITING
    clock.forward(minutes=10)
    duties.leave_for_the_gone(clock.now())
    assert state(conversation) == State.WAITING
    come_back(line, number)
    assert (row(conversation).paused_until, row(conversation).waiting_since) == (None, first)
    presence.set_status(noor.pk, "here")
    assert asked(conversation) == noor.pk


def test_the_offer_to_a_counsellor_is_taken_back_when_its_place_is_held(
    line: Line,
) -> None:
    kim = new_counsellor(line, "Kim", here=True)
    conversation = opened(web(line))
    assert asked(conversation) == kim.pk
    number_for(conversation)
    desk.quick_exit(seeker_of(conversation))
    assert asked(conversation) is None
    assert state(conversation) == State.WAITING
    assert not miscounted()
    assert has_no_gap(conversation)


def test_without_a_number_the_queue_is_left(line: Line) -> None:
    conversation = opened(web(line))
    number_for(conversation)
    returning.revoke(seeker_of(conversation))
    desk.quick_exit(seeker_of(conversation))
    assert state(conversation) == State.ABANDONED


def test_a_held_place_is_given_up_when_the_number_is_old(line: Line, clock: Clock) -> None:
    conversation = opened(web(line))
    number_for(conversation)
    desk.quick_exit(seeker_of(conversation))
    for _ in range(11):
        timers.sweep(clock.forward(minutes=10))
        held = row(conversation).paused_until
        assert held is not None
        assert held > clock.now()
    timers.sweep(clock.forward(minutes=11))
    assert state(conversation) == State.ABANDONED
    timers.sweep(clock.forward(seconds=1))
    assert texts(conversation) == []
    assert not ReturnCode.objects.exists()


def test_who_is_away_and_has_a_number_is_not_called_until_they_are_back(
    line: Line, clock: Clock
) -> None:
    conversation = opened(web(line))
    token = own_token(conversation, line)
    number_for(conversation)
    assert returning.hold_places(clock.forward(seconds=30)) == 0
    assert returning.hold_places(clock.forward(seconds=11)) == 1
    assert returning.hold_places(clock.forward(seconds=1)) == 0
    assert happenings(conversation)[-1] == "paused"
    duties.leave_for_the_gone(clock.forward(minutes=6))
    assert state(conversation) == State.WAITING
    visits.visit("line:night", token, 0, "en")
    assert row(conversation).paused_until is None
    assert happenings(conversation)[-1] == "resumed"


def test_a_pause_of_their_own_outlives_a_reload(line: Line, clock: Clock) -> None:
    conversation = opened(web(line))
    token = own_token(conversation, line)
    there = row(conversation)
    there.paused_until = clock.now() + timedelta(minutes=10)
    there.save()
    visits.visit("line:night", token, 0, "en")
    assert row(conversation).paused_until == there.paused_until


def test_who_is_away_without_a_number_leaves_the_queue_as_ever(line: Line, clock: Clock) -> None:
    conversation = opened(web(line))
    timers.sweep(clock.forward(minutes=4))
    assert state(conversation) == State.WAITING
    timers.sweep(clock.forward(minutes=2))
    assert state(conversation) == State.ABANDONED


def test_a_talk_left_in_a_hurry_ends_when_its_place_is_held_no_longer(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    desk.quick_exit(seeker_of(conversation))
    duties.end_the_silent(clock.forward(minutes=14))
    assert state(conversation) == State.ACTIVE
    duties.end_the_silent(clock.forward(minutes=1))
    assert state(conversation) == State.WRAP_UP
    assert happenings(conversation)[-1] == "seeker_silent"


def test_with_a_number_it_waits_until_that_is_old(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    number_for(conversation)
    desk.quick_exit(seeker_of(conversation))
    duties.end_the_silent(clock.forward(minutes=119))
    assert state(conversation) == State.ACTIVE
    duties.end_the_silent(clock.forward(minutes=2))
    assert state(conversation) == State.WRAP_UP


def test_where_no_exit_was_ever_heard_the_token_dies_of_idleness(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    token = own_token(conversation, line)
    clock.forward(minutes=29)
    assert visits.visit("line:night", token, 0, "en").conversation == conversation
    clock.forward(minutes=31)
    with refused("token"):
        visits.visit("line:night", token, 0, "en")
    duties.end_the_silent(clock.now())
    assert state(conversation) == State.WRAP_UP


# ---- what is erased stays so ---------------------------------------------------------------------


def test_erasing_takes_the_number_with_it(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    number = number_for(conversation)
    desk.keep(seeker_of(conversation), "erase")
    assert not ReturnCode.objects.exists()
    with refused("bad_code"):
        come_back(line, number)


def test_words_past_their_deadline_are_opened_by_no_number(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    number = number_for(conversation)
    wrapped(robin, conversation)
    assert row(conversation).erase_at is not None
    with refused("bad_code"):
        come_back(line, number)
    assert row(conversation).exited_at is None
    assert retention.apply(clock.now()) == 1
    assert not ReturnCode.objects.exists()


def test_the_dead_token_is_forgotten_when_it_is_no_longer_young(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    come_back(line, number_for(conversation))
    assert Seeker.objects.count() == 2
    returning.forget(clock.forward(minutes=9))
    assert Seeker.objects.count() == 2
    returning.forget(clock.forward(minutes=2))
    assert Seeker.objects.get().pk == seeker_of(conversation)


def test_whose_words_are_erased_in_the_middle_of_their_hello_is_welcomed_all_the_same(
    line: Line, robin: Counsellor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their token is forgotten then; it is not refused as that of somebody else."""
    conversation = talk(line, robin)
    token, seeker = own_token(conversation, line), seeker_of(conversation)
    desk.keep(seeker, "erase")
    seal = snapshots.unsent_seal

    def erased_meanwhile(*asked: Any) -> str:
        assert retention.apply(timezone.now()) == 1
        return seal(*asked)

    monkeypatch.setattr(visits, "unsent_seal", erased_meanwhile)
    found = visits.visit("line:night", token, 0, "en")
    assert Seeker.objects.get(pk=seeker).token_hash is None
    assert found.state is not None
    assert found.state.erased
