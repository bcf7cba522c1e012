"""A phone number as people read it in its country, and as a telephone dials it. Pure."""

import re
from typing import NamedTuple

import phonenumbers

from referrals.entries import Phone

NOT_DIALLED = re.compile(r"[^\d+*#]")


class Dialled(NamedTuple):
    """`shown` is read, `href` is pressed."""

    shown: str
    href: str


def dialled(phone: Phone, region: str) -> Dialled:
    """A number with its extension; one that no country knows (211) stays as it is written."""
    number, extension = _read(phone.number, region), NOT_DIALLED.sub("", phone.extension)
    if number is None:
        shown, bare = phone.number.strip(), NOT_DIALLED.sub("", phone.number)
    else:
        shown, bare = _shown(number, region), phonenumbers.format_number(number, E164)
    scheme = "sms" if phone.kind == "text" else "tel"
    more = f";ext={extension}" if extension else ""
    href = f"{scheme}:{bare}{more}" if bare.strip("+*#") else ""
    return Dialled(f"{shown} x {extension}" if extension else shown, href)


E164 = phonenumbers.PhoneNumberFormat.E164


def _read(written: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        read = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return None
    # Short numbers are dialled as they are: with a country before them they lead nowhere.
    return read if len(str(read.national_number)) > 6 else None


def _shown(number: phonenumbers.PhoneNumber, region: str) -> str:
    """As it is dialled inside its own country; with its country elsewhere."""
    here = phonenumbers.country_code_for_region(region) == number.country_code
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if here else form.INTERNATIONAL)
