"""A place in the queue before the first words: one for each, made once; words follow into it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.states import State
from routing import desk, inbound, presence
from routing.consoles import visits
from routing.entering.plan import Accepted, Outcome
from routing.upkeep import duties
from tests.desk.house import (
    REAL,
    Clock,
    asked,
    at_once,
    codes,
    enters,
    happenings,
    has_no_gap,
    let_in,
    opened,
    row,
    state,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.other_process import run_together
from transcripts.models import Message, SealedKey

pytestmark = REAL


def nothing_is_left_over() -> bool:
    """One seeker, one conversation, and no key that was made in vain."""
    (here,) = Conversation.objects.values_list("pk", flat=True)
    return Seeker.objects.count() == 1 and [here] == list(
        SealedKey.objects.values_list("owner", flat=True)
    )


def all_of(results: Sequence[list[Outcome] | Refused]) -> list[Accepted]:
    outcomes = [each for result in results if isinstance(result, list) for each in result]
    assert set(codes(outcomes)) <= {"stored", "repeat"}
    return [each for each in outcomes if isinstance(each, Accepted)]


def test_who_enters_waits_and_has_said_nothing(line: Line, clock: Clock) -> None:
    conversation = opened(enters(line))
    found = row(conversation)
    assert state(conversation) == State.WAITING
    assert happenings(conversation) == ["opened"]
    assert texts(conversation) == []
    assert found.ready_at is None
    assert found.opened_at == found.waiting_since == found.last_seeker_word_at
    assert found.policy == "at_close"
    assert nothing_is_left_over()


def test_who_enters_rings_at_once_where_somebody_is_free(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(enters(line))
    assert asked(conversation) == robin.pk
    desk.accept(robin.pk, conversation)
    assert state(conversation) == State.ACTIVE


def test_entering_again_is_the_same_place(line: Line) -> None:
    first, again = let_in(enters(line)), inbound.receive([enters(line), enters(line)])
    assert codes(again) == ["repeat", "repeat"]
    assert {each.conversation for each in all_of([again])} == {first[0].conversation}
    assert happenings(first[0].conversation) == ["opened"]
    assert nothing_is_left_over()


def test_words_follow_into_the_place_and_show_that_somebody_is_there(line: Line) -> None:
    conversation = opened(enters(line))
    let_in(web(line, "hello"), web(line, "is this safe?", conversation=conversation))
    assert texts(conversation) == ["hello", "is this safe?"]
    assert happenings(conversation) == ["opened", "said", "said"]
    assert row(conversation).ready_at is not None
    assert has_no_gap(conversation)


def test_entering_and_words_in_one_batch_are_one_conversation(line: Line) -> None:
    for first in (0, 1):
        batch = [enters(line, token=f"{first}"), web(line, "hello", token=f"{first}")]
        outcomes = let_in(*batch[:: -1 if first else 1])
        assert len({each.conversation for each in outcomes}) == 1
        assert row(outcomes[0].conversation).ready_at is not None
        assert texts(outcomes[0].conversation) == ["hello"]


def test_entering_during_a_talk_or_its_wrap_up_changes_nothing(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin, web(line))
    assert codes(inbound.receive([enters(line)])) == ["repeat"]
    desk.end(robin.pk, conversation)
    assert codes(inbound.receive([enters(line)])) == ["repeat"]
    assert state(conversation) == State.WRAP_UP


def test_who_enters_after_the_end_waits_anew_and_it_is_known(line: Line, robin: Counsellor) -> None:
    before = talk(line, robin, web(line))
    wrapped(robin, before)
    (outcome,) = let_in(enters(line))
    assert row(outcome.conversation).previous_id == before
    # Also if the page still thinks that it is in the old one.
    desk.leave(row(before).seeker_id)
    (outcome,) = let_in(enters(line))
    assert state(outcome.conversation) == State.WAITING


def test_nobody_enters_with_a_token_that_a_quick_exit_has_ended(line: Line) -> None:
    desk.quick_exit(row(opened(enters(line))).seeker_id)
    assert codes(inbound.receive([enters(line)])) == ["token"]
    assert Conversation.objects.count() == 1


def test_a_page_that_entered_is_told_how_it_stands(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "resting")
    conversation = opened(enters(line))
    seeker, told = visits.just_opened(conversation)
    assert (seeker, told.state, told.seq) == (row(conversation).seeker_id, "waiting", 1)
    assert told.seal


def test_who_enters_and_goes_away_leaves_the_queue(line: Line, clock: Clock) -> None:
    conversation = opened(enters(line))
    assert duties.leave_for_the_gone(clock.forward(minutes=4)) == 0
    assert duties.leave_for_the_gone(clock.forward(minutes=2)) == 1
    assert state(conversation) == State.ABANDONED
    assert row(conversation).erase_at is not None


# ---- at the same time --------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", range(3))
def test_entering_and_words_from_two_tabs_at_once_make_one_conversation(
    line: Line, rounds: int
) -> None:
    jobs = [
        partial(inbound.receive, [enters(line)]),
        partial(inbound.receive, [web(line, "hello")]),
        partial(inbound.receive, [enters(line), web(line, "are you there?")]),
    ]
    outcomes = all_of(at_once(*jobs))
    assert len({each.conversation for each in outcomes}) == 1
    conversation = outcomes[0].conversation
    assert sorted(texts(conversation)) == ["are you there?", "hello"]
    assert Counter(happenings(conversation)) == {"opened": 1, "said": 2}
    assert row(conversation).ready_at is not None
    assert has_no_gap(conversation)
    assert nothing_is_left_over()


def test_entering_in_several_processes_is_one_place(line: Line) -> None:
    work = [[[enters(line)], [web(line, f"{n}")], [enters(line)]] for n in range(3)]
    answers = run_together(work)
    assert {code for mine in answers for code, _, _ in mine} <= {"stored", "repeat"}
    assert len({conversation for mine in answers for _, conversation, _ in mine}) == 1
    assert Message.objects.count() == 3
    assert nothing_is_left_over()
    assert has_no_gap(Conversation.objects.get().pk)


def test_many_enter_at_once_and_each_has_a_place(line: Line) -> None:
    batches = [[enters(line, token=f"{n} {m}") for m in range(20)] for n in range(3)]
    outcomes = all_of(at_once(*(partial(inbound.receive, batch) for batch in batches)))
    assert len({each.conversation for each in outcomes}) == Conversation.objects.count() == 60
