"""What the rooms of this process have missed is read, and whoever joins one is brought up to it."""

import asyncio
from collections.abc import Callable
from functools import partial
from uuid import UUID

from helpline.errors import Refused
from routing import hub, serving
from routing.consoles import missed
from routing.events import Event
from routing.turnstile import turnstile

# How long after a failed look it is tried again.
PAUSE = 2.0

_to_read: dict[UUID, int] = {}
_reading: list[bool] = []


def read(since: dict[UUID, int]) -> None:
    """Read and serve what these rooms miss; one gathered read at a time."""
    _to_read.update(since)
    if not _reading:
        _reading.append(True)
        asyncio.get_running_loop().call_soon(_read_now)


def _read_now() -> None:
    wanted = {pk: room.last for pk in _to_read if (room := hub.rooms.get(pk)) is not None}
    _to_read.clear()
    if wanted:
        turnstile.do(partial(missed.steps, wanted), _serve_missed, place="first")
    else:
        _reading.clear()


def _serve_missed(events: list[Event] | Refused) -> None:
    _reading.clear()
    if not isinstance(events, Refused):
        serving.serve(events, rung=True)
    if _to_read:
        read({})


def joined(conversation: UUID, seq: int, give: Callable[[Event], None]) -> None:
    """Bring a newcomer, who has everything up to `seq`, and their room to the same number.

    A room that is behind is served what it misses; a newcomer who is behind is given what the
    others had meanwhile, beside what comes from now on: pages sort by number.
    """
    room = hub.rooms[conversation]
    if room.last < seq:
        read({conversation: room.last})
    elif room.last > seq:
        _catch_up(conversation, seq, room.last, give)


def _catch_up(conversation: UUID, seq: int, top: int, give: Callable[[Event], None]) -> None:
    turnstile.do(
        partial(missed.steps, {conversation: seq}),
        partial(_give, conversation, seq, top, give),
    )


def _give(
    conversation: UUID,
    seq: int,
    top: int,
    give: Callable[[Event], None],
    events: list[Event] | Refused,
) -> None:
    if isinstance(events, Refused):
        again = partial(_catch_up, conversation, seq, top, give)
        asyncio.get_running_loop().call_later(PAUSE, again)
        return
    for event in events:
        if event.seq <= top:
            give(event)


def compare(seqs: dict[UUID, int] | Refused) -> None:
    """Read what these rooms miss, by the last numbers that the database knows."""
    if isinstance(seqs, Refused):
        return
    behind = {
        pk: room.last
        for pk, seq in seqs.items()
        if (room := hub.rooms.get(pk)) is not None and room.last < seq
    }
    if behind:
        read(behind)
