"""The rule of assignment as tables: who has room and skill for whom; capacity is never exceeded."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.assign import Free, Waiting, has_room, plan, suits

NOON = datetime(2026, 9, 30, 12, tzinfo=UTC)
ALL = frozenset({""})


def waits(n: int = 1, *, skill: str = "", weight: int = 1, live: bool = True) -> Waiting:
    return Waiting(UUID(int=n), "en", 0, NOON, frozenset(), skill, weight, live)


def free(
    load: int = 0,
    capacity: int = 3,
    skills: frozenset[str] = ALL,
    live: int | None = None,
    most_live: int | None = None,
    most_texts: int | None = None,
) -> Free:
    alive = load if live is None else live
    return Free(
        UUID(int=99), frozenset({"en"}), load, capacity, NOON, skills, alive, most_live, most_texts
    )


@pytest.mark.parametrize(
    ("waiting", "person", "fits"),
    [
        (waits(), free(2), True),
        (waits(), free(3), False),
        (waits(weight=2), free(1), True),
        (waits(weight=2), free(2), False),
        (waits(weight=3), free(0, capacity=1), True),
        (waits(weight=1), free(0, capacity=0), False),
        (waits(weight=2), free(0, most_live=0), False),
        (waits(weight=2), free(0, most_live=1), True),
        (waits(), free(1, most_live=1), False),
        (waits(live=False), free(1, most_live=1), True),
        (waits(live=False), free(1, live=0, most_texts=1), False),
        (waits(), free(1, live=0, most_texts=1), True),
        (waits(), free(5), False),
    ],
)
def test_who_has_room(waiting: Waiting, person: Free, fits: bool) -> None:
    assert has_room(waiting, person) is fits


@pytest.mark.parametrize(
    ("wanted", "known", "suited"),
    [
        ("", {""}, True),
        ("housing", {""}, False),
        ("housing", {"", "housing"}, True),
        ("peer", {"", "housing"}, False),
        ("peer", {"peer"}, True),
        ("", {"peer"}, False),
        ("housing", {"peer"}, False),
    ],
)
def test_who_has_the_skill(wanted: str, known: set[str], suited: bool) -> None:
    assert suits(waits(skill=wanted), free(skills=frozenset(known))) is suited


@given(
    st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=12),
    st.integers(0, 4),
    st.integers(0, 6),
    st.sampled_from([None, 0, 1, 2, 3]),
    st.sampled_from([None, 0, 1, 2, 3]),
)
def test_capacity_is_never_exceeded(
    queue: list[tuple[int, bool]],
    load: int,
    capacity: int,
    most_live: int | None,
    most_texts: int | None,
) -> None:
    """By no mixture of weights and kinds, but for one heavy conversation in empty hands."""
    person = free(load, capacity, most_live=most_live, most_texts=most_texts)
    given_ = [waits(n, weight=weight, live=live) for n, (weight, live) in enumerate(queue)]
    made = plan(given_, [person])
    taken = [waiting for waiting, _ in made]
    lone = load == 0 and len(taken) == 1
    assert lone or load + sum(w.weight for w in taken) <= max(capacity, load)
    if not capacity:
        assert not taken
    for most, kind in ((most_live, True), (most_texts, False)):
        of_kind = [w.weight for w in taken if w.live is kind]
        if most == 0:
            assert not of_kind
