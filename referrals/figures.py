"""Counts what was inserted: category, snippet, channel, language and day, with no way back."""

from collections.abc import Sequence
from datetime import datetime

from referrals.models import Insertion, Snippet


def count(inserted: Sequence[tuple[str, str, str]], now: datetime) -> None:
    """Count each (slug, channel, language); a slug that is gone is counted without category."""
    if not inserted:
        return
    slugs = {slug for slug, _, _ in inserted}
    categories = dict(Snippet.objects.filter(slug__in=slugs).values_list("slug", "category"))
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
