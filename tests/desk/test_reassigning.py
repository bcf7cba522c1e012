"""A supervisor gives a conversation to somebody who is here: one that waits, rings or is held."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

import pytest

from helpline.errors import Code, Refused
from helpline.models import Counsellor, Line
from helpline.ranks import HIGH
from helpline.roles import Role
from helpline.states import State
from routing import desk, guards, presence
from routing.consoles import desknews, overview
from routing.hands import handover, reassigning
from routing.models import Assignment
from tests.desk.house import (
    REAL,
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
    web,
)
from transcripts.models import Audit

pytestmark = REAL


@dataclass(frozen=True)
class House:
    """Ada holds a conversation; Ben is here and has room; Dana supervises and takes no offers."""

    line: Line
    ada: Counsellor
    ben: Counsellor
    dana: Counsellor
    talk: UUID


@pytest.fixture
def house() -> House:
    line = new_line()
    ada, ben, dana = (new_counsellor(line, name) for name in ("Ada", "Ben", "Dana"))
    conversation = talk(line, ada)
    dana.role = Role.SUPERVISOR
    dana.save()
    presence.set_status(dana.pk, "resting")
    presence.set_status(ben.pk, "here")
    return House(line, ada, ben, dana, conversation)


def give(house: House, to: Counsellor, conversation: UUID | None = None, reason: str = "") -> None:
    reassigning.reassign(house.dana.pk, conversation or house.talk, to.pk, reason)


def test_what_a_colleague_holds_is_somebody_elses_at_once(house: House) -> None:
    handover.hand(house.ada.pk, house.talk, house.ben.pk, "")
    give(house, house.ben)
    assert (state(house.talk), row(house.talk).counsellor_id) == (State.ACTIVE, house.ben.pk)
    held = Assignment.objects.filter(conversation=house.talk, ended_at=None)
    assert list(held.values_list("counsellor_id", flat=True)) == [house.ben.pk]
    assert happenings(house.talk)[-3:] == ["unasked", "reassigned", "handed"]
    assert Audit.objects.filter(action="reassign", conversation=house.talk).count() == 1
    assert not miscounted()
    assert has_no_gap(house.talk)


def test_the_receiver_is_told_by_whom(house: House) -> None:
    give(house, house.ben)
    news = desknews.DeskNews(house.ben.pk, set(), set())
    assert news.given == {house.talk: "Dana"}
    assert desknews.DeskNews(house.ada.pk, {house.talk}, set()).gone[0][0] == house.talk


def test_who_waits_and_who_rings_elsewhere_may_be_given(house: House) -> None:
    presence.set_status(house.ben.pk, "resting")
    waiting = opened(web(house.line, token="waits"))
    with refused("not_here"):
        give(house, house.ben, waiting)
    presence.set_status(house.ben.pk, "here")
    assert asked(waiting) == house.ben.pk
    eve = new_counsellor(house.line, "Eve", here=True)
    give(house, eve, waiting)
    assert (state(waiting), row(waiting).counsellor_id) == (State.ACTIVE, eve.pk)
    assert asked(waiting) is None
    assert not miscounted()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"languages": ["fr"]}, "other_language"),
        ({"capacity": 0}, "their_hands_full"),
        ({"role": Role.PEER}, "other_skill"),
        ({"role": Role.EVALUATOR}, "not_here"),
    ],
)
def test_whom_it_may_be_given_to(house: House, change: dict[str, object], code: Code) -> None:
    Counsellor.objects.filter(pk=house.ben.pk).update(**change)
    with refused(code):
        give(house, house.ben)
    assert row(house.talk).counsellor_id == house.ada.pk


def test_only_a_supervisor_of_the_line_gives_and_never_what_is_over(house: House) -> None:
    with refused("not_supervisor"):
        reassigning.reassign(house.ada.pk, house.talk, house.ben.pk)
    with refused("already_taken"):
        give(house, house.ada)
    desk.end(house.ada.pk, house.talk)
    with refused("not_now"):
        give(house, house.ben)


def test_a_high_risk_has_its_second_person_or_a_reason(house: House) -> None:
    desk.flag(house.ada.pk, house.talk, HIGH)
    give(house, house.ben)
    assert guards.is_held(row(house.talk))
    assert Audit.objects.filter(action="let_go", detail="reassigned").count() == 1
    presence.set_status(house.dana.pk, "here")
    give(house, house.dana)
    with refused("high_risk"):
        give(house, house.ben)
    assert row(house.talk).counsellor_id == house.dana.pk
    give(house, house.ben, reason="Ben knows them.")
    assert row(house.talk).counsellor_id == house.ben.pk


def test_of_two_who_give_it_one_does(house: House) -> None:
    Counsellor.objects.filter(pk=house.ben.pk).update(capacity=1)
    other = opened(web(house.line, token="other"))
    results = at_once(partial(give, house, house.ben), partial(desk.accept, house.ben.pk, other))
    assert sum(isinstance(each, Refused) for each in results) <= 1
    assert not miscounted()
    held = Assignment.objects.filter(counsellor=house.ben, ended_at=None).count()
    assert held == 1


def test_the_line_is_shown_to_a_supervisor_without_a_word(house: House) -> None:
    presence.set_status(house.ben.pk, "resting")
    waiting = opened(web(house.line, "a canary", token="waits"))
    first, second = overview.of(house.dana.pk)
    assert (first.conversation, first.name) == (waiting, "")
    assert (second.conversation, second.name, second.holder) == (house.talk, "Ada", house.ada.pk)
    assert "canary" not in str([first, second])
    with refused("not_supervisor"):
        overview.of(house.ada.pk)
