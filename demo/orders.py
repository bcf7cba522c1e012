"""What a program orders to be sent: its form, checked as the real provider checks it."""

import re
from collections.abc import Mapping

from demo.texts import WHATSAPP, Text, smart_encoded

ADDRESS = re.compile(rf"(?:{WHATSAPP})?\+[1-9]\d{{6,14}}")
LONGEST = 1_600
LONGEST_VALIDITY = 36_000
VALIDITY = re.compile(r"[0-9]{1,5}")
# What an account without Message Redaction, or any other word, is refused with.
RETENTION = {"ContentRetention": ("discard", 30029), "AddressRetention": ("obfuscate", 30030)}


class Wrong(Exception):
    """A refused request, with Twilio's error code and HTTP status."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def text(account: str, form: Mapping[str, str], *, redaction: bool) -> Text:
    """The text that a form orders; raises `Wrong`. `redaction`: the account may hide what it sends.

    Wrong is not only what is badly written: a text goes from one app to the same app.
    """
    to, sender, body = form.get("To", ""), form.get("From", ""), form.get("Body", "")
    _check_addresses(to, sender)
    if not body:
        raise Wrong(21602, "Body is missing.")
    if len(body) > LONGEST:
        raise Wrong(21617, f"Body is longer than {LONGEST} characters.")
    hidden = {name: _hidden(name, form.get(name, ""), redaction=redaction) for name in RETENTION}
    return Text(
        account,
        "outbound-api",
        sender,
        to,
        smart_encoded(body) if form.get("SmartEncoded") == "true" else body,
        "queued",
        callback=form.get("StatusCallback", ""),
        valid_seconds=_validity(form.get("ValidityPeriod", str(LONGEST_VALIDITY))),
        shown=not hidden["ContentRetention"],
        obfuscated=hidden["AddressRetention"],
    )


def _check_addresses(to: str, sender: str) -> None:
    if not to:
        raise Wrong(21604, "To is missing.")
    if not ADDRESS.fullmatch(to):
        raise Wrong(21211, "To is no valid phone number.")
    if not sender:
        raise Wrong(21603, "From is missing.")
    if not ADDRESS.fullmatch(sender):
        raise Wrong(21212, "From is no valid phone number.")
    if to.startswith(WHATSAPP) != sender.startswith(WHATSAPP):
        raise Wrong(21612, "To and From cannot be connected.")


def _validity(written: str) -> int:
    if not VALIDITY.fullmatch(written) or not 1 <= int(written) <= LONGEST_VALIDITY:
        raise Wrong(30045, f"ValidityPeriod is not from 1 to {LONGEST_VALIDITY}.")
    return int(written)


def _hidden(name: str, wanted: str, *, redaction: bool) -> bool:
    word, code = RETENTION[name]
    if wanted in ("", "retain"):
        return False
    if wanted != word or not redaction:
        raise Wrong(code, f"{name} is not allowed, or is none of its values.")
    return True
