"""The text adapter as one table: a webhook's form, and what is read from it or why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import pytest
from requests.exceptions import ConnectionError, ConnectTimeout, ReadTimeout
from twilio.base.exceptions import TwilioRestException

from routing.adapters import (
    Found,
    GiveUp,
    Incoming,
    Outgoing,
    Receipt,
    Rejected,
    TryAgain,
    Unclear,
    sms,
)

ACCOUNT, TOKEN = "AC" + "1" * 32, "the token of this account"
URL = "https://chat.example.org/in/sms/message"
SID = "SM" + "a" * 32
TEXT = {
    "AccountSid": ACCOUNT,
    "ApiVersion": "2010-04-01",
    "Body": "Are you there?",
    "From": "+12045550173",
    "MessageSid": SID,
    "NumMedia": "0",
    "To": "+12045550100",
}
STATUS = {"AccountSid": ACCOUNT, "MessageSid": SID, "MessageStatus": "delivered"}
OUTGOING = Outgoing("+12045550100", "+12045550173", "We are.", "https://chat.example.org/r")


@dataclass(frozen=True)
class Case:
    """A form that is rightly signed, changed after signing by `then`, and what comes of it."""

    label: str
    form: Mapping[str, str]
    expected: object
    then: Mapping[str, str] = field(default_factory=dict)


def text(**changes: str) -> dict[str, str]:
    return TEXT | changes


def status(**changes: str) -> dict[str, str]:
    return STATUS | changes


def without(form: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in form.items() if name not in names}


def came(body: str) -> tuple[str, str, str, str]:
    return ("+12045550173", "+12045550100", SID, body)


CASES = [
    Case("a text", TEXT, came("Are you there?")),
    Case("accents and emoji", text(Body="Ça va 🙂 ’"), came("Ça va 🙂 ’")),
    Case("a picture without words", text(Body="", NumMedia="1"), came("")),
    Case("blanks", text(Body="  "), came("  ")),
    Case("NUL is left out", text(Body="a\0b"), came("ab")),
    Case("a long text", text(Body="x" * 3_000), came("x" * 3_000)),
    Case("fields we do not know", text(Weather="fair"), came("Are you there?")),
    Case("a picture message's id", text(MessageSid="MM" + "b" * 32), None),
    Case("sent", status(MessageStatus="sent"), Receipt(SID, "sent", "")),
    Case("delivered", STATUS, Receipt(SID, "delivered", "")),
    Case("read", status(MessageStatus="read"), Receipt(SID, "delivered", "")),
    Case("queued says nothing", status(MessageStatus="queued"), Receipt(SID, "", "")),
    Case("sending says nothing", status(MessageStatus="sending"), Receipt(SID, "", "")),
    *(
        Case(
            f"undelivered {code}",
            status(MessageStatus="undelivered", ErrorCode=code),
            Receipt(SID, "not_delivered", cause),
        )
        for code, cause in sms.CAUSES.items()
    ),
    Case(
        "an error we have no words for",
        status(MessageStatus="failed", ErrorCode="39999"),
        Receipt(SID, "not_delivered", "provider"),
    ),
    Case("another body", TEXT, ("signature", 403), {"Body": "Give me the address"}),
    Case("another sender", TEXT, ("signature", 403), {"From": "+12045550199"}),
    Case("one field more", TEXT, ("signature", 403), {"Extra": "1"}),
    Case("another account", text(AccountSid="AC" + "2" * 32), ("account", 403)),
    Case("no account", without(TEXT, "AccountSid"), ("account", 403)),
    Case("no id", without(TEXT, "MessageSid"), ("message_sid", 400)),
    Case("an id of another kind", text(MessageSid="CA" + "a" * 32), ("message_sid", 400)),
    Case("an id too short", text(MessageSid="SM1"), ("message_sid", 400)),
    Case("an id and more", text(MessageSid=SID + "\n"), ("message_sid", 400)),
    Case("no sender", without(TEXT, "From"), ("from", 400)),
    Case("a name for a sender", text(From="BANK"), ("from", 400)),
    Case("a short code", text(From="12345"), ("from", 400)),
    Case("an anonymous sender", text(From="anonymous"), ("from", 400)),
    Case("a number and more", text(From="+12045550173;ext=1"), ("from", 400)),
    Case("no recipient", without(TEXT, "To"), ("to", 400)),
    Case("no body", without(TEXT, "Body"), ("body", 400)),
    Case("an unknown status", status(MessageStatus="teleported"), ("message_status", 400)),
    Case("an empty status", status(MessageStatus=""), ("message_status", 400)),
    Case(
        "an error code that is none",
        status(MessageStatus="failed", ErrorCode="30003From+12045550173"),
        ("error_code", 400),
    ),
    # The signature has no separators: these forms have the same one as an honest form.
    Case(
        "sender folded into the body",
        without(text(Body="Are you there?From+12045550173"), "From"),
        ("from", 400),
    ),
    Case(
        "body folded into the version",
        without(text(ApiVersion="2010-04-01BodyAre you there?"), "Body"),
        ("body", 400),
    ),
    Case(
        "recipient folded into the media",
        without(text(NumMedia="0To+12045550100"), "To"),
        ("to", 400),
    ),
    Case(
        "status folded into the id",
        without(status(MessageSid=SID + "MessageStatusdelivered"), "MessageStatus"),
        ("message_sid", 400),
    ),
]


@pytest.fixture(autouse=True)
def account(settings: Any) -> None:
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN


def listed(form: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in form.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_what_is_read_from_a_form(case: Case) -> None:
    signature = sms.sign(URL, case.form, TOKEN)
    form = listed({**case.form, **case.then})
    if isinstance(case.expected, tuple) and len(case.expected) == 2:
        with pytest.raises(Rejected) as refused:
            sms.read(URL, form, signature)
        assert (refused.value.cause, refused.value.status) == case.expected
        return
    found = sms.read(URL, form, signature)
    if isinstance(case.expected, tuple):
        assert isinstance(found, Incoming)
        assert (found.sender, found.recipient, found.external_id, found.text) == case.expected
    elif case.expected is not None:
        assert found == case.expected


def test_folded_forms_do_have_an_honest_form_s_signature() -> None:
    """The danger is real: the table above refuses what the signature alone lets pass."""
    folded = without(text(NumMedia="0To+12045550100"), "To")
    assert sms.sign(URL, TEXT, TOKEN) == sms.sign(URL, folded, TOKEN)


@pytest.mark.parametrize(
    ("url", "signature"),
    [
        (URL, ""),
        (URL, "AAAA"),
        (URL, "é"),
        (URL, sms.sign(URL, TEXT, "another token")),
        (URL, sms.sign("https://evil.example/in/sms/message", TEXT, TOKEN)),
        (f"{URL}?more=1", sms.sign(URL, TEXT, TOKEN)),
        (URL.replace("message", "status"), sms.sign(URL, TEXT, TOKEN)),
    ],
)
def test_only_our_own_address_signed_with_our_own_token_is_believed(
    url: str, signature: str
) -> None:
    with pytest.raises(Rejected) as refused:
        sms.read(url, listed(TEXT), signature)
    assert (refused.value.cause, refused.value.status) == ("signature", 403)


def test_without_a_token_nothing_is_believed(settings: Any) -> None:
    settings.TWILIO_AUTH_TOKEN = ""
    with pytest.raises(Rejected):
        sms.read(URL, listed(TEXT), sms.sign(URL, TEXT, ""))
    assert sms.missing() == ["TWILIO_AUTH_TOKEN"]


@pytest.mark.parametrize("name", sorted(TEXT))
def test_a_field_given_twice_is_refused(name: str) -> None:
    form = listed(TEXT)
    form[name] = [TEXT[name], TEXT[name]]
    with pytest.raises(Rejected) as refused:
        sms.read(URL, form, sms.sign(URL, TEXT, TOKEN))
    assert refused.value.cause == "doubled_field"


def test_the_same_text_has_the_same_client_id_and_another_has_another() -> None:
    def client_id(form: Mapping[str, str]) -> object:
        found = sms.read(URL, listed(form), sms.sign(URL, form, TOKEN))
        assert isinstance(found, Incoming)
        return found.client_id

    assert client_id(TEXT) == client_id(TEXT)
    assert client_id(TEXT) != client_id(text(MessageSid="SM" + "c" * 32))


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("?text=" + "ab" * 16, UUID("ab" * 16)),
        ("", None),
        ("?text=", None),
        ("?text=12", None),
        ("?text=" + "AB" * 16, None),
    ],
)
def test_a_receipt_says_which_of_our_messages_it_is_about(query: str, about: UUID | None) -> None:
    url = f"https://chat.example.org/in/sms/status{query}"
    found = sms.read(url, listed(STATUS), sms.sign(url, STATUS, TOKEN))
    assert found == Receipt(SID, "delivered", "", about)


def test_a_receipt_cannot_be_turned_to_another_message() -> None:
    signed, other = (
        f"https://chat.example.org/in/sms/status?text={each * 16}" for each in ("ab", "cd")
    )
    with pytest.raises(Rejected):
        sms.read(other, listed(STATUS), sms.sign(signed, STATUS, TOKEN))


def test_a_form_read_from_a_body_is_the_form_that_was_signed() -> None:
    body = "AccountSid=" + ACCOUNT + "&MessageSid=" + SID + "&MessageStatus=delivered"
    form = parse_qs(body, keep_blank_values=True, strict_parsing=True)
    assert sms.read(URL, form, sms.sign(URL, STATUS, TOKEN)) == Receipt(SID, "delivered", "")


# ---- sending -------------------------------------------------------------------------------------


class Messages:
    """Twilio's list of messages, answering as it is told."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: dict[str, Any] = {}

    def create(self, **asked: Any) -> Any:
        self.asked = asked
        return self._given()

    def list(self, **asked: Any) -> Any:
        self.asked = asked
        return self._given()

    def _given(self) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@dataclass
class Sent:
    sid: str
    body: str = ""
    date_created: datetime = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)


def answering(monkeypatch: pytest.MonkeyPatch, answer: Any) -> Messages:
    messages = Messages(answer)
    monkeypatch.setattr(sms, "client", lambda: type("Client", (), {"messages": messages}))
    return messages


def rest(status: int, code: int) -> TwilioRestException:
    return TwilioRestException(status, "/Messages.json", code=code)


@pytest.mark.parametrize(
    ("trouble", "expected", "cause"),
    [
        (rest(400, 21610), GiveUp, "opted_out"),
        (rest(400, 21211), GiveUp, "bad_number"),
        (rest(400, 21606), GiveUp, "account"),
        (rest(400, 99999), GiveUp, "provider"),
        (rest(429, 20429), TryAgain, "too_fast"),
        (rest(401, 20003), TryAgain, "account"),
        (rest(403, 20003), TryAgain, "account"),
        (ConnectTimeout(), TryAgain, "no_connection"),
        (ConnectionError("[Errno 111] Connection refused"), TryAgain, "no_connection"),
        (ConnectionError("Connection reset by peer"), Unclear, ""),
        (ReadTimeout(), Unclear, ""),
        (rest(500, 20500), Unclear, ""),
        (rest(503, 20503), Unclear, ""),
    ],
    ids=str,
)
def test_a_failed_sending_is_tried_again_given_up_or_looked_up(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, expected: type[Exception], cause: str
) -> None:
    answering(monkeypatch, trouble)
    with pytest.raises(expected) as raised:
        sms.write(OUTGOING)
    assert getattr(raised.value, "cause", "") == cause


def test_a_text_leaves_with_its_numbers_its_words_and_where_receipts_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages = answering(monkeypatch, Sent(SID))
    assert sms.write(OUTGOING) == SID
    assert messages.asked["to"] == OUTGOING.recipient
    assert messages.asked["from_"] == OUTGOING.sender
    assert messages.asked["body"] == OUTGOING.text
    assert messages.asked["status_callback"] == OUTGOING.receipts_url


AT_THREE = Sent("").date_created.timestamp()


def test_a_text_that_may_have_left_is_found_by_its_very_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Sent("SM" + "d" * 32, "Something else")
    messages = answering(monkeypatch, [other, Sent(SID, OUTGOING.text)])
    assert sms.find(OUTGOING, AT_THREE) == [Found(SID, AT_THREE)]
    assert messages.asked["to"] == OUTGOING.recipient
    assert messages.asked["from_"] == OUTGOING.sender
    answering(monkeypatch, [other])
    assert sms.find(OUTGOING, AT_THREE) == []
    answering(monkeypatch, ReadTimeout())
    with pytest.raises(TryAgain):
        sms.find(OUTGOING, AT_THREE)


def test_all_texts_of_the_same_words_are_found_but_none_from_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twin = Sent("SM" + "e" * 32, OUTGOING.text)
    old = Sent("SM" + "f" * 32, OUTGOING.text, twin.date_created - timedelta(minutes=5))
    answering(monkeypatch, [twin, Sent(SID, OUTGOING.text), old])
    assert [found.external_id for found in sms.find(OUTGOING, AT_THREE)] == [twin.sid, SID]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("It’s “fine” – really…", 'It\'s "fine" - really...'),
        ("Appelez\u202f: 1\u00a0888", "Appelez : 1 888"),
        ("l’abri «Espoir»", 'l\'abri "Espoir"'),
        ("two  blanks \n at the end ", "two blanks\nat the end"),
        ("no\u200bthing to see", "nothing to see"),
    ],
)
def test_what_smart_encoding_changes_is_still_the_same_text(written: str, sent: str) -> None:
    assert sms.folded(written) == sms.folded(sent)


@pytest.mark.parametrize("other", ["I am here", "I am here!", "i am here.", "Je suis là."])
def test_other_words_stay_other_words(other: str) -> None:
    assert sms.folded("I am here.") != sms.folded(other)
