"""Who lends a hand to another line takes its next one too, after their own; nobody is had twice."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db.models import F
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Overflow
from helpline.roles import Role
from routing import desk, overflow, presence, queue, timers
from routing.models import Assignment, Offer, Shift
from routing.waiting import lineup
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    asked,
    at_once,
    miscounted,
    new_counsellor,
    new_line,
    opened,
    refused,
    row,
    takes_all,
    web,
    wrapped,
)

pytestmark = REAL

AFTER = 60


@pytest.fixture
def other() -> Line:
    return new_line("day", takes_overflow=True)


@pytest.fixture
def dana(line: Line, other: Line) -> Counsellor:
    """The supervisor who has switched it on."""
    person = new_counsellor(line, "Dana")
    Counsellor.objects.filter(pk=person.pk).update(role=Role.SUPERVISOR)
    overflow.begin(person.pk, other.slug, AFTER, 120)
    return person


@pytest.fixture
def ben(other: Line, dana: Counsellor) -> Counsellor:
    """Of the other line, and offered nothing: they take by themselves."""
    return rests(new_counsellor(other, "Ben"))


def rests(person: Counsellor) -> Counsellor:
    presence.set_status(person.pk, "resting")
    return person


def later(clock: Clock, seconds: float = AFTER + 1) -> None:
    """So much time passes; everybody is still there."""
    clock.forward(seconds=seconds)
    all_look()
    presence.beat(set(Shift.objects.values_list("pk", flat=True)))


def test_the_next_one_may_be_of_another_line_once_they_waited_too_long(
    line: Line, ben: Counsellor, clock: Clock
) -> None:
    early = opened(web(line))
    with refused("nobody_waiting"):
        desk.take(ben.pk)
    later(clock)
    desk.take(ben.pk)
    assert (row(early).counsellor_id, row(early).line_id) == (ben.pk, line.pk)
    assert not miscounted()


def test_ones_own_come_first_and_who_has_gone_quiet_last(
    line: Line, other: Line, ben: Counsellor, clock: Clock
) -> None:
    quiet = opened(web(other, token="quiet"))
    theirs = opened(web(line, token="theirs"))
    clock.forward(seconds=AFTER + 1)
    own = opened(web(other, token="own"))
    seen(theirs, clock.now())
    presence.beat({ben.pk})
    taken = []
    for _ in range(3):
        desk.take(ben.pk)
        taken.append(newest(ben))
    assert taken == [own, theirs, quiet]


def seen(conversation: UUID, at: datetime) -> None:
    person = row(conversation).seeker
    person.seen_at = at
    person.save(update_fields=["seen_at"])


def newest(person: Counsellor) -> UUID:
    theirs = Assignment.objects.filter(counsellor=person, ended_at=None).order_by("began_at")
    return theirs.values_list("conversation_id", flat=True).reverse()[0]


def test_of_several_the_one_who_stands_first_is_taken(
    line: Line, ben: Counsellor, clock: Clock
) -> None:
    first, second, third = (opened(web(line, token=f"{each}")) for each in range(3))
    Conversation.objects.filter(pk=third).update(rank_at=F("rank_at") - timedelta(minutes=15))
    later(clock)
    for expected in (third, first, second):
        desk.take(ben.pk)
        assert newest(ben) == expected


@pytest.mark.parametrize(
    "why",
    ["ended", "over", "not taken there", "to a third", "quiet", "paused", "skill", "language"],
)
def test_nobody_is_taken_whom_the_other_line_would_not_be_offered(
    line: Line, other: Line, dana: Counsellor, ben: Counsellor, clock: Clock, why: str
) -> None:
    conversation = opened(web(line))
    later(clock)
    changes: dict[str, Callable[[], object]] = {
        "ended": partial(overflow.end, dana.pk),
        "over": partial(Overflow.objects.update, until=clock.now()),
        "not taken there": partial(Line.objects.filter(pk=other.pk).update, takes_overflow=False),
        "to a third": partial(Overflow.objects.update, to=new_line("dusk", takes_overflow=True)),
        "quiet": partial(clock.forward, seconds=41),
        "paused": partial(
            Conversation.objects.update, paused_until=clock.now() + timedelta(minutes=5)
        ),
        "skill": partial(Conversation.objects.update, skill="law"),
        "language": partial(Counsellor.objects.filter(pk=ben.pk).update, languages=["fr"]),
    }
    changes[why]()
    presence.beat({ben.pk})
    with refused("nobody_waiting"):
        desk.take(ben.pk)
    assert row(conversation).counsellor_id is None


def test_full_hands_take_nobody_of_another_line_either(
    line: Line, ben: Counsellor, clock: Clock
) -> None:
    Counsellor.objects.filter(pk=ben.pk).update(capacity=1)
    opened(web(line, token="one"))
    opened(web(line, token="two"))
    later(clock)
    desk.take(ben.pk)
    with refused("full"):
        desk.take(ben.pk)
    assert not miscounted()


def test_whom_somebody_did_not_want_they_do_not_get(
    line: Line, ben: Counsellor, clock: Clock
) -> None:
    conversation = opened(web(line))
    later(clock)
    Offer.objects.create(
        conversation_id=conversation,
        counsellor=ben,
        made_at=clock.now(),
        until=clock.now(),
        answer=lineup.UNWANTED,
        answered_at=clock.now(),
    )
    with refused("nobody_waiting"):
        desk.take(ben.pk)


def test_the_line_that_is_helped_takes_nobody_of_the_one_that_helps(
    line: Line, other: Line, dana: Counsellor, clock: Clock
) -> None:
    robin = rests(new_counsellor(line, "Robin"))
    opened(web(other))
    later(clock)
    with refused("nobody_waiting"):
        desk.take(robin.pk)


# ---- races -------------------------------------------------------------------------------------


def test_two_lines_take_the_next_at_once_and_each_is_with_exactly_one(
    line: Line, other: Line, dana: Counsellor, clock: Clock
) -> None:
    people = [
        rests(new_counsellor(which, f"{which.slug}{each}", capacity=2))
        for which in (line, other)
        for each in range(2)
    ]
    for each in range(6):
        opened(web(line, token=f"{each}"))
    later(clock)
    taken = at_once(*(partial(takes_all, person) for person in people))
    assert sum(each for each in taken if isinstance(each, int)) == 6
    held = Counter(Assignment.objects.values_list("conversation_id", flat=True))
    assert (len(held), set(held.values())) == (6, {1})
    assert not Shift.objects.filter(load__gt=F("counsellor__capacity")).exists()
    assert not miscounted()


def test_taken_while_it_is_offered_it_is_one_or_the_other(
    line: Line, other: Line, ben: Counsellor, clock: Clock
) -> None:
    for each in range(8):
        conversation = opened(web(line, token=f"{each}"))
        later(clock)
        colleague = new_counsellor(other, f"Ada{each}", capacity=1)
        Shift.objects.create(
            counsellor=colleague,
            status="here",
            lease_until=clock.now() + timedelta(minutes=1),
            idle_since=clock.now(),
        )
        Counsellor.objects.filter(pk=ben.pk).update(capacity=each + 1)
        at_once(partial(outcome, partial(desk.take, ben.pk)), partial(overflow.assign, clock.now()))
        who = (row(conversation).counsellor_id, asked(conversation))
        assert who in [(ben.pk, None), (None, colleague.pk)]
        assert not miscounted()
        Shift.objects.filter(pk=colleague.pk).update(status="resting")


def outcome(act: Callable[[], None]) -> str:
    try:
        act()
    except Refused as refusal:
        return refusal.code
    return "done"


# ---- when it is due ----------------------------------------------------------------------------


def test_letting_go_of_another_lines_makes_room_for_ones_own_at_once(
    line: Line, other: Line, ben: Counsellor, clock: Clock
) -> None:
    Counsellor.objects.filter(pk=ben.pk).update(capacity=1)
    theirs = opened(web(line, token="theirs"))
    later(clock)
    desk.take(ben.pk)
    presence.set_status(ben.pk, "here")
    own = opened(web(other, token="own"))
    assert asked(own) is None
    wrapped(ben, theirs)
    assert asked(own) == ben.pk


def test_the_worker_looks_when_the_next_one_is_due_and_not_a_second_later(
    line: Line, other: Line, dana: Counsellor, clock: Clock
) -> None:
    assert overflow.assign(clock.now()) == 0
    assert overflow.due_in(clock.now()) == float("inf")
    conversation = opened(web(line))
    due = row(conversation).waiting_since + timedelta(seconds=AFTER)
    overflow.assign(due - timedelta(seconds=0.4))
    assert overflow.due_in(due - timedelta(seconds=0.4)) == pytest.approx(0.5)
    overflow.assign(due)
    assert overflow.due_in(due) == float("inf")
    Overflow.objects.update(ended_at=clock.now())
    overflow.assign(due - timedelta(seconds=0.4))
    assert overflow.due_in(due - timedelta(seconds=0.4)) == float("inf")


def test_what_is_due_is_done_before_the_pause_is_over() -> None:
    worker = timers.Worker()
    done: list[datetime] = []
    due = iter((0.01, 0.01, 0.01))

    def work(now: datetime) -> None:
        done.append(now)
        if len(done) == 3:
            worker.ending.set()

    thread = threading.Thread(target=worker._run, args=(work, 60.0, lambda: next(due, 60.0)))
    thread.start()
    thread.join(50)
    assert len(done) == 3


def test_a_line_that_takes_nobody_any_more_ends_what_goes_there(
    line: Line, other: Line, dana: Counsellor, clock: Clock
) -> None:
    Line.objects.filter(pk=other.pk).update(takes_overflow=False)
    assert overflow.shown(line.pk, timezone.now()) == []
    assert overflow.end_those_over(clock.now()) == 1
    Line.objects.filter(pk=other.pk).update(takes_overflow=True)
    overflow.begin(dana.pk, other.slug, AFTER, 60)


def test_the_sweep_offers_ones_own_line_first(
    line: Line, other: Line, dana: Counsellor, clock: Clock
) -> None:
    new_counsellor(other, "Ben", here=True)
    robin = new_counsellor(line, "Robin")
    conversation = opened(web(line))
    later(clock)
    Shift.objects.create(
        counsellor=robin,
        status="here",
        lease_until=clock.now() + timedelta(minutes=1),
        idle_since=clock.now(),
    )
    timers.sweep(clock.now())
    assert asked(conversation) == robin.pk
    assert queue.assign(line.pk) == 0
