"""What a number may send and in which order, what no webhook brought, what must go elsewhere."""

from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from helpline.models import Counsellor, Line
from routing import deliver, inbound
from routing.adapters import GiveUp, Receipt, TryAgain
from routing.models import Delivery, Health
from routing.upkeep import removing
from routing.waiting import health
from tests.desk.house import (
    REAL,
    Clock,
    codes,
    let_in,
    reply,
    row,
    sms,
    talk,
    texts,
    wrapped,
)
from tests.desk.texts import Provider, left, states
from transcripts import removals, retention
from transcripts.models import Message, Removal

pytestmark = REAL


# ---- out -----------------------------------------------------------------------------------------


def test_a_number_sends_one_text_a_second(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock, settings: Settings
) -> None:
    settings.TEXTS_PER_SECOND = 1
    let_in(*(reply(robin, conversation, f"part {n}") for n in range(3)))
    for second in range(3):
        assert deliver.deliver_due(clock.now()) == 1
        assert deliver.deliver_due(clock.now()) == 0
        assert len(left(provider)) == second + 1
        clock.forward(seconds=1)
    assert left(provider) == ["part 0", "part 1", "part 2"]


def test_a_person_s_words_leave_before_what_is_said_unasked(
    provider: Provider, line: Line, robin: Counsellor, clock: Clock
) -> None:
    mine = talk(line, robin, sms(line, "hello", address="+15005550001"))
    let_in(sms(line, "HELP", address="+15005550002"), sms(line, "HELP", address="+15005550003"))
    clock.forward(seconds=1)
    let_in(reply(robin, mine, "I am here."))
    deliver.deliver_due(clock.now())
    assert left(provider)[0] == "I am here."
    assert len(left(provider)) == 3


def test_what_cannot_be_trusted_to_arrive_in_time_is_not_to_arrive(
    provider: Provider, answered: int, clock: Clock, settings: Settings
) -> None:
    deliver.deliver_due(clock.now())
    assert [outgoing.valid_seconds for outgoing in provider.sent] == [settings.TEXT_VALID_SECONDS]


def test_marks_leave_straight_and_are_kept_as_they_were_written(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    let_in(reply(robin, conversation, "It’s “fine” – really…"))
    deliver.deliver_due(clock.now())
    assert left(provider) == ['It\'s "fine" - really...']
    assert texts(conversation)[-1] == "It’s “fine” – really…"


def test_an_account_that_is_refused_keeps_the_queue_while_its_texts_are_valid(
    provider: Provider,
    answered: int,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for _ in range(25):
        provider.answers = [TryAgain("account")]
        deliver.deliver_due(clock.forward(seconds=deliver.ACCOUNT_SECONDS + 1))
    assert states() == ["queued"]
    assert Delivery.objects.get().cause == "account"
    assert "text_account_refused" in caplog.text
    deliver.deliver_due(clock.forward(seconds=deliver.ACCOUNT_SECONDS + 1))
    assert states() == ["sent"]


def test_who_has_opted_out_elsewhere_is_not_written_to_again(
    provider: Provider, conversation: UUID, robin: Counsellor, answered: int, clock: Clock
) -> None:
    provider.answers = [GiveUp("opted_out")]
    deliver.deliver_due(clock.now())
    assert row(conversation).stopped_at is not None
    assert codes(inbound.receive([reply(robin, conversation)])) == ["opted_out"]


# ---- what must go at the provider too ------------------------------------------------------------


@pytest.fixture
def shredded(
    provider: Provider, conversation: UUID, robin: Counsellor, answered: int, clock: Clock
) -> set[str]:
    """The provider's ids of a conversation that was shredded here."""
    deliver.deliver_due(clock.now())
    ids = set(Message.objects.values_list("external_id", flat=True))
    wrapped(robin, conversation)
    retention.shred([conversation], clock.now())
    return {str(each) for each in ids}


def test_both_sides_texts_go_there_after_a_minute(
    provider: Provider, shredded: set[str], clock: Clock
) -> None:
    assert len(shredded) == 2
    assert removing.remove_due(clock.now()) == 0
    assert removing.remove_due(clock.forward(seconds=61)) == 2
    assert {external_id for external_id, _ in provider.removed} == shredded
    assert removing.remove_due(clock.forward(days=1)) == 0


def test_what_is_refused_is_asked_for_again_and_stands_in_the_list_until_then(
    provider: Provider, shredded: set[str], clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    health.write()
    Health.objects.all().delete()
    clock.forward(seconds=61)
    for _ in range(20):
        provider.answers = [TryAgain("not_yet"), TryAgain("not_yet")]
        removing.remove_due(clock.forward(days=1))
        provider.answers = []
    assert set(Removal.objects.filter(done_at=None).values_list("cause", flat=True)) == {"not_yet"}
    assert "text_not_removed" in caplog.text
    health.write()
    (shown,) = health.shown()
    assert (shown.removals, shown.cause) == (2, "")
    assert removing.remove_due(clock.forward(days=1)) == 2
    assert removals.forget(clock.forward(days=2)) == 0
    assert removals.forget(clock.forward(days=2)) == 2


def test_a_shredding_that_was_cut_short_forgets_no_text(
    provider: Provider,
    conversation: UUID,
    robin: Counsellor,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrapped(robin, conversation)

    def cut(conversations: list[UUID]) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("transcripts.record.shred", cut)
        with pytest.raises(KeyboardInterrupt):
            retention.shred([conversation], clock.now())
    retention.shred([conversation], clock.now())
    assert Removal.objects.count() == 1


# ---- how the channel does ------------------------------------------------------------------------


def test_the_console_is_shown_how_the_channel_does(
    provider: Provider, conversation: UUID, answered: int, robin: Counsellor, clock: Clock
) -> None:
    health.note("sms", "arrived")
    deliver.deliver_due(clock.now())
    deliver.receipt(Receipt("SM1", "delivered", ""))
    let_in(reply(robin, conversation, "one"))
    provider.answers = [GiveUp("filtered")]
    deliver.deliver_due(clock.now())
    let_in(reply(robin, conversation, "two"))
    health.write()
    (shown,) = health.shown()
    assert (shown.name, shown.cause, shown.waiting, shown.removals) == ("sms", "filtered", 1, 0)
    moments = [shown.arrived, shown.sent, shown.receipt, shown.error]
    assert all(isinstance(moment, int) for moment in moments)
    assert Health.objects.filter(channel="sms").count() == 4
