"""Counts what was inserted: category, snippet, channel, language and day, with no way back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count

from referrals.models import Insertion, Snippet


def count(inserted: Sequence[tuple[str, str, str]], now: datetime) -> frozenset[str]:
    """Count each (slug, channel, language); a slug that is gone is counted without category.

    Returns the slugs that are there.
    """
    if not inserted:
        return frozenset()
    categories = categories_of({slug for slug, _, _ in inserted})
    Insertion.objects.bulk_create(
        Insertion(
            category=categories.get(slug, ""),
            slug=slug,
            channel=channel,
            locale=locale,
            day=now.date(),
        )
        for slug, channel, locale in inserted
    )
    return frozenset(categories)


def known(slugs: Collection[str]) -> frozenset[str]:
    """Those of these that are there; nothing is counted."""
    return frozenset(categories_of(slugs)) if slugs else frozenset()


def categories_of(slugs: Iterable[str]) -> dict[str, str]:
    """The category of each of these that is there."""
    found = Snippet.objects.filter(slug__in=list(slugs))
    return dict(found.values_list("slug", "category"))


def lately(today: date) -> dict[str, int]:
    """How often each was inserted in the last 90 days, by its slug."""
    found = Insertion.objects.filter(day__gt=today - timedelta(days=90))
    return dict(found.values_list("slug").annotate(count=Count("pk")).order_by())
