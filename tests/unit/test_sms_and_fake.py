"""Our channels and the fake provider understand each other, through Twilio's own SDK."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from demo.faults import Faults, Outcome
from routing.adapters import GiveUp, Incoming, Outgoing, Receipt, TryAgain, Unclear, channels
from routing.adapters._twilio import account
from tests.unit.straight import ACCOUNT, HOUSE, TOKEN, Straight

PHONE, NUMBER = "+12045550173", "+12045550100"
ADDRESSES = {"sms": "", "whatsapp": "whatsapp:"}
both = pytest.mark.parametrize("name", ADDRESSES)


@pytest.fixture(autouse=True)
def ours(settings: Any) -> None:
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.TWILIO_AUTH_TOKEN_OLD, settings.TWILIO_REDACTION = "", False


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch) -> Iterator[Straight]:
    with provider(monkeypatch) as made:
        yield made


@contextmanager
def provider(monkeypatch: pytest.MonkeyPatch, **more: Any) -> Iterator[Straight]:
    made = Straight(**more)
    monkeypatch.setattr(account, "client", made.client)
    yield made
    made.settle()
    made.close()


def channel(name: str = "sms") -> Any:
    return channels()[name]


def outgoing(name: str = "sms", words: str = "It’s open. – Noor", **more: Any) -> Outgoing:
    return Outgoing(NUMBER, PHONE, words, f"{HOUSE}/in/{name}/status", **more)


def comes(twilio: Straight, name: str = "sms", words: str = "Hello", pictures: int = 0) -> Any:
    prefix = ADDRESSES[name]
    return twilio.run(twilio.fake.write(prefix + PHONE, prefix + NUMBER, words, pictures))


@both
def test_a_text_leaves_is_receipted_and_can_be_found(twilio: Straight, name: str) -> None:
    comes(twilio, name)
    sid = channel(name).write(outgoing(name))
    twilio.settle()
    text = twilio.fake.texts[sid]
    assert (text.to, text.valid_seconds) == (ADDRESSES[name] + PHONE, 900)
    assert text.body == ("It's open. - Noor" if name == "sms" else "It’s open. – Noor")
    assert twilio.house.read[1:] == [
        Receipt(sid, "", ""),
        Receipt(sid, "sent", ""),
        Receipt(sid, "delivered", ""),
    ]
    assert [found.external_id for found in channel(name).find(outgoing(name), 0)] == [sid]
    assert channel(name).find(outgoing(name, "Something else"), 0) == []


@both
@pytest.mark.parametrize("pictures", [0, 1, 10])
def test_what_arrived_is_read_again_as_its_webhook_gave_it(
    twilio: Straight, name: str, pictures: int
) -> None:
    comes(twilio, name, "Hello\n🙂", pictures)
    [brought] = twilio.house.read
    assert isinstance(brought, Incoming)
    assert len(brought.pictures) == pictures
    [found] = channel(name).arrived(NUMBER, 0)
    assert found.made_at == pytest.approx(time.time(), abs=60)
    assert replace(found, made_at=None) == brought


def test_what_was_never_brought_is_among_what_arrived(twilio: Straight) -> None:
    first = comes(twilio, words="one")
    twilio.fake.faults = Faults(unbrought=1.0)
    second = comes(twilio, words="two")
    comes(twilio, "whatsapp", "elsewhere")
    assert len(twilio.house.read) == 1
    found = channel().arrived(NUMBER, 0)
    assert [(text.external_id, text.text) for text in found] == [
        (second.sid, "two"),
        (first.sid, "one"),
    ]
    assert channel().arrived(NUMBER, second.made_at.timestamp() + 60) == []


def test_many_pages_are_read(twilio: Straight) -> None:
    for number in range(450):
        comes(twilio, words=str(number))
    assert len(channel().arrived(NUMBER, 0)) == 450
    assert len(twilio.asked) == 3


def test_the_provider_s_own_answer_to_a_keyword_is_known(twilio: Straight) -> None:
    twilio.fake.answers_keywords = True
    comes(twilio, words="Stop")
    [text] = twilio.house.read
    assert isinstance(text, Incoming)
    assert text.answered == "stop"
    with pytest.raises(GiveUp) as refusal:
        channel().write(outgoing())
    assert refusal.value.cause == "opted_out"


@pytest.mark.parametrize(
    ("outcome", "expected", "cause"),
    [
        ("21610", GiveUp, "opted_out"),
        ("21211", GiveUp, "bad_number"),
        ("21408", GiveUp, "country"),
        ("21614", GiveUp, "bad_number"),
        ("21635", GiveUp, "landline"),
        ("20429", TryAgain, "too_fast"),
        ("401", TryAgain, "account"),
        ("20500", Unclear, ""),
    ],
)
def test_refusals(
    twilio: Straight, outcome: Outcome, expected: type[Exception], cause: str
) -> None:
    twilio.fake.faults = Faults(outcome=outcome)
    with pytest.raises(expected) as refusal:
        channel().write(outgoing())
    assert getattr(refusal.value, "cause", "") == cause


@pytest.mark.parametrize(
    ("outcome", "cause"),
    [
        ("30003", "phone_off"),
        ("30004", "blocked"),
        ("30005", "unknown_number"),
        ("30006", "landline"),
        ("30007", "filtered"),
        ("30008", "provider"),
        ("30034", "unregistered"),
        ("21610_later", "opted_out"),
        ("30036", "expired"),
    ],
)
def test_why_a_text_did_not_arrive(twilio: Straight, outcome: Outcome, cause: str) -> None:
    twilio.fake.faults = Faults(outcome=outcome)
    sid = channel().write(outgoing())
    twilio.settle()
    assert twilio.house.read[-1] == Receipt(sid, "not_delivered", cause)


def test_free_words_outside_whatsapp_s_window_do_not_arrive(twilio: Straight) -> None:
    text = comes(twilio, "whatsapp")
    text.made_at -= timedelta(days=1, seconds=1)
    sid = channel("whatsapp").write(outgoing("whatsapp"))
    twilio.settle()
    assert twilio.house.read[-1] == Receipt(sid, "not_delivered", "window")


def test_a_token_can_be_changed_without_losing_a_text(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    with provider(monkeypatch, second_token="the next one") as twilio:
        settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_OLD = "the next one", TOKEN
        comes(twilio, words="before")
        twilio.fake.rotate()
        comes(twilio, words="after")
        assert len(twilio.house.read) == 2


# ---- erasing -------------------------------------------------------------------------------------


def test_a_text_with_its_pictures_is_erased_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    with provider(monkeypatch, settle_seconds=60) as twilio:
        text = comes(twilio, pictures=2)
        for _ in range(2):
            with pytest.raises(TryAgain) as trouble:
                channel().remove(text.sid, "")
            assert trouble.value.cause == "not_yet"
        assert not text.shown
        text.changed_at -= timedelta(seconds=61)
        channel().remove(text.sid, text.pictures[0].id)
        assert len(text.pictures) == 1
        channel().remove(text.sid, "")
        assert twilio.fake.texts == {}
        channel().remove(text.sid, "")
        channel().remove(text.sid, "ME" + "0" * 32)


def test_what_has_been_erased_does_not_arrive_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with provider(monkeypatch, settle_seconds=60) as twilio:
        text = comes(twilio)
        with pytest.raises(TryAgain):
            channel().remove(text.sid, "")
        assert channel().arrived(NUMBER, 0) == []


def test_a_suspended_account_is_asked_again_later(twilio: Straight) -> None:
    text = comes(twilio)
    twilio.fake.faults = Faults(outcome="401")
    asks: list[Callable[[], object]] = [
        lambda: channel().arrived(NUMBER, 0),
        lambda: channel().find(outgoing(), 0),
        lambda: channel().remove(text.sid, ""),
    ]
    for ask in asks:
        with pytest.raises(TryAgain) as trouble:
            ask()
        assert trouble.value.cause == "account"


# ---- redaction -----------------------------------------------------------------------------------


def test_with_redaction_nothing_is_kept_and_no_text_can_be_told_from_another(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TWILIO_REDACTION = True
    with provider(monkeypatch, redaction=True) as twilio:
        sid = channel().write(outgoing())
        twilio.settle()
        assert twilio.fake.texts[sid].resource()["body"] == ""
        assert channel().find(outgoing(), 0) == []
        comes(twilio)
        assert channel().arrived(NUMBER, 0) == []


def test_redaction_that_the_account_has_not_is_said(twilio: Straight, settings: Any) -> None:
    settings.TWILIO_REDACTION = True
    with pytest.raises(GiveUp) as refusal:
        channel().write(outgoing())
    assert refusal.value.cause == "redaction"
