"""Text messages through Twilio: verify, parse, send, look up; the only module that knows Twilio.

Form fields and states are those of Twilio's Programmable Messaging API of 2010-04-01.
"""

import re
import unicodedata
import uuid
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit, urlunsplit

from django.conf import settings
from requests.exceptions import ConnectionError, ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from routing.adapters import (
    Channel,
    Found,
    GiveUp,
    Incoming,
    Outgoing,
    Receipt,
    Rejected,
    TryAgain,
    Unclear,
)

LONGEST_TEXT = 1_600
# Of the texts to one number, how many are looked through for one that may have been sent.
LOOKED_THROUGH = 100
SAME_TEXT = uuid.UUID("5d0c2c53-6a1e-4e2c-9b0f-2a6f2f6f5f11")
SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
ERROR = re.compile(r"[0-9]{0,6}")
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
ABOUT = re.compile(r"[0-9a-f]{32}")

# How far a text is, in our words; states that say nothing new to a counsellor are left out.
STATES = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "not_delivered",
    "failed": "not_delivered",
    "canceled": "not_delivered",
}
SILENT_STATES = frozenset({"accepted", "scheduled", "queued", "sending", "partially_delivered"})

# Twilio's error codes, as causes the console has words for.
CAUSES = {
    "21610": "opted_out",
    "21211": "bad_number",
    "21614": "bad_number",
    "30003": "phone_off",
    "30005": "unknown_number",
    "30006": "landline",
    "30007": "filtered",
    "30034": "unregistered",
    "20003": "account",
    "20404": "account",
    "21606": "account",
}


# What the provider's smart encoding may make of what was written; both sides are folded alike.
FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′‵ʹʻʼˈ`´", "'"),
        **dict.fromkeys("“”„‟″‶«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
        **dict.fromkeys("‹", "<"),
        **dict.fromkeys("›", ">"),
        **dict.fromkeys("•·∙", "."),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
    }
)


class RebasedHttpClient(TwilioHttpClient):
    """Twilio's own client, towards another host: a regional edge, or the demonstration's phone."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=settings.TWILIO_TIMEOUT)
        self.base = urlsplit(base)

    def request(self, method: str, url: str, *args: object, **kwargs: object) -> Response:
        if self.base.netloc:
            there = urlsplit(url)
            url = urlunsplit((self.base.scheme, self.base.netloc, there.path, there.query, ""))
        return super().request(method, url, *args, **kwargs)


def missing() -> list[str]:
    """Which of the needed settings are empty."""
    return [
        name for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN") if not getattr(settings, name)
    ]


def sign(url: str, form: Mapping[str, str], token: str) -> str:
    """The signature Twilio would send for this form to this URL."""
    return str(RequestValidator(token).compute_signature(url, form))


def read(url: str, form: Mapping[str, list[str]], signature: str) -> Incoming | Receipt:
    """Verify and parse one webhook; raises `Rejected` for anything that is not Twilio's own form.

    The signature has no separators, so every field is checked for form after it, and a field given
    twice is refused.
    """
    flat = {name: values[0] for name, values in form.items()}
    token = settings.TWILIO_AUTH_TOKEN
    if not token or not RequestValidator(token).validate(url, flat, signature):
        raise Rejected("signature", 403)
    if any(len(values) != 1 for values in form.values()):
        raise Rejected("doubled_field")
    if flat.get("AccountSid") != settings.TWILIO_ACCOUNT_SID:
        raise Rejected("account", 403)
    sid = flat.get("MessageSid", "")
    if not SID.fullmatch(sid):
        raise Rejected("message_sid")
    if "MessageStatus" in flat:
        return _receipt(sid, flat, _about(url))
    return _incoming(sid, flat)


def _about(url: str) -> uuid.UUID | None:
    """The message that a receipt's address names: we wrote it there, and it is signed."""
    named = parse_qs(urlsplit(url).query).get("text", [""])[0]
    return uuid.UUID(hex=named) if ABOUT.fullmatch(named) else None


def _receipt(sid: str, form: Mapping[str, str], about: uuid.UUID | None) -> Receipt:
    status = form["MessageStatus"]
    if status not in STATES and status not in SILENT_STATES:
        raise Rejected("message_status")
    code = form.get("ErrorCode", "")
    if not ERROR.fullmatch(code):
        raise Rejected("error_code")
    cause = CAUSES.get(code, "provider" if code else "")
    return Receipt(sid, STATES.get(status, ""), cause, about)


def _incoming(sid: str, form: Mapping[str, str]) -> Incoming:
    for name in ("From", "To"):
        if not E164.fullmatch(form.get(name, "")):
            raise Rejected(name.lower())
    if "Body" not in form:
        raise Rejected("body")
    return Incoming(
        sender=form["From"],
        recipient=form["To"],
        external_id=sid,
        client_id=uuid.uuid5(SAME_TEXT, sid),
        text=form["Body"].replace("\0", ""),
    )


@lru_cache(maxsize=1)
def client() -> Client:
    """Twilio's client; one for each process, used in worker threads only."""
    return Client(
        settings.TWILIO_ACCOUNT_SID,
        settings.TWILIO_AUTH_TOKEN,
        http_client=RebasedHttpClient(settings.TWILIO_BASE_URL),
    )


def write(outgoing: Outgoing) -> str:
    """Hand one text to Twilio and return its id.

    Twilio has no key against doubles: once the request may have reached it, an unknown outcome is
    `Unclear` and never a reason to send again.
    """
    try:
        message = client().messages.create(
            to=outgoing.recipient,
            from_=outgoing.sender,
            body=outgoing.text,
            status_callback=outgoing.receipts_url,
            smart_encoded=True,
        )
    except TwilioRestException as refusal:
        raise _refused(refusal) from None
    except ConnectTimeout:
        raise TryAgain("no_connection") from None
    except ConnectionError as trouble:
        if "refused" in str(trouble).lower():
            raise TryAgain("no_connection") from None
        raise Unclear from None
    except (RequestException, TwilioException):
        raise Unclear from None
    return str(message.sid)


def _refused(refusal: TwilioRestException) -> TryAgain | GiveUp | Unclear:
    if refusal.status == 429:
        return TryAgain("too_fast")
    if refusal.status in (401, 403):
        return TryAgain("account")
    if refusal.status >= 500:
        return Unclear()
    return GiveUp(CAUSES.get(str(refusal.code), "provider"))


def find(outgoing: Outgoing, since: float) -> list[Found]:
    """The texts of these words that Twilio has and made after `since` (seconds since 1970).

    Not asked for by date, because Twilio's dates are those of the sending, which may be to come.
    """
    words = folded(outgoing.text)
    try:
        listed = client().messages.list(
            to=outgoing.recipient,
            from_=outgoing.sender,
            limit=LOOKED_THROUGH,
            page_size=LOOKED_THROUGH,
        )
    except (TwilioException, RequestException):
        raise TryAgain("no_connection") from None
    return [
        Found(str(message.sid), message.date_created.timestamp())
        for message in listed
        if message.date_created.timestamp() >= since and folded(message.body or "") == words
    ]


def folded(text: str) -> str:
    """What is left of a text when look-alikes of letters, marks and blanks are one."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(FOLDED).split())


CHANNEL = Channel(
    name="sms",
    live=False,
    longest_text=LONGEST_TEXT,
    policy="day",
    missing=missing,
    labels={"en": "Text", "fr": "Texto"},
    segmented=True,
    read=read,
    write=write,
    find=find,
)
