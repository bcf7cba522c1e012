"""Counts what was inserted: category, snippet, channel, language and day, with no way back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from referrals.directory import Listing
from referrals.models import Insertion, Snippet
from referrals.search.shelf import shelf
from referrals.search.shownplaces import PLACE, category_of


class About(NamedTuple):
    """What something inserted counts as: its category, the place of the directory if any, and
    whether it sends somebody to a place."""

    category: str
    service: str
    referral: bool


NOBODY = About("", "", False)


def count(inserted: Sequence[tuple[str, str, str]], now: datetime) -> frozenset[str]:
    """Count each (slug, channel, language); a slug that is gone is counted without category.

    Returns the slugs that are there.
    """
    if not inserted:
        return frozenset()
    found = about({slug for slug, _, _ in inserted})
    Insertion.objects.bulk_create(
        Insertion(
            category=found.get(slug, NOBODY).category,
            slug=slug,
            service=found.get(slug, NOBODY).service,
            channel=channel,
            locale=locale,
            day=now.date(),
        )
        for slug, channel, locale in inserted
    )
    return frozenset(found)


def known(slugs: Collection[str]) -> frozenset[str]:
    """Those of these that are there; nothing is counted."""
    return frozenset(about(slugs)) if slugs else frozenset()


def about(slugs: Iterable[str]) -> dict[str, About]:
    """What each of these that is there counts as."""
    wanted = set(slugs)
    places = {slug for slug in wanted if slug.startswith(PLACE)}
    found = {slug: told for slug in places if (told := _place(slug))}
    if wanted - found.keys():
        rows = Snippet.objects.filter(slug__in=wanted - found.keys())
        for row in rows.only("slug", "category", "service_id", "referral"):
            found[row.slug] = About(row.category, str(row.service_id or ""), row.referral)
    return found


def _place(slug: str) -> About | None:
    listing = place_of(slug)
    return About(category_of(listing), str(listing.id), True) if listing else None


def place_of(slug: str) -> Listing | None:
    """The place of the directory that is meant by this; it is held in memory."""
    try:
        return shelf.get(UUID(hex=slug.removeprefix(PLACE)))
    except ValueError:
        return None


def lately(today: date) -> dict[str, int]:
    """How often each was inserted in the last 90 days, by its slug."""
    found = Insertion.objects.filter(day__gt=today - timedelta(days=90))
    return dict(found.values_list("slug").annotate(count=Count("pk")).order_by())
