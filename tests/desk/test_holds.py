"""A hold keeps one conversation from being erased, and from nothing else; expired is expired."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk, gauges, timers
from routing.upkeep import aftercare, waking
from tests.desk.house import (
    REAL,
    Clock,
    at_once,
    let_in,
    new_counsellor,
    opened,
    refused,
    reply,
    row,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from tests.desk.test_decisions import decide
from transcripts import decisions, keys, record, retention
from transcripts.byhand import taking as byhand
from transcripts.erasing import aside, purge, receipts
from transcripts.held import holds, times
from transcripts.held.holds import Order
from transcripts.held.rows import By
from transcripts.models import Audit, Decision, Hold, Message, Purge, Removal, SealedKey

pytestmark = REAL
WHY = "an order of the court"
DAYS = {"days": 30}


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return new_counsellor(line, "Dana")


@pytest.fixture
def over(line: Line, robin: Counsellor, clock: Clock) -> UUID:
    """Closed, and kept for a day."""
    return kept(line, robin)


def kept(line: Line, robin: Counsellor, **how: Any) -> UUID:
    pk = talk(line, robin, sms(line, "my own words", **how))
    wrapped(robin, pk)
    return pk


def by(person: Counsellor) -> By:
    return By(person.user_id, person.shift_name, person)


def asked(conversation: UUID, who: Counsellor, clock: Clock, **much: float) -> UUID:
    until = clock.now() + timedelta(**(much or DAYS))
    return holds.ask(conversation, by(who), Order(WHY, until)).pk


def held(
    conversation: UUID, one: Counsellor, other: Counsellor, clock: Clock, **much: float
) -> UUID:
    hold = asked(conversation, one, clock, **much)
    holds.agree(hold, by(other))
    return hold


def erase(now: datetime) -> int:
    """A run of the job; these tests let weeks go by at once, and somebody has looked."""
    return retention.apply(now, despite=True)


def has_key(conversation: UUID) -> bool:
    return SealedKey.objects.using("keys").filter(owner=conversation).exists()


def is_gone(conversation: UUID) -> bool:
    words = Message.objects.filter(conversation=conversation).exists()
    return row(conversation).erased_at is not None and not (words or has_key(conversation))


def said_of(conversation: UUID) -> list[tuple[str, str]]:
    rows = Audit.objects.filter(action="hold", conversation=conversation).order_by("pk")
    return [(each.name, each.detail) for each in rows]


# ---- two people, an end, one conversation --------------------------------------------------------


def test_two_people_hold_it_and_it_ends_by_itself(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    hold = held(over, robin, dana, clock)
    assert erase(clock.forward(days=1, minutes=1)) == 0
    assert has_key(over)
    assert texts(over) == []
    assert erase(clock.forward(days=29)) == 1
    assert is_gone(over)
    assert not Hold.objects.filter(pk=hold).exists()
    assert said_of(over) == [("Robin", "asked"), ("Dana", "agreed"), ("", "ended")]


def test_nobody_can_do_it_alone(over: UUID, robin: Counsellor, clock: Clock) -> None:
    hold = asked(over, robin, clock)
    with refused("second_person"):
        holds.agree(hold, by(robin))
    assert row(over).held_until is None
    assert erase(clock.forward(days=1, minutes=1)) == 1
    assert is_gone(over)
    assert said_of(over) == [("Robin", "asked"), ("", "lapsed")]


@pytest.mark.parametrize("much", [{"days": 91}, {"days": 0}, {"days": -1}, {"days": 10**6}])
def test_an_end_that_is_past_or_too_far_is_none(
    over: UUID, robin: Counsellor, clock: Clock, much: dict[str, float]
) -> None:
    with pytest.raises(ValueError, match="ends within"):
        holds.ask(over, by(robin), Order(WHY, clock.now() + timedelta(**much)))
    assert not Hold.objects.exists()


def test_the_reason_is_sealed_and_goes_with_the_words(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    found = Hold.objects.get(pk=held(over, robin, dana, clock))
    assert WHY.encode() not in bytes(found.sealed)
    assert holds.reason_of(found) == WHY
    keys.destroy([over])
    assert holds.reason_of(found) == ""


def test_one_at_a_time_and_no_answer_twice(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    hold = asked(over, robin, clock)
    with refused("not_now"):
        asked(over, dana, clock)
    holds.refuse(hold, by(dana))
    for again in (holds.agree, holds.refuse):
        with refused("not_now"):
            again(hold, by(dana))
    other = asked(over, robin, clock)
    holds.refuse(other, by(robin))
    assert [each[1] for each in said_of(over)] == ["asked", "refused", "asked", "withdrawn"]


def test_released_by_hand_it_goes_at_once(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    hold = held(over, robin, dana, clock)
    assert erase(clock.forward(days=2)) == 0
    holds.release(hold, by(dana), "the case was closed")
    with refused("not_now"):
        holds.release(hold, by(dana), "the case was closed")
    assert erase(clock.now()) == 1
    assert is_gone(over)


def test_released_before_its_time_it_is_kept_as_it_was_told(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    before = row(over).erase_at
    holds.release(held(over, robin, dana, clock), by(dana), "by mistake")
    assert row(over).erase_at == before
    assert erase(clock.now()) == 0
    assert texts(over)


def test_another_conversation_of_the_same_seeker_is_not_held(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    first = kept(line, robin)
    second = kept(line, robin)
    held(first, robin, dana, clock)
    assert erase(clock.forward(days=1, minutes=1)) == 1
    assert is_gone(second)
    assert has_key(first)


# ---- expired is expired --------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["ask", "agree"])
def test_after_the_deadline_nothing_is_held_whether_or_not_the_job_runs(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock, step: str
) -> None:
    hold = asked(over, robin, clock) if step == "agree" else None
    clock.forward(days=1, minutes=1)
    with refused("erased"):
        holds.agree(hold, by(dana)) if hold else asked(over, robin, clock)
    assert row(over).held_until is None
    assert erase(clock.now()) == 1


def test_it_never_comes_back_after_it_ended(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    hold = held(over, robin, dana, clock, days=10)
    clock.forward(days=10, minutes=1)
    times.go_on(clock.now())
    for again in (
        partial(holds.agree, hold, by(dana)),
        partial(asked, over, robin, clock),
    ):
        with pytest.raises(Refused):
            again()
    assert erase(clock.now()) == 1
    with refused("no_conversation"):
        holds.agree(hold, by(dana))


def test_what_is_being_erased_already_is_not_held(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """A worker whose clock is ahead of ours has begun."""
    hold = asked(over, robin, clock)
    ahead = clock.now() + timedelta(days=2)
    begun = purge.begin(Conversation.objects.filter(pk=over), ahead)
    assert begun
    with refused("erased"):
        holds.agree(hold, by(dana))
    assert purge.finish(begun.pk, ahead) == 1
    assert is_gone(over)


def test_agreeing_and_erasing_at_once_one_comes_first(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """The worker's clock runs ahead: whoever has the lock first decides, and nothing is half."""
    for turn in range(6):
        pk = kept(line, robin, address=f"+1500555{turn:04d}")
        hold = asked(pk, robin, clock)
        ahead = clock.now() + timedelta(days=2)
        agreed, _count = at_once(partial(holds.agree, hold, by(dana)), partial(erase, ahead))
        if isinstance(agreed, Refused):
            erase(ahead)
            assert agreed.code in ("erased", "not_now", "no_conversation")
            assert is_gone(pk)
        else:
            assert row(pk).held_until == Hold.objects.get(pk=hold).until
            assert has_key(pk)
            assert row(pk).erased_at is None
            holds.release(hold, by(dana), "over")
        assert erase(ahead) <= 1
        assert is_gone(pk)


def test_two_who_answer_at_once_are_one_answer(
    line: Line, over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    other = new_counsellor(line, "Lee")
    hold = asked(over, robin, clock)
    answers = at_once(partial(holds.agree, hold, by(dana)), partial(holds.refuse, hold, by(other)))
    assert [each.code for each in answers if isinstance(each, Refused)] == ["not_now"]
    state = Hold.objects.get(pk=hold).state
    assert (row(over).held_until is not None) == (state == "holding")


MOVES = st.sampled_from(["ask", "agree", "refuse", "release", "erase_now", "hours", "days", "run"])


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(MOVES, max_size=10))
def test_without_a_hold_that_holds_nothing_lives_after_its_deadline(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock, moves: list[str]
) -> None:
    Hold.objects.all().delete()
    pk = opened(web(line, token=f"{clock.now()}"))
    desk.leave(row(pk).seeker_id)
    Conversation.objects.filter(pk=pk).update(erase_at=clock.now() + timedelta(days=3))
    hold: list[UUID] = []
    for move in moves:
        act(move, pk, hold, robin, dana, clock)
        now = clock.now()
        there = row(pk)
        late = there.erase_at is not None and there.erase_at <= now
        assert not (late and texts(pk))
        holding = Hold.objects.filter(conversation=pk, state="holding", until__gt=now)
        if late and not holding.exists():
            erase(now)
            assert is_gone(pk)
    erase(clock.forward(days=100))
    assert is_gone(pk)


def act(
    move: str, pk: UUID, hold: list[UUID], robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """What may be refused is refused; that is what the test is about."""
    with suppress(Refused):
        if move == "ask":
            hold.append(asked(pk, robin, clock, days=2))
        elif move in ("agree", "refuse") and hold:
            getattr(holds, move)(hold[-1], by(dana))
        elif move == "release" and hold:
            holds.release(hold[-1], by(dana), "over")
        elif move == "erase_now":
            desk.keep(row(pk).seeker_id, "erase")
        elif move in ("hours", "days"):
            clock.forward(**{move: 23 if move == "hours" else 1})
        elif move == "run":
            erase(clock.now())


# ---- erase now, and what else was promised -------------------------------------------------------


def test_erased_now_it_is_gone_for_everybody_but_who_is_named(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my own words", token="a"))
    hold = held(pk, robin, dana, clock)
    desk.keep(row(pk).seeker_id, "erase")
    assert texts(pk) == []
    assert erase(clock.now()) == 0
    assert [each.text for each in holds.words(hold, dana, WHY)] == ["my own words"]
    assert [each.text for each in holds.words(hold, robin, WHY)] == ["my own words"]
    with refused("not_allowed"):
        holds.words(hold, new_counsellor(line, "Lee"), WHY)
    assert said_of(pk)[2:] == [("Dana", "opened"), ("Robin", "opened")]
    clock.forward(days=31)
    with refused("not_now"):
        holds.words(hold, dana, WHY)
    assert record.held(pk) == []
    assert erase(clock.now()) == 1
    assert is_gone(pk)


@pytest.mark.parametrize("state", ["asked", "released"])
def test_what_does_not_hold_opens_nothing(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock, state: str
) -> None:
    hold = asked(over, robin, clock)
    if state == "released":
        holds.agree(hold, by(dana))
        holds.release(hold, by(dana), "over")
    with refused("not_now"):
        holds.words(hold, robin, WHY)
    assert record.held(over) == []


def test_who_wrote_is_forgotten_as_they_were_told_and_so_is_the_providers_copy(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    held(over, robin, dana, clock)
    assert aside.set_aside(clock.now()) == 0
    seeker = Seeker.objects.get(pk=row(over).seeker_id)
    assert seeker.address is not None
    timers.erase(clock.forward(days=1, minutes=1))
    seeker.refresh_from_db()
    assert seeker.address is None
    assert seeker.address_hash is None
    assert not SealedKey.objects.using("keys").filter(owner=seeker.pk).exists()
    assert Removal.objects.count() == 1
    assert has_key(over)
    assert aside.set_aside(clock.now()) == 0


@pytest.mark.parametrize("much", [{"days": 20}, {"days": 31}, {"days": 3650}, {"days": -3650}])
def test_a_clock_that_jumped_ends_no_hold_and_forgets_nobody(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock, much: dict[str, float]
) -> None:
    hold = held(over, robin, dana, clock)
    timers.erase(clock.now())
    timers.erase(clock.now() + timedelta(**much))
    assert Seeker.objects.get(pk=row(over).seeker_id).address is not None
    assert Hold.objects.get(pk=hold).state == "holding"
    assert has_key(over)
    assert Removal.objects.count() == 0
    retention.apply(clock.forward(days=20), despite=True)
    assert Seeker.objects.get(pk=row(over).seeker_id).address is None
    assert has_key(over)


def test_who_writes_again_is_somebody_whom_the_held_words_do_not_keep(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """Another talk of theirs keeps them known; when that goes, the held one keeps nobody."""
    first = kept(line, robin)
    held(first, robin, dana, clock)
    clock.forward(hours=20)
    second = kept(line, robin)
    timers.erase(clock.forward(hours=5))
    whose = Seeker.objects.filter(pk=row(second).seeker_id)
    assert whose.get().address is not None
    assert erase(clock.forward(hours=20)) == 1
    assert whose.get().address is None
    assert has_key(first)


def test_what_is_to_be_redacted_is_redacted_all_the_same(
    robin: Counsellor, line: Line, dana: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin, web(line, "my name is Jane Foster, call 204 555 0142", token="a"))
    hold = held(pk, robin, dana, clock)
    Conversation.objects.filter(pk=pk).update(policy="month")
    wrapped(robin, pk)
    assert aftercare.redact_due(clock.now()) == 1
    assert "Foster" not in holds.words(hold, dana, WHY)[0].text
    assert "0142" not in holds.words(hold, dana, WHY)[0].text


def test_nothing_is_taken_out_by_hand_while_it_is_held(
    over: UUID, line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    dana.role = "supervisor"
    dana.save()
    hold = held(over, robin, dana, clock)
    message = Message.objects.filter(conversation=over, author="seeker").get().pk
    with refused("not_now"):
        byhand.redact_by_hand(dana, message, [], "erase")
    holds.release(hold, by(dana), "over")
    assert byhand.redact_by_hand(dana, message, [], "erase") == byhand.ERASED


@pytest.mark.parametrize("decided", ["with", "report"])
def test_what_must_be_reported_has_a_record_of_its_own_and_never_the_words(
    line: Line, robin: Counsellor, clock: Clock, decided: str
) -> None:
    """Who is under age has their words kept no longer for it: they go in their time, unheld."""
    told, why = "i am 15 and he hurt me", "the child protection office was told"
    pk = talk(line, robin, web(line, told, token="a"))
    let_in(reply(robin, pk, "I must tell somebody about this."))
    desk.flag(robin.pk, pk, 3)
    decide(robin, pk, decided=decided, reason=why)
    desk.end(robin.pk, pk, "they are safe now")
    desk.keep(row(pk).seeker_id, "erase")
    erase(clock.forward(days=4))
    assert is_gone(pk)
    assert not Hold.objects.exists()
    ((kept, columns),) = [(each, vars(each)) for each in Decision.objects.filter(conversation=pk)]
    assert kept.decided == decided
    assert decisions.reason_of(kept) == why
    held = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in columns.values())
    assert [each for each in (told, "i am 15", "hurt", "tell somebody", why) if each in held] == []


# ---- counted truthfully --------------------------------------------------------------------------


def test_plan_gauges_and_receipts_say_what_is_held_and_what_was_released(
    line: Line, over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    hold = held(over, robin, dana, clock)
    clock.forward(days=2)
    assert [(each.due, each.kept, each.held) for each in retention.plan(clock.now())] == [(0, 1, 1)]
    assert times.counted(clock.now()) == {"asked": 0, "holding": 1, "past_their_time": 1}
    shown = {each.labels["state"]: each.value for each in gauges.erasing()[2].samples}
    assert shown == {"asked": 0, "holding": 1, "past_their_time": 1}
    other = kept(line, robin, address="+15005550009")
    erase(clock.forward(days=2))
    assert is_gone(other)
    first = receipts.draw_up(clock.forward(days=8))
    assert first
    body = receipts.shown(first)["receipt"]
    assert (body["held"], body["released"]) == (1, 0)
    assert sum(each["conversations"] for each in body["rules"]) == 1
    holds.release(hold, by(dana), "over")
    erase(clock.now())
    assert Purge.objects.get().rows["transcripts.Hold"] == 1
    second = receipts.draw_up(clock.forward(days=8))
    assert second
    body = receipts.shown(second)["receipt"]
    assert (body["held"], body["released"]) == (0, 1)


def test_a_hold_that_ended_before_the_words_were_due_has_released_nothing(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    held(over, robin, dana, clock, hours=2)
    clock.forward(hours=3)
    timers.erase(clock.now())
    assert [each[1] for each in said_of(over)] == ["asked", "agreed", "ended"]
    assert erase(clock.forward(days=1)) == 1
    assert Purge.objects.get().released == 0


def test_a_house_that_wakes_is_not_kept_from_serving_by_what_is_held(
    over: UUID, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    held(over, robin, dana, clock)
    waking.wake(clock.forward(days=5))
    assert has_key(over)


def test_a_rehearsal_is_not_held(line: Line, robin: Counsellor, clock: Clock) -> None:
    pk = kept(line, robin)
    Line.objects.filter(pk=line.pk).update(drill=True)
    with refused("erased"):
        asked(pk, robin, clock)


def test_words_of_before_a_hold_are_not_lost_by_new_ones(
    line: Line, robin: Counsellor, dana: Counsellor, clock: Clock
) -> None:
    """It holds the conversation as it is by then: what is said later is held as well."""
    pk = talk(line, robin, web(line, "first", token="a"))
    hold = held(pk, robin, dana, clock)
    let_in(reply(robin, pk, "second"))
    wrapped(robin, pk)
    assert [each.text for each in holds.words(hold, robin, WHY)] == ["first", "second"]
