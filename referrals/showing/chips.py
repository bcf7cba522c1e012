"""What is said of a service in a few words before it is sent: what helps, what may stop her. Pure.

What is not known is said to be so, and looks so; it never looks like a no.
"""

from datetime import date, datetime, timedelta
from typing import Literal

import msgspec
from babel import Locale

from helpline.days import in_full
from referrals.barriers import barriers, spoken
from referrals.directory import STALE, Listing, is_stale
from referrals.hours import sessions
from referrals.reach import is_abroad
from referrals.wording.texts import said

Tone = Literal["good", "care", "unknown", "plain"]
# Of these it is always said that they are not known: they do most harm.
ALWAYS_SAID = ("id", "police", "exit_intent", "mandated_reporter")
WORDS = {
    "free": {"en": "Free", "fr": "Gratuit"},
    "fee": {"en": "Costs money", "fr": "Payant"},
    "cost": {"en": "Cost: not known", "fr": "Coût : on ne sait pas"},
    "open": {"en": "Open now", "fr": "Ouvert maintenant"},
    "shut": {"en": "Closed now", "fr": "Fermé maintenant"},
    "hours": {"en": "Hours: not known", "fr": "Heures : on ne sait pas"},
    "room": {"en": "Room on {day}", "fr": "De la place le {day}"},
    "full": {"en": "Full on {day}", "fr": "Complet le {day}"},
    "room_once": {"en": "Room, at some time", "fr": "De la place, date inconnue"},
    "full_once": {"en": "Full, at some time", "fr": "Complet, date inconnue"},
    "stale": {"en": "Not checked since {day}", "fr": "Pas vérifié depuis le {day}"},
    "never": {"en": "Never checked", "fr": "Jamais vérifié"},
    "lowered": {"en": "Somebody said it did not work", "fr": "Cela n’a pas convenu à quelqu’un"},
    "confidential": {"en": "Place is kept secret", "fr": "Lieu tenu secret"},
    "abroad": {"en": "In another country: {lands}", "fr": "Dans un autre pays : {lands}"},
    "to_check": {"en": "{said} (to be checked)", "fr": "{said} (à vérifier)"},
    "inactive": {"en": "Not taking anybody", "fr": "N’accueille personne en ce moment"},
}


class Chip(msgspec.Struct, frozen=True):
    """A few words; `name` is the question or "cost", "open", "capacity", "verified" and so on."""

    name: str
    words: str
    tone: Tone


def chips(
    listing: Listing,
    locale: str,
    now: datetime,
    *,
    asked: tuple[str, ...] = (),
    old: timedelta = STALE,
    country: str = "",
) -> list[Chip]:
    """Those of a service; what was asked for comes first, even where it is not known.

    Whoever looks from another `country` is told.
    """
    first = [_barrier(listing, name, locale) for name in asked if name in barriers()]
    rest = [name for name in barriers() if name not in asked]
    told = [name for name in rest if listing.answer(name) != "unknown" or name in ALWAYS_SAID]
    far = abroad(listing, locale, country)
    return [
        *([Chip("abroad", far, "care")] if far else []),
        *first,
        *_standing(listing, locale, now.date(), old),
        *(_barrier(listing, name, locale) for name in told),
        _cost(listing, locale),
        _open(listing, locale, now),
    ]


def abroad(listing: Listing, locale: str, country: str) -> str:
    """That it is in another country than this one, and in which; "" where it may be in it."""
    if not is_abroad(listing.lands, country):
        return ""
    names = Locale(locale).territories
    lands = sorted(names.get(land, land) for land in listing.lands)
    return _word("abroad", locale, lands=", ".join(lands))


def _word(name: str, locale: str, **blanks: str) -> str:
    return said(WORDS[name], locale).words.format(**blanks)


def _barrier(listing: Listing, name: str, locale: str) -> Chip:
    answer, fact = listing.answer(name), listing.facts.get(name)
    words = spoken(name, answer, locale)
    if answer == "unknown":
        return Chip(name, words, "unknown")
    if fact and fact.to_check:
        return Chip(name, _word("to_check", locale, said=words), "unknown")
    return Chip(name, words, "good" if answer == barriers()[name].good else "care")


def _standing(listing: Listing, locale: str, today: date, old: timedelta) -> list[Chip]:
    """What somebody must know first: that it takes nobody, is full, or may not be true any more."""
    found = []
    if listing.service.status != "active":
        found.append(Chip("status", _word("inactive", locale), "care"))
    if capacity := _capacity(listing, locale):
        found.append(capacity)
    if listing.lowered:
        found.append(Chip("lowered", _word("lowered", locale), "care"))
    if is_stale(verified := listing.service.verified, today, old):
        words = (
            _word("stale", locale, day=_day(verified, locale))
            if verified
            else _word("never", locale)
        )
        found.append(Chip("verified", words, "care"))
    if [place for place in listing.where if place.confidential]:
        found.append(Chip("confidential", _word("confidential", locale), "good"))
    return found


def _capacity(listing: Listing, locale: str) -> Chip | None:
    room = listing.service.capacity
    if room.state == "unknown":
        return None
    name = "full" if room.state == "full" else "room"
    day = _day(room.asked, locale) if room.asked else ""
    words = _word(name if day else f"{name}_once", locale, day=day)
    return Chip("capacity", words, "care" if name == "full" else "good")


def _day(day: date, locale: str) -> str:
    return in_full(day, locale)


def _cost(listing: Listing, locale: str) -> Chip:
    kind = listing.service.cost.kind
    if kind == "unknown":
        return Chip("cost", _word("cost", locale), "unknown")
    return Chip("cost", _word(kind, locale), "good" if kind == "free" else "care")


def _open(listing: Listing, locale: str, now: datetime) -> Chip:
    held = sessions.is_open(listing.schedules, now)
    if held is None:
        return Chip("open", _word("hours", locale), "unknown")
    return Chip("open", _word("open" if held else "shut", locale), "good" if held else "plain")
