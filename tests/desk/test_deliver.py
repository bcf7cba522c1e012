"""A reply leaves as a text once, or everybody sees that it may not have; receipts go forward."""

from collections import Counter
from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest
from django.conf import settings
from django.db import OperationalError

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import adapters, deliver, inbound, queue, snapshots
from routing.adapters import Channel, GiveUp, Outgoing, Receipt, TryAgain, Unclear
from routing.models import Delivery, Step
from tests.desk.house import (
    PHONE,
    REAL,
    Clock,
    at_once,
    codes,
    has_no_gap,
    let_in,
    reply,
    sms,
    talk,
    wrapped,
)
from transcripts import keys

pytestmark = REAL


class Provider:
    """Takes texts in place of a provider: `answers` come first, then everything is taken."""

    def __init__(self) -> None:
        self.answers: list[BaseException] = []
        self.sent: list[Outgoing] = []
        self.knows: dict[str, str] = {}
        self.lookups: list[float] = []

    def write(self, outgoing: Outgoing) -> str:
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append(outgoing)
        return f"SM{len(self.sent)}"

    def find(self, outgoing: Outgoing, since: float) -> str | None:
        self.lookups.append(since)
        return self.knows.get(outgoing.text)


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider behind the text channel; everything on our side of it is real."""
    made = Provider()
    known = adapters.channels()
    text: Channel = replace(known["sms"], write=made.write, find=made.find)
    monkeypatch.setattr(deliver, "channels", lambda: {**known, "sms": text})
    return made


@pytest.fixture
def conversation(line: Line, robin: Counsellor) -> UUID:
    return talk(line, robin, sms(line))


@pytest.fixture
def answered(conversation: UUID, robin: Counsellor) -> int:
    """The seq of a reply that waits to leave."""
    return let_in(reply(robin, conversation))[0].seq


def delivery() -> Delivery:
    return Delivery.objects.get()


def told(conversation: UUID) -> list[str]:
    """What the steps say of texts."""
    steps = Step.objects.filter(conversation=conversation, happening="delivery").order_by("seq")
    return list(steps.values_list("detail", flat=True))


# ---- sending -----------------------------------------------------------------------------------


def test_a_reply_leaves_with_its_words_to_its_number(
    provider: Provider, conversation: UUID, answered: int, line: Line, clock: Clock
) -> None:
    assert deliver.deliver_due(clock.now()) == 1
    assert provider.sent == [
        Outgoing(line.number, PHONE, "I am here.", f"{settings.PUBLIC_BASE_URL}/in/sms/status")
    ]
    assert (delivery().state, delivery().external_id) == ("sent", "SM1")
    assert told(conversation) == ["sent"]
    assert Step.objects.get(detail="sent").about == answered
    assert has_no_gap(conversation)


def test_what_was_sent_is_not_sent_again(provider: Provider, answered: int, clock: Clock) -> None:
    deliver.deliver_due(clock.now())
    assert deliver.deliver_due(clock.forward(days=1)) == 0
    assert len(provider.sent) == 1


def test_texts_leave_in_the_order_they_were_written(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    let_in(*(reply(robin, conversation, f"part {number}") for number in range(5)))
    deliver.deliver_due(clock.now())
    assert [outgoing.text for outgoing in provider.sent] == [f"part {n}" for n in range(5)]


def test_two_workers_send_each_text_once(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    let_in(*(reply(robin, conversation, f"part {number}") for number in range(10)))
    at_once(*[partial(deliver.deliver_due, clock.now())] * 3)
    assert Counter(o.text for o in provider.sent) == {f"part {n}": 1 for n in range(10)}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert has_no_gap(conversation)


# ---- trouble -----------------------------------------------------------------------------------


def test_what_was_not_taken_is_tried_again_later_and_later(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    provider.answers = [TryAgain("too_fast")] * 3
    for wait in deliver.BACK_OFF[:3]:
        deliver.deliver_due(clock.now())
        assert (delivery().state, delivery().cause) == ("queued", "too_fast")
        assert deliver.deliver_due(clock.forward(seconds=wait - 1)) == 0
        clock.forward(seconds=2)
    assert deliver.deliver_due(clock.now()) == 1
    assert (delivery().state, len(provider.sent)) == ("sent", 1)
    assert told(conversation) == ["sent"]


def test_after_the_last_try_the_counsellor_is_told(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    provider.answers = [TryAgain("no_connection")] * 20
    for wait in (*deliver.BACK_OFF, 0):
        assert delivery().state == "queued"
        deliver.deliver_due(clock.now())
        clock.forward(seconds=wait + 1)
    assert told(conversation) == ["not_delivered:no_connection"]
    assert deliver.deliver_due(clock.forward(days=1)) == 0


def test_what_will_never_be_taken_is_shown_with_its_cause(
    provider: Provider, conversation: UUID, robin: Counsellor, answered: int, clock: Clock
) -> None:
    provider.answers = [GiveUp("opted_out")]
    deliver.deliver_due(clock.now())
    (view,) = snapshots.snapshot(robin.pk, {}).conversations
    shown = next(message for message in view.messages if message.seq == answered)
    assert (shown.delivery, shown.cause) == ("not_delivered", "opted_out")
    assert told(conversation) == ["not_delivered:opted_out"]
    assert deliver.deliver_due(clock.forward(days=1)) == 0


def test_one_text_in_trouble_holds_up_none_of_the_others(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    let_in(*(reply(robin, conversation, f"part {number}") for number in range(3)))
    provider.answers = [GiveUp("filtered")]
    deliver.deliver_due(clock.now())
    assert len(provider.sent) == 2


def test_an_unclear_outcome_is_not_confirmed_and_found_by_looking(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    provider.answers = [Unclear()]
    made_at = clock.now().timestamp()
    deliver.deliver_due(clock.now())
    assert delivery().state == "not_confirmed"
    provider.knows["I am here."] = "SM77"
    assert deliver.deliver_due(clock.now()) == 0
    assert deliver.deliver_due(clock.forward(seconds=deliver.LOOK_UP[0] + 1)) == 1
    assert (delivery().state, delivery().external_id) == ("sent", "SM77")
    assert told(conversation) == ["not_confirmed", "sent"]
    assert provider.sent == []
    assert made_at - provider.lookups[0] == pytest.approx(120, abs=5)


def test_what_is_not_found_stays_not_confirmed_and_is_never_sent_again(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    provider.answers = [Unclear()]
    for _ in range(20):
        deliver.deliver_due(clock.now())
        clock.forward(minutes=5)
    assert delivery().state == "not_confirmed"
    assert len(provider.lookups) == len(deliver.LOOK_UP)
    assert provider.sent == []
    assert told(conversation) == ["not_confirmed"]


def test_a_text_that_another_delivery_has_is_not_taken_for_this_one(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    """The same words were sent twice; the provider knows the first only."""
    let_in(reply(robin, conversation, "Yes."))
    deliver.deliver_due(clock.now())
    let_in(reply(robin, conversation, "Yes."))
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    provider.knows["Yes."] = "SM1"
    deliver.deliver_due(clock.forward(seconds=10))
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["not_confirmed", "sent"]


def test_a_worker_killed_while_sending_leaves_it_not_confirmed(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    """Nobody knows whether the provider has it: it is looked up, and not sent again."""

    class Killed(BaseException):
        pass

    provider.answers = [Killed()]
    with pytest.raises(Killed):
        deliver.deliver_due(clock.now())
    assert delivery().state == "sending"
    assert deliver.deliver_due(clock.forward(seconds=deliver.CLAIM_SECONDS - 1)) == 0
    deliver.deliver_due(clock.forward(seconds=2))
    assert delivery().state == "not_confirmed"
    for _ in range(8):
        deliver.deliver_due(clock.forward(minutes=5))
    assert provider.sent == []
    assert told(conversation) == ["not_confirmed"]


def test_what_was_sent_and_could_not_be_noted_is_found_by_looking(
    provider: Provider,
    conversation: UUID,
    answered: int,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The database goes away between the provider's answer and our note of it."""

    def away(conversation: UUID) -> Conversation:
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(queue, "locked", away)
        with pytest.raises(OperationalError):
            deliver.deliver_due(clock.now())
    assert len(provider.sent) == 1
    provider.knows["I am here."] = "SM1"
    deliver.deliver_due(clock.forward(seconds=deliver.CLAIM_SECONDS + 1))
    deliver.deliver_due(clock.forward(seconds=deliver.LOOK_UP[0] + 1))
    assert len(provider.sent) == 1
    assert told(conversation) == ["not_confirmed", "sent"]
    assert deliver.receipt(Receipt("SM1", "delivered", ""))


def test_a_provider_that_cannot_be_asked_is_asked_again(
    provider: Provider, answered: int, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    silent = replace(adapters.channels()["sms"], find=_no_answer)
    with monkeypatch.context() as patch:
        patch.setattr(deliver, "channels", lambda: {"sms": silent})
        assert deliver.deliver_due(clock.forward(seconds=6)) == 1
    provider.knows["I am here."] = "SM9"
    deliver.deliver_due(clock.forward(minutes=5))
    assert delivery().state == "sent"


def _no_answer(outgoing: Outgoing, since: float) -> str | None:
    raise TryAgain("no_connection")


def test_words_that_are_erased_do_not_leave(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    keys.destroy([conversation])
    deliver.deliver_due(clock.now())
    assert provider.sent == []
    assert told(conversation) == ["not_delivered:erased"]


def test_a_number_that_is_forgotten_is_not_texted(
    provider: Provider, answered: int, clock: Clock
) -> None:
    Seeker.objects.update(address=None)
    deliver.deliver_due(clock.now())
    assert (provider.sent, delivery().state) == ([], "not_delivered")


# ---- receipts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("sent", "delivered"), ("delivered", "sent")])
def test_receipts_only_move_forward(
    provider: Provider, conversation: UUID, answered: int, clock: Clock, order: tuple[str, ...]
) -> None:
    deliver.deliver_due(clock.now())
    for state in order:
        deliver.receipt(Receipt("SM1", state, ""))
    assert delivery().state == "delivered"
    assert told(conversation) == ["sent", "delivered"]


@pytest.mark.parametrize("final", ["delivered", "not_delivered"])
def test_a_final_receipt_is_final(
    provider: Provider, conversation: UUID, answered: int, clock: Clock, final: str
) -> None:
    deliver.deliver_due(clock.now())
    assert deliver.receipt(Receipt("SM1", final, ""))
    for later in ("sent", "delivered", "not_delivered", final):
        assert not deliver.receipt(Receipt("SM1", later, "provider"))
    assert told(conversation) == ["sent", final]


def test_a_receipt_says_why_a_text_did_not_arrive(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    deliver.deliver_due(clock.now())
    deliver.receipt(Receipt("SM1", "not_delivered", "phone_off"))
    assert told(conversation) == ["sent", "not_delivered:phone_off"]
    assert delivery().cause == "phone_off"


def test_a_receipt_that_says_nothing_new_is_passed_over(
    provider: Provider, answered: int, clock: Clock
) -> None:
    deliver.deliver_due(clock.now())
    assert not deliver.receipt(Receipt("SM1", "", ""))
    assert delivery().state == "sent"


def test_a_receipt_of_a_text_that_is_not_ours_changes_nothing(answered: int) -> None:
    assert not deliver.receipt(Receipt("SM404", "delivered", ""))
    assert delivery().state == "queued"


def test_a_receipt_after_the_close_is_still_noted(
    provider: Provider, conversation: UUID, robin: Counsellor, answered: int, clock: Clock
) -> None:
    deliver.deliver_due(clock.now())
    wrapped(robin, conversation)
    assert deliver.receipt(Receipt("SM1", "delivered", ""))
    assert told(conversation) == ["sent", "delivered"]


def test_two_receipts_at_once_are_noted_once(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    deliver.deliver_due(clock.now())
    at_once(*[partial(deliver.receipt, Receipt("SM1", "delivered", ""))] * 3)
    assert told(conversation) == ["sent", "delivered"]
    assert has_no_gap(conversation)


def test_a_repeated_reply_is_texted_once(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    item = reply(robin, conversation)
    assert codes(inbound.receive([item, item])) == ["stored", "repeat"]
    assert codes(inbound.receive([item])) == ["repeat"]
    deliver.deliver_due(clock.now())
    assert len(provider.sent) == 1
