"""What the worker should have done a while ago, counted by whoever is not the worker."""

from datetime import datetime, timedelta

from transcripts import retention
from transcripts.models import Demand, Disclosure, Kept, Watch

# The worker needs seconds; words that are kept redacted would go by themselves after this long.
SOON = timedelta(minutes=15)
# Rows are gone within the hour of their time.
ERASED = timedelta(hours=1)


def late(now: datetime) -> dict[str, int]:
    """How many conversations wait for each, too long: `redacting` (records that a name model has
    not read, as well), `new_key` (words of an old copy
    open until the old key is destroyed; demands as well), `erasing` (where it has not
    stopped on purpose)."""
    return {
        "redacting": Kept.objects.filter(
            redacted_at=None, conversation__closed_at__lte=now - SOON
        ).count()
        + sum(
            table.objects.filter(ask_at__lte=now - SOON).count() for table in (Demand, Disclosure)
        ),
        "new_key": sum(
            table.objects.filter(rekey_at__lte=now - SOON).count() for table in (Kept, Demand)
        ),
        "erasing": 0 if _stopped() else retention.due_since(now - ERASED),
    }


def _stopped() -> bool:
    return Watch.objects.exclude(cause="").exists()
