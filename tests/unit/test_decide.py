"""What becomes of a message, by who says it and where the conversation stands: no database."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from helpline.errors import Refused
from helpline.states import State
from routing.entering.conversations import Inbound, Row
from routing.entering.decide import STALE, Known, decide
from routing.entering.plan import Accepted, Outcome, Plan
from routing.events import milliseconds
from transcripts import record

THEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOW = datetime(2026, 3, 1, 13, tzinfo=UTC)
TALK = UUID(int=1)
ROBIN = UUID(int=101)
NOOR = UUID(int=102)


def standing(state: State, pk: UUID = TALK, channel: str = "web", exited: bool = False) -> Row:
    """A locked conversation in this state; where somebody holds or held it, it is Robin."""
    held = state in (State.ACTIVE, State.WRAP_UP, State.CLOSED)
    return Row(pk, 1, channel, state, 4, ROBIN if held else None, "Robin", exited)


def says(author: str, text: str = "hello", kind: str = "", **more: object) -> Inbound:
    item = Inbound(
        channel="web",
        author=author,
        client_id=uuid.uuid4(),
        text=text,
        line=1,
        conversation=TALK,
        kind=kind,
    )
    return structs.replace(item, **more)


def became(outcome: Outcome) -> str:
    if outcome is STALE:
        return "stale"
    if isinstance(outcome, Refused):
        return outcome.code
    return "repeat" if outcome.repeat else "stored"


def decided(row: Row, *items: Inbound, seen: dict[UUID, list[record.Said]] | None = None) -> Plan:
    return decide(items, {row.id: row}, Known(seen or {}), NOW)


W, O, A, U, C, B = (  # noqa: E741 - one letter for each column of the table
    State.WAITING,
    State.OFFERED,
    State.ACTIVE,
    State.WRAP_UP,
    State.CLOSED,
    State.ABANDONED,
)
TABLE = {
    # who says what: what becomes of it while the conversation is …
    ("seeker", ""): {W: "stored", O: "stored", A: "stored", U: "stored", C: "stale", B: "stale"},
    ("helpline", ""): {W: "stored", O: "stored", A: "stored", U: "stored", C: "over", B: "over"},
    (ROBIN.hex, ""): {
        W: "not_yours",
        O: "not_yours",
        A: "stored",
        U: "over",
        C: "over",
        B: "not_yours",
    },
    (ROBIN.hex, "note"): {
        W: "not_yours",
        O: "not_yours",
        A: "stored",
        U: "stored",
        C: "over",
        B: "not_yours",
    },
    (NOOR.hex, ""): dict.fromkeys(State, "not_yours"),
    (NOOR.hex, "note"): dict.fromkeys(State, "not_yours"),
}
CELLS = [(*who, state, expected) for who, line in TABLE.items() for state, expected in line.items()]


@pytest.mark.parametrize(("author", "kind", "state", "expected"), CELLS)
def test_the_table_of_outcomes(author: str, kind: str, state: State, expected: str) -> None:
    row = standing(state)
    plan = decided(row, says(author, kind=kind))
    assert [became(outcome) for outcome in plan.outcomes] == [expected]
    if expected != "stored":
        assert (plan.words, plan.steps, plan.events, row.seq, row.changed) == ([], [], [], 4, False)


@pytest.mark.parametrize("state", list(State))
def test_after_a_quick_exit_the_seeker_is_refused_everywhere(state: State) -> None:
    plan = decided(standing(state, exited=True), says("seeker"))
    assert [became(outcome) for outcome in plan.outcomes] == ["token"]


def test_a_conversation_that_is_not_there_is_refused() -> None:
    plan = decided(standing(A), says("seeker", conversation=uuid.uuid4()))
    assert [became(outcome) for outcome in plan.outcomes] == ["no_conversation"]


def test_a_word_moves_both_clocks_and_a_note_none() -> None:
    row = standing(A)
    decided(row, says(ROBIN.hex, kind="note"))
    assert (row.last_word_at, row.last_seeker_word_at) == (None, None)
    decided(row, says(ROBIN.hex))
    assert (row.last_word_at, row.last_seeker_word_at) == (NOW, None)
    decided(row, says("seeker"))
    assert (row.last_word_at, row.last_seeker_word_at) == (NOW, NOW)


def test_a_seeker_back_in_wrap_up_is_a_step_before_their_words() -> None:
    row = standing(U)
    plan = decided(row, says("seeker"), says("seeker"))
    assert [event.happening for event in plan.events] == ["seeker_returned", "said", "said"]
    assert [event.after for event in plan.events] == ["active"] * 3
    assert (row.state, row.state_at, row.seq) == (A, NOW, 7)


def test_what_opened_is_a_step_before_the_first_words() -> None:
    row = replace(standing(W), seq=0)
    plan = decide([says("seeker")], {TALK: row}, Known({}, {TALK}), NOW)
    assert [(event.seq, event.happening) for event in plan.events] == [(1, "opened"), (2, "said")]


@pytest.mark.parametrize(("channel", "queued"), [("web", 0), ("sms", 1)])
def test_only_words_to_a_phone_are_queued_as_texts(channel: str, queued: int) -> None:
    row = standing(A, channel=channel)
    plan = decided(row, says(ROBIN.hex), says(ROBIN.hex, kind="note"), says("seeker"))
    assert len(plan.texts) == queued


def test_the_words_are_for_the_events_and_not_for_the_steps() -> None:
    plan = decided(standing(A), says("seeker", "canary"))
    assert plan.events[0].text == plan.words[0].text == "canary"
    assert "canary" not in str(plan.steps)


# ---- repeats -----------------------------------------------------------------------------------


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> record.Said:
    """A message of the seeker that was stored before; its words stand open in `sealed` here."""
    monkeypatch.setattr(record, "same_words", lambda said, text: said.sealed == text.encode())
    return record.Said(TALK, "seeker", 2, THEN, b"hello", None)


@pytest.mark.parametrize("state", list(State))
def test_a_repeat_is_answered_as_the_first_in_every_state(
    earlier: record.Said, state: State
) -> None:
    item = says("seeker")
    plan = decided(standing(state), item, seen={item.client_id: [earlier]})
    assert plan.outcomes == [Accepted(TALK, 2, milliseconds(THEN), repeat=True)]
    assert (plan.words, plan.steps) == ([], [])


def test_another_text_under_a_known_id_is_refused(earlier: record.Said) -> None:
    item = says("seeker", "other")
    plan = decided(standing(A), item, seen={item.client_id: [earlier]})
    assert [became(outcome) for outcome in plan.outcomes] == ["other_text"]


def test_a_known_id_of_another_author_or_conversation_is_new(earlier: record.Said) -> None:
    item, reply = says("seeker"), says(ROBIN.hex)
    elsewhere = replace(earlier, conversation=uuid.uuid4())
    seen = {item.client_id: [elsewhere], reply.client_id: [earlier]}
    plan = decided(standing(A), item, reply, seen=seen)
    assert [became(outcome) for outcome in plan.outcomes] == ["stored", "stored"]


def test_a_text_is_known_by_its_id_whatever_the_conversation(earlier: record.Said) -> None:
    item = says("seeker", external_id="SM1")
    elsewhere = replace(earlier, conversation=UUID(int=9), external_id="SM1")
    plan = decided(standing(A, channel="sms"), item, seen={item.client_id: [elsewhere]})
    assert plan.outcomes == [Accepted(UUID(int=9), 2, milliseconds(THEN), repeat=True)]


# ---- whatever comes ----------------------------------------------------------------------------

IDS = st.integers(1, 4).map(lambda number: UUID(int=number))
BATCHES = st.lists(
    st.builds(
        Inbound,
        channel=st.just("web"),
        author=st.sampled_from(["seeker", "seeker", "helpline", ROBIN.hex, NOOR.hex]),
        client_id=IDS,
        text=st.sampled_from(["a", "b"]),
        line=st.just(1),
        conversation=IDS,
        kind=st.sampled_from(["", "", "note"]),
    ),
    max_size=30,
)


@given(batch=BATCHES, states=st.lists(st.sampled_from(State), min_size=3, max_size=3))
def test_numbers_follow_each_other_and_refusals_cost_none(
    batch: list[Inbound], states: list[State]
) -> None:
    rows = {UUID(int=n + 1): standing(s, pk=UUID(int=n + 1)) for n, s in enumerate(states)}
    plan = decide(batch, rows, Known({}), NOW)
    assert len(plan.outcomes) == len(batch)
    assert len(plan.steps) == len(plan.events)
    for pk, row in rows.items():
        numbers = [event.seq for event in plan.events if event.conversation == pk]
        assert numbers == list(range(5, row.seq + 1))
        assert row.changed == bool(numbers)
    fresh = [o for o in plan.outcomes if isinstance(o, Accepted) and not o.repeat]
    told = [(o.conversation, o.seq) for o in fresh]
    assert told == [(w.conversation, w.seq) for w in plan.words]
    assert len({(w.client_id, w.conversation, w.author) for w in plan.words}) == len(plan.words)
