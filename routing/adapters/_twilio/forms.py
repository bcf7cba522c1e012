"""Webhooks that Twilio posts: verified, held to their form, and read.

The signature is made of names and values without anything between them, so whoever has seen one
rightly signed form can cut it up anew. Hence every field that is used is checked for its form, and
no other field may hold what could be another value of it.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from twilio.request_validator import RequestValidator

from routing.adapters import Incoming, KeywordMeaning, Receipt, Rejected
from routing.adapters._twilio.addresses import Kind
from routing.adapters._twilio.causes import cause_of

SAME_TEXT = uuid.UUID("5d0c2c53-6a1e-4e2c-9b0f-2a6f2f6f5f11")
API = "https://api.twilio.com"
SID = re.compile(r"(SM|MM)[0-9a-f]{32}")
PICTURE = re.compile(
    r"/2010-04-01/Accounts/(AC[0-9a-f]{32})/Messages/((?:SM|MM)[0-9a-f]{32})/Media/(ME[0-9a-f]{32})"
)
PICTURE_FIELD = re.compile(r"MediaUrl[0-9]+")
COUNT = re.compile(r"[0-9]|10")
ERROR = re.compile(r"[0-9]{0,6}")
ABOUT = re.compile(r"[0-9a-f]{32}")
KEYWORDS: dict[str, KeywordMeaning] = {"STOP": "stop", "START": "start", "HELP": "help"}
# Where one field holds another of these names with a value, it may have swallowed the true one.
SWALLOWED = re.compile(
    r"(From|To|MessageSid)((?:whatsapp:)?\+[1-9][0-9]{6,14}|(?:SM|MM)[0-9a-f]{32})"
)
# Fields that hold such a value by right: these themselves, and the id of a text that was answered.
BY_RIGHT = frozenset({"From", "To", "OriginalRepliedMessageSid"})

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


def sign(url: str, form: Mapping[str, str], token: str) -> str:
    """The signature Twilio would send for this form to this URL."""
    return str(RequestValidator(token).compute_signature(url, form))


def read(kind: Kind, url: str, form: Mapping[str, list[str]], signature: str) -> Incoming | Receipt:
    """Verify and parse one webhook; raises `Rejected` for anything that is not Twilio's own form.

    A text that is refused here is not lost: it stays in the list that `arrived` reads.
    """
    flat = {name: values[0] for name, values in form.items()}
    if not _believed(url, flat, signature):
        raise Rejected("signature", 403)
    if any(len(values) != 1 for values in form.values()):
        raise Rejected("doubled_field")
    if flat.get("AccountSid") != settings.TWILIO_ACCOUNT_SID:
        raise Rejected("account", 403)
    found: Incoming | Receipt
    if "MessageStatus" in flat:
        found = _receipt(flat, _about(url))
    elif "Body" not in flat:
        raise Rejected("body")
    else:
        sid = flat.get("MessageSid", "")
        found = incoming(
            kind,
            sid=sid,
            sender=flat.get("From", ""),
            recipient=flat.get("To", ""),
            words=flat["Body"],
            pictures=_pictures(sid, flat),
            answered=KEYWORDS.get(flat.get("OptOutType", "").upper()),
        )
    _refuse_swallowed(flat)
    return found


def _believed(url: str, form: Mapping[str, str], signature: str) -> bool:
    """Did one of the account's tokens sign this? While it is changed there are two."""
    if not settings.TWILIO_AUTH_TOKEN:
        return False
    tokens = filter(None, (settings.TWILIO_AUTH_TOKEN, settings.TWILIO_AUTH_TOKEN_OLD))
    return any(RequestValidator(token).validate(url, form, signature) for token in tokens)


def _refuse_swallowed(form: Mapping[str, str]) -> None:
    for name, value in form.items():
        written = value if name in BY_RIGHT else name + value
        if any(form.get(field) != other for field, other in SWALLOWED.findall(written)):
            raise Rejected("folded_field")


def incoming(
    kind: Kind,
    *,
    sid: str,
    sender: str,
    recipient: str,
    words: str,
    pictures: Iterable[str],
    answered: KeywordMeaning | None = None,
) -> Incoming:
    """A text as it came, from and to addresses at Twilio; raises `Rejected` if it cannot be one."""
    if not SID.fullmatch(sid):
        raise Rejected("message_sid")
    here, there = kind.inside(recipient), kind.inside(sender)
    if not there:
        raise Rejected("from")
    if not here:
        raise Rejected("to")
    if here == there:
        # Our own words: to answer them would go on for ever.
        raise Rejected("own_number")
    return Incoming(
        sender=there,
        recipient=here,
        external_id=sid,
        client_id=uuid.uuid5(SAME_TEXT, sid),
        text=words.replace("\0", ""),
        pictures=tuple(pictures),
        answered=answered,
    )


def _pictures(sid: str, form: Mapping[str, str]) -> list[str]:
    """The ids of what came with a text, each at its own place with the provider."""
    count = form.get("NumMedia", "0")
    if not COUNT.fullmatch(count):
        raise Rejected("num_media")
    fields = [f"MediaUrl{place}" for place in range(int(count))]
    if {name for name in form if PICTURE_FIELD.fullmatch(name)} != set(fields):
        raise Rejected("num_media")
    return [_picture(sid, form[name]) for name in fields]


def _picture(sid: str, url: str) -> str:
    for host in (API, settings.TWILIO_BASE_URL):
        found = PICTURE.fullmatch(url, len(host)) if url.startswith(host) else None
        if found and found.group(1, 2) == (settings.TWILIO_ACCOUNT_SID, sid):
            return found[3]
    raise Rejected("media_url")


def _about(url: str) -> uuid.UUID | None:
    """The message that a receipt's address names: we wrote it there, and it is signed."""
    named = parse_qs(urlsplit(url).query).get("text", [""])[0]
    return uuid.UUID(hex=named) if ABOUT.fullmatch(named) else None


def _receipt(form: Mapping[str, str], about: uuid.UUID | None) -> Receipt:
    sid, status, code = (
        form.get(name, "") for name in ("MessageSid", "MessageStatus", "ErrorCode")
    )
    if not SID.fullmatch(sid):
        raise Rejected("message_sid")
    if status not in STATES and status not in SILENT_STATES:
        raise Rejected("message_status")
    if not ERROR.fullmatch(code):
        raise Rejected("error_code")
    return Receipt(sid, STATES.get(status, ""), cause_of(code), about)
