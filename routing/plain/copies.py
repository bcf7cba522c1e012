"""A copy of the talk for whoever sought help: shown to be printed, and the same as a text file."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse

from helpline.models import Line
from helpline.protocol import Shown
from routing.plain.words import Speech
from transcripts.copies.plain import Turn, as_text

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


def as_file(said: Sequence[Shown], line: Line, speech: Speech) -> HttpResponse:
    """The same as a text file. Its heading is the neutral title that the tab has."""
    text = "".join(as_text(_turns(said, speech), line.cover_title))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


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
