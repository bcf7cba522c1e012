"""Whatever a line chooses afterwards: nothing is kept longer than it was told, and what is over is
over, whether or not anything was erased by then."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpline.models import Conversation, Counsellor, Line
from routing.entering.openings import policy_of
from routing.upkeep import aftercare, tightening
from tests.desk.house import REAL, Clock, row, sms, talk, texts, wrapped
from transcripts import policies, retention
from transcripts.models import Tightening

pytestmark = REAL

CHOICES = ("never_stored", "at_close", "day:1", "day:5", "day", "day:72", "month:1", "month")
LONGEST = "month:90"
# The line chooses another, or so many hours go by.
HAPPENS = st.lists(st.sampled_from(CHOICES) | st.integers(1, 200), min_size=1, max_size=8)


def chooses(line: Line, policy: str, clock: Clock) -> None:
    """As the page of what is kept stores it: what is shorter holds for what is there, too."""
    stood = policy_of(line, "sms")
    line.policies = {"sms": policy}
    line.save()
    if policies.keeps(policy) < policies.keeps(stood):
        Tightening.objects.create(line=line, channel="sms", policy=policy, at=clock.now())


def worker(clock: Clock, *, erases: bool) -> None:
    while tightening.tighten(clock.now()):
        pass
    aftercare.redact_due(clock.now())
    if erases:
        retention.apply(clock.now(), despite=True)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(begun=st.sampled_from(CHOICES), happens=HAPPENS, erases=st.booleans())
def test_nothing_is_kept_longer_and_nothing_comes_back(
    line: Line,
    robin: Counsellor,
    clock: Clock,
    begun: str,
    happens: list[str | int],
    erases: bool,
) -> None:
    chooses(line, begun, clock)
    pk = talk(line, robin, sms(line, "my own words", address=f"+1500555{clock.now():%f}"))
    wrapped(robin, pk)
    closed = row(pk)
    assert closed.closed_at
    promised = policies.of(begun).deadline(closed.closed_at, closed.last_word_at)
    worker(clock, erases=erases)
    stands, seen = row(pk).erase_at, bool(texts(pk))
    for each in happens:
        if isinstance(each, int):
            clock.forward(hours=each)
        else:
            chooses(line, each, clock)
        worker(clock, erases=erases)
        found, reads = row(pk), bool(texts(pk))
        assert found.erase_at
        assert stands
        assert found.erase_at <= stands
        assert found.erase_at <= max(promised, closed.closed_at + timedelta(minutes=15))
        assert not reads or (seen and clock.now() < promised)
        stands, seen = found.erase_at, reads


@pytest.mark.parametrize("erased", [True, False])
@pytest.mark.parametrize("policy", ["at_close", "day", "month"])
def test_longer_after_the_deadline_brings_nothing_back(
    line: Line, robin: Counsellor, clock: Clock, policy: str, erased: bool
) -> None:
    chooses(line, policy, clock)
    pk = talk(line, robin, sms(line, "my own words"))
    wrapped(robin, pk)
    worker(clock, erases=False)
    clock.forward(days=31)
    if erased:
        assert retention.apply(clock.now(), despite=True) == 1
    chooses(line, LONGEST, clock)
    worker(clock, erases=False)
    assert texts(pk) == []
    # Also if somebody writes the longer one into the row itself.
    Conversation.objects.filter(pk=pk).update(policy=LONGEST)
    worker(clock, erases=False)
    assert texts(pk) == []
    retention.apply(clock.now(), despite=True)
    assert row(pk).erased_at is not None
