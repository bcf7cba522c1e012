"""What a console is shown of a phone: how it may be written to, and never the number unasked."""

from uuid import UUID

from django.db.models import F
from django.utils import timezone
from msgspec import UNSET

from helpline import protocol
from helpline.errors import Refused
from helpline.models import Conversation
from routing.adapters import channels
from routing.events import milliseconds
from routing.hands import caution
from routing.models import Reveal
from routing.texting.numbers import register
from routing.texting.permission import DAY
from routing.texting.reaction import probe
from transcripts.models import Picture

# So much of our own number tells a counsellor which one it is.
ENDS = 4


def phone(row: Conversation, reader: UUID | None) -> protocol.Phone:
    """Of a conversation by text, read with its seeker and our number."""
    window = channels()[row.channel].window
    ours = register.by_id().get(row.number_id or 0)
    made = protocol.Phone(
        to=row.number.number[-ENDS:] if row.number else "",
        stopped=row.stopped_at is not None,
        writing=row.writing,  # type: ignore[arg-type]  # one of the four, as it was written
        begins=0 if row.writing_from is None else row.writing_from,
        ends=DAY if row.writing_until is None else row.writing_until,
        agreed=bool(row.seeker.code),
        matched=row.matched_at is not None,
        closes=milliseconds(row.last_seeker_word_at + window) if window else UNSET,
        probe=probe(ours, row.locale),
        zone=ours.zone.key if ours else "",
    )
    _revealed(row, reader, made)
    return made


def _revealed(row: Conversation, reader: UUID | None, made: protocol.Phone) -> None:
    """Their number, for as long as this counsellor was allowed to see it."""
    if reader is None:
        return
    now = timezone.now()
    shown = Reveal.objects.filter(conversation=row, counsellor=reader, until__gt=now)
    until = shown.order_by("-until").values_list("until", flat=True).first()
    if until is None:
        return
    try:
        made.number, made.hides = caution.number_of(row), milliseconds(until)
    except Refused:
        return


def pictures(row: Conversation) -> list[protocol.PictureInfo]:
    """The pictures of a conversation, on a line that takes any."""
    return [
        protocol.PictureInfo(
            seq=picture.seq,
            state=picture.state,  # type: ignore[arg-type]  # one of the three, as it was written
            id=picture.pk.hex if picture.state == "kept" else "",
            cause=picture.cause if picture.state == "refused" else "",
            settled=picture.settled or 0,
        )
        for picture in Picture.objects.filter(conversation=row, seq__gt=row.words_after)
        .defer("sealed")
        .order_by("seq", F("settled").asc(nulls_last=True), "pk")
    ]


def channel_infos() -> list[protocol.ChannelInfo]:
    """Every channel, as consoles need it."""
    return [
        protocol.ChannelInfo(
            name=channel.name,
            labels=dict(channel.labels),
            live=channel.live,
            longest=channel.longest_text,
            segmented=channel.segmented,
            window=int(channel.window.total_seconds() * 1000) if channel.window else UNSET,
        )
        for channel in channels().values()
    ]
