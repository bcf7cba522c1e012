"""A copy that goes out piece by piece: each is read just before it goes, and only while it may be.

So a long conversation is never in memory as a whole, and what is erased, redacted or due while the
file is still on its way is not in what follows.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse

from helpline.errors import Refused
from transcripts.copies.plain import Turn, as_text

# So many messages are in memory at once.
PIECE = 100


class Piece(NamedTuple):
    """What follows in a copy, and the number of the last message that was looked at for it; none
    where nothing was left."""

    turns: Sequence[Turn]
    last: int | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands above a copy and below it, and what stands there if it had to end too soon."""

    heading: str
    cut: str
    foot: str = ""


# Reads what follows a number; raises `Refused` once no more of it may be read.
Read = Callable[[int], Piece]


def as_file(read: Read, around: Around, name: str) -> StreamingHttpResponse:
    """The text file of this name, to be saved."""
    told = "text/plain; charset=utf-8"
    response = StreamingHttpResponse(flowing(read, around), content_type=told)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


async def flowing(read: Read, around: Around) -> AsyncIterator[bytes]:
    """Its bytes, as they go out. A fault breaks the file off: it never looks whole and is not."""
    yield f"{around.heading}\n".encode()
    day, seq = None, 0
    try:
        while (piece := await sync_to_async(read)(seq)).last is not None:
            yield "".join(as_text(piece.turns, day)).encode()
            day, seq = piece.turns[-1].at.date() if piece.turns else day, piece.last
    except Refused:
        yield f"\n{around.cut}\n".encode()
        return
    if around.foot:
        yield f"\n{around.foot}\n".encode()
