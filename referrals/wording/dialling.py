"""Phone numbers as people dial them: as in their own country, and from another one as well. Pure.

They are kept with + and country. Who dials at home writes neither, and may not know them as a
number of theirs; who dials from another country needs both.
"""

from collections.abc import Collection

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

EXTENSION = {"en": "ext. {}", "fr": "poste {}"}
# Where several countries are one net, all of them dial alike.
AMERICA = 1


def shown(number: str, extension: str = "", locale: str = "en", lands: Collection[str] = ()) -> str:
    """As it is written where it is, with the way from abroad if somebody is in none of its net.

    `lands` are the countries, as "CA", of those who may dial. What is no whole number, as 211 and
    988, stands as it is kept.
    """
    read = _read(number)
    said = number if read is None else _everywhere(read, lands)
    return f"{said} {EXTENSION[locale].format(extension)}" if extension else said


def _read(number: str) -> PhoneNumber | None:
    if not number.startswith("+"):
        return None
    try:
        return phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None


def _everywhere(read: PhoneNumber, lands: Collection[str]) -> str:
    nets = {phonenumbers.country_code_for_region(land) for land in lands}
    if nets <= {read.country_code}:
        return at_home(read)
    return f"{at_home(read)} ({phonenumbers.format_number(read, PhoneNumberFormat.INTERNATIONAL)})"


def at_home(read: PhoneNumber) -> str:
    if read.country_code == AMERICA:
        # With hyphens alone: brackets round the first three say that they may be left out.
        abroad = phonenumbers.format_number(read, PhoneNumberFormat.INTERNATIONAL)
        return abroad.removeprefix("+1 ")
    return phonenumbers.format_number(read, PhoneNumberFormat.NATIONAL)
