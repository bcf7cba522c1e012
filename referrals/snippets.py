"""The snippets that counsellors insert: the set the project brings along, and the list of all."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypedDict

import msgspec
from django.utils import timezone

from helpline.models import LOCALES, Counsellor, Line
from referrals import standing
from referrals.directory import CATEGORY, Listing
from referrals.models import Snippet, Term
from referrals.models.insertions import LONGEST_CATEGORY
from referrals.pagechecks import silence
from referrals.search.shelf import shelf
from referrals.search.shownplaces import Lent, ShownChip, due, lent, shown_chips, where
from referrals.showing import freshness
from referrals.showing.placewords import facts
from referrals.terms.categories import first_terms
from referrals.wording.snippetfaces import Faces, whole
from referrals.wording.texts import said

FIRST_SET = Path(__file__).with_name("first_set.json")
Wording = dict[str, str]


class Item(msgspec.Struct, frozen=True):
    """A snippet as the first set writes it; each wording is {"en": …, "fr": …}."""

    slug: str
    category: str
    tags: list[str]
    title: Wording
    chat: Wording
    sms: Wording
    referral: bool
    source: str
    checked: date | None


class Category(msgspec.Struct, frozen=True):
    """What the figures count snippets under, as people call it."""

    code: str
    label: Wording


class FirstSet(msgspec.Struct, frozen=True):
    categories: list[Category]
    snippets: list[Item]


class Shown(TypedDict):
    """A snippet as the console gets it; `faces` is {"chat": wording, "sms": wording, …}.

    `chips` say what decides at the place that it is about, `where` near whom that is, `lent` what
    licensed lists call it, `unreached` which web addresses in its words have not worked lately.
    `due` is "overdue" or "expired", the latter without words; `since` the day somebody last made
    sure of its facts, and `off` the names of the lines where it is switched off.
    """

    slug: str
    shortcut: str
    category: str
    tags: list[str]
    title: Wording
    faces: Faces
    referral: bool
    due: standing.Due
    since: str
    off: list[str]
    chips: list[ShownChip]
    where: Wording
    lent: list[Lent]
    unreached: list[str]


@cache
def _brought_along() -> FirstSet:
    return msgspec.json.decode(FIRST_SET.read_bytes(), type=FirstSet)


def first_set() -> tuple[Item, ...]:
    """The set the project brings along."""
    return tuple(_brought_along().snippets)


def categories(locale: str) -> list[tuple[str, str]]:
    """Every category by its code, as it is called in this language.

    Ours as the organisation words them, then those that it has added to its directory.
    """
    rows = {row.code: row for row in Term.objects.filter(vocabulary__code=CATEGORY)}
    ours = {each.code: each.label for each in _brought_along().categories}
    labels = {code: rows[code].label if code in rows else own for code, own in ours.items()}
    known = ours.keys() | _brought_along_terms()
    labels |= {
        code: row.label
        for code, row in rows.items()
        if row.active and code not in known and len(code) <= LONGEST_CATEGORY
    }
    return [(code, said(label, locale).words or code) for code, label in labels.items()]


@cache
def _brought_along_terms() -> frozenset[str]:
    """The codes of the directory's own categories, which are finer than what snippets need."""
    return frozenset(
        term.code for each in first_terms() if each.code == CATEGORY for term in each.terms
    )


def load_first_set() -> int:
    """Add what is missing of the first set, by slug; what an organisation has changed stays.

    Returns how many were added.
    """
    known = set(Snippet.objects.values_list("slug", flat=True))
    missing = [item for item in first_set() if item.slug not in known]
    Snippet.objects.bulk_create((_row(item) for item in missing), ignore_conflicts=True)
    return len(missing)


def _row(item: Item) -> Snippet:
    return Snippet(
        slug=item.slug,
        category=item.category,
        tags=item.tags,
        title=item.title,
        faces={"chat": item.chat, "sms": item.sms},
        referral=item.referral,
        source=item.source,
        checked=item.checked,
    )


def for_console(person: Counsellor) -> list[Shown]:
    """What they find, by category and slug, without the database's ids."""
    lines, now = list(Line.objects.order_by("pk")), timezone.now()
    rows = Snippet.objects.filter(active=True).order_by("category", "slug")
    known = shelf.some({row.service_id for row in rows if row.service_id})
    about = {row.pk: known.get(row.service_id) for row in rows if row.service_id}
    theirs = [row for row in rows if standing.is_for(row, person.role, about.get(row.pk))]
    old, lands = freshness.after(person.line), standing.lands(person)
    shown = [_shown(row, about.get(row.pk), lines, now, old, lands) for row in theirs]
    shown = [each for each in shown if each["due"] == "expired" or _says(each["faces"])]
    unreached = silence.in_words([each["faces"] for each in shown], now)
    return [Shown(**{**each, "unreached": of}) for each, of in zip(shown, unreached, strict=True)]


def _shown(
    row: Snippet,
    about: Listing | None,
    lines: Collection[Line],
    now: datetime,
    old: timedelta,
    lands: Collection[str],
) -> Shown:
    stands = _due(row, about, now, old)
    checked = about.service.verified if about else row.checked
    return Shown(
        slug=row.slug,
        shortcut=row.shortcut,
        category=row.category,
        tags=row.tags,
        title=row.title,
        faces=whole({} if stands == "expired" else row.faces, _facts(about, now, lands)),
        referral=row.referral,
        due=stands,
        since=checked.isoformat() if checked else "",
        off=standing.off(row, lines, about),
        chips=shown_chips(about, now) if about else [],
        where=where(about) if about else {},
        lent=lent(about) if about else [],
        unreached=[],
    )


def _due(row: Snippet, about: Listing | None, now: datetime, old: timedelta) -> standing.Due:
    """The worse of what holds of the words and of the place."""
    own = standing.due(row, timezone.localdate(now))
    theirs = due(about, now, old) if about else ""
    return "expired" if "expired" in (own, theirs) else own or theirs


def _facts(
    about: Listing | None, now: datetime, lands: Collection[str]
) -> dict[str, dict[str, str]]:
    return {code: facts(about, code, now, lands) for code, _language in LOCALES} if about else {}


def _says(faces: Faces) -> bool:
    """Of a place that is gone there may be no words left."""
    return bool([words for face in faces.values() for words in face.values() if words])
