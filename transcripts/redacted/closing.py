"""What is taken out of a conversation at its close, before anything of it is kept longer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from transcripts import keys, record, removals
from transcripts.models import Picture
from transcripts.redact.spans import Span
from transcripts.redact.whole import Redacted, Written, left_over, redacted
from transcripts.redacted import plugged, published, rekeying

REGIONS = {"GB": "UK"}


def redact_all(conversation: UUID, now: datetime) -> bool:
    """Redact every word of a locked conversation; what cannot be redacted goes.

    The provider's copies go as well: they are as they were written. Raises whatever went wrong, and
    then nothing may be kept. Returns whether somebody should look at it before it is kept.
    """
    removals.of_conversations([conversation], now)
    rekeying.begin(conversation)
    Picture.objects.filter(conversation=conversation).delete()
    doubts: list[bool] = []

    def change(written: Sequence[Written]) -> Sequence[str]:
        done = redacted_words(conversation, written)
        doubts.extend(done.doubts)
        return done.texts

    record.rewrite(conversation, change)
    return True in doubts


def redacted_words(conversation: UUID, written: Sequence[Written]) -> Redacted:
    """These words of a conversation, without what says who somebody is."""
    row = Conversation.objects.select_related("line", "seeker").get(pk=conversation)
    return redacted(
        written,
        lang=row.locale,
        region=region_of(row.line),
        allowed=published.allowed(),
        known=_known(row),
        finder=plugged.finder(),
    )


def reason(conversation: UUID, said: str) -> str:
    """What somebody typed about a conversation, without what says who somebody is; rules only."""
    row = Conversation.objects.select_related("line", "seeker").get(pk=conversation)
    done = redacted(
        [Written("", said)],
        lang=row.locale,
        region=region_of(row.line),
        allowed=published.allowed(),
        known=_known(row),
    )
    return done.texts[0]


def left_in(row: Conversation, written: Sequence[Written]) -> list[list[Span]]:
    """Where in these redacted words of a conversation somebody should look."""
    return left_over(
        written,
        lang=row.locale,
        region=region_of(row.line),
        allowed=published.allowed(),
        known=_known(row),
    )


def region_of(line: Line) -> str:
    """Whose way of writing numbers and addresses a line meets."""
    return REGIONS.get(line.country, line.country)


def _known(row: Conversation) -> list[str]:
    """What the house knows of who took part: the seeker's number, the names of the staff."""
    names = list(Counsellor.objects.filter(line=row.line).values_list("shift_name", flat=True))
    if row.seeker.address is None:
        return names
    try:
        return [*names, keys.open_sealed(row.seeker_id, bytes(row.seeker.address), b"address")]
    except Refused:
        return names
