"""Places of the directory as the console gets them, beside its snippets and in their shape."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TypedDict

from helpline.models import LOCALES
from referrals.barriers import barriers
from referrals.directory import CATEGORY, STALE, Listing, is_stale
from referrals.models.insertions import LONGEST_CATEGORY
from referrals.pagechecks import silence
from referrals.search.shelf import shelf
from referrals.showing import whereabouts
from referrals.showing.chips import Chip, chips
from referrals.showing.placewords import wordings
from referrals.standing import Due
from referrals.wording.snippetfaces import Faces, Wording
from referrals.wording.texts import said

# What the slug of a place begins with, where those of snippets and places stand together.
PLACE = "place-"
# So many are seen without opening anything; what may stop somebody is among them.
MOST_CHIPS = 6
OTHERS: dict[str, Wording] = {
    "open_now": {"en": "Open now", "fr": "Ouvert maintenant"},
    "free": {"en": "Free", "fr": "Gratuit"},
}
TONES = ("care", "unknown", "good", "plain")


class ShownChip(TypedDict):
    """What decides, in few words; `tone` says whether it helps, may stop her, or is not known."""

    tone: str
    words: Wording


class Lent(TypedDict):
    """Terms of somebody's list, and the notice under which they may be shown inside the house."""

    words: list[Wording]
    notice: Wording


class Place(TypedDict):
    """As a snippet (`referrals.snippets.Shown`), and one that no organisation has written."""

    slug: str
    shortcut: str
    category: str
    tags: list[str]
    title: Wording
    faces: Faces
    referral: bool
    due: Due
    since: str
    off: list[str]
    chips: list[ShownChip]
    where: Wording
    lent: list[Lent]
    unreached: list[str]


def marked(shown: list[Place], now: datetime) -> list[Place]:
    """The same, with those of their web addresses that have not worked lately."""
    unreached = silence.in_words([each["faces"] for each in shown], now)
    return [Place(**{**each, "unreached": of}) for each, of in zip(shown, unreached, strict=True)]


def place(
    listing: Listing,
    now: datetime,
    asked: tuple[str, ...] = (),
    *,
    old: timedelta = STALE,
    lands: Collection[str] = (),
    country: str = "",
) -> Place:
    """A place, ready to be sent as its facts stand now, so old they may be; `lands` are the
    countries of the lines on which it may be sent, `country` that of the talk's own."""
    return Place(
        slug=f"{PLACE}{listing.id.hex}",
        shortcut="",
        category=category_of(listing),
        tags=[],
        title={code: said(listing.name, code).words for code, _language in LOCALES},
        faces=wordings(listing, now, lands),
        referral=True,
        due=due(listing, now, old),
        since=listing.service.verified.isoformat() if listing.service.verified else "",
        off=[],
        chips=shown_chips(listing, now, asked, country),
        where=where(listing),
        lent=lent(listing),
        unreached=[],
    )


def where(listing: Listing) -> Wording:
    """Near whom it is, so that nobody is sent to another province unawares."""
    return {code: whereabouts.near(listing, code) for code, _language in LOCALES}


def lent(listing: Listing) -> list[Lent]:
    """Its terms of licensed lists; a list without a notice is searched and not shown."""
    found = [Lent(words=words, notice=notice) for words, notice in shelf.lent(listing) if notice]
    return [each for each in found if each["words"]]


def category_of(listing: Listing) -> str:
    """What the figures count it under: the first thing it is sorted by.

    A code of others may be longer than what is counted; nothing that is sent may fail by that.
    """
    codes = [tag.code for tag in listing.service.tags if tag.vocabulary == CATEGORY]
    return next((code for code in codes if len(code) <= LONGEST_CATEGORY), "")


def due(listing: Listing, now: datetime, old: timedelta = STALE) -> Due:
    """Whoever takes nobody is not sent to; what nobody has looked at for long warns."""
    if listing.service.status != "active":
        return "expired"
    return "overdue" if is_stale(listing.service.verified, now.date(), old) else ""


def shown_chips(
    listing: Listing, now: datetime, asked: tuple[str, ...] = (), country: str = ""
) -> list[ShownChip]:
    """What was asked for first, then what may stop her, what is not known, and what helps."""
    by_locale = [
        chips(listing, code, now, asked=asked, country=country) for code, _language in LOCALES
    ]
    both: list[tuple[Chip, ...]] = list(zip(*by_locale, strict=True))
    first = [each for each in both if each[0].name in (*asked, "abroad")]
    rest = [each for each in both if each not in first and each[0].name != "verified"]
    sorted_ = [*first, *sorted(rest, key=lambda each: TONES.index(each[0].tone))]
    codes = [code for code, _language in LOCALES]
    return [
        ShownChip(
            tone=each[0].tone,
            words=dict(zip(codes, (chip.words for chip in each), strict=True)),
        )
        for each in sorted_[:MOST_CHIPS]
    ]


class Because(TypedDict):
    """A condition that kept everything out, as people call it."""

    name: str
    words: Wording


def because(name: str) -> Because:
    known = barriers()
    return Because(name=name, words=known[name].about if name in known else OTHERS[name])
