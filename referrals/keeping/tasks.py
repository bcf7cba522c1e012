"""What waits to be looked at in the directory, read from what is kept; `tending` decides."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from referrals.feedback import open_reviews
from referrals.keeping import tending
from referrals.keeping.tending import Reason, Task
from referrals.models import Insertion
from referrals.search.shelf import shelf

# Sent in these last days counts as used.
LATELY = timedelta(days=90)


def waiting(today: date, old: timedelta) -> list[Task]:
    """Every service that somebody must look at, in no order."""
    return tending.tasks(
        shelf.listings(), today, old=old, known=_known(), used=_used(today - LATELY)
    )


def _known() -> dict[UUID, list[Reason]]:
    """What was said of services that is in none of their fields."""
    found: dict[UUID, list[Reason]] = {}
    for review in open_reviews():
        told = [Reason("complaint", each.day, (each.kind,)) for each in review.feedback.all()]
        found.setdefault(review.service_id, []).extend(told)
    return found


def _used(since: date) -> dict[UUID, int]:
    sent = Insertion.objects.filter(day__gt=since).exclude(service="")
    counted = sent.values_list("service").annotate(count=Count("pk")).order_by()
    return {UUID(service): count for service, count in counted}
