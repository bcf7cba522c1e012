"""What is kept redacted: at once, or not at all; and who wrote is forgotten before their words."""

from datetime import timedelta
from uuid import UUID

import pytest

from helpline.models import Counsellor, Line, Seeker
from routing import desk, timers
from routing.upkeep import aftercare, duties, tightening
from tests.desk.house import (
    PHONE,
    REAL,
    Clock,
    happenings,
    let_in,
    opened,
    row,
    sms,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts import retention
from transcripts.models import Kept, Message, Removal, Tightening
from transcripts.redacted import closing

pytestmark = REAL

CARD = "4111 1111 1111 1111"


@pytest.fixture
def line(line: Line) -> Line:
    line.policies = {"web": "month", "sms": "month:14"}
    line.save()
    return line


def closed(line: Line, robin: Counsellor, said: str = "hello", *, by: str = "web") -> UUID:
    conversation = talk(line, robin, sms(line, said) if by == "sms" else web(line, said))
    wrapped(robin, conversation)
    return conversation


def until(conversation: UUID) -> timedelta:
    found = row(conversation)
    assert found.erase_at
    assert found.closed_at
    return found.erase_at - found.closed_at


# ---- redacted at the close -----------------------------------------------------------------------


def test_nothing_outlasts_the_grace_that_was_not_redacted(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    """The worker stands still all the while."""
    conversation = closed(line, robin)
    assert until(conversation) == timedelta(minutes=15)
    clock.forward(minutes=14)
    assert texts(conversation) == ["hello"]
    clock.forward(minutes=2)
    assert texts(conversation) == []


def test_once_redacted_it_is_kept_as_long_as_was_told(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = closed(line, robin, by="sms")
    assert aftercare.redact_due(clock.now()) == 1
    assert until(conversation) == timedelta(days=14)
    assert happenings(conversation)[-1] == "kept_redacted"
    assert aftercare.redact_due(clock.now()) == 0
    clock.forward(days=13, hours=23)
    assert texts(conversation) == ["hello"]
    assert retention.apply(clock.forward(hours=2)) == 1
    assert not Kept.objects.exists()


def test_what_was_said_stands_there_redacted(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin, web(line, "I am Wren"))
    let_in(web(line, "and that was all", conversation=conversation))
    wrapped(robin, conversation)
    first = Message.objects.order_by("seq")
    sealed = bytes(first[0].sealed)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == ["I am [PERSON 1]", "and that was all"]
    assert bytes(first[0].sealed) != sealed
    assert not Kept.objects.get().doubtful


def test_what_is_known_of_them_is_taken_out_wherever_it_stands(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line, f"its {PHONE[-4:]} robin helped me"))
    wrapped(robin, conversation)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == ["its [PHONE 1] [PERSON 1] helped me"]


def test_what_the_house_publishes_stays_and_doubt_is_noted(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    said = "I texted 204-555-0100, 988 was busy, the code is 90210"
    conversation = closed(line, robin, said)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == [said]
    assert Kept.objects.get().doubtful


def test_the_copies_at_the_provider_go_at_the_close(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    closed(line, robin, by="sms")
    assert not Removal.objects.exists()
    aftercare.redact_due(clock.now())
    assert Removal.objects.filter(done_at=None).count() == 1


def test_if_redaction_fails_nothing_is_kept(
    line: Line, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = closed(line, robin)

    def broken(*_: object) -> int:
        raise ValueError("no")

    monkeypatch.setattr(closing, "redact_all", broken)
    assert aftercare.redact_due(clock.now()) == 0
    assert texts(conversation) == []
    assert retention.apply(clock.now()) == 1


def test_what_cannot_be_read_is_not_kept_unredacted(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, web(line, "one"))
    let_in(web(line, "two", conversation=conversation))
    wrapped(robin, conversation)
    Message.objects.filter(pk=Message.objects.order_by("seq")[0].pk).update(sealed=b"no" * 20)
    aftercare.redact_due(clock.now())
    assert texts(conversation) == []


def test_erase_now_comes_before_redaction(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = closed(line, robin)
    desk.keep(row(conversation).seeker_id, "erase")
    assert aftercare.redact_due(clock.now()) == 0
    assert texts(conversation) == []
    assert not Kept.objects.exists()


def test_who_is_to_be_got_back_to_has_their_words_as_they_wrote_them(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    line.follow_up_days = 60
    line.save()
    conversation = talk(line, robin)
    desk.keep(row(conversation).seeker_id, "follow_up")
    wrapped(robin, conversation)
    assert until(conversation) == timedelta(days=line.follow_up_days)
    assert aftercare.redact_due(clock.now()) == 0
    desk.keep(row(conversation).seeker_id, "keep")
    assert aftercare.redact_due(clock.now()) == 1
    assert until(conversation) == timedelta(days=30)


# ---- who wrote -----------------------------------------------------------------------------------


def test_who_wrote_is_forgotten_within_minutes_of_the_close(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = closed(line, robin, by="sms")
    aftercare.redact_due(clock.now())
    assert aftercare.forget_due(clock.forward(minutes=14)) == 0
    assert Seeker.objects.get().address is not None
    assert aftercare.forget_due(clock.forward(minutes=2)) == 1
    seeker = Seeker.objects.get()
    assert (seeker.address, seeker.address_hash, seeker.token_hash) == (None, None, None)
    assert texts(conversation) == ["hello"]
    again = opened(sms(line, "it is me"))
    assert row(again).seeker_id != seeker.pk
    assert aftercare.forget_due(clock.now()) == 0


def test_who_writes_again_is_known_until_the_last_talk_is_over(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    closed(line, robin, by="sms")
    aftercare.redact_due(clock.now())
    second = talk(line, robin, sms(line, "once more"))
    aftercare.forget_due(clock.forward(minutes=16))
    assert Seeker.objects.get().address is not None
    wrapped(robin, second)
    aftercare.redact_due(clock.now())
    aftercare.forget_due(clock.forward(minutes=16))
    assert Seeker.objects.get().address is None


# ---- the end without wrap-up, and its minutes ----------------------------------------------------


def test_what_is_never_stored_is_gone_when_the_talk_ends(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    Line.objects.update(policies={"web": "never_stored"})
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    assert row(conversation).state == "closed"
    assert texts(conversation) == []
    again = opened(web(line, "I am back"))
    assert (again, texts(again)) != (conversation, [])


def test_at_a_high_risk_it_waits_until_somebody_lets_it_go(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    Line.objects.update(policies={"web": "never_stored"})
    conversation = talk(line, robin, web(line, "hello"))
    desk.flag(robin.pk, conversation, 3)
    desk.leave(row(conversation).seeker_id)
    assert (row(conversation).state, texts(conversation)) == ("wrap_up", ["hello"])
    desk.wrap(robin.pk, conversation, "support", reason="they were taken to the hospital")
    assert texts(conversation) == []


@pytest.mark.parametrize(("policy", "minutes"), [("at_close", 15), ("month", 15), ("day", 60)])
def test_so_long_a_wrap_up_may_take_at_most(
    line: Line, robin: Counsellor, clock: Clock, policy: str, minutes: int
) -> None:
    Line.objects.update(policies={"web": policy}, wrap_minutes=60)
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    duties.lapse_wrap_ups(clock.forward(minutes=minutes, seconds=-5))
    assert row(conversation).state == "wrap_up"
    duties.lapse_wrap_ups(clock.forward(seconds=10))
    assert row(conversation).state == "closed"


# ---- a line that keeps less from now on ----------------------------------------------------------


def tightened(line: Line, policy: str, clock: Clock) -> None:
    Tightening.objects.create(line=line, channel="web", policy=policy, at=clock.now())
    while tightening.tighten(clock.now()):
        pass
    assert not Tightening.objects.filter(done_at=None).exists()


def test_shorter_holds_for_what_is_there(line: Line, robin: Counsellor, clock: Clock) -> None:
    over, under_way = closed(line, robin), opened(web(line, token="two"))
    aftercare.redact_due(clock.now())
    tightened(line, "month:10", clock)
    assert until(over) == timedelta(days=10)
    assert {row(pk).policy for pk in (over, under_way)} == {"month:10"}
    clock.forward(days=5)
    tightened(line, "month:2", clock)
    assert texts(over) == []


def test_longer_holds_for_nothing_that_is_there(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    over = closed(line, robin)
    aftercare.redact_due(clock.now())
    tightened(line, "month:90", clock)
    assert (until(over), row(over).policy) == (timedelta(days=30), "month")


def test_shorter_before_it_was_redacted_keeps_it_that_long_and_no_longer(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    over = closed(line, robin)
    tightened(line, "month:10", clock)
    assert until(over) <= timedelta(minutes=16)
    aftercare.redact_due(clock.now())
    assert until(over) == timedelta(days=10)


def test_what_is_gone_is_not_brought_back_by_any_change(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    Line.objects.update(policies={"web": "day"})
    over = closed(line, robin)
    clock.forward(hours=25)
    assert texts(over) == []
    for policy in ("month:90", "day:72", "at_close"):
        tightened(line, policy, clock)
        assert texts(over) == []
    assert retention.apply(clock.now()) == 1
    assert not Message.objects.exists()


def test_what_somebody_agreed_to_stands(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = talk(line, robin)
    desk.keep(row(conversation).seeker_id, "days")
    wrapped(robin, conversation)
    tightened(line, "at_close", clock)
    assert until(conversation) == timedelta(days=line.keep_days)
    desk.keep(row(conversation).seeker_id, "keep")
    assert texts(conversation) == []


def test_the_worker_does_all_of_it(line: Line, robin: Counsellor, clock: Clock) -> None:
    conversation = closed(line, robin)
    done = timers.sweep(clock.now())
    assert (done["redact_due"], done["forget_due"], done["tighten"]) == (1, 0, 0)
    assert until(conversation) == timedelta(days=30)
