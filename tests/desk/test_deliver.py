"""A reply leaves as a text once and in its turn; what trouble there is, its counsellor sees."""

from collections import Counter
from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest
from django.conf import settings

from helpline.models import Counsellor, Line, Seeker
from routing import adapters, deliver, deliveries, inbound
from routing.adapters import GiveUp, Outgoing, TryAgain, Unclear
from routing.consoles import snapshots
from routing.models import Delivery, Step
from routing.upkeep import lookups
from tests.desk.house import (
    NUMBER,
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
)
from tests.desk.texts import (
    Provider,
    delivery,
    left,
    no_answer,
    states,
    told,
)
from transcripts import keys

pytestmark = REAL


# ---- sending -----------------------------------------------------------------------------------


def test_a_reply_leaves_with_its_words_to_its_number(
    provider: Provider, conversation: UUID, answered: int, line: Line, clock: Clock
) -> None:
    assert deliver.deliver_due(clock.now()) == 1
    receipts = f"{settings.PUBLIC_BASE_URL}/in/sms/status?text={delivery().message_id.hex}"
    assert provider.sent == [Outgoing(NUMBER, PHONE, "I am here.", receipts)]
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
    silent = replace(adapters.channels()["sms"], find=no_answer, write=provider.write)
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
    # Why it waits is told once, not at every try.
    assert told(conversation) == ["queued:too_fast", "sent"]
    assert has_no_gap(conversation)


def test_after_the_last_try_the_counsellor_is_told(
    provider: Provider, conversation: UUID, answered: int, clock: Clock
) -> None:
    provider.answers = [TryAgain("no_connection")] * 20
    for wait in (*deliver.BACK_OFF, 0):
        assert delivery().state == "queued"
        deliver.deliver_due(clock.now())
        clock.forward(seconds=wait + 1)
    assert told(conversation) == ["queued:no_connection", "not_delivered:no_connection"]
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


def test_a_repeated_reply_is_texted_once(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    item = reply(robin, conversation)
    assert codes(inbound.receive([item, item])) == ["stored", "repeat"]
    assert codes(inbound.receive([item])) == ["repeat"]
    deliver.deliver_due(clock.now())
    assert len(provider.sent) == 1
