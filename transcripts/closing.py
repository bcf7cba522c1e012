"""What is taken out of a conversation at its close, before anything of it is kept longer."""

from datetime import datetime
from uuid import UUID

from transcripts import record, redact, removals
from transcripts.models import Picture


def redact_all(conversation: UUID, now: datetime) -> int:
    """Redact every word of a locked conversation; what cannot be redacted goes.

    The provider's copies go as well: they are as they were written. Raises whatever went wrong, and
    then nothing may be kept. Returns how many messages were changed.
    """
    removals.of_conversations([conversation], now)
    Picture.objects.filter(conversation=conversation).delete()
    return record.rewrite(conversation, lambda said: [redact.cards(each) for each in said])
