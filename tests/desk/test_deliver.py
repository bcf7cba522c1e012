"""A reply leaves as a text once, or everybody sees that it may not have; receipts go forward."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.conf import settings
from django.db import OperationalError

from helpline.models import Conversation, Counsellor, Line, Seeker
from routing import adapters, deliver, deliveries, inbound, lookups, queue, snapshots
from routing.adapters import Channel, Found, GiveUp, Outgoing, Receipt, TryAgain, Unclear
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
        self.knows: dict[str, list[Found]] = {}
        self.lookups: list[float] = []
        self.meanwhile: Callable[[Outgoing], None] = lambda outgoing: None

    def write(self, outgoing: Outgoing) -> str:
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append(outgoing)
        self.meanwhile(outgoing)
        return f"SM{len(self.sent)}"

    def find(self, outgoing: Outgoing, since: float) -> list[Found]:
        self.lookups.append(since)
        return self.knows.get(outgoing.text, [])


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
    receipts = f"{settings.PUBLIC_BASE_URL}/in/sms/status?text={delivery().message_id.hex}"
    assert provider.sent == [Outgoing(line.number, PHONE, "I am here.", receipts)]
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


# ---- order -------------------------------------------------------------------------------------


@pytest.fixture
def parts(conversation: UUID, robin: Counsellor) -> None:
    """Three texts of one conversation that wait to leave."""
    let_in(*(reply(robin, conversation, f"part {number}") for number in range(3)))


def left(provider: Provider) -> list[str]:
    return [outgoing.text for outgoing in provider.sent]


@pytest.mark.usefixtures("parts")
def test_while_a_text_waits_for_its_next_try_none_overtakes_it(
    provider: Provider, clock: Clock
) -> None:
    provider.answers = [TryAgain("too_fast"), TryAgain("too_fast")]
    deliver.deliver_due(clock.now())
    deliver.deliver_due(clock.forward(seconds=deliver.BACK_OFF[0] + 1))
    assert (left(provider), states()) == ([], ["queued"] * 3)
    deliver.deliver_due(clock.forward(seconds=deliver.BACK_OFF[1] + 1))
    assert left(provider) == ["part 0", "part 1", "part 2"]


@pytest.mark.usefixtures("parts")
def test_what_will_never_leave_holds_nothing_back(provider: Provider, clock: Clock) -> None:
    provider.answers = [GiveUp("filtered")]
    deliver.deliver_due(clock.now())
    assert left(provider) == ["part 1", "part 2"]


@pytest.mark.usefixtures("parts")
def test_a_text_under_way_is_not_overtaken(provider: Provider, clock: Clock) -> None:
    first = Delivery.objects.order_by("seq")[0]
    assert deliveries.claim(first, clock.now(), state="sending")
    assert deliver.deliver_due(clock.forward(seconds=deliveries.CLAIM_SECONDS - 1)) == 0
    deliver.deliver_due(clock.forward(seconds=2))
    assert (left(provider), states()) == ([], ["not_confirmed", "queued", "queued"])


@pytest.mark.usefixtures("parts")
def test_an_unclear_text_holds_the_next_back_until_it_was_looked_for_once(
    provider: Provider, clock: Clock
) -> None:
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    assert deliver.deliver_due(clock.forward(seconds=lookups.LOOKS[0] - 1)) == 0
    deliver.deliver_due(clock.forward(seconds=2))
    assert left(provider) == ["part 1", "part 2"]
    assert states() == ["not_confirmed", "sent", "sent"]


@pytest.mark.usefixtures("parts")
def test_an_unclear_text_does_not_hold_the_next_back_while_nobody_can_be_asked(
    provider: Provider, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.answers = [Unclear()]
    silent = replace(adapters.channels()["sms"], find=_no_answer, write=provider.write)
    monkeypatch.setattr(deliver, "channels", lambda: {"sms": silent})
    deliver.deliver_due(clock.now())
    deliver.deliver_due(clock.forward(seconds=lookups.LOOKS[0] + 1))
    assert left(provider) == ["part 1", "part 2"]


@pytest.mark.usefixtures("parts")
def test_other_conversations_do_not_wait(
    provider: Provider, robin: Counsellor, line: Line, clock: Clock
) -> None:
    other = talk(line, robin, sms(line, address="+15005550009"))
    let_in(reply(robin, other, "for somebody else"))
    provider.answers = [TryAgain("too_fast")]
    deliver.deliver_due(clock.now())
    assert left(provider) == ["for somebody else"]


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
    provider.knows["I am here."] = [Found("SM77", clock.now().timestamp())]
    assert deliver.deliver_due(clock.now()) == 0
    assert deliver.deliver_due(clock.forward(seconds=lookups.LOOKS[0] + 1)) == 1
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
    assert len(provider.lookups) == len(lookups.LOOKS)
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
    provider.knows["Yes."] = [Found("SM1", clock.now().timestamp())]
    deliver.deliver_due(clock.forward(seconds=10))
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["not_confirmed", "sent"]


def unclear_twins(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> tuple[float, float]:
    """The same words twice, both times nobody knows whether they left; when each was posted."""
    posted = []
    for _ in range(2):
        let_in(reply(robin, conversation, "Yes."))
        provider.answers = [Unclear()]
        posted.append(clock.forward(seconds=1).timestamp())
        deliver.deliver_due(clock.now())
        clock.forward(seconds=lookups.LOOKS[0] + 1)
        deliver.deliver_due(clock.now())
    assert states() == ["not_confirmed", "not_confirmed"]
    return posted[0], posted[1]


def states() -> list[str]:
    """How far each text is, in the order they were written."""
    return list(Delivery.objects.order_by("seq").values_list("state", flat=True))


def look_again(clock: Clock) -> None:
    for _ in lookups.LOOKS:
        deliver.deliver_due(clock.forward(minutes=2))


def test_two_texts_of_the_same_words_are_each_settled(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    first, second = unclear_twins(provider, conversation, robin, clock)
    provider.knows["Yes."] = [Found("SM2", second + 1), Found("SM1", first + 1)]
    look_again(clock)
    ids = Delivery.objects.order_by("seq").values_list("state", "external_id")
    assert list(ids) == [("sent", "SM1"), ("sent", "SM2")]


@pytest.mark.parametrize("arrived", [0, 1])
def test_of_two_texts_of_the_same_words_the_one_that_left_is_settled(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock, arrived: int
) -> None:
    posted = unclear_twins(provider, conversation, robin, clock)
    provider.knows["Yes."] = [Found("SM1", posted[arrived] + 1)]
    look_again(clock)
    expected = ["not_confirmed", "not_confirmed"]
    expected[arrived] = "sent"
    assert states() == expected


def test_while_the_same_words_are_under_way_nobody_takes_them_for_an_unclear_text(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    unclear_twins(provider, conversation, robin, clock)
    Delivery.objects.filter(seq=max(Delivery.objects.values_list("seq", flat=True))).update(
        state="sending", next_at=clock.now() + timedelta(hours=1)
    )
    provider.knows["Yes."] = [Found("SM1", clock.now().timestamp())]
    asked = len(provider.lookups)
    deliver.deliver_due(clock.forward(minutes=2))
    assert len(provider.lookups) > asked
    assert states() == ["not_confirmed", "sending"]


@pytest.mark.parametrize(
    ("posted", "made", "pairs"),
    [
        ([], [5], {}),
        ([10], [], {}),
        ([10], [10], {0: "10"}),
        ([10.9], [10], {0: "10"}),
        ([10, 30], [11, 31], {0: "11", 1: "31"}),
        ([10, 30], [31], {1: "31"}),
        ([10, 30], [11], {0: "11"}),
        ([10, 30], [3, 23], {0: "3", 1: "23"}),  # the provider's clock is behind
        ([10, 30], [41, 61], {1: "41", 0: "61"}),  # ahead: as many are settled as there are
        ([10, 30], [11, 12, 31], {0: "11", 1: "12"}),
    ],
)
def test_unclear_texts_of_the_same_words_are_told_apart_by_their_times(
    posted: list[float], made: list[float], pairs: dict[int, str]
) -> None:
    found = [Found(str(at), at) for at in reversed(made)]
    assert lookups.pair(list(enumerate(posted)), found) == pairs


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
    assert deliver.deliver_due(clock.forward(seconds=deliveries.CLAIM_SECONDS - 1)) == 0
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
    provider.knows["I am here."] = [Found("SM1", clock.now().timestamp())]
    deliver.deliver_due(clock.forward(seconds=deliveries.CLAIM_SECONDS + 1))
    deliver.deliver_due(clock.forward(seconds=lookups.LOOKS[0] + 1))
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
    provider.knows["I am here."] = [Found("SM9", clock.now().timestamp())]
    deliver.deliver_due(clock.forward(minutes=5))
    assert delivery().state == "sent"


def test_looks_that_nobody_answered_are_not_counted(
    provider: Provider, answered: int, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour without the provider: afterwards the text is looked for as if nothing had been."""
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    silent = replace(adapters.channels()["sms"], find=_no_answer)
    with monkeypatch.context() as patch:
        patch.setattr(deliver, "channels", lambda: {"sms": silent})
        for _ in range(60):
            assert deliver.deliver_due(clock.forward(minutes=1)) == 1
    provider.knows["I am here."] = [Found("SM9", clock.now().timestamp())]
    deliver.deliver_due(clock.forward(minutes=1))
    assert delivery().state == "sent"


def test_after_a_day_without_the_provider_a_person_decides(
    provider: Provider, answered: int, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    silent = replace(adapters.channels()["sms"], find=_no_answer)
    monkeypatch.setattr(deliver, "channels", lambda: {"sms": silent})
    assert deliver.deliver_due(clock.forward(hours=25)) == 1
    assert deliver.deliver_due(clock.forward(days=30)) == 0
    assert delivery().state == "not_confirmed"


def test_a_fault_nobody_thought_of_leaves_a_text_unclear_and_the_others_going(
    provider: Provider, conversation: UUID, robin: Counsellor, line: Line, clock: Clock
) -> None:
    let_in(reply(robin, conversation))
    other = talk(line, robin, sms(line, address="+15005550009"))
    let_in(reply(robin, other, "for somebody else"))
    provider.answers = [ValueError("no JSON")]
    deliver.deliver_due(clock.now())
    assert left(provider) == ["for somebody else"]
    assert sorted(states()) == ["not_confirmed", "sent"]


def test_an_unclear_text_whose_words_are_erased_is_left_alone(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    keys.destroy([conversation])
    assert deliver.deliver_due(clock.forward(minutes=1)) == 1
    assert deliver.deliver_due(clock.forward(days=1)) == 0
    assert (provider.lookups, delivery().state) == ([], "not_confirmed")


def _no_answer(outgoing: Outgoing, since: float) -> list[Found]:
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


def about(seq: int) -> UUID:
    """Our id of a message, as the address for its receipts carries it."""
    return UUID(str(Delivery.objects.values_list("message_id", flat=True).get(seq=seq)))


@pytest.mark.parametrize("state", ["", "sent", "delivered"])
def test_a_receipt_settles_a_text_of_which_nobody_heard_whether_it_was_taken(
    provider: Provider, conversation: UUID, answered: int, clock: Clock, state: str
) -> None:
    """Even one that says nothing but “queued”: the provider has it."""
    provider.answers = [Unclear()]
    deliver.deliver_due(clock.now())
    assert deliver.receipt(Receipt("SM5", state, "", about(answered)))
    assert (delivery().external_id, delivery().next_at) == ("SM5", None)
    assert told(conversation) == ["not_confirmed", state or "sent"]
    assert deliver.deliver_due(clock.forward(days=1)) == 0


def test_a_receipt_may_overtake_the_answer_to_our_own_request(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    def early(outgoing: Outgoing) -> None:
        assert deliver.receipt(Receipt("SM1", "delivered", "", about(answered)))

    provider.meanwhile = early
    deliver.deliver_due(clock.now())
    assert (delivery().state, delivery().external_id) == ("delivered", "SM1")
    assert told(conversation) == ["delivered"]


def test_a_receipt_of_a_second_text_for_one_message_is_not_taken_for_the_first(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    deliver.deliver_due(clock.now())
    assert deliver.receipt(Receipt("SM404", "delivered", "", about(answered))) is None
    assert told(conversation) == ["sent"]


def test_twins_are_told_apart_by_their_receipts(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    unclear_twins(provider, conversation, robin, clock)
    second = max(Delivery.objects.values_list("seq", flat=True))
    deliver.receipt(Receipt("SM2", "delivered", "", about(second)))
    assert states() == ["not_confirmed", "delivered"]
