"""What no webhook brought is asked for, let in once, and not taken for what was just said."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from routing import inbound
from routing.adapters import Incoming, TryAgain
from routing.models import Delivery, OptOut
from routing.texting import blocks
from routing.texting.numbers import register
from routing.upkeep import reconcile, removing, unasked
from tests.desk.house import (
    NUMBER,
    PHONE,
    REAL,
    Clock,
    codes,
    let_in,
    new_line,
    row,
    sms,
    talk,
    texts,
    wrapped,
)
from tests.desk.texts import Provider
from transcripts import removals, retention
from transcripts.models import Message

pytestmark = REAL


@pytest.fixture
def talking(line: Line) -> Line:
    """The line says by itself what it says."""
    Line.objects.update(automatic={})
    register.forget()
    return line


def came(text: str, sid: str, sender: str = PHONE, *, ago: float = 0) -> Incoming:
    """A text that the provider took so many seconds ago."""
    at = timezone.now().timestamp() - ago
    return Incoming(sender, NUMBER, sid, uuid.uuid5(uuid.NAMESPACE_OID, sid), text, made_at=at)


def test_a_text_that_no_webhook_brought_is_found_once(
    provider: Provider, line: Line, clock: Clock
) -> None:
    provider.came = [came("first", "SM1"), came("second", "SM2")]
    let_in(sms(line, "first", sid="SM1"))
    assert reconcile.reconcile(clock.now()) == 1
    assert reconcile.reconcile(clock.forward(minutes=1)) == 0
    assert texts(Conversation.objects.get().pk) == ["first", "second"]
    assert Message.objects.filter(external_id="SM2").count() == 1


def test_it_is_asked_for_now_and_then_and_with_an_overlap(
    provider: Provider, line: Line, clock: Clock
) -> None:
    began = clock.now()
    reconcile.reconcile(began)
    reconcile.reconcile(began + timedelta(seconds=10))
    reconcile.reconcile(began + timedelta(seconds=60))
    reconcile.reconcile(began + timedelta(seconds=120))
    overlap = reconcile.OVERLAP.total_seconds()
    back = [began.timestamp() - overlap - since for _, since in provider.asked_since]
    assert back == pytest.approx([0, 0, -60], abs=0.001)


def test_what_came_while_nobody_could_be_asked_is_asked_for_afterwards(
    provider: Provider, line: Line, clock: Clock
) -> None:
    began = clock.now()
    reconcile.reconcile(began)
    for _ in range(40):
        provider.answers = [TryAgain("no_connection")]
        reconcile.reconcile(clock.forward(minutes=1))
    provider.answers = []
    reconcile.reconcile(clock.forward(minutes=1))
    _, since = provider.asked_since[-1]
    assert since <= began.timestamp()


def test_what_the_database_could_not_take_is_asked_for_again(
    provider: Provider, line: Line, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    reconcile.reconcile(clock.now())
    with monkeypatch.context() as broken:
        broken.setattr(inbound, "receive", lambda batch: [Refused("try_again") for _ in batch])
        provider.came = [came("hello", "SM1")]
        reconcile.reconcile(clock.forward(hours=1))
        asked = provider.asked_since[-1]
    assert reconcile.reconcile(clock.forward(hours=1)) == 1
    assert provider.asked_since[-1] == asked


# ---- what is old by then -------------------------------------------------------------------------


def test_what_is_brought_late_is_answered_by_nobody_but_a_person(
    provider: Provider, talking: Line, clock: Clock
) -> None:
    provider.came = [came("HELP", "SM2", ago=3_000), came("hello", "SM1", ago=3_600)]
    provider.came = provider.came[::-1]
    reconcile.reconcile(clock.now())
    row = Conversation.objects.get()
    assert texts(row.pk) == ["hello", "HELP"]
    assert (row.tier, row.raised_by) == (1, "help")
    assert clock.now() - row.waiting_since >= timedelta(hours=1)
    assert clock.now() - row.last_seeker_word_at >= timedelta(minutes=50)
    assert unasked.say_waiting(clock.forward(minutes=6)) == 0


def test_what_is_brought_soon_is_greeted_as_usual(
    provider: Provider, talking: Line, clock: Clock
) -> None:
    provider.came = [came("hello", "SM1", ago=60)]
    reconcile.reconcile(clock.now())
    assert len(texts(Conversation.objects.get().pk)) == 2


def test_late_words_of_somebody_known_do_not_turn_their_clock_back(
    provider: Provider, line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line, "I am here now"))
    before = Conversation.objects.get().last_seeker_word_at
    provider.came = [came("an hour ago", "SM1", ago=3_600)]
    reconcile.reconcile(clock.now())
    assert texts(conversation) == ["I am here now", "an hour ago"]
    assert Conversation.objects.get().last_seeker_word_at == before


@pytest.mark.parametrize(
    ("first", "later", "stopped"), [("START", "STOP", True), ("STOP", "START", False)]
)
def test_a_keyword_that_a_later_one_has_undone_is_words_only(
    provider: Provider,
    line: Line,
    robin: Counsellor,
    clock: Clock,
    first: str,
    later: str,
    stopped: bool,
) -> None:
    """The webhook of the first failed, that of the later one did not."""
    conversation = talk(line, robin, sms(line, "hello"))
    let_in(sms(line, "STOP"))
    if not stopped:
        let_in(sms(line, "START"))
        let_in(sms(line, "STOP"))
    clock.forward(seconds=30)
    provider.came = [came(first, "SM1")]
    clock.forward(seconds=30)
    let_in(sms(line, later))
    reconcile.reconcile(clock.forward(seconds=30))
    assert first in texts(conversation)
    assert (Conversation.objects.get().stopped_at is not None) is stopped
    assert OptOut.objects.exists() is stopped


def test_a_keyword_that_nothing_has_undone_is_obeyed_however_late(
    provider: Provider, line: Line, robin: Counsellor, clock: Clock
) -> None:
    talk(line, robin, sms(line, "hello"))
    provider.came = [came("STOP", "SM1")]
    reconcile.reconcile(clock.forward(hours=2))
    assert Conversation.objects.get().stopped_at is not None
    assert OptOut.objects.exists()
    assert not Delivery.objects.exists()


# ---- what is not to come in ----------------------------------------------------------------------


def test_one_number_of_ours_does_not_talk_to_another(
    provider: Provider, line: Line, clock: Clock
) -> None:
    new_line("day", number="+12045550101")
    provider.came = [came("Hello. A person will answer you here.", "SM1", "+12045550101")]
    assert reconcile.reconcile(clock.now()) == 0
    assert not Conversation.objects.exists()


def test_what_was_erased_is_not_brought_back_by_the_provider(
    provider: Provider, line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line, "burn this", sid="SM1"))
    wrapped(robin, conversation)
    retention.shred([conversation], clock.now())
    provider.came = [came("burn this", "SM1")]
    assert reconcile.reconcile(clock.now()) == 0
    removing.remove_due(clock.forward(minutes=2))
    assert reconcile.reconcile(clock.forward(minutes=2)) == 0
    assert not Message.objects.exists()


def test_a_blocked_sender_s_text_is_looked_at_once(
    provider: Provider, line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line))
    blocks.add(row(conversation).seeker, by=robin, reason="threats", days=9, now=clock.now())
    wrapped(robin, conversation)
    provider.came = [came("again", "SM2")]
    for _ in range(3):
        assert reconcile.reconcile(clock.forward(minutes=1)) == 0
    assert row(conversation).seeker.address_hash is not None
    assert removals.known(["SM2"]) == {"SM2"}


def test_a_provider_that_cannot_be_asked_is_asked_again(
    provider: Provider, line: Line, clock: Clock
) -> None:
    provider.came, provider.answers = [came("hello", "SM1")], [TryAgain("no_connection")]
    assert reconcile.reconcile(clock.now()) == 0
    assert reconcile.reconcile(clock.forward(minutes=1)) == 1


def test_what_was_erased_is_not_brought_back_by_its_webhook(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line, "burn this", sid="SM1"))
    wrapped(robin, conversation)
    retention.shred([conversation], clock.now())
    assert codes(inbound.receive([sms(line, "burn this", sid="SM1")])) == ["erased"]
    assert not Message.objects.exists()
