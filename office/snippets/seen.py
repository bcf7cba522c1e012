"""How a wording of a snippet will look, what it costs, and what somebody should think of again."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from helpline.models import Line
from helpline.segments import Size, measure, straighten
from office.texts.wording import Seen, doubts_of_a_phone, hard
from referrals.models import Snippet
from referrals.search.shelf import shelf
from referrals.showing.placewords import facts
from referrals.wording import faces

# What was not looked at for so long may not be true any more.
STALE = timedelta(days=365)


def see(snippet: Snippet, face: str, locale: str) -> Seen:
    """One face in one language; the chat has room, all others must fit on a phone."""
    words = faces.filled(snippet.faces.get(face, {}).get(locale, ""), _facts(snippet, locale))
    if face == faces.CHAT or not words:
        return Seen(locale, words, None, list(_hard(locale, words)))
    size = measure(words)
    return Seen(locale, straighten(words), size, list(_doubts(face, locale, words, size)))


def _facts(snippet: Snippet, locale: str) -> dict[str, str]:
    about = shelf.get(snippet.service_id) if snippet.service_id else None
    lands = set(Line.objects.values_list("country", flat=True))
    return facts(about, locale, timezone.now(), lands) if about else {}


def _doubts(face: str, locale: str, words: str, size: Size) -> Iterator[str]:
    yield from _hard(locale, words)
    names = list(Line.objects.values_list("name", flat=True)) if face == "discreet" else []
    yield from doubts_of_a_phone(names, words, size)


def _hard(locale: str, words: str) -> Iterator[str]:
    if hard(locale, words):
        yield _("This is harder to read than our texts. Shorter sentences and words help.")


def stale() -> QuerySet[Snippet]:
    """Those that somebody should look at: their day has come, or they send people somewhere and
    nobody has looked at them for a year."""
    today = timezone.localdate()
    old = Q(checked=None) | Q(checked__lt=today - STALE)
    unseen = old & Q(referral=True, review=None)
    return Snippet.objects.filter(unseen | Q(review__lte=today), active=True)
