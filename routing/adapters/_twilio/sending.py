"""Texts that go out through Twilio: handed over once, and looked for where that is not certain."""

import unicodedata
from typing import Any

from django.conf import settings
from requests.exceptions import ConnectionError, ConnectTimeout

from routing.adapters import Found, GiveUp, Outgoing, TryAgain, Unclear
from routing.adapters._twilio import account
from routing.adapters._twilio.addresses import Kind
from routing.adapters._twilio.causes import THEIRS, cause_of

# Of the texts between two numbers, how many are looked through for one that may have been sent.
LOOKED_THROUGH = 100
LONGEST_VALIDITY = 36_000

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


def write(kind: Kind, outgoing: Outgoing) -> str:
    """Hand one text to Twilio and return its id.

    Twilio has no key against doubles: once the request may have reached it, an unknown outcome is
    `Unclear` and never a reason to send again.
    """
    try:
        message = account.client().messages.create(
            to=kind.outside(outgoing.recipient),
            from_=kind.outside(outgoing.sender),
            body=outgoing.text,
            status_callback=outgoing.receipts_url,
            validity_period=min(max(outgoing.valid_seconds, 1), LONGEST_VALIDITY),
            **_options(kind),
        )
    except ConnectTimeout:
        raise TryAgain("no_connection") from None
    except ConnectionError as trouble:
        if "refused" in str(trouble).lower():
            raise TryAgain("no_connection") from None
        raise Unclear from None
    except account.TROUBLES as fault:
        raise _refused(fault) from None
    return str(message.sid)


def _options(kind: Kind) -> dict[str, Any]:
    options: dict[str, Any] = {"smart_encoded": True} if kind.segmented else {}
    if settings.TWILIO_REDACTION:
        options |= {"content_retention": "discard", "address_retention": "obfuscate"}
    return options


def _refused(fault: Exception) -> TryAgain | GiveUp | Unclear:
    status, code = account.refusal(fault)
    cause = cause_of(str(code))
    if status in (401, 429):
        return account.again(fault)
    if status == 403 and cause not in THEIRS:
        return account.again(fault)
    if 400 <= status < 500:
        return GiveUp(cause)
    return Unclear()


def find(kind: Kind, outgoing: Outgoing, since: float) -> list[Found]:
    """The texts of these words that Twilio has and made after `since` (seconds since 1970).

    Not asked for by date, because Twilio's dates are those of the sending, which may be to come.
    With Message Redaction, Twilio soon forgets the words and the end of the number. What is left
    might be another text to another person, so it is nobody's: then only a receipt, which names our
    own id, settles whether a text was taken.
    """
    try:
        listed = account.client().messages.list(
            to=kind.outside(outgoing.recipient),
            from_=kind.outside(outgoing.sender),
            limit=LOOKED_THROUGH,
            page_size=LOOKED_THROUGH,
        )
    except account.TROUBLES as fault:
        raise account.again(fault) from None
    words = folded(outgoing.text)
    return [
        Found(str(each.sid), account.made_at(each))
        for each in listed
        if account.made_at(each) >= since and each.body and folded(each.body) == words
    ]


def folded(text: str) -> str:
    """What is left of a text when look-alikes of letters, marks and blanks are one."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(FOLDED).split())
