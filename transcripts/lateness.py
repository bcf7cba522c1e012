"""What the worker should have done a while ago, counted by whoever is not the worker."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from transcripts import retention
from transcripts.models import Demand, Disclosure, Kept, Watch

# The worker needs seconds; words that are kept redacted would go by themselves after this long.
SOON = timedelta(minutes=15)
# Rows are gone within the hour of their time.
ERASED = timedelta(hours=1)


def late(now: datetime) -> dict[str, int]:
    """How many conversations wait for each, too long: `redacting` (records that a name model has
    not read, as well), `new_key` (words of an old copy open until the old key is destroyed; demands
    as well), `erasing` (where it has not stopped on purpose)."""
    unread, old_key = Q(ask_at__lte=now - SOON), Q(rekey_at__lte=now - SOON)
    unredacted = Q(redacted_at=None, conversation__closed_at__lte=now - SOON)
    kept = _counted(Kept, unredacted, old_key)
    asked = _counted(Demand, unread, old_key)
    given = Disclosure.objects.filter(unread).count()
    return {
        "redacting": kept[0] + asked[0] + given,
        "new_key": kept[1] + asked[1],
        "erasing": 0 if _stopped() else retention.due_since(now - ERASED),
    }


def _counted(table: type[Kept | Demand], one: Q, other: Q) -> tuple[int, int]:
    """How many rows are the one, and how many the other, by one statement."""
    rows = table._default_manager.filter(one | other)
    found = rows.aggregate(one=Count("pk", filter=one), other=Count("pk", filter=other))
    return found["one"], found["other"]


def _stopped() -> bool:
    return Watch.objects.exclude(cause="").exists()
