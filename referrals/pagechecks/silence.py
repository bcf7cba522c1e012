"""Which of the addresses that people are given have not worked lately, as the worker has found.

It says nothing of the place: a page may be gone while its door stands open.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from referrals.models import PageCheck
from referrals.pagechecks import held, verdicts
from referrals.wording.snippetfaces import Faces

# What fails is looked at again every week at the latest; what was found before that is no news.
LATELY = timedelta(days=14)


def among(addresses: Collection[str], now: datetime) -> frozenset[str]:
    """Those of these; one statement, and none where there are no addresses."""
    if not addresses:
        return frozenset()
    found = PageCheck.objects.filter(
        address__in=addresses, days_failed__gte=verdicts.CALLED, asked_at__gte=now - LATELY
    )
    return frozenset(found.values_list("address", flat=True))


def in_words(every: Sequence[Faces], now: datetime) -> list[list[str]]:
    """For each of these, those of its addresses, whichever of its words they stand in."""
    named = [held.in_texts(faces.values()) for faces in every]
    found = among(_all(named), now)
    return [sorted(each & found) for each in named]


def _all(named: Iterable[Collection[str]]) -> set[str]:
    return {address for each in named for address in each}
