"""What Twilio's channels take in, as one table: a form, and what is read from it or why not."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from routing import webhooks
from routing.adapters import Channel, Incoming, KeywordMeaning, Receipt, Rejected, channels
from routing.adapters._twilio import causes, forms
from routing.adapters._twilio.forms import sign

ACCOUNT, TOKEN, OLD = "AC" + "1" * 32, "the token of this account", "the one before"
URL = "https://chat.example.org/in/sms/message"
PHONE, NUMBER = "+12045550173", "+12045550100"
SID, PICTURE, SECOND = "SM" + "a" * 32, "ME" + "d" * 32, "ME" + "e" * 32
MEDIA = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/{SID}/Media/{PICTURE}"
TEXT = {
    "AccountSid": ACCOUNT,
    "ApiVersion": "2010-04-01",
    "Body": "Are you there?",
    "From": PHONE,
    "MessageSid": SID,
    "NumMedia": "0",
    "SmsMessageSid": SID,
    "To": NUMBER,
}
STATUS = {"AccountSid": ACCOUNT, "MessageSid": SID, "MessageStatus": "delivered"}


@dataclass(frozen=True)
class Case:
    """A form that is rightly signed, changed after signing by `then`, and what comes of it."""

    label: str
    form: Mapping[str, str]
    expected: Incoming | Receipt | tuple[str, int]
    then: Mapping[str, str] = field(default_factory=dict)
    channel: str = "sms"


def text(**changes: str) -> dict[str, str]:
    return TEXT | changes


def status(**changes: str) -> dict[str, str]:
    return STATUS | changes


def picture(url: str = MEDIA, **changes: str) -> dict[str, str]:
    return TEXT | {"NumMedia": "1", "MediaUrl0": url, "MediaContentType0": "image/png"} | changes


def whatsapp(**changes: str) -> dict[str, str]:
    addresses = {"From": f"whatsapp:{PHONE}", "To": f"whatsapp:{NUMBER}"}
    return TEXT | addresses | {"ProfileName": "Robin", "WaId": PHONE[1:]} | changes


def without(form: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in form.items() if name not in names}


def came(
    words: str = "Are you there?",
    *pictures: str,
    sid: str = SID,
    answered: KeywordMeaning | None = None,
) -> Incoming:
    client_id = uuid.uuid5(forms.SAME_TEXT, sid)
    return Incoming(PHONE, NUMBER, sid, client_id, words, pictures, answered)


def refused(cause: str, code: int = 400) -> tuple[str, int]:
    return cause, code


WORDS = [
    Case("a text", TEXT, came()),
    Case("no words", text(Body=""), came("")),
    Case("blanks", text(Body="  "), came("  ")),
    Case("accents and emoji", text(Body="Ça va 🙂 ’"), came("Ça va 🙂 ’")),
    Case("1,600 characters", text(Body="x" * 1_600), came("x" * 1_600)),
    Case("1,601 characters", text(Body="x" * 1_601), came("x" * 1_601)),
    Case("NUL is left out", text(Body="a\0b"), came("ab")),
    Case("fields we do not know", text(Weather="fair"), came()),
    Case("a number in the words", text(Body="From +12045550199"), came("From +12045550199")),
    Case("no body", without(TEXT, "Body"), refused("body")),
]
KEYWORDS = [
    Case("STOP, answered", text(Body="stop", OptOutType="STOP"), came("stop", answered="stop")),
    Case("START, answered", text(OptOutType="start"), came(answered="start")),
    Case("HELP, answered", text(OptOutType="Help"), came(answered="help")),
    Case("a keyword of tomorrow", text(OptOutType="PAUSE"), came()),
    Case("a keyword and more", text(OptOutType="STOPSmsSid"), came()),
]
PICTURES = [
    Case("a picture", picture(), came("Are you there?", PICTURE)),
    Case("a picture without words", picture(Body=""), came("", PICTURE)),
    Case(
        "two pictures",
        picture(NumMedia="2", MediaUrl1=MEDIA.replace(PICTURE, SECOND)),
        came("Are you there?", PICTURE, SECOND),
    ),
    Case("no count", without(TEXT, "NumMedia"), came()),
    *(
        Case(f"a count of {count!r}", text(NumMedia=count), refused("num_media"))
        for count in ("-1", "999", "11", "x", "", "1.0", "٣", "0 ", "00")
    ),
    Case("fewer than counted", picture(NumMedia="2"), refused("num_media")),
    Case("more than counted", picture(NumMedia="0"), refused("num_media")),
    *(
        Case(f"a picture at {url}", picture(url), refused("media_url"))
        for url in (
            "",
            MEDIA.replace("api.twilio.com", "evil.example"),
            MEDIA.replace("api.twilio.com", "api.twilio.com.evil.example"),
            MEDIA.replace("api.twilio.com", "api.twilio.com@evil.example"),
            MEDIA.replace("api.twilio.com", "api.twilio.com:8443"),
            MEDIA.replace("https", "http"),
            MEDIA.removeprefix("https://api.twilio.com"),
            MEDIA.replace(ACCOUNT, "AC" + "2" * 32),
            MEDIA.replace(SID, "SM" + "b" * 32),
            MEDIA.replace("Media/ME", "Media/../ME"),
            MEDIA.replace(PICTURE, "ME1"),
            f"{MEDIA}.json",
            f"{MEDIA}?more=1",
            f"{MEDIA}\n",
        )
    ),
]
SENDERS = [
    Case("no sender", without(TEXT, "From"), refused("from")),
    Case("a name for a sender", text(From="BANK"), refused("from")),
    Case("a short code", text(From="12345"), refused("from")),
    Case("an anonymous sender", text(From="anonymous"), refused("from")),
    Case("a number and more", text(From=f"{PHONE};ext=1"), refused("from")),
    Case("a line of its own after it", text(From=f"{PHONE}\n"), refused("from")),
    Case("our own number", text(From=NUMBER), refused("own_number")),
    Case("no recipient", without(TEXT, "To"), refused("to")),
    Case("a short code of ours", text(To="12345"), refused("to")),
    Case("another account", text(AccountSid="AC" + "2" * 32), refused("account", 403)),
    Case("no account", without(TEXT, "AccountSid"), refused("account", 403)),
    Case(
        "a picture message's id",
        text(MessageSid="MM" + "b" * 32, SmsMessageSid="MM" + "b" * 32),
        came(sid="MM" + "b" * 32),
    ),
    Case("no id", without(TEXT, "MessageSid"), refused("message_sid")),
    Case("an id of another kind", text(MessageSid="CA" + "a" * 32), refused("message_sid")),
    Case("an id in capitals", text(MessageSid="SM" + "A" * 32), refused("message_sid")),
    Case("an id too short", text(MessageSid="SM1"), refused("message_sid")),
    Case("an id and more", text(MessageSid=SID + "\n"), refused("message_sid")),
]
WHATSAPP = [
    Case("a WhatsApp text", whatsapp(), came(), channel="whatsapp"),
    Case(
        "a WhatsApp picture",
        picture(**whatsapp(NumMedia="1")),
        came("Are you there?", PICTURE),
        channel="whatsapp",
    ),
    Case(
        "an answer to a text",
        whatsapp(OriginalRepliedMessageSid="SM" + "b" * 32),
        came(),
        channel="whatsapp",
    ),
    Case("a WhatsApp text among texts", whatsapp(), refused("from")),
    Case("a text among WhatsApp's", TEXT, refused("from"), channel="whatsapp"),
    Case("another app's", whatsapp(From=f"messenger:{PHONE}"), refused("from"), channel="whatsapp"),
    Case(
        "twice the prefix",
        whatsapp(From=f"whatsapp:whatsapp:{PHONE}"),
        refused("from"),
        channel="whatsapp",
    ),
    Case(
        "WhatsApp's own number",
        whatsapp(From=f"whatsapp:{NUMBER}"),
        refused("own_number"),
        channel="whatsapp",
    ),
    Case("to a text number", whatsapp(To=NUMBER), refused("to"), channel="whatsapp"),
    Case(
        "read, on WhatsApp",
        status(MessageStatus="read"),
        Receipt(SID, "delivered", ""),
        channel="whatsapp",
    ),
]
RECEIPTS = [
    Case("sent", status(MessageStatus="sent"), Receipt(SID, "sent", "")),
    Case("delivered", STATUS, Receipt(SID, "delivered", "")),
    *(
        Case(f"{state} says nothing", status(MessageStatus=state), Receipt(SID, "", ""))
        for state in sorted(forms.SILENT_STATES)
    ),
    *(
        Case(
            f"undelivered {code}",
            status(MessageStatus="undelivered", ErrorCode=code),
            Receipt(SID, "not_delivered", cause),
        )
        for code, cause in causes.CAUSES.items()
    ),
    Case(
        "an error we have no words for",
        status(MessageStatus="failed", ErrorCode="39999"),
        Receipt(SID, "not_delivered", "provider"),
    ),
    Case("taken back", status(MessageStatus="canceled"), Receipt(SID, "not_delivered", "")),
    Case(
        "to a number whose end is hidden",
        status(From=NUMBER, To="+1204555XXXX"),
        Receipt(SID, "delivered", ""),
    ),
    *(
        Case(f"the state {state!r}", status(MessageStatus=state), refused("message_status"))
        for state in ("teleported", "", "received", "DELIVERED", "deliveredTo")
    ),
    Case(
        "an error code that is none",
        status(MessageStatus="failed", ErrorCode=f"30003From{PHONE}"),
        refused("error_code"),
    ),
    Case("a receipt without an id", without(STATUS, "MessageSid"), refused("message_sid")),
]
CHANGED = [
    Case("another body", TEXT, refused("signature", 403), {"Body": "Give me the address"}),
    Case("another sender", TEXT, refused("signature", 403), {"From": "+12045550199"}),
    Case("one field more", TEXT, refused("signature", 403), {"Extra": "1"}),
]
CASES = [*WORDS, *KEYWORDS, *PICTURES, *SENDERS, *WHATSAPP, *RECEIPTS, *CHANGED]


@pytest.fixture(autouse=True)
def account(settings: Any) -> None:
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.TWILIO_AUTH_TOKEN_OLD = ""


def listed(form: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in form.items()}


def read(
    form: Mapping[str, list[str]], signature: str, url: str = URL, channel: str = "sms"
) -> Incoming | Receipt:
    taken: Channel = channels()[channel]
    assert taken.read is not None
    return taken.read(url, form, signature)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_what_is_read_from_a_form(case: Case) -> None:
    form = listed({**case.form, **case.then})
    signature = sign(URL, case.form, TOKEN)
    if isinstance(case.expected, tuple):
        with pytest.raises(Rejected) as refusal:
            read(form, signature, channel=case.channel)
        assert (refusal.value.cause, refusal.value.status) == case.expected
    else:
        assert read(form, signature, channel=case.channel) == case.expected


@dataclass(frozen=True)
class Folded:
    """An honest form, and how somebody who saw it signed might cut it up anew."""

    label: str
    honest: Mapping[str, str]
    cut: Mapping[str, str]
    cause: str
    channel: str = "sms"


# What a person could write, or call themselves on WhatsApp, to have somebody else say it.
OTHER, OTHER_SID = "+12045550199", "SM" + "c" * 32
SAID = text(Body=f"HiFrom{OTHER}FromA")
NAMED = f"xFromwhatsapp:{OTHER}MessageSid{OTHER_SID}"
FOLDED = [
    Folded(
        "sender in the body",
        text(Body="Hello?"),
        without(text(Body=f"Hello?From{PHONE}"), "From"),
        "from",
    ),
    Folded(
        "body in the version",
        TEXT,
        without(text(ApiVersion="2010-04-01BodyAre you there?"), "Body"),
        "body",
    ),
    Folded(
        "recipient in the count",
        TEXT,
        without(text(NumMedia=f"0SmsMessageSid{SID}To{NUMBER}"), "SmsMessageSid", "To"),
        "num_media",
    ),
    Folded(
        "status in the id",
        STATUS,
        without(status(MessageSid=f"{SID}MessageStatusdelivered"), "MessageStatus"),
        "body",
    ),
    Folded(
        "sender in a new field",
        SAID,
        text(Body="Hi", From=OTHER, FromA=f"From{PHONE}"),
        "folded_field",
    ),
    Folded(
        "sender in a new field's name",
        SAID,
        text(Body="Hi", From=OTHER, **{f"FromAFrom{PHONE}": ""}),
        "folded_field",
    ),
    Folded(
        "sender and id in the body",
        whatsapp(Body="Hi", ProfileName=NAMED),
        without(
            whatsapp(
                Body=f"HiFromwhatsapp:{PHONE}MessageSid{SID}NumMedia0ProfileNamex",
                From=f"whatsapp:{OTHER}",
                MessageSid=OTHER_SID,
            ),
            "NumMedia",
            "ProfileName",
        ),
        "folded_field",
        "whatsapp",
    ),
    Folded(
        "id in a new field",
        whatsapp(Label=f"xMessageSid{OTHER_SID}MessageSidA"),
        whatsapp(Label="x", MessageSid=OTHER_SID, MessageSidA=f"MessageSid{SID}"),
        "folded_field",
        "whatsapp",
    ),
    Folded(
        "recipient in a new field",
        without(whatsapp(ProfileName=f"xTowhatsapp:{OTHER}ToA"), "SmsMessageSid"),
        without(
            whatsapp(ProfileName="x", To=f"whatsapp:{OTHER}", ToA=f"Towhatsapp:{NUMBER}"),
            "SmsMessageSid",
        ),
        "folded_field",
        "whatsapp",
    ),
]


@pytest.mark.parametrize("case", FOLDED, ids=lambda case: case.label)
def test_a_signed_form_that_was_cut_up_anew_is_refused(case: Folded) -> None:
    """A signature has nothing between names and values: both forms have the same."""
    assert sign(URL, case.cut, TOKEN) == sign(URL, case.honest, TOKEN)
    with pytest.raises(Rejected) as refusal:
        read(listed(case.cut), sign(URL, case.honest, TOKEN), channel=case.channel)
    assert refusal.value.cause == case.cause


@pytest.mark.parametrize(
    ("url", "signature"),
    [
        (URL, ""),
        (URL, "AAAA"),
        (URL, "é"),
        (URL, sign(URL, TEXT, "another token")),
        (URL, sign("https://evil.example/in/sms/message", TEXT, TOKEN)),
        (f"{URL}?more=1", sign(URL, TEXT, TOKEN)),
        (URL.replace("message", "status"), sign(URL, TEXT, TOKEN)),
    ],
)
def test_only_our_own_address_signed_with_our_own_token_is_believed(
    url: str, signature: str
) -> None:
    with pytest.raises(Rejected) as refusal:
        read(listed(TEXT), signature, url)
    assert (refusal.value.cause, refusal.value.status) == ("signature", 403)


@pytest.mark.parametrize("token", [TOKEN, OLD])
def test_while_the_token_is_changed_both_are_believed(settings: Any, token: str) -> None:
    settings.TWILIO_AUTH_TOKEN_OLD = OLD
    assert read(listed(TEXT), sign(URL, TEXT, token)) == came()
    settings.TWILIO_AUTH_TOKEN_OLD = ""
    with pytest.raises(Rejected):
        read(listed(TEXT), sign(URL, TEXT, OLD))


@pytest.mark.parametrize("old", ["", OLD])
def test_without_a_token_nothing_is_believed(settings: Any, old: str) -> None:
    settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_OLD = "", old
    with pytest.raises(Rejected):
        read(listed(TEXT), sign(URL, TEXT, old))
    assert channels()["sms"].missing() == ["TWILIO_AUTH_TOKEN"]


@pytest.mark.parametrize("name", sorted(TEXT))
def test_a_field_given_twice_is_refused(name: str) -> None:
    form = listed(TEXT)
    form[name] = [TEXT[name], TEXT[name]]
    with pytest.raises(Rejected) as refusal:
        read(form, sign(URL, TEXT, TOKEN))
    assert refusal.value.cause == "doubled_field"


def test_a_picture_may_be_where_the_demo_s_provider_is(settings: Any) -> None:
    settings.TWILIO_BASE_URL = "http://127.0.0.1:8001"
    there = picture(MEDIA.replace("https://api.twilio.com", "http://127.0.0.1:8001"))
    assert read(listed(there), sign(URL, there, TOKEN)) == came("Are you there?", PICTURE)


def test_another_text_has_another_client_id() -> None:
    assert came().client_id != came(sid="SM" + "c" * 32).client_id


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
    found = read(listed(STATUS), sign(url, STATUS, TOKEN), url)
    assert found == Receipt(SID, "delivered", "", about)


def test_a_receipt_cannot_be_turned_to_another_message() -> None:
    signed, other = (
        f"https://chat.example.org/in/sms/status?text={each * 16}" for each in ("ab", "cd")
    )
    with pytest.raises(Rejected):
        read(listed(STATUS), sign(signed, STATUS, TOKEN), other)


# ---- from bytes to a form ------------------------------------------------------------------------


def test_a_form_read_from_a_body_is_the_form_that_was_signed() -> None:
    body = f"AccountSid={ACCOUNT}&MessageSid={SID}&MessageStatus=delivered&ErrorCode="
    signature = sign(URL, status(ErrorCode=""), TOKEN)
    assert read(webhooks._form(body.encode()), signature) == Receipt(SID, "delivered", "")


@pytest.mark.parametrize(
    "body",
    [
        b"hello",
        b"Body=%ff%fe",
        b"Body=%c3",
        b"Body=%ED%A0%80",
        b"Body=\xc3\xa9",
        b"From=%2B1204&&Body=x",
        b"&".join([b"a=1"] * 201),
    ],
)
def test_bytes_that_are_no_form_are_refused(body: bytes) -> None:
    with pytest.raises(Rejected) as refusal:
        webhooks._form(body)
    assert refusal.value.cause == "form"
