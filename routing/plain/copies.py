"""A copy of the talk for whoever sought help: shown to be printed, and the same as a text file."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import StreamingHttpResponse
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation, Line
from helpline.protocol import Shown
from routing.consoles import snapshots
from routing.events import NOTE
from routing.plain.words import Speech
from transcripts import record
from transcripts.copies import flowing
from transcripts.copies.plain import Turn

PAGE, TEXT = "copy", "copy_text"
ASKED = (PAGE, TEXT)
# A name that tells nobody who finds the file what it is.
FILE = "notes.txt"


def shown(said: Sequence[Shown], speech: Speech) -> dict[str, Any]:
    """What the page of a copy shows, the days of it in full."""
    turns = list(_turns(said, speech))
    days: list[tuple[str, list[tuple[str, Turn]]]] = []
    for turn in turns:
        day = speech.day(turn.at)
        if not days or days[-1][0] != day:
            days.append((day, []))
        days[-1][1].append((speech.time(turn.at), turn))
    return {"scene": PAGE, "days": days}


def as_file(conversation: UUID, upto: int, line: Line, speech: Speech) -> StreamingHttpResponse:
    """The same as a text file. Its heading is the neutral title that the tab has."""
    read = partial(_piece, conversation, upto, speech)
    return flowing.as_file(read, flowing.Around(line.cover_title, speech.say("copy_cut")), FILE)


def _piece(conversation: UUID, upto: int, speech: Speech, since: int) -> flowing.Piece:
    """What follows, up to a number; raises `Refused` once it is erased, or they have left."""
    words = record.after({conversation: since}, most=flowing.PIECE)
    late = Q(erased_at__isnull=False) | Q(exited_at__isnull=False)
    late |= Q(erase_at__lte=timezone.now())
    # Asked after it was read: what was due meanwhile goes out no more.
    if not Conversation.objects.exclude(late).filter(pk=conversation).exists():
        raise Refused("erased")
    who = snapshots.names_of(words)
    said = [
        snapshots.shown(each, who, to_seeker=True)
        for each in words
        if each.kind != NOTE and each.seq <= upto
    ]
    return flowing.Piece(list(_turns(said, speech)), words[-1].seq if words else None)


def _turns(said: Sequence[Shown], speech: Speech) -> Iterator[Turn]:
    for each in said:
        at = datetime.fromtimestamp(each.at / 1000, UTC).astimezone(speech.zone)
        yield Turn(at, _who(each, speech), each.text)


def _who(said: Shown, speech: Speech) -> str:
    if said.author == "seeker":
        return speech.say("copy_you")
    if said.author == "helpline":
        return speech.say("copy_automatic")
    return said.name or speech.say("second" if said.author == "guest" else "someone")
