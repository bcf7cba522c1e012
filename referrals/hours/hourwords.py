"""Hours in words, in both languages: the days of a rule, its times, and when it is next. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, time

from babel.dates import get_day_names

from helpline.days import in_full
from referrals.hours import sessions
from referrals.hours.schedules import Schedule, clock, weekday_of, zone_of
from referrals.wording.texts import said

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "always": "Day and night",
        "daily": "every day",
        "days": "{first} to {last}",
        "whole": "all day",
        "unknown": "times not known",
        "closed": "Closed: {days}",
        "every": "every {n} weeks",
        "months": "every {n} months",
        "monthly": "every month",
        "from": "from {day}",
        "until": "until {day}",
        "of_month": "on day {n}",
    },
    "fr": {
        "always": "Jour et nuit",
        "daily": "tous les jours",
        "days": "du {first} au {last}",
        "whole": "toute la journée",
        "unknown": "heures inconnues",
        "closed": "Fermé\u00a0: {days}",
        "every": "toutes les {n} semaines",
        "months": "tous les {n} mois",
        "monthly": "chaque mois",
        "from": "à partir du {day}",
        "until": "jusqu’au {day}",
        "of_month": "le {n} du mois",
    },
}
# Which of a month's; the last one stands for those that are counted from its end.
NTH = {
    "en": ("every", "first", "second", "third", "fourth", "fifth", "last"),
    "fr": ("chaque", "premier", "deuxième", "troisième", "quatrième", "cinquième", "dernier"),
}


def rule(each: Schedule, locale: str) -> str:
    """One rule: "Monday to Friday, 09:00 to 17:00"."""
    words = WORDS[locale]
    if each.always:
        return words["always"]
    days = ", ".join(part for part in (_days(each, locale), _bounds(each, locale)) if part)
    if each.closed:
        return words["closed"].format(days=days)
    hours = span(clock(each.opens_at), clock(each.closes_at), locale)
    parts = [days, hours, said(each.name, locale).words, said(each.notes, locale).words]
    return _capital(", ".join(part for part in parts if part))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def span(begin: time | None, end: time | None, locale: str) -> str:
    if begin is None or end is None:
        return WORDS[locale]["unknown"]
    if begin == end:
        return WORDS[locale]["whole"]
    between = " to " if locale == "en" else " à "
    return f"{at(begin, locale)}{between}{at(end, locale)}"


def at(moment: time, locale: str) -> str:
    """A time of day as the pages of seekers write it: 14:30, 14 h 30."""
    return f"{moment:%H:%M}" if locale == "en" else f"{moment.hour}\u00a0h\u00a0{moment:%M}"


def day(moment: date, locale: str) -> str:
    return in_full(moment, locale, "EEEE d MMMM y")


def _days(each: Schedule, locale: str) -> str:
    words = WORDS[locale]
    if each.freq == "DAILY" and not each.byday and each.interval == 1:
        return words["daily"]
    if each.freq in ("DAILY", "WEEKLY"):
        named = _week([weekday_of(one) for one in each.byday], each, locale)
        often = words["every"].format(n=each.interval) if each.interval > 1 else ""
        return ", ".join(part for part in (named, often) if part)
    if each.freq == "MONTHLY":
        return _monthly(each, locale)
    return day(each.dtstart, locale) if each.dtstart else ""


def _week(read: Sequence[tuple[int, int] | None], each: Schedule, locale: str) -> str:
    """Days of the week, three or more in a row as one: "Monday to Friday"."""
    names = get_day_names("wide", locale=locale)
    found = sorted({one[1] for one in read if one})
    if not found and each.begins:
        found = [each.begins.weekday()]
    if len(found) == 7:
        return WORDS[locale]["daily"]
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return WORDS[locale]["days"].format(first=names[found[0]], last=names[found[-1]])
    return ", ".join(names[one] for one in found)


def _monthly(each: Schedule, locale: str) -> str:
    words, names = WORDS[locale], get_day_names("wide", locale=locale)
    which = [one for one in map(weekday_of, each.byday) if one]
    said_ = [f"{_nth(n, locale)} {names[weekday]}" for n, weekday in which]
    dated = [words["of_month"].format(n=n) for n in each.bymonthday]
    if not (said_ or dated) and each.begins:
        dated = [words["of_month"].format(n=each.begins.day)]
    often = words["months" if each.interval > 1 else "monthly"]
    return ", ".join([*said_, *dated, often.format(n=each.interval)])


def _nth(which: int, locale: str) -> str:
    return NTH[locale][-1 if which < 0 else min(which, 5)]


def _bounds(each: Schedule, locale: str) -> str:
    if not each.freq and not each.always:
        return ""
    words, found = WORDS[locale], []
    if each.valid_from:
        found.append(words["from"].format(day=day(each.valid_from, locale)))
    if each.ends:
        found.append(words["until"].format(day=day(each.ends, locale)))
    return ", ".join(found)


def following(rules: Sequence[Schedule], now: datetime, locale: str) -> str:
    """When it opens next, by the clocks there; "" where it is always open, or not known."""
    if [each for each in rules if each.always]:
        return ""
    coming = sessions.coming(rules, now)
    zone = next((zone_of(each.zone) for each in rules if zone_of(each.zone)), None)
    if not coming or zone is None:
        return ""
    begin, end = (moment.astimezone(zone) for moment in coming[0])
    return f"{day(begin.date(), locale)}, {span(begin.time(), end.time(), locale)}"
