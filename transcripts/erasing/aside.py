"""Who wrote what is held past its time is forgotten as they were told; the provider's copies go.

The law has one copy held, sealed, and nothing more.
"""

from datetime import datetime

from transcripts import removals
from transcripts.erasing import forgetting
from transcripts.held import times
from transcripts.models import Hold


def set_aside(now: datetime) -> int:
    """Forget who wrote, of some at a time; returns of how many.

    Nobody is brought back by anything: like erasing, it asks the watch first.
    """
    found = list(times.to_set_aside(now).values_list("pk", flat=True)[: times.AT_ONCE])
    if found:
        removals.of_conversations(found, now)
        forgetting.forget_seekers(found)
        Hold.objects.filter(conversation__in=found, state="holding").update(aside_at=now)
    return len(found)
