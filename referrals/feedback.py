"""What somebody made of a service: it opens a review and lowers its place; nobody is remembered."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from referrals import editions
from referrals.models import FEEDBACK, Feedback, Review

# A sign counts for so long, unless a review says that it was a mistake or is mended.
COUNTED = timedelta(days=365)
KINDS = tuple(code for code, _words in FEEDBACK)


def tell(service: UUID, kind: str) -> Review:
    """Write down one sign, of the kinds of `KINDS`; no words, no person, no conversation.

    Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    today = timezone.localdate()
    with transaction.atomic():
        editions.changed([service])
        review, _new = Review.objects.get_or_create(
            service_id=service, outcome="", defaults={"opened_on": today}
        )
        Feedback.objects.create(review=review, kind=kind, day=today)
    return review


def open_reviews() -> QuerySet[Review]:
    """What somebody must look at, the oldest first."""
    waiting = Review.objects.filter(outcome="").select_related("service__organisation")
    return waiting.prefetch_related("feedback").order_by("opened_on", "pk")


def close(review: int, outcome: str, who: str) -> bool:
    """Say what came of it; False if it is closed already."""
    with transaction.atomic():
        found = Review.objects.select_for_update().filter(pk=review, outcome="").first()
        if found is None:
            return False
        found.outcome, found.who, found.closed_at = outcome, who, timezone.now()
        found.save()
        editions.changed([found.service_id])
    return True
