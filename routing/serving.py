"""On the event loop: events are given to who listens in this process, and rung for the others.

A ring carries conversations and numbers only; who hears it reads the rest from the database, so a
lost ring costs time and nothing else.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any, cast
from uuid import UUID

from helpline import protocol
from helpline.states import HELD, State
from routing import bells, hub
from routing.events import ENDS_TOKENS, Event, desk_frame, seeker_frame


class Door:
    """The event loop of this process, once there is one, and what it must be told."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.read: Callable[[dict[UUID, int]], None] = lambda since: None
        self.visit: Callable[[set[UUID]], None] = lambda desks: None
        self.moved: Callable[[set[UUID]], None] = lambda conversations: None
        self.board: Callable[[set[int]], None] = lambda lines: None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop


door = Door()


def serve(events: Sequence[Event], *, rung: bool = False) -> None:
    """Give committed events to the listeners of this process and ring for the other processes.

    Serving is idempotent: a seq that was served already is passed over, and a jump means that
    another process wrote in between, so what is missing is read. What was read (`rung`) is all
    there is: a jump in it is served, or it would be read again for ever.
    """
    lines: set[int] = set()
    visits: set[UUID] = set()
    moved: set[UUID] = set()
    missing: dict[UUID, int] = {}
    for event in events:
        if event.changes_board():
            lines.add(event.line)
            concerned = {desk for desk in (event.holder, event.desk) if desk in hub.desks}
            visits |= concerned | hub.offered(event.conversation)
            moved.add(event.conversation)
            _tell_other_lines(concerned, event.line)
        room = hub.rooms.get(event.conversation)
        if room is None or event.seq <= room.last:
            continue
        if event.seq > room.last + 1 and not rung:
            missing.setdefault(event.conversation, room.last)
            continue
        room.last = event.seq
        _to_seekers(room, event)
        for desk in list(room.desks):
            to_desk(desk, event)
    if missing:
        door.read(missing)
    if moved:
        door.moved(moved)
    if visits:
        door.visit(visits)
    if lines:
        door.board(lines)
    if not rung:
        bells.ring(events)


def _tell_other_lines(counsellors: set[UUID], line: int) -> None:
    """What somebody holds of another line is shown of the team of their own."""
    for each in {desk.line for one in counsellors for desk in hub.desks[one]} - {line}:
        board_changed(each)


def _to_seekers(room: hub.Room, event: Event) -> None:
    frame = seeker_frame(event) if room.seekers else None
    if frame is None:
        return
    if event.text is None:
        room.state = b""
    for socket in room.seekers:
        if socket is not event.origin:
            to_seeker(socket, event, frame)


def to_seeker(socket: hub.Visitor, event: Event, frame: bytes) -> None:
    """Give a tab an event of its talk.

    How the talk stood before it was last told is history: said again, somebody who has gone would
    be here once more for a moment. Tabs of somebody who had to leave in a hurry, or has come back
    elsewhere, are shown nothing more; one that was welcomed after that is not meant.
    """
    ends = event.happening in ENDS_TOKENS
    known = socket.welcomed if ends else socket.stated
    if event.text is None and event.seq <= known:
        return
    socket.push(frame)
    if ends:
        hub.leave(event.conversation, socket)
        socket.shown_out()


def to_desk(desk: hub.Desk, event: Event) -> None:
    """Give a console an event of a conversation it holds; it leaves with the hold.

    What was before it joined is in the view it was given: told again, an old offer would look like
    the loss of the conversation.
    """
    if event.seq <= desk.held.get(event.conversation, 0):
        return
    gone = _is_gone(desk, event)
    if desk is not event.origin or event.text is None:
        desk.push(protocol.encode(desk_frame(event, gone=gone)))
    if gone:
        hub.leave(event.conversation, desk)
        desk.held.pop(event.conversation, None)
        if event.conversation in desk.beside:
            # Now that it is gone from there, who reads along may be told as it is.
            desk.beside.discard(event.conversation)
            door.visit({desk.counsellor})


def _is_gone(desk: hub.Desk, event: Event) -> bool:
    """Whether a console shows the conversation no longer after this: as its holder, or beside."""
    me = desk.counsellor.hex
    if event.conversation in desk.beside:
        left = event.happening in ("guest_left", "unwatched") and event.detail == me
        return left or event.after != State.ACTIVE
    taken = event.happening in ("accepted", "handed") and event.actor != me
    return State(event.after) not in HELD or taken


# ---- hints, and the bells of other processes ---------------------------------------------------


def hint(conversation: UUID, what: str, value: str) -> None:
    """Let something out that may be lost: typing, presence. `value` is a code."""
    hinted(conversation, what, value)
    bells.gather("hints", [[conversation.hex, what, value]])


def hinted(conversation: UUID, what: str, value: str) -> None:
    """Show a hint to the listeners of this process."""
    room = hub.rooms.get(conversation)
    if room is None:
        return
    if what == "counsellor_typing":
        for socket in room.seekers:
            socket.push(protocol.encode(protocol.Typing(on=value == "1")))
        return
    frame: protocol.DeskTyping | protocol.Presence
    if what == "seeker_typing":
        frame = protocol.DeskTyping(conversation=conversation, on=value == "1")
    else:
        presence = cast(protocol.SeekerPresence, value)
        frame = protocol.Presence(conversation=conversation, presence=presence)
    for desk in room.desks:
        desk.push(protocol.encode(frame))


def shift_changed(counsellor: UUID, line: int) -> None:
    """A counsellor's own status changed, which is no step: their windows and the board are told."""
    door.visit({counsellor})
    bells.gather("desks", [counsellor.hex])
    board_changed(line)


def board_changed(line: int) -> None:
    """What is shown of a line changed without a step: its people, its door."""
    door.board({line})
    bells.gather("boards", [line])


def rung(message: dict[str, Any]) -> None:
    """A bell of another process: read what is new for the rooms here, and show its hints."""
    bells.heard(message)
    if message.get("from") == bells.name:
        return
    since: dict[UUID, int] = {}
    lines: set[int] = set(message.get("boards", []))
    moved: set[UUID] = set()
    visits = {desk for desk in map(UUID, message.get("desks", [])) if desk in hub.desks}
    for conversation_hex, seq, line, desks in message.get("pairs", []):
        conversation = UUID(hex=conversation_hex)
        room = hub.rooms.get(conversation)
        if room is not None and seq > room.last:
            since[conversation] = room.last
        concerned = {desk for desk in map(UUID, desks) if desk in hub.desks}
        visits |= concerned
        if line:
            lines.add(line)
            _tell_other_lines(concerned, line)
            visits |= hub.offered(conversation)
            moved.add(conversation)
    if since:
        door.read(since)
    if moved:
        door.moved(moved)
    if visits:
        door.visit(visits)
    if lines:
        door.board(lines)
    for conversation_hex, what, value in message.get("hints", []):
        with contextlib.suppress(ValueError):
            conversation = UUID(hex=conversation_hex)
            room = hub.rooms.get(conversation)
            if value == "quiet" and room is not None and room.seekers:
                # The last tab there was closed, but there is one here.
                hint(conversation, "presence", "here")
            else:
                hinted(conversation, what, value)
