"""Every desk action in every state, by whoever: done, or refused with the cause."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from helpline import access
from helpline.errors import Code, Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.states import State
from routing import desk, inbound, presence
from routing.consoles import snapshots
from routing.entering import conversations
from routing.models import Assignment, Shift, Step
from tests.desk.house import (
    REAL,
    Clock,
    codes,
    happenings,
    has_no_gap,
    let_in,
    miscounted,
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

ACTIONS: dict[str, Callable[[UUID, UUID], None]] = {
    "accept": desk.accept,
    "decline": desk.decline,
    "transfer": desk.transfer,
    "end": desk.end,
    "wrap": partial(desk.wrap, kind="support"),
    "flag": partial(desk.flag, level=2),
}
OWN: dict[str, dict[State, Code | State]] = {
    "accept": {
        State.WAITING: "no_offer",
        State.OFFERED: State.ACTIVE,
        State.ACTIVE: "already_taken",
        State.WRAP_UP: "already_taken",
        State.CLOSED: "no_offer",
        State.ABANDONED: "no_offer",
    },
    "decline": {
        State.WAITING: "no_offer",
        State.OFFERED: State.WAITING,
        State.ACTIVE: "no_offer",
        State.WRAP_UP: "no_offer",
        State.CLOSED: "no_offer",
        State.ABANDONED: "no_offer",
    },
    "transfer": {
        State.WAITING: "not_yours",
        State.OFFERED: "not_yours",
        State.ACTIVE: State.WAITING,
        State.WRAP_UP: "not_now",
        State.CLOSED: "over",
        State.ABANDONED: "not_yours",
    },
    "end": {
        State.WAITING: "not_yours",
        State.OFFERED: "not_yours",
        State.ACTIVE: State.WRAP_UP,
        State.WRAP_UP: "not_now",
        State.CLOSED: "over",
        State.ABANDONED: "not_yours",
    },
    "wrap": {
        State.WAITING: "not_yours",
        State.OFFERED: "not_yours",
        State.ACTIVE: "not_now",
        State.WRAP_UP: State.CLOSED,
        State.CLOSED: "over",
        State.ABANDONED: "not_yours",
    },
    "flag": {
        State.WAITING: "not_yours",
        State.OFFERED: "not_yours",
        State.ACTIVE: State.ACTIVE,
        State.WRAP_UP: State.WRAP_UP,
        State.CLOSED: "over",
        State.ABANDONED: "not_yours",
    },
}
CELLS = [(action, start) for action in OWN for start in State]


def brought_to(start: State, line: Line, person: Counsellor) -> UUID:
    """A conversation in this state, offered to or held by this counsellor where somebody is."""
    if start == State.WAITING:
        return opened(web(line))
    if start == State.OFFERED:
        presence.set_status(person.pk, "here")
        return opened(web(line))
    if start == State.ABANDONED:
        conversation = opened(web(line))
        desk.leave(row(conversation).seeker_id)
        return conversation
    conversation = talk(line, person)
    if start in (State.WRAP_UP, State.CLOSED):
        desk.end(person.pk, conversation)
    if start == State.CLOSED:
        desk.wrap(person.pk, conversation, "support")
    return conversation


@pytest.mark.parametrize(("action", "start"), CELLS)
def test_what_ones_own_counsellor_may_do(
    line: Line, robin: Counsellor, action: str, start: State
) -> None:
    conversation = brought_to(start, line, robin)
    before = happenings(conversation)
    expected = OWN[action][start]
    if isinstance(expected, State):
        ACTIONS[action](robin.pk, conversation)
        assert state(conversation) == expected
        assert len(happenings(conversation)) == len(before) + 1
    else:
        with refused(expected):
            ACTIONS[action](robin.pk, conversation)
        assert (state(conversation), happenings(conversation)) == (start, before)
    assert has_no_gap(conversation)
    assert not miscounted()


@pytest.mark.parametrize(("action", "start"), CELLS)
def test_what_another_counsellor_may_not_do(
    line: Line, robin: Counsellor, noor: Counsellor, action: str, start: State
) -> None:
    conversation = brought_to(start, line, robin)
    before = happenings(conversation)
    held = start in (State.ACTIVE, State.WRAP_UP)
    with pytest.raises(Refused) as caught:
        ACTIONS[action](noor.pk, conversation)
    expected = {"accept": "already_taken" if held else "no_offer", "decline": "no_offer"}
    assert caught.value.code == expected.get(action, "not_yours")
    assert happenings(conversation) == before


@pytest.mark.parametrize("action", OWN)
def test_a_conversation_that_is_not_there_is_refused(robin: Counsellor, action: str) -> None:
    with refused("no_conversation"):
        ACTIONS[action](robin.pk, uuid.uuid4())


# ---- what the actions leave behind -------------------------------------------------------------


def test_closing_notes_the_kind_and_frees_the_counsellor(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    desk.wrap(robin.pk, conversation, "safety")
    found = row(conversation)
    assert found.closed_at is not None
    assert Shift.objects.get(pk=robin.pk).load == 0
    assert Assignment.objects.get().ended_at is not None


def test_a_wrap_up_still_counts_as_held(line: Line, robin: Counsellor) -> None:
    desk.end(robin.pk, talk(line, robin))
    assert Shift.objects.get(pk=robin.pk).load == 1


def test_a_flag_is_a_fact_beside_the_state(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    desk.flag(robin.pk, conversation, 3)
    step = Step.objects.get(conversation=conversation, happening="flagged")
    assert (row(conversation).risk, step.detail, step.actor) == (3, "3", robin.pk.hex)
    assert state(conversation) == State.ACTIVE


def test_every_step_names_who_did_it(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    steps = Step.objects.filter(conversation=conversation).order_by("seq")
    assert list(steps.values_list("happening", "before", "after", "actor")) == [
        ("opened", "waiting", "waiting", "seeker"),
        ("said", "waiting", "waiting", "seeker"),
        ("accepted", "waiting", "active", robin.pk.hex),
        ("ended", "active", "wrap_up", robin.pk.hex),
        ("wrapped", "wrap_up", "closed", robin.pk.hex),
    ]


# ---- leaving -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "after"),
    [
        (State.WAITING, State.ABANDONED),
        (State.OFFERED, State.ABANDONED),
        (State.ACTIVE, State.WRAP_UP),
        (State.WRAP_UP, State.WRAP_UP),
    ],
)
def test_a_seeker_may_leave_an_open_conversation(
    line: Line, robin: Counsellor, start: State, after: State
) -> None:
    conversation = brought_to(start, line, robin)
    desk.leave(row(conversation).seeker_id)
    assert state(conversation) == after
    assert not miscounted()


@pytest.mark.parametrize("start", [State.CLOSED, State.ABANDONED])
def test_leaving_what_is_over_is_refused(line: Line, robin: Counsellor, start: State) -> None:
    conversation = brought_to(start, line, robin)
    with refused("no_conversation"):
        desk.leave(row(conversation).seeker_id)


# ---- quick exit --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "after"),
    [
        (State.WAITING, State.ABANDONED),
        (State.OFFERED, State.ABANDONED),
        (State.ACTIVE, State.ACTIVE),
        (State.WRAP_UP, State.WRAP_UP),
        (State.CLOSED, State.CLOSED),
        (State.ABANDONED, State.ABANDONED),
    ],
)
def test_after_a_quick_exit_the_token_opens_nothing(
    line: Line, robin: Counsellor, start: State, after: State
) -> None:
    conversation = brought_to(start, line, robin)
    seeker = Seeker.objects.get(pk=row(conversation).seeker_id)
    hashed = bytes(seeker.token_hash or b"")
    desk.quick_exit(seeker.pk)
    assert state(conversation) == after
    words = conversations.Inbound(
        channel="web",
        author="seeker",
        client_id=uuid.uuid4(),
        text="it is somebody else now",
        line=line.pk,
        token_hash=hashed,
    )
    assert codes(inbound.receive([words])) == ["token"]
    assert Conversation.objects.count() == 1
    assert not miscounted()


def test_the_counsellor_is_told_of_a_quick_exit(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    desk.quick_exit(row(conversation).seeker_id)
    assert happenings(conversation)[-1] == "exited"
    (view,) = snapshots.snapshot(robin.pk, {}).conversations
    assert view.presence == "left_in_a_hurry"


def test_a_second_quick_exit_changes_nothing(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    seeker = row(conversation).seeker_id
    desk.quick_exit(seeker)
    before = happenings(conversation)
    desk.quick_exit(seeker)
    assert happenings(conversation) == before


def test_a_quick_exit_of_nobody_is_quiet() -> None:
    desk.quick_exit(uuid.uuid4())


# ---- what becomes of the words -----------------------------------------------------------------


@pytest.mark.parametrize("start", list(State))
def test_erasing_ends_the_conversation_and_makes_the_words_unreadable_at_once(
    line: Line, robin: Counsellor, clock: Clock, start: State
) -> None:
    conversation = brought_to(start, line, robin)
    desk.keep(row(conversation).seeker_id, "erase")
    assert texts(conversation) == []
    assert state(conversation) in (State.CLOSED, State.ABANDONED)
    assert happenings(conversation)[-1] == "erased"
    assert retention.apply(clock.now()) == 1
    assert not miscounted()


def test_keeping_is_noted_and_changes_no_deadline(line: Line, robin: Counsellor) -> None:
    line.policies = {"web": "day"}
    line.save()
    conversation = talk(line, robin)
    desk.keep(row(conversation).seeker_id, "keep")
    wrapped(robin, conversation)
    assert happenings(conversation)[3] == "kept"
    assert texts(conversation)
    found = row(conversation)
    assert found.erase_at == found.last_word_at + timedelta(hours=24)


def test_keeping_after_erasing_brings_nothing_back(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    seeker = row(conversation).seeker_id
    desk.keep(seeker, "erase")
    desk.keep(seeker, "keep")
    assert texts(conversation) == []


@pytest.mark.parametrize("choice", ["keep", "erase"])
def test_who_has_said_nothing_has_nothing_to_keep(choice: str) -> None:
    with refused("no_conversation"):
        desk.keep(uuid.uuid4(), choice)


def test_only_the_latest_conversation_is_concerned(line: Line, robin: Counsellor) -> None:
    line.policies = {"web": "month"}
    line.save()
    old = talk(line, robin, web(line, token="back"))
    wrapped(robin, old)
    new = let_in(web(line, "again", token="back"))[0].conversation
    desk.keep(row(new).seeker_id, "erase")
    assert (len(texts(old)), texts(new)) == (1, [])


# ---- access ------------------------------------------------------------------------------------


def test_an_account_that_was_switched_off_is_no_counsellor(robin: Counsellor) -> None:
    user = robin.user
    assert access.person_of(user) == robin
    user.is_active = False
    assert access.person_of(user) is None
    assert access.person_of(None) is None
