"""A service with everything that decides whether it works for somebody, and what is not known."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from babel import Locale

from helpline.models import Line
from referrals.barriers import barriers, spoken
from referrals.directory import GENDER, POPULATION, Listing, is_stale
from referrals.entries import Phone, Place
from referrals.exchange import opening
from referrals.exchange.hsds import Labels
from referrals.hours import hourwords, sessions
from referrals.pagechecks import held, silence
from referrals.showing import chips, freshness, whereabouts
from referrals.showing.calling import number
from referrals.wording import links
from referrals.wording.texts import Said, Texts, said
from routing.help import rows

Words = Mapping[str, str]
KINDS = {"text": "text", "tty": "tty"}


def details(
    listing: Listing, labels: Labels, words: Words, locale: str, now: datetime, line: Line
) -> dict[str, Any]:
    """Everything that stands on its page."""
    service = opening.service(listing.service, list(labels))
    return {
        "id": listing.id.hex,
        "name": said(service.name, locale),
        "owner": said(listing.organisation.name, locale),
        "alert": said(service.alert, locale),
        "about": said(service.description, locale),
        "phones": phones(listing, words, locale, line.country),
        "email": service.email or listing.organisation.email,
        "url": _page(service.url) or _page(listing.organisation.url),
        "unreached": _unreached(listing, words, now),
        **hours(listing, words, locale, now),
        **where(listing, words, locale),
        "cost": _cost(listing, words, locale),
        "who": _who(listing, labels, words, locale),
        **_answers(listing, locale),
        "bring": [each.words for each in service.documents],
        "apply": _filled(locale, service.application, service.pickup, service.wait),
        "stay": _stay(listing, words, locale),
        "standing": [
            *([told] if (told := chips.abroad(listing, locale, line.country)) else []),
            *standing(listing, words, locale, now, freshness.after(line)),
        ],
    }


def phones(listing: Listing, words: Words, locale: str, region: str) -> list[dict[str, Any]]:
    """Each number that a person can use, with what it is for."""
    every = [*listing.service.phones, *listing.organisation.phones]
    found: dict[str, dict[str, Any]] = {}
    for each in every:
        told = number(each, rows.here(listing, region), locale)
        if told.href and each.kind not in ("fax", "pager"):
            found.setdefault(told.href, _phone(each, told.shown, told.href, words, locale))
    return list(found.values())


def _phone(each: Phone, shown: str, href: str, words: Words, locale: str) -> dict[str, Any]:
    does = words[KINDS.get(each.kind, "call")]
    return {"does": does, "shown": shown, "href": href, "note": said(each.note, locale)}


def _page(url: str) -> str:
    return url if url and not links.complaint(url) else ""


def _unreached(listing: Listing, words: Words, now: datetime) -> list[str]:
    """Web addresses on this page that have not worked lately; it never says that they are closed.

    In sentences they are named, for there may be several.
    """
    service = listing.service
    page = _page(service.url) or _page(listing.organisation.url)
    named = held.in_texts(getattr(service, each) for each in held.OF_A_SERVICE)
    silent = silence.among({page, *named} - {""}, now)
    told = [words["unreached"]] if page in silent else []
    return told + [words["unreached_one"].format(page=each) for each in sorted(silent - {page})]


def hours(listing: Listing, words: Words, locale: str, now: datetime) -> dict[str, Any]:
    """Whether it is open, when it is next, and every rule in words."""
    held = sessions.is_open(listing.schedules, now)
    stand = [rule for rule in listing.schedules if not sessions.is_over(rule, now)]
    following = hourwords.following(stand, now, locale)
    zones = dict.fromkeys(rule.zone for rule in stand if rule.zone and not rule.always)
    return {
        "open": held,
        "open_words": "" if held is None else words["open_now" if held else "shut"],
        "next": words["next"].format(when=following) if following and not held else "",
        "hours": [hourwords.rule(rule, locale) for rule in stand],
        "zones": [words["zone"].format(zone=_city(zone)) for zone in zones],
    }


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def where(listing: Listing, words: Words, locale: str) -> dict[str, Any]:
    """Addresses of what is not kept secret, and whom it serves by where they are."""
    shown = [each for each in map(opening.place, listing.where) if not each.confidential]
    places = [place for place in (_place(each, locale) for each in shown) if place["street"]]
    named = whereabouts.areas(listing, locale)
    return {
        "secret": rows.is_secret(listing),
        "places": places,
        "serves": words["serves"].format(places=named) if named else "",
    }


def _place(place: Place, locale: str) -> dict[str, Any]:
    town = " ".join(part for part in (place.city, place.province, place.postal_code) if part)
    lines = (place.attention, place.address_1, place.address_2, town)
    return {
        "street": [line for line in lines if line],
        "more": _filled(locale, place.transportation, place.accessibility),
    }


def _filled(locale: str, *texts: Texts) -> list[Said]:
    return [told for each in texts if (told := said(each, locale)).words]


def _cost(listing: Listing, words: Words, locale: str) -> list[Said]:
    cost = listing.service.cost
    amount = f" {cost.amount} {cost.currency}".rstrip() if cost.kind == "fee" else ""
    return [Said(words[f"cost_{cost.kind}"] + amount, locale), *_filled(locale, cost.note)]


def _who(listing: Listing, labels: Labels, words: Words, locale: str) -> list[Said]:
    """Ages, who is meant, which languages; each said to be unknown where it is."""
    found = [Said(_ages(listing, words), locale)]
    for vocabulary in (GENDER, POPULATION):
        codes = sorted(listing.terms.get(vocabulary, ()))
        named = [said(labels.get(vocabulary, {}).get(code, {}), locale).words for code in codes]
        if told := ", ".join(name for name in named if name):
            found.append(Said(f"{told}.", locale))
    found += _filled(locale, listing.service.eligibility.wording)
    return [*found, Said(_languages(listing, words, locale), locale)]


def _ages(listing: Listing, words: Words) -> str:
    who = listing.service.eligibility
    least, most = who.minimum_age, who.maximum_age
    if most is None:
        name = "ages_unknown" if least is None else "from_age"
    else:
        name = "ages" if least else "to_age"
    return words[name].format(least=least, most=most)


def _languages(listing: Listing, words: Words, locale: str) -> str:
    names = Locale(locale).languages
    spoken_ = [names.get(code, code) for code in listing.service.languages]
    if not spoken_:
        return words["languages_unknown"]
    return words["languages"].format(names=", ".join(spoken_))


def _answers(listing: Listing, locale: str) -> dict[str, Any]:
    """Every question: what is good, what may stop somebody, and what nobody has told."""
    found: dict[str, list[Any]] = {"good": [], "care": [], "unknown": []}
    for name, barrier in barriers().items():
        fact = listing.facts.get(name)
        if fact is None:
            found["unknown"].append(said(barrier.about, locale).words)
            continue
        kind = "good" if fact.answer == barrier.good and not fact.to_check else "care"
        note = said(fact.note, locale)
        words = spoken(name, fact.answer, locale)
        if fact.to_check:
            words = said(chips.WORDS["to_check"], locale).words.format(said=words)
        found[kind].append({"words": words, "note": note})
    return found


def _stay(listing: Listing, words: Words, locale: str) -> list[Said]:
    service, found = listing.service, []
    if service.max_stay_days is not None:
        name = "stay_one" if service.max_stay_days == 1 else "stay"
        found.append(Said(words[name].format(n=service.max_stay_days), locale))
    if service.duration_months is not None:
        name = "months_one" if service.duration_months == 1 else "months"
        found.append(Said(words[name].format(n=service.duration_months), locale))
    return [*found, *_filled(locale, service.commitment, service.interpretation)]


def standing(
    listing: Listing, words: Words, locale: str, now: datetime, old: timedelta
) -> list[str]:
    """How old this is, whether there is room, and whether somebody spoke against it."""
    verified, room = listing.service.verified, listing.service.capacity
    found = []
    if room.state != "unknown":
        name = "full" if room.state == "full" else "room"
        day = hourwords.day(room.asked, locale) if room.asked else ""
        found.append(words[name if day else f"{name}_once"].format(day=day))
    if listing.lowered:
        found.append(words["lowered"])
    age = "stale" if is_stale(verified, now.date(), old) else "verified"
    told = words[age if verified else "never"]
    return [*found, told.format(day=hourwords.day(verified, locale) if verified else "")]
