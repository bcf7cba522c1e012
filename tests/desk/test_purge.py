"""Erasing is done once, whoever is killed and however many try, and stops where a clock jumps."""

import io
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import desk
from tests.desk.house import REAL, Clock, at_once, opened, row, sms, talk, texts, web, wrapped
from transcripts import retention
from transcripts.erasing import purge, receipts, verify
from transcripts.models import Message, Purge, Purged, Receipt, Removal, SealedKey, Watch

pytestmark = REAL


def left(line: Line, count: int, since: int = 0) -> list[UUID]:
    """So many who wrote and left, whose words are due."""
    found = [opened(web(line, token=str(number))) for number in range(since, since + count)]
    for each in found:
        desk.leave(row(each).seeker_id)
    return found


def all_gone() -> bool:
    there = (Message.objects, SealedKey.objects, Purged.objects, Purge.objects.filter(done_at=None))
    return not [each for each in there if each.exists()]


# ---- killed anywhere, two at once ----------------------------------------------------------------


@pytest.mark.parametrize("stage", purge.ORDER)
@pytest.mark.parametrize("after", [False, True])
def test_whoever_is_killed_at_a_step_is_gone_on_for(
    line: Line, clock: Clock, monkeypatch: pytest.MonkeyPatch, stage: str, after: bool
) -> None:
    there = left(line, 5)
    step = purge.STEPS[stage]

    def killed(*what: Any) -> bool:
        if after:
            step(*what)
        raise KeyboardInterrupt

    for _ in range(2):
        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setitem(purge.STEPS, stage, killed)
            retention.apply(clock.now())
    retention.apply(clock.now())
    assert all_gone()
    done = Purge.objects.get()
    assert (done.conversations, done.keys) == (5, 10)
    assert done.rows == {"transcripts.Message": 5, "helpline.Seeker": 5}
    assert not Conversation.objects.filter(pk__in=there, erased_at=None).exists()


def test_three_at_once_erase_and_count_each_once(
    line: Line, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "BATCH", 4)
    left(line, 14)
    at_once(*[partial(retention.apply, clock.now())] * 3)
    retention.apply(clock.now())
    assert all_gone()
    found = list(Purge.objects.all())
    assert sum(each.conversations for each in found) == 14
    assert sum(each.rows["transcripts.Message"] for each in found) == 14
    assert sum(each.keys for each in found) == 28


def test_each_purge_is_of_one_policy(line: Line, robin: Counsellor, clock: Clock) -> None:
    left(line, 2)
    wrapped(robin, talk(line, robin, sms(line)))
    assert retention.apply(clock.forward(days=2)) == 3
    assert sorted(Purge.objects.values_list("policy", "conversations")) == [
        ("at_close", 2),
        ("day", 1),
    ]
    assert Removal.objects.filter(done_at=None).count() == 1


def test_one_minute_before_all_is_there_and_one_after_nothing_is(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line, "hello"))
    wrapped(robin, conversation)
    due = row(conversation).erase_at
    assert due is not None
    before, after = due - timedelta(minutes=1), due + timedelta(minutes=1)
    assert retention.apply(before) == 0
    assert (texts(conversation), Seeker.objects.get().address is None) == (["hello"], False)
    clock.forward(seconds=(after - clock.now()).total_seconds())
    assert texts(conversation) == []
    assert [retention.apply(after), retention.apply(after)] == [1, 0]
    assert all_gone()
    assert Seeker.objects.get().address is None


# ---- clocks and numbers that are not to be believed ----------------------------------------------


@pytest.mark.parametrize("days", [3, 3650, -1, -3650])
def test_a_clock_that_jumps_stops_erasing_and_says_so(
    line: Line, robin: Counsellor, clock: Clock, days: int
) -> None:
    wrapped(robin, talk(line, robin, sms(line)))
    left(line, 1)
    Watch.objects.update_or_create(pk=1, defaults={"last_at": clock.now() - timedelta(days=days)})
    assert retention.apply(clock.now()) == 0
    assert Watch.objects.get().cause == "clock"
    assert "Erasing has stopped: the clock has jumped" in said()
    # What is due is unreadable, and what is not is there.
    assert len([each for each in Conversation.objects.all() if texts(each.pk)]) == 1
    assert "Erased: 1 conversations." in said("--apply", "--despite-jump")
    assert Watch.objects.get().cause == ""
    assert retention.apply(clock.now()) == 0


def test_a_clock_that_is_put_right_needs_nobody(line: Line, clock: Clock) -> None:
    assert retention.apply(clock.now()) == 0
    left(line, 1)
    assert retention.apply(clock.now() + timedelta(days=4000)) == 0
    assert Watch.objects.get().cause == "clock"
    assert retention.apply(clock.now()) == 1
    assert Watch.objects.get().cause == ""


def test_with_nothing_due_there_is_nothing_to_stop(line: Line, clock: Clock) -> None:
    retention.apply(clock.now())
    opened(web(line))
    retention.apply(clock.forward(days=10))
    assert (Watch.objects.get().cause, Watch.objects.get().last_at) == ("", clock.last)


def test_too_much_at_once_stops_and_a_small_evening_does_not(
    line: Line, clock: Clock, settings: Any
) -> None:
    settings.ERASE_ALARM_LEAST = 4
    left(line, 3)
    assert retention.apply(clock.now()) == 3
    left(line, 4, since=3)
    assert retention.apply(clock.now()) == 0
    assert (Watch.objects.get().cause, Watch.objects.get().due) == ("many", 4)
    assert retention.apply(clock.now(), despite=True) == 4


def test_what_was_begun_is_finished_even_so(
    line: Line, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(line, 2)
    begun = purge.begin(Conversation.objects.all(), clock.now())
    assert begun is not None
    Watch.objects.update_or_create(pk=1, defaults={"last_at": clock.now() - timedelta(days=9)})
    left(line, 1, since=2)
    assert retention.apply(clock.now()) == 2
    assert Watch.objects.get().cause == "clock"


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue()


# ---- receipts ------------------------------------------------------------------------------------


def test_a_receipt_says_what_was_erased_the_day_before(line: Line, clock: Clock) -> None:
    left(line, 6)
    retention.apply(clock.now())
    assert receipts.draw_up(clock.now()) is None
    made = receipts.draw_up(clock.forward(days=1))
    assert made is not None
    (shown,) = receipts.chain()
    body = shown["receipt"]
    assert [(each["rule"], each["conversations"]) for each in body["rules"]] == [("at_close", 6)]
    assert body["rows"] == {"helpline.Seeker": 6, "transcripts.Message": 6}
    assert (body["keys"], body["number"], body["before"]) == (12, 1, "")
    assert verify.verify(verify.written(receipts.chain()), [body["key"]]) == receipts.hash_of(made)
    assert not Purge.objects.exists()
    assert receipts.draw_up(clock.now()) is None


def test_no_receipt_tells_of_a_few(line: Line, clock: Clock) -> None:
    left(line, 4)
    retention.apply(clock.now())
    assert receipts.draw_up(clock.forward(days=1)) is None
    left(line, 1, since=4)
    retention.apply(clock.now())
    assert receipts.draw_up(clock.forward(days=1)) is not None
    left(line, 1, since=5)
    retention.apply(clock.now())
    assert receipts.draw_up(clock.forward(days=6)) is None
    assert receipts.draw_up(clock.forward(days=3)) is not None
    assert [each["receipt"]["number"] for each in receipts.chain()] == [1, 2]


def test_two_workers_draw_up_one(line: Line, clock: Clock) -> None:
    left(line, 6)
    retention.apply(clock.now())
    at_once(*[partial(receipts.draw_up, clock.forward(days=1))] * 3)
    assert Receipt.objects.count() == 1


def test_a_receipt_holds_no_id_and_no_word(line: Line, clock: Clock) -> None:
    there = left(line, 6)
    retention.apply(clock.now())
    receipts.draw_up(clock.forward(days=1))
    public = verify.written(receipts.chain()).decode()
    for pk in there:
        assert pk.hex not in public.replace("-", "")
    assert "body there" not in public
