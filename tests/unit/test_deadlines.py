"""Every conversation that is over meets exactly one rule, and none keeps more than was told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts import policies
from transcripts.policies import POLICIES
from transcripts.promised import deadlines
from transcripts.promised.deadlines import RULES, Facts, verdict

ZONE = ZoneInfo("America/Winnipeg")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TEN_YEARS = 10 * 365 * 24 * 60
MOMENTS = st.integers(-TEN_YEARS, TEN_YEARS).map(lambda minutes: NOW + timedelta(minutes=minutes))
WRITTEN = st.one_of(
    st.sampled_from(sorted(POLICIES)),
    st.integers(-1, 100).map(lambda count: f"day:{count}"),
    st.integers(-1, 100).map(lambda count: f"month:{count}"),
    # What nobody can read, of a slip of the pen or a newer program.
    st.text(max_size=20),
)
WISHES = st.one_of(
    st.sampled_from(["", "at_end", "days", "days:", "days:x", "follow_up:-3", "days:٣"]),
    st.tuples(st.sampled_from(["days", "follow_up"]), st.integers(0, 365)).map(
        lambda wish: f"{wish[0]}:{wish[1]}"
    ),
)


@st.composite
def over(draw: st.DrawFn) -> Facts:
    """A conversation that is over, of any line and channel, with whatever was chosen of it."""
    closed = draw(MOMENTS)
    return Facts(
        policy=draw(WRITTEN),
        closed_at=closed,
        last_word_at=closed - timedelta(minutes=draw(st.integers(0, 10_000))),
        wish=draw(WISHES),
        erase_by=draw(st.none() | MOMENTS),
    )


@given(over())
def test_each_meets_exactly_one_rule(facts: Facts) -> None:
    fitting = [rule for rule in RULES if rule.fits(facts)]
    assert verdict(facts).rule == fitting[0].name
    # Of the policies themselves one fits and no more: what comes before it is somebody's choice.
    assert len([rule for rule in fitting if rule.name in POLICIES]) == 1
    assert len({rule.name for rule in RULES}) == len(RULES)


@given(over())
def test_nothing_is_kept_longer_than_the_policy_unless_agreed_to(facts: Facts) -> None:
    by_policy = policies.of(facts.policy).deadline(facts.closed_at, facts.last_word_at)
    agreed = facts.closed_at + timedelta(days=deadlines.agreed_days(facts))
    assert verdict(facts).at <= max(by_policy, agreed)


@given(over())
def test_erase_now_comes_before_every_choice(facts: Facts) -> None:
    now = replace(facts, erase_by=facts.closed_at)
    assert verdict(now).at <= facts.closed_at
    assert verdict(now).rule == "erase_now"


@given(over())
def test_taking_back_what_was_agreed_to_is_as_if_nothing_was(facts: Facts) -> None:
    free = replace(facts, erase_by=None)
    kept = verdict(replace(free, wish=""))
    assert kept.at == policies.of(facts.policy).deadline(facts.closed_at, facts.last_word_at)
    assert kept.redact == policies.of(facts.policy).redact


@given(over())
def test_what_is_not_agreed_to_and_kept_for_days_is_redacted(facts: Facts) -> None:
    free = replace(facts, wish="", erase_by=None)
    raw_for = verdict(free).at - facts.last_word_at
    assert verdict(free).redact or raw_for <= timedelta(hours=72) + timedelta(minutes=10_000)


@given(over())
def test_days_that_were_chosen_take_no_redaction_away(facts: Facts) -> None:
    free = replace(facts, wish="days:7", erase_by=None)
    assert verdict(free).redact == policies.of(facts.policy).redact
    # Without names and numbers nobody could be got back to: this they are told where they choose.
    assert not verdict(replace(free, wish="follow_up:7")).redact


@pytest.mark.parametrize(
    "closed",
    [
        # The nights on which a clock is set forward and back; the moments that there are twice.
        datetime(2026, 3, 8, 1, 59, tzinfo=ZONE),
        datetime(2026, 11, 1, 1, 30, tzinfo=ZONE),
        datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=1),
    ],
)
def test_a_day_has_24_hours_on_the_nights_when_clocks_are_set(closed: datetime) -> None:
    moment = closed.astimezone(UTC)
    facts = Facts("day", moment, moment)
    assert verdict(facts).at - moment == timedelta(hours=24)
    assert verdict(replace(facts, policy="month:1")).at - moment == timedelta(hours=24)
