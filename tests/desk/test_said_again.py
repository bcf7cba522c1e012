"""What is said again is known, whatever became of its talk; who comes back opens a linked one."""

import uuid
from collections.abc import Sequence
from datetime import datetime

import pytest

from helpline.models import Conversation, Counsellor, Line
from helpline.states import State
from routing import desk, inbound
from routing.entering import callers
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted
from tests.desk.house import (
    REAL,
    codes,
    happenings,
    has_no_gap,
    let_in,
    opened,
    reply,
    row,
    sms,
    state,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts import keys

pytestmark = REAL


# ---- repeats -----------------------------------------------------------------------------------


def test_a_repeat_in_the_same_batch_gets_the_original_number(line: Line) -> None:
    item = web(line)
    first, second = let_in(item, item)
    assert (second.seq, second.at, second.repeat) == (first.seq, first.at, True)
    assert len(texts(first.conversation)) == 1


def test_a_repeat_in_a_later_batch_gets_the_original_number_and_time(line: Line) -> None:
    item = web(line)
    (first,) = let_in(item)
    let_in(web(line, "more"))
    (again,) = let_in(item)
    assert (again.conversation, again.seq, again.at) == (first.conversation, first.seq, first.at)
    assert again.repeat
    assert has_no_gap(first.conversation)


def test_a_repeat_after_the_words_are_erased_is_still_a_repeat(line: Line) -> None:
    item = web(line)
    (first,) = let_in(item)
    keys.destroy([first.conversation])
    (again,) = let_in(item)
    assert (again.seq, again.repeat) == (first.seq, True)


def test_the_same_id_from_another_author_is_new(line: Line, robin: Counsellor) -> None:
    item = web(line)
    conversation = talk(line, robin, item)
    (answer,) = let_in(reply(robin, conversation, item.text, client_id=item.client_id))
    assert not answer.repeat
    assert len(texts(conversation)) == 2


def test_the_same_id_in_another_conversation_is_new(line: Line) -> None:
    shared = uuid.uuid4()
    outcomes = let_in(
        web(line, client_id=shared, token="a"), web(line, client_id=shared, token="b")
    )
    assert codes(outcomes) == ["stored", "stored"]


@pytest.mark.parametrize("together", [True, False])
def test_another_text_under_the_same_id_is_refused_and_the_first_kept(
    line: Line, together: bool
) -> None:
    first = web(line, "first")
    second = web(line, "second", client_id=first.client_id)
    if together:
        outcomes = inbound.receive([first, second])
    else:
        outcomes = [*inbound.receive([first]), *inbound.receive([second])]
    assert codes(outcomes) == ["stored", "other_text"]
    assert isinstance(outcomes[0], Accepted)
    assert texts(outcomes[0].conversation) == ["first"]


def test_a_text_brought_again_after_the_close_is_a_repeat_and_opens_nothing(
    line: Line, robin: Counsellor
) -> None:
    item = sms(line)
    conversation = talk(line, robin, item)
    wrapped(robin, conversation)
    (again,) = let_in(item)
    assert (again.conversation, again.repeat) == (conversation, True)
    assert Conversation.objects.filter(state__in=["waiting", "offered"]).count() == 0


def test_words_said_again_after_the_close_are_a_repeat_and_open_nothing(
    line: Line, robin: Counsellor
) -> None:
    """A page whose answer was lost does not know its conversation when it says them again."""
    item = web(line, token="back")
    conversation = talk(line, robin, item)
    wrapped(robin, conversation)
    again, more = let_in(item, web(line, "hello?", token="back"))
    assert (again.conversation, again.repeat) == (conversation, True)
    assert row(more.conversation).previous_id == conversation
    assert texts(more.conversation) == ["hello?"]
    (late,) = let_in(item)
    assert (late.conversation, late.repeat) == (conversation, True)


def test_a_repeat_of_words_with_a_card_number_is_a_repeat(line: Line) -> None:
    item = web(line, "my card is 4111 1111 1111 1111")
    let_in(item)
    assert codes(inbound.receive([item])) == ["repeat"]


# ---- coming back -------------------------------------------------------------------------------


def test_a_seeker_who_writes_during_wrap_up_is_back_in_the_same_hands(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    (word,) = let_in(web(line, "wait", conversation=conversation))
    assert word.conversation == conversation
    assert state(conversation) == State.ACTIVE
    assert row(conversation).counsellor_id == robin.pk
    assert happenings(conversation)[-3:] == ["ended", "seeker_returned", "said"]


@pytest.mark.parametrize("remembered", [True, False])
def test_a_closed_web_conversation_opens_a_linked_new_one(
    line: Line, robin: Counsellor, remembered: bool
) -> None:
    """Whether or not the socket remembers the closed one."""
    old = talk(line, robin, web(line, token="back"))
    wrapped(robin, old)
    known = old if remembered else None
    outcomes = let_in(
        web(line, "me again", token="back", conversation=known),
        web(line, "hello?", token="back", conversation=known),
    )
    new = outcomes[0].conversation
    assert outcomes[1].conversation == new != old
    assert row(new).previous_id == old
    assert row(new).seeker_id == row(old).seeker_id
    assert texts(new) == ["me again", "hello?"]


def test_a_repeat_of_the_words_that_opened_the_new_one_opens_no_third(
    line: Line, robin: Counsellor
) -> None:
    old = talk(line, robin, web(line, token="back"))
    wrapped(robin, old)
    item = web(line, "me again", token="back", conversation=old)
    (first,) = let_in(item)
    (again,) = let_in(item)
    assert (again.conversation, again.seq, again.repeat) == (first.conversation, first.seq, True)
    assert Conversation.objects.count() == 2


def test_an_abandoned_conversation_is_not_continued(line: Line) -> None:
    old = opened(web(line))
    desk.leave(row(old).seeker_id)
    assert row(opened(web(line, conversation=old))).previous_id == old


def test_who_is_overtaken_again_and_again_comes_in_all_the_same(
    line: Line, robin: Counsellor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever we look, this person has nothing open; whenever we open, they have."""
    find, rounds, held = callers.find, iter(range(3)), list[uuid.UUID]()

    def overtaken(items: Sequence[Inbound], now: datetime) -> callers.Found:
        with monkeypatch.context() as rivals:
            rivals.setattr(callers, "find", find)
            while held:
                wrapped(robin, held.pop())
            found = find(items, now)
            for number in rounds:
                held.append(talk(line, robin, sms(line, f"rival {number}")))
                break
        return found

    monkeypatch.setattr(callers, "find", overtaken)
    (outcome,) = let_in(sms(line, "and this?"))
    assert next(rounds, None) is None
    assert texts(outcome.conversation)[-1] == "and this?"
    assert Conversation.objects.count() == 4
