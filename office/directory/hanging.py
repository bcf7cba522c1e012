"""What hangs on an entry of the directory, said before it is taken away or switched off."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from referrals.models import (
    Insertion,
    Location,
    Organisation,
    Programme,
    Review,
    Service,
    Snippet,
)
from referrals.search.shownplaces import PLACE
from referrals.wording.texts import said
from routing.models import Used

LATELY = timedelta(days=90)


def on(row: Organisation | Location | Programme | Service) -> list[str]:
    """Each thing that hangs on it, as a sentence; nobody is named by them."""
    return list(_on_a_service(row) if isinstance(row, Service) else _beside(row))


def _beside(row: Organisation | Location | Programme) -> Iterator[str]:
    names = sorted(_named(each) for each in row.services.all())
    if names:
        count = ngettext("%d service hangs on it:", "%d services hang on it:", len(names))
        yield f"{count % len(names)} {', '.join(names)}"
    if row.source:
        yield _back(row.source)


def _on_a_service(row: Service) -> Iterator[str]:
    snippets = list(Snippet.objects.filter(service=row).order_by("slug"))
    for each in snippets:
        title = each.title.get(get_language() or "en", each.slug)
        yield _("The snippet “%s” is about it: what it says of the place is missing then.") % title
    count = Insertion.objects.filter(
        service=str(row.pk), day__gt=timezone.localdate() - LATELY
    ).count()
    if count:
        told = ngettext("It was sent once in 90 days.", "It was sent %d times in 90 days.", count)
        yield told % count if "%d" in told else told
    slugs = [f"{PLACE}{row.pk.hex}", *(each.slug for each in snippets)]
    talks = Used.objects.filter(slug__in=slugs).values("conversation").distinct().count()
    if talks:
        yield (
            ngettext(
                "It was sent in %d talk that is not closed yet.",
                "It was sent in %d talks that are not closed yet.",
                talks,
            )
            % talks
        )
    if Review.objects.filter(service=row, outcome="").exists():
        yield _("It waits to be reviewed: that goes with it.")
    if row.source:
        yield _back(row.source)


def _back(source: str) -> str:
    return _("The next list of “%s” brings it back, if it is still there.") % source


def _named(row: Service) -> str:
    return said(row.name, get_language() or "en").words
