"""A phone number of a service as it is read, and as it is dialled when it is pressed. Pure."""

import re
from typing import NamedTuple

import phonenumbers

from referrals.entries import Phone
from referrals.wording import dialling

NOT_DIALLED = re.compile(r"[^\d+*#]")


class Number(NamedTuple):
    """`shown` is read, `href` is pressed; without a digit there is nothing to press."""

    shown: str
    href: str


def number(phone: Phone, region: str, locale: str) -> Number:
    """With its extension; a number that no country knows (211) stays as it is written."""
    extension = NOT_DIALLED.sub("", phone.extension)
    whole = _whole(phone.number, region)
    shown = dialling.shown(whole or phone.number.strip(), extension, locale, {region} - {""})
    bare = whole or NOT_DIALLED.sub("", phone.number)
    scheme = "sms" if phone.kind == "text" else "tel"
    more = f";ext={extension}" if extension else ""
    return Number(shown, f"{scheme}:{bare}{more}" if bare.strip("+*#") else "")


def _whole(written: str, region: str) -> str:
    """With + and country; "" for what is none, and for short ones, which have no country."""
    try:
        read = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if len(str(read.national_number)) < 7:
        return ""
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
