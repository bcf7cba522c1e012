"""How a place of the directory is said to somebody: its facts, and a wording for each face."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format

from helpline.days import counted
from helpline.models import LOCALES
from helpline.segments import measure
from referrals.directory import Listing
from referrals.entries import Phone, Place
from referrals.hours import sessions
from referrals.hours.schedules import zone_of
from referrals.wording import dialling, faces
from referrals.wording.snippetfaces import Faces
from referrals.wording.texts import said

CALL = {"en": "Call {phone}.", "fr": "Appelez le {phone}."}
WRITE = {"en": "Write to {email}.", "fr": "Écrivez à {email}."}
WHERE = {"en": "{address}.", "fr": "{address}."}
NEXT = {"en": "Next: {next}.", "fr": "Prochaine fois\u00a0: {next}."}
# Of a text: a plain apostrophe and colon, and no name where somebody may look.
SHORT = {"en": "{place}: {reach}", "fr": "{place} : {reach}"}
DISCREET = {
    "en": "Here is what we talked about: {phone}",
    "fr": "Voici ce dont on a parlé : {phone}",
}


def facts(
    listing: Listing, locale: str, now: datetime, lands: Collection[str] = ()
) -> dict[str, str]:
    """What the words of a snippet may say of it; what is not known is left out.

    `lands` are the countries of the lines on which it may be said.
    """
    service, organisation = listing.service, listing.organisation
    phones = [p for p in (*service.phones, *organisation.phones) if p.kind not in ("fax", "tty")]
    known = {
        "place": said(listing.name, locale).words,
        "phone": _dialled(phones[0], locale, lands) if phones else "",
        "email": service.email or organisation.email,
        "web": service.url or organisation.url,
        "address": next((_address(each) for each in listing.where if _address(each)), ""),
        "next": _next(listing, locale, now),
    }
    return {name: words for name, words in known.items() if words}


def _dialled(phone: Phone, locale: str, lands: Collection[str]) -> str:
    return dialling.shown(phone.number, phone.extension, locale, lands)


def _address(place: Place) -> str:
    """Of a confidential place no street is kept, and nothing else is said of where it is."""
    street = ", ".join(part for part in (place.address_1, place.address_2) if part)
    if place.confidential or not street:
        return ""
    return ", ".join(part for part in (street, place.city, place.postal_code) if part)


def _next(listing: Listing, locale: str, now: datetime) -> str:
    if [rule for rule in listing.schedules if rule.always]:
        return ""
    coming = sessions.coming(listing.schedules, now)
    zone = next((zone_of(rule.zone) for rule in listing.schedules if zone_of(rule.zone)), None)
    if not coming or zone is None:
        return ""
    with translation.override(locale):
        how = "l j F, H \\h i" if locale == "fr" else "l, F j, H:i"
        return counted(date_format(coming[0][0].astimezone(zone), how))


def wordings(listing: Listing, now: datetime, lands: Collection[str] = ()) -> Faces:
    """Each face in each language, made of its facts alone: kept in step by being made anew."""
    found: Faces = {face: {} for face in faces.FACES}
    for locale, _language in LOCALES:
        known = facts(listing, locale, now, lands)
        found[faces.CHAT][locale] = _chat(listing, known, locale)
        found[faces.TEXT][locale] = _text(known, locale)
        found[faces.DISCREET][locale] = _plain(DISCREET[locale], known)
    return found


def _chat(listing: Listing, known: Mapping[str, str], locale: str) -> str:
    told = said(listing.service.description, locale)
    about = told.words if told.lang == locale else ""
    lines = [f"{known.get('place', '')}.", about.partition("\n")[0]]
    lines += [_plain(each[locale], known) for each in (CALL, WRITE, WHERE, NEXT)]
    return " ".join(line for line in lines if line.strip("."))


def _text(known: Mapping[str, str], locale: str) -> str:
    """Its name and how to reach it; when and where as well, as far as one text has room."""
    reach = known.get("phone") or known.get("email") or known.get("web") or known.get("address")
    if not reach:
        return ""
    told = [known.get("place", "")]
    for more in (known.get("next", ""), known.get("address", "")):
        longer = SHORT[locale].format(place=", ".join([*told, more]), reach=reach)
        if more and more != reach and measure(longer).texts == 1:
            told.append(more)
    return SHORT[locale].format(place=", ".join(told), reach=reach)


def _plain(words: str, known: Mapping[str, str]) -> str:
    """The sentence, if every fact of it is known."""
    return faces.filled(words, known) if faces.wants(words) <= known.keys() else ""
