"""Whether a process may spare itself the ringing: only once it surely would have heard others."""

from hypothesis import given
from hypothesis import strategies as st

from routing import bells
from routing.bells import CALL_SECONDS, _Company

CALLS = 10.0


def company(*, others: list[float], mine_until: float, mine_from: float = 0.0) -> _Company:
    """Who has called when: we every ten seconds, somebody else at these moments."""
    made = _Company()
    mine = [mine_from + CALLS * n for n in range(int((mine_until - mine_from) / CALLS) + 1)]
    calls = sorted([(at, bells.name) for at in mine] + [(at, "another") for at in others])
    for at, sender in calls:
        made.heard(sender, at)
    return made


def test_a_new_process_rings() -> None:
    assert not _Company().alone(1_000.0)
    assert not company(others=[], mine_until=20).alone(21)


def test_who_has_heard_nobody_else_for_long_is_alone() -> None:
    assert company(others=[], mine_until=40).alone(41)


def test_who_does_not_hear_itself_rings() -> None:
    assert not company(others=[], mine_until=40).alone(40 + CALL_SECONDS)


def test_whoever_calls_is_rung_for_at_once() -> None:
    made = company(others=[], mine_until=100)
    assert made.alone(101)
    made.heard("another", 101)
    assert not made.alone(102)


def test_after_a_silence_of_redis_it_listens_long_enough_before_it_is_sure() -> None:
    made = company(others=[], mine_until=100)
    made.heard(bells.name, 200)
    assert not made.alone(201)
    assert not made.alone(200 + CALL_SECONDS - 1)


@given(st.floats(0, 500), st.floats(0, 10))
def test_nobody_who_calls_every_ten_seconds_is_ever_overlooked(now: float, shift: float) -> None:
    others = [shift + CALLS * n for n in range(60) if shift + CALLS * n <= now]
    assert not company(others=others, mine_until=now).alone(now)
