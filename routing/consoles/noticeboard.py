"""The board of a line, sent again when it changes: queue, team, door and alerts to its consoles,
the coarse wait and the door to those who wait."""

import asyncio
import time
from functools import partial
from typing import cast
from uuid import UUID

from django.utils import timezone
from msgspec import UNSET

from helpline import protocol
from helpline.errors import Refused
from helpline.protocol import Colleague, Overflowing, Wait, Waiting
from routing import alerts, hub, lawwords, overflow
from routing.events import NOTHING, Beside, milliseconds
from routing.turnstile import turnstile
from routing.waiting import boards, doors

# A burst of changes is sent once.
BOARD_SECONDS = 0.15
# So many times as long as it took to read the last boards, words have the thread for themselves;
# never for so many seconds that a desk would look still: boards bring alerts, too.
REST, LONGEST = 4.0, 1.0


class Pace:
    """How often boards are read: where that is slow, less often, so that nobody's words wait.

    All times are in seconds, on the clock of the loop.
    """

    def __init__(self) -> None:
        self.rested_at = 0.0

    def next_at(self, now: float) -> float:
        """When the boards of which something has changed just now are read."""
        return max(now + BOARD_SECONDS, self.rested_at)

    def note(self, now: float, took: float) -> None:
        """One was read, and it took so long."""
        self.rested_at = min(max(now, self.rested_at) + REST * took, now + LONGEST)


pace = Pace()
_boards: set[int] = set()
# What consoles were last told of each line, for it changes seldom.
_overflows: dict[int, list[Overflowing]] = {}


def board(lines: set[int]) -> None:
    """Re-send queue, team and door of these lines shortly; a burst of changes is sent once."""
    if not _boards and lines:
        loop = asyncio.get_running_loop()
        loop.call_at(pace.next_at(loop.time()), _board_now)
    _boards.update(lines)


def _board_now() -> None:
    lines = set(_boards)
    _boards.clear()
    for line in lines:
        turnstile.do(partial(Board, line), partial(_send_board, line))


class Board:
    """What is shown of a line, as it was read: queue, team and door, and to those who wait.

    `took` is how long that took, in seconds.
    """

    __slots__ = ("alerts", "besides", "door", "overflows", "team", "took", "waiting", "waits")

    def __init__(self, line: int) -> None:
        began = time.monotonic()
        self.waiting: list[Waiting] = boards.waiting(line)
        self.team: list[Colleague] = boards.team(line)
        self.waits: dict[UUID, Wait] = boards.waits(line)
        self.besides: dict[UUID, Beside] = boards.besides(line) if self.waits else {}
        self.door = doors.read(line)
        self.alerts = alerts.shown(line)
        self.overflows = overflow.shown(line, timezone.now())
        self.took = time.monotonic() - began


def _send_board(line: int, found: Board | Refused) -> None:
    if isinstance(found, Refused):
        return
    pace.note(asyncio.get_running_loop().time(), found.took)
    queues = {
        peer: protocol.encode(protocol.Queue(queue=boards.for_desk(found.waiting, peer=peer)))
        for peer in (False, True)
    }
    frames = [protocol.encode(protocol.Team(team=found.team))]
    if found.overflows != _overflows.get(line, []):
        _overflows[line] = found.overflows
        frames.append(protocol.encode(protocol.Overflows(overflows=found.overflows)))
    for desk in hub.all_desks():
        if desk.line == line:
            for frame in (queues[desk.peer], *frames):
                desk.push(frame)
            desk.alerts_are(alerts.for_desk(found.alerts, supervisor=desk.supervisor))
    for conversation, wait in found.waits.items():
        room = hub.rooms.get(conversation)
        if room is not None and room.seekers:
            _tell_wait(room, wait, found.besides.get(conversation, NOTHING))
    _tell_door(line, found.door)


def _tell_wait(room: hub.Room, wait: Wait, beside: Beside) -> None:
    # Who has just joined may know of more than this process has read by now.
    seq = max(room.last, *(socket.stated for socket in room.seekers))
    frame = protocol.encode(
        protocol.StateFrame(
            state="waiting",
            seq=seq,
            wait=wait,
            paused=beside.paused or UNSET,
            wish=cast(protocol.KeepWish, beside.wish),
            law=lawwords.law(beside.law, beside.hushed, milliseconds(timezone.now())),
        )
    )
    if room.state != frame:
        room.state = frame
        for socket in room.seekers:
            socket.push(frame)


def _tell_door(line: int, standing: doors.Standing) -> None:
    """Say how a line's door stands to its consoles, and to whoever is in no talk, if they know
    otherwise.

    Who talks just now is told when they wait again, or it is over: they may want to come back.
    """
    told = standing.for_desks()
    for desk in hub.all_desks():
        if desk.line == line and desk.door != told:
            desk.door = told
            desk.push(protocol.encode(told))
    door = standing.for_who_waits()
    rooms = {
        conversation
        for conversation, room in hub.rooms.items()
        if any(socket.line == line and socket.door != door for socket in room.seekers)
    }
    if rooms:
        turnstile.do(partial(boards.not_talking, rooms), partial(_tell_door_to, door))


def _tell_door_to(door: protocol.Door, them: set[UUID] | Refused) -> None:
    if isinstance(them, Refused):
        return
    frame = protocol.encode(protocol.DoorFrame(door=door))
    for room in [hub.rooms[conversation] for conversation in them if conversation in hub.rooms]:
        for socket in [each for each in room.seekers if each.door != door]:
            socket.door = door
            socket.push(frame)
