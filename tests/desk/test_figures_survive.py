"""Whatever was said and noted: a report is the same after all of it was erased as before."""

from collections.abc import Sequence
from datetime import timedelta
from typing import get_args
from uuid import UUID

from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from helpline.models import Counsellor, Line, Tally
from helpline.protocol.kinds import ContactKind
from helpline.roles import Role
from helpline.states import State
from helpline.terms import FIRST_NEEDS, FIRST_OUTCOMES
from referrals.models import Insertion
from routing import desk
from routing.staffpages import figurespage
from routing.upkeep import duties
from tests.desk.house import REAL, Clock, let_in, new_counsellor, reply, row, sms, state, talk
from transcripts import retention

pytestmark = REAL

LATER = timedelta(days=400)


class Over(Struct, frozen=True):
    """How a talk went, and what was noted of it."""

    channel: str
    said: int
    risk: int
    ends: str
    kind: str
    needs: list[str]
    outcome: str


TALKS = st.builds(
    Over,
    channel=st.sampled_from(["web", "sms"]),
    said=st.integers(0, 2),
    risk=st.integers(0, 1),
    ends=st.sampled_from(["wrapped", "forgotten", "erased"]),
    kind=st.sampled_from(get_args(ContactKind)),
    needs=st.lists(st.sampled_from([term.id for term in FIRST_NEEDS]), max_size=3, unique=True),
    outcome=st.sampled_from(["", *(term.id for term in FIRST_OUTCOMES)]),
)


def lived(line: Line, robin: Counsellor, over: Over, number: int) -> UUID:
    """One talk, from its first word to its close."""
    item = sms(line, address=f"+150055501{number:02d}") if over.channel == "sms" else None
    conversation = talk(line, robin, item)
    for _ in range(over.said):
        let_in(reply(robin, conversation))
    desk.flag(robin.pk, conversation, over.risk)
    if over.ends == "erased":
        seeker = row(conversation).seeker_id
        assert seeker is not None
        desk.keep(seeker, "erase")
    else:
        desk.end(robin.pk, conversation)
    if state(conversation) == State.WRAP_UP and over.ends != "forgotten":
        desk.wrap(robin.pk, conversation, over.kind, needs=over.needs, outcome=over.outcome)
    else:
        duties.lapse_wrap_ups(timezone.now() + timedelta(minutes=line.wrap_minutes + 1))
    return conversation


def counted() -> list[tuple[object, ...]]:
    """Everything that a report could be made of."""
    tallies = Tally.objects.values_list("line", "week", "what", "value", "count")
    inserted = Insertion.objects.values_list("category", "slug", "channel", "locale", "day")
    return sorted([*tallies, *inserted], key=repr)


def report(line: Line) -> bytes:
    """The file of figures, as an evaluator of the line has it."""
    person = new_counsellor(line, "Kim")
    person.role = Role.EVALUATOR
    person.save()
    request = RequestFactory().get("/console/figures/?as=csv")
    request.user = person.user
    return figurespage.figures(request).content


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(talks=st.lists(TALKS, min_size=1, max_size=7))
def test_the_report_is_the_same_before_and_after_the_purge(
    line: Line, robin: Counsellor, clock: Clock, talks: Sequence[Over]
) -> None:
    conversations = [lived(line, robin, each, number) for number, each in enumerate(talks)]
    clock.forward(days=8)
    rows, before = counted(), report(line)
    # All of it is due at once, which in a house in use would be alarming.
    retention.apply(timezone.now() + LATER, despite=True)
    assert {row(each).erased_at is not None for each in conversations} == {True}
    assert counted() == rows
    assert report(line) == before
    assert b"Talks, by channel" in before
