"""What may or may not have been sent is looked up, settled or shown, and never sent again."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import OperationalError

from helpline.models import Conversation, Counsellor, Line
from routing import adapters, deliver, deliveries, moves
from routing.adapters import Found, Receipt, Unclear
from routing.models import Delivery
from routing.upkeep import lookups
from tests.desk.house import (
    REAL,
    Clock,
    let_in,
    reply,
    sms,
    talk,
)
from tests.desk.texts import (
    Provider,
    delivery,
    left,
    look_again,
    no_answer,
    states,
    told,
    unclear_twins,
)
from transcripts import keys

pytestmark = REAL


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
        patch.setattr(moves, "locked", away)
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
    silent = replace(adapters.channels()["sms"], find=no_answer)
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
    silent = replace(adapters.channels()["sms"], find=no_answer)
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
    silent = replace(adapters.channels()["sms"], find=no_answer)
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
