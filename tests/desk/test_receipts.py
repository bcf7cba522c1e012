"""Receipts only move a text forward, and settle one of which nobody heard whether it was taken."""

from functools import partial
from uuid import UUID

import pytest

from helpline.models import Counsellor
from routing import deliver
from routing.adapters import Outgoing, Receipt, Unclear
from routing.models import Delivery
from tests.desk.house import (
    REAL,
    Clock,
    at_once,
    has_no_gap,
    wrapped,
)
from tests.desk.texts import (
    Provider,
    delivery,
    states,
    told,
    unclear_twins,
)

pytestmark = REAL


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
