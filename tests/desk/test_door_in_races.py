"""The door in when many come at once: threads and processes share conversations and ids."""

import uuid
from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import inbound
from routing.entering import callers, openings
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted, Outcome
from tests.desk.house import (
    REAL,
    at_once,
    codes,
    has_no_gap,
    let_in,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.other_process import run_together
from transcripts.models import Message, SealedKey

pytestmark = REAL


def all_of(results: Sequence[list[Outcome] | Refused]) -> list[Accepted]:
    """Every outcome of every thread; none may be a refusal."""
    outcomes = [o for result in results if isinstance(result, list) for o in result]
    assert set(codes(outcomes)) <= {"stored", "repeat"}
    return [o for o in outcomes if isinstance(o, Accepted)]


def nothing_is_left_over() -> bool:
    """One seeker, one open conversation, and no key that was made in vain."""
    owners = set(SealedKey.objects.values_list("owner", flat=True))
    here = {*Conversation.objects.values_list("pk", flat=True)}
    return owners - here <= set(Seeker.objects.values_list("pk", flat=True)) and here <= owners


def test_two_first_texts_at_once_make_one_conversation(line: Line) -> None:
    jobs = [partial(inbound.receive, [sms(line, f"text {n}")]) for n in range(4)]
    outcomes = all_of(at_once(*jobs))
    assert len({o.conversation for o in outcomes}) == 1
    assert Seeker.objects.count() == Conversation.objects.count() == 1
    assert sorted(texts(outcomes[0].conversation)) == [f"text {n}" for n in range(4)]
    assert has_no_gap(outcomes[0].conversation)
    assert nothing_is_left_over()


def test_first_words_from_two_tabs_at_once_make_one_conversation(line: Line) -> None:
    jobs = [partial(inbound.receive, [web(line, f"tab {n}"), web(line)]) for n in range(3)]
    outcomes = all_of(at_once(*jobs))
    assert Seeker.objects.count() == Conversation.objects.count() == 1
    assert Counter(o.seq for o in outcomes) == Counter(range(2, 8))
    assert nothing_is_left_over()


def test_the_same_message_from_several_threads_is_stored_once(line: Line) -> None:
    let_in(web(line, "hello"))
    item = web(line, "did you get this?")
    outcomes = all_of(at_once(*[partial(inbound.receive, [item])] * 4))
    assert len({o.seq for o in outcomes}) == 1
    assert sorted(codes(outcomes)) == ["repeat", "repeat", "repeat", "stored"]


@pytest.mark.parametrize("known", [True, False])
def test_words_that_are_stored_and_over_while_we_look_open_nothing(
    line: Line, robin: Counsellor, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    """The page of somebody whose socket was cut says them again in another process."""
    if known:
        wrapped(robin, talk(line, robin, web(line)))
    item, make_keys = web(line, "did you get this?"), openings.make_keys

    def meanwhile(found: callers.Found) -> list[uuid.UUID]:
        monkeypatch.setattr(openings, "make_keys", make_keys)
        wrapped(robin, talk(line, robin, item))
        return make_keys(found)

    monkeypatch.setattr(openings, "make_keys", meanwhile)
    (again,) = let_in(item)
    assert again.repeat
    assert Message.objects.count() == Conversation.objects.count() == 1 + known
    assert nothing_is_left_over()


def test_threads_with_batches_for_the_same_conversations_leave_no_gap(line: Line) -> None:
    """Each thread names the conversations in an order of its own; locks must not care."""
    tokens = [f"t{n}" for n in range(6)]
    let_in(*(web(line, "hello", token=token) for token in tokens))

    def work(number: int) -> list[Outcome]:
        order = tokens if number % 2 else tokens[::-1]
        return [
            outcome
            for turn in range(6)
            for outcome in inbound.receive(
                [web(line, f"{number} {turn}", token=token) for token in order]
            )
        ]

    assert len(all_of(at_once(*(partial(work, number) for number in range(3))))) == 3 * 6 * 6
    for conversation in Conversation.objects.values_list("pk", flat=True):
        assert has_no_gap(conversation)
        said = texts(conversation)
        assert len(said) == 1 + 3 * 6
        for number in range(3):
            mine = [text for text in said if text.startswith(f"{number} ")]
            assert mine == [f"{number} {turn}" for turn in range(6)]


def test_processes_with_shared_ids_store_each_once_and_leave_no_gap(line: Line) -> None:
    """Three processes open the same two conversations and say the same and their own words."""
    shared = {(token, turn): uuid.uuid4() for token in ("a", "b") for turn in range(8)}

    def batches(process: int) -> list[list[Inbound]]:
        order = ("a", "b") if process % 2 else ("b", "a")
        return [
            [
                item
                for token in order
                for item in (
                    web(line, f"all {turn}", token=token, client_id=shared[token, turn]),
                    web(line, f"{process} {turn}", token=token),
                )
            ]
            for turn in range(8)
        ]

    answers = run_together([batches(process) for process in range(3)])
    told = Counter(code for mine in answers for code, _, _ in mine)
    assert told == {"stored": 2 * 8 * 4, "repeat": 2 * 8 * 2}
    conversations = list(Conversation.objects.values_list("pk", flat=True))
    assert len(conversations) == Seeker.objects.count() == 2
    for conversation in conversations:
        assert has_no_gap(conversation)
        assert sorted(texts(conversation)) == sorted(
            [f"all {turn}" for turn in range(8)]
            + [f"{process} {turn}" for process in range(3) for turn in range(8)]
        )
    assert nothing_is_left_over()
