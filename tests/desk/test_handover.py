"""From hand to hand: who may be asked, what their answer does, and whose it is at every instant."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.utils import timezone

from helpline.errors import Code, Refused
from helpline.models import Conversation, Counsellor, Line
from helpline.states import State
from routing import desk, guards, inbound, presence, timers
from routing.beside import handings
from routing.hands import handover
from routing.models import Assignment, Handing, Shift
from tests.desk.house import (
    REAL,
    at_once,
    codes,
    happenings,
    has_no_gap,
    miscounted,
    new_counsellor,
    new_line,
    refused,
    reply,
    row,
    state,
    talk,
    wrapped,
)
from transcripts import keys
from transcripts.models import Audit

pytestmark = REAL

NOTE = "Speaks of court on Monday."


@dataclass(frozen=True)
class House:
    """Ada holds a conversation; Ben is here and has room."""

    line: Line
    ada: Counsellor
    ben: Counsellor
    talk: UUID


@pytest.fixture
def house() -> House:
    line = new_line()
    ada, ben = new_counsellor(line, "Ada"), new_counsellor(line, "Ben")
    conversation = talk(line, ada)
    presence.set_status(ben.pk, "here")
    return House(line, ada, ben, conversation)


def hand(house: House, note: str = NOTE) -> None:
    handover.hand(house.ada.pk, house.talk, house.ben.pk, note)


def holders(conversation: UUID) -> list[UUID]:
    found = Assignment.objects.filter(conversation=conversation, ended_at=None)
    return list(found.values_list("counsellor_id", flat=True))


def test_until_the_yes_it_is_the_givers_and_then_the_receivers_at_once(house: House) -> None:
    hand(house)
    assert row(house.talk).counsellor_id == house.ada.pk
    assert codes(inbound.receive([reply(house.ada, house.talk)])) == ["stored"]
    assert codes(inbound.receive([reply(house.ben, house.talk)])) == ["not_yours"]
    handover.receive(house.ben.pk, house.talk, yes=True)
    assert (state(house.talk), row(house.talk).counsellor_id) == (State.ACTIVE, house.ben.pk)
    assert holders(house.talk) == [house.ben.pk]
    assert codes(inbound.receive([reply(house.ada, house.talk)])) == ["not_yours"]
    assert codes(inbound.receive([reply(house.ben, house.talk)])) == ["stored"]
    assert happenings(house.talk)[-4:] == ["asked", "said", "handed", "said"]
    assert not miscounted()
    assert has_no_gap(house.talk)


def test_the_note_is_read_by_who_is_asked_and_dies_with_the_key(house: House) -> None:
    hand(house)
    now = timezone.now()
    [asked], [mine] = handings.shown(house.ben.pk, now), handings.shown(house.ada.pk, now)
    assert (asked.name, asked.note, asked.mine) == ("Ada", NOTE, False)
    assert (mine.name, mine.note, mine.mine) == ("Ben", "", True)
    kept = Handing.objects.get()
    assert NOTE.encode() not in bytes(kept.sealed or b"")
    keys.destroy([house.talk])
    assert handings.note_of(kept) == ""


def test_who_waits_is_offered_the_room_that_a_yes_makes(house: House) -> None:
    Counsellor.objects.filter(pk=house.ada.pk).update(capacity=1)
    hand(house)
    handover.receive(house.ben.pk, house.talk, yes=True)
    assert Shift.objects.get(pk=house.ada.pk).load == 0
    assert not miscounted()


@pytest.mark.parametrize(
    "answer", ["declined", "lapsed", "withdrawn", "receiver is away", "receiver rests"]
)
def test_without_a_yes_it_stays_where_it_was(house: House, answer: str) -> None:
    hand(house)
    if answer == "declined":
        handover.receive(house.ben.pk, house.talk, yes=False)
    elif answer == "lapsed":
        assert handover.lapse(timezone.now()) == 0
        assert handover.lapse(timezone.now() + timedelta(minutes=2)) == 1
    elif answer == "withdrawn":
        handover.unhand(house.ada.pk, house.talk)
    else:
        presence.set_status(house.ben.pk, "away" if answer.endswith("away") else "resting")
    assert row(house.talk).counsellor_id == house.ada.pk
    assert happenings(house.talk)[-1] == "unasked"
    assert not handings.shown(house.ben.pk, timezone.now())
    with refused("no_offer"):
        handover.receive(house.ben.pk, house.talk, yes=True)
    assert not miscounted()


def ends(house: House) -> None:
    desk.end(house.ada.pk, house.talk)


def goes_back(house: House) -> None:
    desk.transfer(house.ada.pk, house.talk)


def giver_vanishes(house: House) -> None:
    Shift.objects.filter(pk=house.ada.pk).update(lease_until=timezone.now())
    timers.sweep(timezone.now())


def seeker_leaves(house: House) -> None:
    desk.leave(row(house.talk).seeker_id)


@pytest.mark.parametrize("what", [ends, goes_back, giver_vanishes, seeker_leaves])
def test_what_is_not_the_givers_any_more_is_not_asked_about(
    house: House, what: Callable[[House], None]
) -> None:
    hand(house)
    what(house)
    assert not handings.shown(house.ben.pk, timezone.now())
    with refused("no_offer"):
        handover.receive(house.ben.pk, house.talk, yes=True)
    assert row(house.talk).counsellor_id != house.ben.pk
    assert not miscounted()


def to_herself(house: House) -> UUID:
    return house.ada.pk


def to_somebody_away(house: House) -> UUID:
    presence.set_status(house.ben.pk, "away")
    return house.ben.pk


def to_a_lapsed_lease(house: House) -> UUID:
    Shift.objects.filter(pk=house.ben.pk).update(lease_until=timezone.now())
    return house.ben.pk


def to_somebody_resting(house: House) -> UUID:
    presence.set_status(house.ben.pk, "resting")
    return house.ben.pk


def to_another_language(house: House) -> UUID:
    Counsellor.objects.filter(pk=house.ben.pk).update(languages=["fr"])
    return house.ben.pk


def to_somebody_without_the_skill(house: House) -> UUID:
    Conversation.objects.filter(pk=house.talk).update(skill="legal")
    return house.ben.pk


def to_a_peer(house: House) -> UUID:
    Counsellor.objects.filter(pk=house.ben.pk).update(role="peer")
    return house.ben.pk


def fill(house: House) -> None:
    for _ in range(house.ben.capacity):
        talk(house.line, house.ben)


def to_full_hands(house: House) -> UUID:
    presence.set_status(house.ben.pk, "resting")
    fill(house)
    presence.set_status(house.ben.pk, "here")
    return house.ben.pk


def to_another_line(house: House) -> UUID:
    return new_counsellor(new_line("day"), "Dee", here=True).pk


def to_an_evaluator(house: House) -> UUID:
    Counsellor.objects.filter(pk=house.ben.pk).update(role="evaluator")
    return house.ben.pk


def to_nobody(house: House) -> UUID:
    return uuid.uuid4()


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (to_herself, "to_yourself"),
        (to_somebody_away, "not_here"),
        (to_a_lapsed_lease, "not_here"),
        (to_somebody_resting, "not_here"),
        (to_another_language, "other_language"),
        (to_somebody_without_the_skill, "other_skill"),
        (to_a_peer, "other_skill"),
        (to_full_hands, "their_hands_full"),
        (to_another_line, "not_here"),
        (to_an_evaluator, "not_here"),
        (to_nobody, "not_here"),
    ],
)
def test_who_cannot_take_it_is_not_asked(
    house: House, who: Callable[[House], UUID], code: Code
) -> None:
    to = who(house)
    with refused(code):
        handover.hand(house.ada.pk, house.talk, to, "")
    assert not Handing.objects.exists()


def test_only_its_holder_asks_and_only_while_they_talk(house: House) -> None:
    cleo = new_counsellor(house.line, "Cleo", here=True)
    with refused("not_yours"):
        handover.hand(cleo.pk, house.talk, house.ben.pk, "")
    desk.end(house.ada.pk, house.talk)
    with refused("not_now"):
        hand(house)
    desk.wrap(house.ada.pk, house.talk, "support")
    with refused("over"):
        hand(house)


def test_one_colleague_is_asked_at_a_time(house: House) -> None:
    cleo = new_counsellor(house.line, "Cleo", here=True)
    hand(house)
    with refused("asked_already"):
        handover.hand(house.ada.pk, house.talk, cleo.pk, "")
    with refused("no_offer"):
        handover.receive(cleo.pk, house.talk, yes=True)
    handover.unhand(house.ada.pk, house.talk)
    with refused("no_offer"):
        handover.unhand(house.ada.pk, house.talk)
    handover.hand(house.ada.pk, house.talk, cleo.pk, "")
    handover.receive(cleo.pk, house.talk, yes=True)
    assert row(house.talk).counsellor_id == cleo.pk


def test_it_does_not_go_to_and_fro(house: House) -> None:
    hand(house)
    handover.receive(house.ben.pk, house.talk, yes=False)
    with refused("just_passed"):
        hand(house)
    Handing.objects.update(answered_at=timezone.now() - handover.PASSED)
    presence.set_status(house.ada.pk, "here")
    hand(house)
    handover.receive(house.ben.pk, house.talk, yes=True)
    with refused("just_passed"):
        handover.hand(house.ben.pk, house.talk, house.ada.pk, "")
    Handing.objects.update(answered_at=timezone.now() - handover.PASSED)
    handover.hand(house.ben.pk, house.talk, house.ada.pk, "")


def test_a_yes_with_full_hands_is_no_yes(house: House) -> None:
    hand(house)
    Shift.objects.filter(pk=house.ben.pk).update(status="resting")
    fill(house)
    with refused("full"):
        handover.receive(house.ben.pk, house.talk, yes=True)
    assert row(house.talk).counsellor_id == house.ada.pk
    assert not miscounted()


def test_a_yes_after_the_role_was_taken_is_no_yes(house: House) -> None:
    hand(house)
    Counsellor.objects.filter(pk=house.ben.pk).update(role="administrator")
    with refused("not_allowed"):
        handover.receive(house.ben.pk, house.talk, yes=True)
    assert row(house.talk).counsellor_id == house.ada.pk


@pytest.mark.parametrize("_turn", range(3))
def test_a_yes_and_an_end_at_once_leave_one_owner(house: House, _turn: int) -> None:
    hand(house)
    yes = partial(handover.receive, house.ben.pk, house.talk, yes=True)
    results = at_once(yes, partial(desk.end, house.ada.pk, house.talk))
    lost = [result.code for result in results if isinstance(result, Refused)]
    assert lost in (["no_offer"], ["not_yours"])
    owner = house.ben if lost == ["not_yours"] else house.ada
    assert holders(house.talk) == [owner.pk] == [row(house.talk).counsellor_id]
    assert not miscounted()
    assert has_no_gap(house.talk)


@pytest.mark.parametrize("_turn", range(3))
def test_four_yeses_at_capacity_three(_turn: int) -> None:
    line = new_line()
    ben = new_counsellor(line, "Ben")
    talks = []
    for place in range(4):
        giver = new_counsellor(line, f"Giver {place}")
        talks.append((giver, talk(line, giver)))
    presence.set_status(ben.pk, "here")
    for giver, conversation in talks:
        handover.hand(giver.pk, conversation, ben.pk, "")
    results = at_once(
        *(partial(handover.receive, ben.pk, conversation, yes=True) for _, conversation in talks)
    )
    assert [result.code for result in results if isinstance(result, Refused)] == ["full"]
    assert Shift.objects.get(pk=ben.pk).load == 3
    assert not miscounted()


def test_whoever_received_it_ends_it_as_their_own(house: House) -> None:
    hand(house)
    handover.receive(house.ben.pk, house.talk, yes=True)
    wrapped(house.ben, house.talk)
    assert state(house.talk) == State.CLOSED
    assert not miscounted()


# ---- what changes between the question and the yes ---------------------------------------------


def test_who_no_longer_speaks_the_language_does_not_get_it(house: House) -> None:
    hand(house)
    Counsellor.objects.filter(pk=house.ben.pk).update(languages=["fr"])
    with refused("other_language"):
        handover.receive(house.ben.pk, house.talk, True)
    assert row(house.talk).counsellor_id == house.ada.pk


def test_nor_who_no_longer_knows_what_it_needs(house: House) -> None:
    hand(house)
    Conversation.objects.filter(pk=house.talk).update(skill="legal")
    with refused("other_skill"):
        handover.receive(house.ben.pk, house.talk, True)
    assert row(house.talk).counsellor_id == house.ada.pk


def test_of_high_risk_the_one_who_says_yes_is_the_second_person_and_holds_it_too(
    house: House,
) -> None:
    desk.flag(house.ada.pk, house.talk, 3)
    with refused("high_risk"):
        desk.transfer(house.ada.pk, house.talk)
    hand(house)
    handover.receive(house.ben.pk, house.talk, True)
    written = Audit.objects.get(action="let_go")
    assert (written.name, written.detail) == ("Ben", "handed")
    assert guards.is_held(row(house.talk))
    with refused("high_risk"):
        desk.end(house.ben.pk, house.talk)
