"""People who wait too long are answered by another line, when somebody has switched that on."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Overflow
from helpline.protocol import OtherLine
from helpline.roles import Role
from helpline.states import State
from routing import desk, overflow, presence, timers
from routing.consoles import snapshots
from routing.models import Shift
from routing.staffpages import wall
from routing.waiting import boards
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    asked,
    miscounted,
    new_counsellor,
    new_line,
    opened,
    refused,
    row,
    state,
    web,
    wrapped,
)

pytestmark = REAL

AFTER = 60


@pytest.fixture
def other() -> Line:
    return new_line("day", takes_overflow=True)


@pytest.fixture
def dana(line: Line) -> Counsellor:
    person = new_counsellor(line, "Dana")
    Counsellor.objects.filter(pk=person.pk).update(role=Role.SUPERVISOR)
    return person


@pytest.fixture
def ben(other: Line) -> Counsellor:
    return new_counsellor(other, "Ben", here=True)


def waited(line: Line, clock: Clock, seconds: float = AFTER + 1, token: str = "first") -> UUID:
    conversation = opened(web(line, token=token))
    clock.forward(seconds=seconds)
    all_look()
    presence.beat(set(Shift.objects.values_list("pk", flat=True)))
    return conversation


def sweep(clock: Clock) -> None:
    timers.sweep(clock.now())


def test_who_waited_too_long_is_offered_to_the_other_line_and_stays_of_their_own(
    line: Line, other: Line, dana: Counsellor, ben: Counsellor, clock: Clock
) -> None:
    overflow.begin(dana.pk, "day", AFTER, 120)
    early = opened(web(line, token="early"))
    sweep(clock)
    assert asked(early) is None
    clock.forward(seconds=AFTER + 1)
    all_look()
    presence.beat({ben.pk})
    sweep(clock)
    assert asked(early) == ben.pk
    [offer] = snapshots.offers(ben.pk)
    assert offer.line == line.name
    desk.accept(ben.pk, early)
    [view] = snapshots.views([early], {})
    assert (view.line, row(early).line_id, row(early).counsellor_id) == (
        line.name,
        line.pk,
        ben.pk,
    )
    wrapped(ben, early)
    assert state(early) == State.CLOSED
    assert not miscounted()


def test_their_own_are_asked_first(
    line: Line, dana: Counsellor, ben: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    overflow.begin(dana.pk, "day", AFTER, 120)
    presence.set_status(robin.pk, "here")
    assert asked(opened(web(line))) == robin.pk
    sweep(clock)
    assert Shift.objects.get(pk=ben.pk).load == 0


@pytest.mark.parametrize("why", ["language", "skill", "full", "resting", "quiet", "paused"])
def test_the_other_line_is_asked_by_the_same_rule(
    line: Line, dana: Counsellor, ben: Counsellor, clock: Clock, why: str
) -> None:
    overflow.begin(dana.pk, "day", AFTER, 120)
    conversation = waited(line, clock)
    changes: dict[str, dict[str, Any]] = {
        "language": {"locale": "fr"},
        "skill": {"skill": "law"},
        "paused": {"paused_until": clock.now() + timedelta(minutes=5)},
    }
    Conversation.objects.filter(pk=conversation).update(**changes.get(why, {"weight": 1}))
    Counsellor.objects.filter(pk=ben.pk).update(languages=["en"])
    if why == "full":
        Counsellor.objects.filter(pk=ben.pk).update(capacity=0)
    if why == "resting":
        presence.set_status(ben.pk, "resting")
    if why == "quiet":
        clock.forward(seconds=41)
        presence.beat({ben.pk})
    sweep(clock)
    assert asked(conversation) is None


def test_no_more_are_offered_than_there_are_places(
    line: Line, dana: Counsellor, ben: Counsellor, clock: Clock
) -> None:
    overflow.begin(dana.pk, "day", AFTER, 120)
    Counsellor.objects.filter(pk=ben.pk).update(capacity=2)
    many = [opened(web(line, token=f"{each}")) for each in range(4)]
    clock.forward(seconds=AFTER + 1)
    all_look()
    presence.beat({ben.pk})
    sweep(clock)
    sweep(clock)
    assert [asked(each) for each in many] == [ben.pk, ben.pk, None, None]
    assert not miscounted()


def test_whom_the_other_line_loses_waits_on_their_own_at_their_place(
    line: Line, dana: Counsellor, ben: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    overflow.begin(dana.pk, "day", AFTER, 120)
    conversation = waited(line, clock)
    since = row(conversation).waiting_since
    sweep(clock)
    desk.accept(ben.pk, conversation)
    presence.set_status(robin.pk, "here")
    presence.set_status(ben.pk, "away")
    sweep(clock)
    assert (asked(conversation), row(conversation).waiting_since) == (robin.pk, since)
    assert boards.held(ben.pk) == []


@pytest.mark.parametrize("how", ["ended", "over", "never begun", "not taken there"])
def test_nobody_is_offered_elsewhere_when_it_is_not_on(
    line: Line, other: Line, dana: Counsellor, ben: Counsellor, clock: Clock, how: str
) -> None:
    if how == "not taken there":
        Line.objects.filter(pk=other.pk).update(takes_overflow=False)
        with refused("no_such_line"):
            overflow.begin(dana.pk, "day", AFTER, 120)
    elif how != "never begun":
        overflow.begin(dana.pk, "day", AFTER, 5)
    if how == "ended":
        overflow.end(dana.pk)
    conversation = waited(line, clock, 301 if how == "over" else AFTER + 1)
    sweep(clock)
    assert asked(conversation) is None
    assert overflow.shown(line.pk, clock.now()) == []
    assert Overflow.objects.filter(ended_at=None).count() == 0


def test_it_is_shown_on_both_lines_with_who_since_when_and_until_when(
    line: Line, other: Line, dana: Counsellor, ben: Counsellor, clock: Clock
) -> None:
    assert overflow.others(line.pk) == [OtherLine("day", other.name)]
    overflow.begin(dana.pk, "day", AFTER, 120)
    [going], [coming] = (overflow.shown(each.pk, timezone.now()) for each in (line, other))
    assert (going.line, going.to, going.by, going.here) == (line.name, other.name, "Dana", False)
    assert coming.here
    assert going.until - going.since == 2 * 60 * 60_000
    assert snapshots.snapshot(ben.pk, {}).overflows == [coming]
    assert snapshots.snapshot(dana.pk, {}).lines == [OtherLine("day", other.name)]
    assert snapshots.snapshot(ben.pk, {}).lines == []
    assert wall.of(line, timezone.now())["overflows"][0]["by"] == "Dana"
    with refused("overflows_already"):
        overflow.begin(dana.pk, "day", AFTER, 60)


def test_a_drill_goes_nowhere_and_nobody_comes_to_one(
    line: Line, other: Line, dana: Counsellor
) -> None:
    Line.objects.filter(pk=other.pk).update(drill=True)
    assert overflow.others(line.pk) == []
    with refused("no_such_line"):
        overflow.begin(dana.pk, "day", AFTER, 60)
    Line.objects.filter(pk=other.pk).update(drill=False)
    Line.objects.filter(pk=line.pk).update(drill=True)
    with refused("no_such_line"):
        overflow.begin(dana.pk, "day", AFTER, 60)


def test_it_is_a_supervisors_to_switch(line: Line, other: Line, robin: Counsellor) -> None:
    for act in (
        partial(overflow.begin, robin.pk, "day", AFTER, 60),
        partial(overflow.end, robin.pk),
    ):
        with refused("not_supervisor"):
            act()


def test_the_other_line_reads_only_what_it_took(
    line: Line, other: Line, dana: Counsellor, ben: Counsellor, clock: Clock
) -> None:
    overflow.begin(dana.pk, "day", AFTER, 120)
    theirs = waited(line, clock)
    sweep(clock)
    desk.accept(ben.pk, theirs)
    lead = new_counsellor(other, "Lead")
    Counsellor.objects.filter(pk=lead.pk).update(role=Role.SUPERVISOR)
    for action in ("transcript", "take_over", "release"):
        with pytest.raises(Refused):
            access.must(lead.pk, action, row(theirs))
        access.must(dana.pk, action, row(theirs))
    wrapped(ben, theirs)
    with pytest.raises(Refused):
        access.must(ben.pk, "say", row(theirs))
    with refused("no_overflow"):
        overflow.end(lead.pk)
