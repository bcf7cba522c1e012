"""Every policy can be written down, read, compared and said; what is none is refused, and why."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import policies
from transcripts.policies import POLICIES, BadPolicy

CLOSED = datetime(2026, 11, 27, 12, tzinfo=UTC)
SAID = CLOSED - timedelta(minutes=20)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("", "empty"),
        ("forever", "unknown"),
        ("Day", "unknown"),
        (" day", "unknown"),
        ("day:0", "least"),
        ("day:-1", "least"),
        ("day:1000000000", "most"),
        ("day:73", "most"),
        ("month:0", "least"),
        ("month:-1", "least"),
        ("month:1000000000", "most"),
        ("month:91", "most"),
        ("month:", "unknown"),
        ("month:1.5", "unknown"),
        ("day:٣", "unknown"),
        ("day:" + "9" * 40, "unknown"),
        ("at_close:5", "no_number"),
        ("case:30", "no_number"),
        ("never_stored:1", "no_number"),
    ],
)
def test_what_is_no_policy_is_refused_and_keeps_nothing(written: str, fault: str) -> None:
    with pytest.raises(BadPolicy) as refused:
        policies.read(written)
    assert refused.value.fault == fault
    assert not policies.is_one(written)
    assert policies.of(written).keep == timedelta()


@pytest.mark.parametrize("written", [None, 5, [], {}, True])
def test_what_is_no_word_is_no_policy(written: object) -> None:
    assert not policies.is_one(written)


@pytest.mark.parametrize(
    ("written", "after_close"),
    [
        ("never_stored", timedelta(0)),
        ("at_close", timedelta(0)),
        ("case", timedelta(0)),
        ("day", timedelta(hours=24, minutes=-20)),
        ("day:1", timedelta(hours=1, minutes=-20)),
        ("day:72", timedelta(hours=72, minutes=-20)),
        ("month", timedelta(days=30)),
        ("month:1", timedelta(days=1)),
        ("month:90", timedelta(days=90)),
    ],
)
def test_each_has_its_clock(written: str, after_close: timedelta) -> None:
    assert policies.of(written).deadline(CLOSED, SAID) == CLOSED + after_close


def test_a_number_is_said_as_people_say_it() -> None:
    said = {name: policies.of(name).says for name in ("day:1", "day:12", "month:1", "month")}
    assert said["day:1"]("en") == "your words, until 1 hour after the last one."
    assert said["day:12"]("fr") == "vos mots, jusqu’à 12 heures après le dernier."
    assert said["month:1"]("fr") == "vos mots, sans noms ni numéros, jusqu’à 1 jour après la fin."
    assert "until 30 days after the end" in said["month"]("en")
    assert said["month"]("de") == said["month"]("en")


WRITTEN = st.one_of(
    st.sampled_from(sorted(POLICIES)),
    st.integers(1, 72).map(lambda count: f"day:{count}"),
    st.integers(1, 90).map(lambda count: f"month:{count}"),
)


@given(WRITTEN)
def test_what_is_written_down_is_read_as_the_same(written: str) -> None:
    policy = policies.read(written)
    assert policies.read(policy.name) == policy
    assert len(policy.name) <= 20
    assert "{" not in policy.says("en") + policy.says("fr")


@given(WRITTEN, WRITTEN, WRITTEN)
def test_the_stricter_of_two_is_one_of_them_whoever_asks(one: str, two: str, three: str) -> None:
    both = policies.stricter(one, two)
    assert both in (one, two)
    assert policies.of(both) == policies.of(policies.stricter(two, one))
    assert policies.of(both).keep == min(policies.of(one).keep, policies.of(two).keep)
    assert policies.stricter(both, three) in (one, two, three)


def test_the_table_is_in_the_order_of_what_it_keeps() -> None:
    assert all(one.keep <= two.keep for one, two in pairwise(POLICIES.values()))


@given(WRITTEN, WRITTEN)
def test_the_version_changes_with_any_of_the_rule(one: str, two: str) -> None:
    same = policies.of(one) == policies.of(two)
    assert (policies.of(one).version == policies.of(two).version) == same
    assert len(policies.of(one).version) == 8
