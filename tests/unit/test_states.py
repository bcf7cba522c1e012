"""Every cell of the table of a conversation's life, and walks through it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline import states_document
from helpline.errors import Refused
from helpline.states import FINAL, HELD, OPEN, QUEUED, State, Trigger, advance

# Written out a second time on purpose: a change of the table must be meant.
ALLOWED = {
    ("waiting", "offered"): "offered",
    ("waiting", "accepted"): "active",
    ("waiting", "seeker_left"): "abandoned",
    ("offered", "accepted"): "active",
    ("offered", "declined"): "waiting",
    ("offered", "offer_lapsed"): "waiting",
    ("offered", "seeker_left"): "abandoned",
    ("active", "transferred"): "waiting",
    ("active", "handed"): "active",
    ("active", "counsellor_lost"): "waiting",
    ("active", "ended"): "wrap_up",
    ("active", "seeker_silent"): "wrap_up",
    ("wrap_up", "seeker_returned"): "active",
    ("wrap_up", "wrapped"): "closed",
    ("wrap_up", "wrap_lapsed"): "closed",
}


@pytest.mark.parametrize("trigger", Trigger)
@pytest.mark.parametrize("state", State)
def test_every_cell(state: State, trigger: Trigger) -> None:
    after = ALLOWED.get((state.value, trigger.value))
    if after is None:
        with pytest.raises(Refused) as refusal:
            advance(state, trigger)
        assert refusal.value.code == "not_now"
        assert state.value in refusal.value.detail
        assert trigger.value in refusal.value.detail
    else:
        assert advance(state, trigger) == State(after)


def test_every_state_is_open_or_final_and_open_is_queued_or_held() -> None:
    assert set(State) == OPEN | FINAL
    assert not OPEN & FINAL
    assert QUEUED | HELD == OPEN
    assert not QUEUED & HELD


@given(st.lists(st.sampled_from(Trigger), max_size=60))
def test_a_walk_of_any_triggers(triggers: list[Trigger]) -> None:
    """Whatever comes: only the table moves it, a refusal leaves it, and an end stays an end."""
    state, ever_held = State.WAITING, False
    for trigger in triggers:
        before = state
        try:
            state = advance(state, trigger)
        except Refused:
            assert (before.value, trigger.value) not in ALLOWED
            continue
        assert before not in FINAL
        assert ALLOWED[before.value, trigger.value] == state.value
        ever_held = ever_held or state in HELD
        # Only a talk that a counsellor has held can be closed; one never held is abandoned.
        assert state is not State.CLOSED or ever_held
        assert state is not State.ABANDONED or before in QUEUED


@given(st.sampled_from(State))
def test_an_end_can_be_reached_from_everywhere(state: State) -> None:
    reached, edge = {state}, [state]
    while edge:
        here = edge.pop()
        after = {State(to) for (before, _), to in ALLOWED.items() if before == here.value}
        edge += after - reached
        reached |= after
    assert reached & FINAL


def test_the_document_draws_every_arrow() -> None:
    drawn = states_document.text()
    for (before, trigger), after in ALLOWED.items():
        assert f"{before} --> {after}: {trigger}" in drawn
