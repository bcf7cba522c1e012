"""What somebody wants to become of their words is done at the end, and nothing is kept unasked."""

from contextlib import ExitStack, suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from helpline.states import FINAL, State, Trigger
from routing import desk, endings, moves
from routing.beside import expiry
from routing.consoles import snapshots, visits
from routing.models import Step
from routing.upkeep import aftercare
from tests.desk.house import (
    REAL,
    SEARCH,
    Clock,
    happenings,
    let_in,
    new_counsellor,
    new_line,
    refused,
    row,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts import retention
from transcripts.policies import POLICIES

pytestmark = REAL


def wish(conversation: UUID, choice: str) -> None:
    desk.keep(row(conversation).seeker_id, choice)


def kept_for(conversation: UUID) -> timedelta:
    closed = row(conversation)
    told = expiry.stands(closed)
    assert told is not None
    assert closed.closed_at is not None
    return told - closed.closed_at


@pytest.fixture
def line() -> Line:
    return new_line(keep_days=7, follow_up_days=30, number="+12045550100")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(
    ("choice", "days"), [("at_end", 0), ("days", 7), ("follow_up", 30)], ids=str
)
def test_a_wish_sets_the_clock_at_the_end(
    line: Line, robin: Counsellor, policy: str, choice: str, days: int
) -> None:
    line.policies = {"web": policy}
    line.save()
    conversation = talk(line, robin)
    wish(conversation, choice)
    assert row(conversation).erase_at is None
    wrapped(robin, conversation)
    assert kept_for(conversation) == timedelta(days=days)


def test_words_that_were_to_be_kept_are_there_until_then_and_gone_after(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, web(line, "keep this"))
    wish(conversation, "days")
    wrapped(robin, conversation)
    assert retention.apply(clock.forward(days=7, seconds=-5)) == 0
    assert texts(conversation) == ["keep this"]
    assert retention.apply(clock.forward(seconds=10)) == 1
    assert texts(conversation) == []


def test_the_last_wish_counts_and_may_be_taken_back(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    for choice in ("follow_up", "days", "at_end", "keep"):
        wish(conversation, choice)
    assert row(conversation).keep_wish == ""
    told = Step.objects.filter(conversation=conversation, happening__in=["wished", "kept"])
    assert list(told.order_by("seq").values_list("happening", "detail")) == [
        ("wished", "follow_up:30"),
        ("wished", "days:7"),
        ("wished", "at_end"),
        ("kept", "at_close"),
    ]


@pytest.mark.parametrize("choice", ["days", "follow_up"])
def test_what_a_line_does_not_offer_is_refused(line: Line, robin: Counsellor, choice: str) -> None:
    Line.objects.update(keep_days=0, follow_up_days=0)
    conversation = talk(line, robin)
    before = happenings(conversation)
    with refused("not_offered"):
        wish(conversation, choice)
    assert (row(conversation).keep_wish, happenings(conversation)) == ("", before)
    wish(conversation, "at_end")


def test_more_days_than_were_promised_are_not_taken(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    wish(conversation, "days")
    Line.objects.update(keep_days=365)
    wrapped(robin, conversation)
    assert kept_for(conversation) == timedelta(days=7)


def test_days_that_are_offered_no_longer_are_kept_as_promised(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    wish(conversation, "days")
    Line.objects.update(keep_days=0)
    wrapped(robin, conversation)
    assert kept_for(conversation) == timedelta(days=7)


def test_a_wish_may_come_after_the_end_as_long_as_there_are_words(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    line.policies = {"web": "day"}
    line.save()
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    clock.forward(hours=2)
    wish(conversation, "days")
    assert kept_for(conversation) == timedelta(days=7)
    wish(conversation, "keep")
    assert kept_for(conversation) < timedelta(days=1)
    wish(conversation, "at_end")
    assert texts(conversation) == []
    with refused("erased"):
        wish(conversation, "days")


def test_a_wish_for_days_leaves_no_name_in_where_names_are_taken_out(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """They were told that names and numbers go; a shorter time must not bring them back."""
    line.policies = {"web": "month"}
    line.save()
    conversation = talk(line, robin, web(line, "my name is Priscilla, call 204-555-0199"))
    wish(conversation, "days")
    wrapped(robin, conversation)
    closed = row(conversation).closed_at
    assert closed is not None
    assert row(conversation).erase_at == closed + timedelta(minutes=15)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == ["my name is [PERSON 1], call [PHONE 1]"]
    assert row(conversation).erase_at == closed + timedelta(days=7)


def test_only_to_be_got_back_to_names_and_numbers_stay(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    line.policies = {"web": "month"}
    line.save()
    conversation = talk(line, robin, web(line, "call 204-555-0199"))
    wish(conversation, "follow_up")
    wrapped(robin, conversation)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == ["call 204-555-0199"]
    assert kept_for(conversation) == timedelta(days=30)


def test_erasing_beats_every_wish(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    wish(conversation, "follow_up")
    wish(conversation, "erase")
    assert texts(conversation) == []
    for choice in ("days", "follow_up", "at_end"):
        with refused("erased"):
            wish(conversation, choice)
    assert retention.apply(clock.now()) == 1


def test_nobody_has_a_wish_without_a_talk() -> None:
    with refused("no_conversation"):
        desk.keep(UUID(int=1), "days")


def test_both_sides_are_told(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    (view,) = snapshots.snapshot(robin.pk, {}).conversations
    assert view.kept == "at_close"
    wish(conversation, "days")
    (view,) = snapshots.snapshot(robin.pk, {}).conversations
    assert view.kept == "days"
    stands = visits._state_of(row(conversation), with_wait=False)
    assert (stands.wish, stands.erased) == ("days", False)
    wrapped(robin, conversation)
    stands = visits._state_of(row(conversation), with_wait=False)
    erase_at = row(conversation).erase_at
    assert erase_at is not None
    assert stands.erase_at == int(erase_at.timestamp() * 1000)


# ---- whatever is chosen, in whatever order -------------------------------------------------------

CHOICES = st.sampled_from(["keep", "at_end", "days", "follow_up", "erase"])
CHANGES = st.tuples(st.integers(0, 365), st.integers(0, 365))
MOVES = st.one_of(CHOICES, CHANGES, st.sampled_from(["end", "close", "said"]))


class House:
    """One talk, whose seeker chooses and whose line changes what it offers."""

    def __init__(self, line: Line, person: Counsellor, policy: str) -> None:
        Line.objects.filter(pk=line.pk).update(
            policies={"web": policy}, keep_days=7, follow_up_days=30
        )
        self.person, self.line = person, Line.objects.get(pk=line.pk)
        self.offers = {"days": 7, "follow_up": 30}
        self.talk = talk(self.line, person)
        self.allowed: int | None = None
        self.erased = False

    def does(self, move: str | tuple[int, int]) -> None:
        if isinstance(move, tuple):
            self.offers = dict(zip(("days", "follow_up"), move, strict=True))
            Line.objects.filter(pk=self.line.pk).update(keep_days=move[0], follow_up_days=move[1])
        elif move == "said":
            if row(self.talk).state not in FINAL:
                let_in(web(self.line, "more", conversation=self.talk))
        elif move in ("end", "close"):
            self.ends(move)
        else:
            with suppress(Refused):
                wish(self.talk, move)
                # Only what went through counts as chosen.
                self.allowed = self.offers.get(move) if move != "erase" else self.allowed
                self.erased = self.erased or move == "erase"

    def ends(self, move: str) -> None:
        now = timezone.now()
        with transaction.atomic():
            there = moves.locked(self.talk)
            if there.state == State.ACTIVE:
                endings.wrap_up(there, Trigger.ENDED, actor="seeker", now=now)
            if there.state == State.WRAP_UP and move == "close":
                endings.close(there, Trigger.WRAPPED, actor="helpline", now=now)

    def check(self) -> None:
        there = row(self.talk)
        if self.erased:
            assert there.erase_at is not None
            assert there.erase_at <= timezone.now()
            assert texts(self.talk) == []
            return
        if there.state not in FINAL:
            assert there.erase_at is None
            return
        assert there.erase_at is not None
        assert there.closed_at is not None
        by_policy = POLICIES[there.policy].deadline(there.closed_at, there.last_word_at)
        if there.keep_wish in ("days", "follow_up"):
            assert self.allowed is not None
            assert expiry.stands(there) == there.closed_at + timedelta(days=self.allowed)
        else:
            assert there.erase_at <= by_policy


@pytest.mark.timeout(0)
def test_the_clock_is_never_later_than_the_policy_unless_they_chose_so() -> None:
    line = new_line()
    person = new_counsellor(line, "Robin", capacity=6)

    @SEARCH
    @given(st.sampled_from(sorted(POLICIES)), st.lists(MOVES, max_size=12))
    def search(policy: str, moves: list[str | tuple[int, int]]) -> None:
        with ExitStack() as stay:
            for alias in ("default", "keys"):
                stay.enter_context(transaction.atomic(using=alias))
            house = House(line, person, policy)
            for move in [*moves, "close"]:
                house.does(move)
                house.check()
            for alias in ("default", "keys"):
                transaction.set_rollback(True, using=alias)

    search()
    assert not Conversation.objects.exists()
