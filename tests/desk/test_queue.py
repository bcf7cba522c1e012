"""The queue: oldest first, to whom it suits, to exactly one, and nobody loses their place."""

import uuid
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line
from helpline.states import State, Trigger
from routing import desk, presence, queue
from routing.consoles import snapshots
from routing.models import Assignment, Offer, Shift
from routing.upkeep import duties
from routing.waiting import boards, lineup
from tests.desk.house import (
    REAL,
    Clock,
    all_look,
    asked,
    at_once,
    happenings,
    let_in,
    make_offer_lapse,
    miscounted,
    new_counsellor,
    opened,
    refused,
    row,
    sms,
    state,
    takes_all,
    talk,
    web,
    wrapped,
)

pytestmark = REAL


def here(*people: Counsellor) -> None:
    for person in people:
        presence.set_status(person.pk, "here")


def waiting(line: Line, number: int, locale: str = "en") -> list[uuid.UUID]:
    """So many conversations in the queue, oldest first."""
    return [opened(web(line, token=f"{locale} {n}", locale=locale)) for n in range(number)]


# ---- who is asked ------------------------------------------------------------------------------


def test_the_first_words_ring_at_once_where_somebody_is_free(line: Line, robin: Counsellor) -> None:
    here(robin)
    conversation = opened(web(line))
    assert asked(conversation) == robin.pk
    assert state(conversation) == State.OFFERED
    assert happenings(conversation) == ["opened", "said", "offered"]


def test_the_oldest_is_offered_first(line: Line, camille: Counsellor) -> None:
    first, second = waiting(line, 2, "fr")
    here(camille)
    assert (asked(first), asked(second)) == (camille.pk, None)


def test_priority_goes_before_age(line: Line, camille: Counsellor) -> None:
    first, second = waiting(line, 2, "fr")
    Conversation.objects.filter(pk=second).update(priority=1)
    here(camille)
    assert (asked(first), asked(second)) == (None, camille.pk)


def test_chats_and_texts_stand_in_one_queue(line: Line, camille: Counsellor) -> None:
    text = opened(sms(line))
    Conversation.objects.filter(pk=text).update(locale="fr")
    (chat,) = waiting(line, 1, "fr")
    here(camille)
    assert (asked(text), asked(chat)) == (camille.pk, None)


def test_language_must_match(line: Line, camille: Counsellor) -> None:
    here(camille)
    assert asked(opened(web(line, locale="en"))) is None
    assert asked(opened(web(line, token="fr", locale="fr"))) == camille.pk


def test_many_who_suit_nobody_hold_up_none_behind_them(line: Line, camille: Counsellor) -> None:
    template = row(waiting(line, 1)[0])
    seekers = [
        type(template.seeker)(line=line, channel="web", handle="x", seen_at=template.opened_at)
        for _ in range(60)
    ]
    type(template.seeker).objects.bulk_create(seekers)
    Conversation.objects.bulk_create(
        Conversation(
            **{
                field.attname: getattr(template, field.attname)
                for field in Conversation._meta.concrete_fields
                if field.name not in ("id", "seeker")
            },
            seeker=seeker,
        )
        for seeker in seekers
    )
    (suits,) = waiting(line, 1, "fr")
    here(camille)
    assert asked(suits) == camille.pk


def test_the_least_loaded_is_asked(line: Line, robin: Counsellor, noor: Counsellor) -> None:
    talk(line, robin)
    here(robin, noor)
    assert asked(opened(web(line))) == noor.pk


def test_among_equals_the_longest_idle_is_asked(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    here(robin, noor)
    now = timezone.now()
    Shift.objects.filter(pk=robin.pk).update(idle_since=now - timedelta(minutes=1))
    Shift.objects.filter(pk=noor.pk).update(idle_since=now - timedelta(minutes=2))
    assert asked(opened(web(line))) == noor.pk


def test_who_was_freed_just_now_is_asked_last(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    here(robin, noor)
    first = opened(web(line, token="first"))
    assert asked(first) == robin.pk
    desk.accept(robin.pk, first)
    wrapped(robin, first)
    assert asked(opened(web(line, token="second"))) == noor.pk


def test_nobody_is_asked_beyond_their_capacity(line: Line, robin: Counsellor) -> None:
    here(robin)
    conversations = waiting(line, 5)
    assert [asked(c) == robin.pk for c in conversations] == [True] * 3 + [False] * 2
    assert not miscounted()


@pytest.mark.parametrize("status", ["resting", "away"])
def test_who_is_not_here_is_not_asked(line: Line, robin: Counsellor, status: str) -> None:
    here(robin)
    Shift.objects.filter(pk=robin.pk).update(status=status)
    assert asked(opened(web(line))) is None


def test_who_lost_their_lease_is_not_asked(line: Line, robin: Counsellor, clock: Clock) -> None:
    here(robin)
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    assert asked(opened(web(line))) is None


def test_a_counsellor_of_another_line_is_not_asked(line: Line) -> None:
    other = Line.objects.create(slug="day", name="Day line")
    new_counsellor(other, "Alex", here=True)
    assert asked(opened(web(line))) is None


def test_a_freed_place_is_filled_at_once(line: Line, camille: Counsellor) -> None:
    here(camille)
    first, second = waiting(line, 2, "fr")
    desk.accept(camille.pk, first)
    assert asked(second) is None
    wrapped(camille, first)
    assert asked(second) == camille.pk


def test_a_line_that_is_not_there_offers_nothing() -> None:
    assert queue.assign(0) == 0


# ---- passing on --------------------------------------------------------------------------------


def test_who_declined_is_not_asked_again_for_a_minute(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    here(robin)
    conversation = opened(web(line))
    desk.decline(robin.pk, conversation)
    assert asked(conversation) is None
    clock.forward(seconds=lineup.PASSED_SECONDS - 1)
    here(robin)
    assert asked(conversation) is None
    clock.forward(seconds=2)
    all_look()
    queue.assign(line.pk)
    assert asked(conversation) == robin.pk


@pytest.mark.parametrize("back", ["looks", "writes"])
def test_nobody_is_asked_for_whom_has_gone_quiet_until_they_are_back_at_their_place(
    line: Line, robin: Counsellor, clock: Clock, back: str
) -> None:
    quiet = opened(web(line, token="quiet"))
    clock.forward(seconds=lineup.QUIET_AFTER.total_seconds() + 1)
    later = opened(web(line, token="later"))
    assert [waits.presence for waits in boards.waiting(line.pk)] == ["quiet", "here"]
    Counsellor.objects.filter(pk=robin.pk).update(capacity=1)
    here(robin)
    assert (asked(quiet), asked(later)) == (None, robin.pk)
    desk.decline(robin.pk, later)
    if back == "looks":
        all_look()
        queue.assign(line.pk)
    else:
        let_in(web(line, "still here", conversation=quiet))
        queue.assign(line.pk)
    assert asked(quiet) == robin.pk


def test_the_next_one_is_somebody_who_would_read_it_and_then_whoever_is_left(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    quiet = opened(web(line, token="quiet"))
    clock.forward(seconds=lineup.QUIET_AFTER.total_seconds() + 1)
    texter = opened(sms(line))
    clock.forward(seconds=lineup.QUIET_AFTER.total_seconds() + 1)
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    desk.take(robin.pk)
    assert [row(each).counsellor_id for each in (quiet, texter)] == [robin.pk, robin.pk]
    taken = Assignment.objects.order_by("pk").values_list("conversation_id", flat=True)
    assert list(taken) == [texter, quiet]


def test_a_declined_one_goes_to_somebody_else_at_once(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    here(robin)
    conversation = opened(web(line))
    here(noor)
    desk.decline(robin.pk, conversation)
    assert asked(conversation) == noor.pk


def test_an_offer_lapses_after_the_lines_seconds(
    line: Line, robin: Counsellor, noor: Counsellor, clock: Clock
) -> None:
    here(robin)
    conversation = opened(web(line))
    here(noor)
    assert duties.lapse_offers(clock.forward(seconds=line.accept_seconds - 1)) == 0
    now = clock.forward(seconds=2)
    assert duties.lapse_offers(now) == 1
    duties.assign_all(now)
    assert asked(conversation) == noor.pk
    with refused("no_offer"):
        desk.accept(robin.pk, conversation)


def test_an_offer_that_is_overdue_cannot_be_accepted_even_before_the_sweep(
    line: Line, robin: Counsellor
) -> None:
    here(robin)
    conversation = opened(web(line))
    make_offer_lapse(conversation)
    with refused("no_offer"):
        desk.accept(robin.pk, conversation)


def test_two_workers_that_lapse_the_same_offer_take_nobody_elses(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    """The second finds a new offer, which is not overdue."""
    here(robin)
    conversation = opened(web(line))
    here(noor)
    make_offer_lapse(conversation)
    overdue = timezone.now()
    duties.lapse_offers(overdue)
    queue.assign(line.pk)
    with transaction.atomic():
        assert not presence.pass_on(conversation, "lapsed", Trigger.OFFER_LAPSED, overdue=overdue)
    assert asked(conversation) == noor.pk


def test_a_seeker_who_leaves_ends_the_ringing(line: Line, robin: Counsellor) -> None:
    here(robin)
    conversation = opened(web(line))
    desk.leave(row(conversation).seeker_id)
    assert state(conversation) == State.ABANDONED
    assert asked(conversation) is None
    assert Shift.objects.get(pk=robin.pk).load == 0
    with refused("no_offer"):
        desk.accept(robin.pk, conversation)


def test_a_transferred_one_does_not_ring_at_once_with_who_gave_it_away(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    conversation = talk(line, robin)
    here(robin)
    desk.transfer(robin.pk, conversation)
    assert asked(conversation) is None
    here(noor)
    assert asked(conversation) == noor.pk


@pytest.mark.parametrize("way", ["declined", "offer_lapsed", "transferred", "counsellor_lost"])
def test_the_first_waiting_time_is_kept(
    line: Line, robin: Counsellor, clock: Clock, way: str
) -> None:
    here(robin)
    conversation = opened(web(line))
    since = row(conversation).waiting_since
    clock.forward(seconds=5)
    later = opened(web(line, token="later"))
    if way == "declined":
        desk.decline(robin.pk, conversation)
    elif way == "offer_lapsed":
        make_offer_lapse(conversation)
        duties.lapse_offers(timezone.now())
    else:
        desk.accept(robin.pk, conversation)
        if way == "transferred":
            desk.transfer(robin.pk, conversation)
        else:
            presence.set_status(robin.pk, "away")
    assert row(conversation).waiting_since == since
    assert happenings(conversation)[-1] == way
    queued = Conversation.objects.filter(state__in=["waiting", "offered"])
    assert list(queued.order_by("waiting_since").values_list("pk", flat=True)) == [
        conversation,
        later,
    ]


# ---- taking ------------------------------------------------------------------------------------


def test_taking_gives_the_oldest_that_suits(line: Line, camille: Counsellor) -> None:
    waiting(line, 2)
    first, second = waiting(line, 2, "fr")
    presence.set_status(camille.pk, "resting")
    desk.take(camille.pk)
    assert (row(first).counsellor_id, row(second).counsellor_id) == (camille.pk, None)


def test_taking_from_an_empty_queue_is_refused(line: Line, robin: Counsellor) -> None:
    here(robin)
    with refused("nobody_waiting"):
        desk.take(robin.pk)


def test_taking_beyond_ones_capacity_is_refused(line: Line, camille: Counsellor) -> None:
    talk(line, camille, web(line, locale="fr"))
    waiting(line, 1, "fr")
    with refused("full"):
        desk.take(camille.pk)


def test_taking_without_a_shift_is_refused(line: Line, robin: Counsellor) -> None:
    waiting(line, 1)
    with refused("not_now"):
        desk.take(robin.pk)


def test_taking_after_a_lapsed_lease_is_refused(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    here(robin)
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    waiting(line, 1)
    with refused("not_now"):
        desk.take(robin.pk)


# ---- one holder --------------------------------------------------------------------------------


def test_one_open_assignment_is_a_constraint_of_the_database(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    conversation = talk(line, robin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            conversation_id=conversation, counsellor=noor, began_at=timezone.now()
        )


def test_one_open_offer_is_a_constraint_of_the_database(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    here(robin)
    conversation = opened(web(line))
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(conversation_id=conversation, counsellor=noor, made_at=now, until=now)


def test_a_second_counsellor_cannot_accept_the_same_offer(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    here(robin)
    conversation = opened(web(line))
    with refused("no_offer"):
        desk.accept(noor.pk, conversation)
    desk.accept(robin.pk, conversation)
    with refused("already_taken"):
        desk.accept(noor.pk, conversation)
    assert row(conversation).counsellor_id == robin.pk


def test_two_windows_that_accept_at_once_hold_it_once(line: Line, robin: Counsellor) -> None:
    here(robin)
    conversation = opened(web(line))
    results = at_once(*[partial(desk.accept, robin.pk, conversation)] * 4)
    assert Counter(getattr(r, "code", "held") for r in results) == {"held": 1, "already_taken": 3}
    assert Assignment.objects.filter(conversation=conversation).count() == 1
    assert Shift.objects.get(pk=robin.pk).load == 1


def test_a_race_of_takes_gives_each_to_exactly_one(line: Line) -> None:
    people = [new_counsellor(line, f"C{n}", capacity=2) for n in range(4)]
    for person in people:
        presence.set_status(person.pk, "resting")
    waiting(line, 6)

    taken = at_once(*(partial(takes_all, person) for person in people))
    assert sum(n for n in taken if isinstance(n, int)) == 6
    open_ones = Assignment.objects.filter(ended_at=None)
    assert open_ones.count() == open_ones.values("conversation").distinct().count() == 6
    assert not Shift.objects.filter(load__gt=F("counsellor__capacity")).exists()
    assert not miscounted()


def test_a_race_of_offers_asks_each_once_and_nobody_beyond_capacity(line: Line) -> None:
    for n in range(3):
        new_counsellor(line, f"C{n}", capacity=3, here=True)
    Shift.objects.update(status="resting")
    waiting(line, 12)
    Shift.objects.update(status="here")
    made = at_once(*[partial(queue.assign, line.pk)] * 4)
    queue.assign(line.pk)
    assert sum(n for n in made if isinstance(n, int)) <= 9
    assert Offer.objects.filter(answer="").count() == 9
    assert set(Shift.objects.values_list("load", flat=True)) == {3}
    assert not miscounted()


# ---- what is shown of it -----------------------------------------------------------------------


def test_the_board_shows_the_queue_in_order_without_names(line: Line, camille: Counsellor) -> None:
    here(camille)
    waiting(line, 1)
    waiting(line, 1, "fr")
    board = boards.waiting(line.pk)
    assert [(w.locale, w.offered) for w in board] == [("en", False), ("fr", True)]


def test_an_honest_wait_is_told_only_while_somebody_is_there(
    line: Line, camille: Counsellor, clock: Clock
) -> None:
    conversations = waiting(line, 4, "fr")
    assert boards.waits(line.pk) == {}
    here(camille)
    bands = boards.waits(line.pk)
    assert [bands[c] for c in conversations] == ["minutes", "quarter", "half_hour", "half_hour"]
    rows = Conversation.objects.in_bulk(conversations)
    assert {c: boards.wait_of(rows[c]) for c in conversations} == bands
    clock.forward(seconds=presence.LEASE_SECONDS + 1)
    assert boards.waits(line.pk) == {}


def test_an_offer_is_shown_until_it_lapses(line: Line, robin: Counsellor, clock: Clock) -> None:
    here(robin)
    conversation = opened(web(line))
    (offer,) = snapshots.offers(robin.pk)
    assert offer.conversation == conversation
    clock.forward(seconds=line.accept_seconds + 1)
    assert snapshots.offers(robin.pk) == []
