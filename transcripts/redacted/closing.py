"""What is taken out of a conversation at its close, before anything of it is kept longer."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from transcripts import keys, record, removals
from transcripts.models import Picture
from transcripts.redact.allowed import Allowed
from transcripts.redact.spans import Span
from transcripts.redact.whole import Redacted, Written, left_over, once_more, redacted
from transcripts.redacted import plugged, published

REGIONS = {"GB": "UK"}


def redact_all(conversation: UUID, now: datetime) -> bool:
    """Redact every word of a locked conversation, which has a new key; what cannot be, goes.

    The provider's copies go as well: they are as they were written. Raises whatever went wrong, and
    then nothing may be kept. Returns whether somebody should look at it before it is kept.
    """
    removals.of_conversations([conversation], now)
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
    return redacted(written, finder=plugged.finder(), **_ways_of(conversation))


def reason(conversation: UUID, said: str) -> str:
    """What somebody typed about a conversation, without what says who somebody is; rules only."""
    return reasons(conversation, [said])[0]


def reasons(conversation: UUID, said: Sequence[str]) -> list[str]:
    """The same of several texts that belong together."""
    return redacted([Written("", each) for each in said], **_ways_of(conversation)).texts


def of_line(line: Line | None, said: Sequence[str]) -> list[str]:
    """The texts of a record that is no conversation's, read together; rules only."""
    return redacted([Written("", each) for each in said], **_ways_of_line(line)).texts


def by_model(conversation: UUID, said: Sequence[str]) -> list[str]:
    """What `reasons` left, read by the name model, if there is one."""
    finder = plugged.finder() if said else None
    return once_more(said, finder, **_ways_of(conversation)) if finder else list(said)


def by_model_of_line(line: Line | None, said: Sequence[str]) -> list[str]:
    """The same of what `of_line` left."""
    finder = plugged.finder() if said else None
    return once_more(said, finder, **_ways_of_line(line)) if finder else list(said)


def left_in(row: Conversation, written: Sequence[Written]) -> list[list[Span]]:
    """Where in these redacted words of a conversation somebody should look."""
    return left_over(written, **_ways(row))


def left_in_record(line: Line | None, said: Sequence[str]) -> list[list[Span]]:
    """The same of the redacted texts of a record that is no conversation's."""
    return left_over([Written("", each) for each in said], **_ways_of_line(line))


def region_of(line: Line) -> str:
    """Whose way of writing numbers and addresses a line meets."""
    return REGIONS.get(line.country, line.country)


class _Ways(TypedDict):
    """How words are read: their language and region, what may stay, what the house knows."""

    lang: str
    region: str
    allowed: Allowed
    known: list[str]


def _ways_of(conversation: UUID) -> _Ways:
    rows = Conversation.objects.select_related("line", "seeker")
    return _ways(rows.get(pk=conversation))


def _ways(row: Conversation) -> _Ways:
    return {**_ways_of_line(row.line), "lang": row.locale, "known": _known(row)}


def _ways_of_line(line: Line | None) -> _Ways:
    return {
        "lang": line.languages[0] if line and line.languages else "en",
        "region": region_of(line) if line else "CA",
        "allowed": published.allowed(),
        "known": _staff(line) if line else [],
    }


def _known(row: Conversation) -> list[str]:
    """What the house knows of who took part: the seeker's number, the names of the staff."""
    names = _staff(row.line)
    if row.seeker.address is None:
        return names
    try:
        return [*names, keys.open_sealed(row.seeker_id, bytes(row.seeker.address), b"address")]
    except Refused:
        return names


def _staff(line: Line) -> list[str]:
    return list(Counsellor.objects.filter(line=line).values_list("shift_name", flat=True))
