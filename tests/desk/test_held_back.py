"""What had to wait is asked about again before it leaves: is it still right, and still in time?"""

from uuid import UUID

import pytest
from msgspec.structs import replace
from pytest_django.fixtures import Settings

from helpline.models import Conversation, Counsellor, Line
from routing import deliver, desk
from routing.adapters import Outgoing, Receipt, TryAgain
from routing.entering.conversations import Inbound
from routing.hands import caution
from routing.models import Delivery, OptOut
from routing.texting.numbers import register
from routing.texting.reaction import probe
from routing.texting.words import words_of
from routing.upkeep import unasked
from tests.desk.house import (
    REAL,
    Clock,
    has_no_gap,
    let_in,
    new_counsellor,
    new_line,
    reply,
    row,
    sms,
    talk,
    wrapped,
)
from tests.desk.texts import Provider, left, states, told
from transcripts import retention
from transcripts.models import Removal

pytestmark = REAL


@pytest.fixture
def talking(line: Line) -> Line:
    """The line says by itself what it says."""
    Line.objects.update(automatic={})
    register.forget()
    return line


def question(person: Counsellor, conversation: UUID) -> Inbound:
    """Whether it is a good time, and nothing else."""
    return replace(reply(person, conversation, probe(None, "en")), probe=True)


@pytest.fixture
def waits(provider: Provider, answered: int, clock: Clock) -> None:
    """Robin's reply was not taken, and is tried again in some seconds."""
    provider.answers = [TryAgain("too_fast")]
    deliver.deliver_due(clock.now())


# ---- who wants no more -------------------------------------------------------------------------


@pytest.mark.usefixtures("waits")
def test_who_says_stop_gets_nothing_that_still_waited_but_the_answer(
    provider: Provider, conversation: UUID, talking: Line, clock: Clock
) -> None:
    let_in(sms(talking, "STOP"))
    deliver.deliver_due(clock.forward(seconds=10))
    assert left(provider) == [words_of("stopped", "en")]
    assert states() == ["not_delivered", "sent"]
    assert "not_delivered:opted_out" in told(conversation)
    assert has_no_gap(conversation)


def test_words_and_stop_in_one_breath_leave_only_the_answer(
    provider: Provider, conversation: UUID, robin: Counsellor, talking: Line, clock: Clock
) -> None:
    let_in(reply(robin, conversation), sms(talking, "STOP"))
    deliver.deliver_due(clock.now())
    assert left(provider) == [words_of("stopped", "en")]


@pytest.mark.usefixtures("waits")
def test_who_may_not_be_written_to_at_this_hour_gets_nothing_that_waited(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    minute = clock.now().hour * 60 + clock.now().minute
    caution.set_writing(robin.pk, conversation, "hours", (minute + 60) % 1440, (minute + 90) % 1440)
    deliver.deliver_due(clock.forward(seconds=10))
    assert (left(provider), states()) == ([], ["not_delivered"])
    assert "not_delivered:not_safe" in told(conversation)


def test_what_is_said_unasked_is_not_said_after_a_quick_exit(
    provider: Provider, talking: Line, clock: Clock
) -> None:
    (first,) = let_in(sms(talking, "hello"))
    Conversation.objects.filter(pk=first.conversation).update(exited_at=clock.now())
    deliver.deliver_due(clock.now())
    assert (left(provider), states()) == ([], ["not_delivered"])


def test_the_neutral_question_leaves_though_it_has_been_asked(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    caution.set_writing(robin.pk, conversation, "ask", 0, 1440)
    clock.forward(hours=1)
    let_in(question(robin, conversation))
    deliver.deliver_due(clock.now())
    assert states() == ["sent"]


@pytest.mark.usefixtures("waits")
def test_nothing_waits_for_who_was_blocked_and_it_is_told(
    conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    caution.block(robin.pk, conversation, "Threats.", 30)
    assert states() == ["not_delivered"]
    assert "not_delivered:blocked" in told(conversation)


@pytest.mark.usefixtures("answered")
def test_a_receipt_that_says_they_have_opted_out_stops_the_rest_and_the_next_talk(
    provider: Provider, conversation: UUID, robin: Counsellor, line: Line, clock: Clock
) -> None:
    let_in(reply(robin, conversation, "And then?"))
    provider.meanwhile = lambda outgoing: None
    deliver.deliver_due(clock.now())
    assert deliver.receipt(Receipt("SM1", "not_delivered", "opted_out"))
    assert row(conversation).stopped_at is not None
    assert OptOut.objects.exists()
    wrapped(robin, conversation)
    (back,) = let_in(sms(line, "me again"))
    assert row(back.conversation).stopped_at is not None


# ---- what is too old -----------------------------------------------------------------------------


@pytest.mark.usefixtures("answered")
def test_what_waited_for_too_long_comes_back_instead_of_leaving(
    provider: Provider, conversation: UUID, clock: Clock
) -> None:
    for _ in range(40):
        provider.answers = [TryAgain("account")]
        deliver.deliver_due(clock.forward(seconds=deliver.ACCOUNT_SECONDS + 1))
    provider.answers = []
    deliver.deliver_due(clock.forward(hours=9))
    assert (left(provider), states()) == ([], ["not_delivered"])
    assert told(conversation) == ["queued:account", "not_delivered:expired"]


@pytest.mark.usefixtures("answered")
def test_the_time_a_text_is_valid_is_reckoned_from_when_it_was_written(
    provider: Provider, clock: Clock, settings: Settings
) -> None:
    deliver.deliver_due(clock.forward(seconds=600))
    (sent,) = provider.sent
    assert sent.valid_seconds == pytest.approx(settings.TEXT_VALID_SECONDS - 600, abs=2)


# ---- what was erased meanwhile -------------------------------------------------------------------


@pytest.mark.usefixtures("answered")
def test_a_text_whose_words_were_erased_on_its_way_goes_at_the_provider(
    provider: Provider, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    def burn(outgoing: Outgoing) -> None:
        wrapped(robin, conversation)
        retention.shred([conversation], clock.now())

    provider.meanwhile = burn
    deliver.deliver_due(clock.now())
    assert left(provider) == ["I am here."]
    assert Removal.objects.filter(external_id="SM1").exists()


@pytest.mark.usefixtures("answered")
def test_a_receipt_for_what_was_erased_has_it_erased_at_the_provider(
    conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    about = Delivery.objects.get().message_id
    wrapped(robin, conversation)
    retention.shred([conversation], clock.now())
    news = Receipt("SM9", "delivered", "", about)
    assert deliver.receipt(news) is None
    deliver.erased(news, "sms")
    assert Removal.objects.filter(external_id="SM9").exists()


# ---- one number's queue --------------------------------------------------------------------------


def test_a_number_with_much_to_say_holds_up_no_other_number(
    provider: Provider,
    conversation: UUID,
    robin: Counsellor,
    clock: Clock,
    settings: Settings,
) -> None:
    settings.TEXTS_PER_SECOND = 1
    day = new_line("day", number="+12045550101")
    ben = new_counsellor(day, "Ben")
    with_ben = talk(day, ben, sms(day, "hi", address="+15005550008"))
    let_in(*(reply(robin, conversation, f"part {number}") for number in range(12)))
    let_in(reply(ben, with_ben, "for somebody else"))
    deliver.deliver_due(clock.now())
    assert sorted(left(provider)) == ["for somebody else", "part 0"]


# ---- what time brings ----------------------------------------------------------------------------


def test_who_has_been_silent_for_long_is_not_told_that_their_counsellor_had_to_go(
    talking: Line, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    clock.forward(hours=20)
    desk.transfer(robin.pk, conversation)
    assert unasked.say_handed_back(clock.now()) == 0


def test_who_was_told_that_somebody_else_will_read_on_is_not_told_to_wait_too(
    talking: Line, conversation: UUID, robin: Counsellor, clock: Clock
) -> None:
    clock.forward(minutes=6)
    desk.transfer(robin.pk, conversation)
    assert unasked.say_handed_back(clock.now()) == 1
    assert unasked.say_waiting(clock.forward(minutes=6)) == 0


def test_who_was_told_that_it_is_closed_is_not_told_that_somebody_is_coming(
    talking: Line, clock: Clock
) -> None:
    Line.objects.update(hours={"zone": "UTC", "week": {}, "dates": {}})
    register.forget()
    let_in(sms(talking, "hello"))
    assert unasked.say_waiting(clock.forward(minutes=6)) == 0
