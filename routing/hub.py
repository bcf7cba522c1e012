"""A plain register of who listens here: conversations and counsellors, and their sockets.

Used on the event loop only.
"""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from helpline.protocol import Alert, Ask, Asked, Companion, DeskDoor, Door, Status
from routing.sittings import Sitting


class Listener(Protocol):
    """A socket, as far as the hub cares."""

    def push(self, frame: bytes) -> None: ...


class Visitor(Listener, Protocol):
    """A tab of a seeker; `seeker` once they have spoken.

    `stated` is the number up to which it was told how its talk stands, `welcomed` the one at which
    its token was found good; `door` how it was told that the door of its `line` stands. Once shown
    out, it does nothing more under that token.
    """

    line: int
    seeker: UUID | None
    stated: int
    welcomed: int
    door: Door

    def shown_out(self) -> None: ...


class Desk(Listener, Protocol):
    """A console: it knows its counsellor and line, and what it has been shown.

    `held` says of each conversation from which seq on it is told: its view had all up to there;
    `beside` which of them are others', where it reads along.
    `door` is what it was told of the line's door, `sitting` the sign-in by which it was let in,
    `window` how its other windows know it.
    """

    counsellor: UUID
    line: int
    window: str
    held: dict[UUID, int]
    offers: dict[UUID, Asked]
    asks: list[Ask]
    beside: set[UUID]
    company: list[Companion]
    door: DeskDoor
    sitting: Sitting
    supervisor: bool
    peer: bool

    def cut(self, code: int) -> None: ...
    def status_is(self, status: Status, *, aside: bool = False, rests: int = 0) -> None: ...
    def alerts_are(self, alerts: list[Alert]) -> None: ...
    def ask_for_life(self) -> None: ...


class Room:
    """The listeners of one conversation, and the last seq they were served."""

    __slots__ = ("desks", "last", "seekers", "state")

    def __init__(self, last: int) -> None:
        self.last = last
        self.state = b""
        self.seekers: set[Visitor] = set()
        self.desks: set[Desk] = set()

    def empty(self) -> bool:
        return not (self.seekers or self.desks)


rooms: dict[UUID, Room] = {}
desks: dict[UUID, set[Desk]] = {}


def room(conversation: UUID, last: int) -> Room:
    """The room of a conversation; a new one has been served up to `last`."""
    found = rooms.get(conversation)
    if found is None:
        found = rooms[conversation] = Room(last)
    return found


def seeker_joins(conversation: UUID, socket: Visitor, last: int) -> Room:
    found = room(conversation, last)
    found.seekers.add(socket)
    return found


def desk_joins(conversation: UUID, desk: Desk, last: int) -> None:
    room(conversation, last).desks.add(desk)
    desk.held[conversation] = last


def leave(conversation: UUID, socket: Listener) -> None:
    """Take a socket out of a room; an empty room is forgotten."""
    found = rooms.get(conversation)
    if found is None:
        return
    found.seekers = {other for other in found.seekers if other is not socket}
    found.desks = {desk for desk in found.desks if desk is not socket}
    if found.empty():
        del rooms[conversation]


def desk_arrives(desk: Desk) -> None:
    desks.setdefault(desk.counsellor, set()).add(desk)


def desk_leaves(desk: Desk) -> None:
    for conversation in list(desk.held):
        leave(conversation, desk)
    mine = desks.get(desk.counsellor)
    if mine:
        mine.discard(desk)
        if not mine:
            del desks[desk.counsellor]


def offered(conversation: UUID) -> set[UUID]:
    """The counsellors at whose consoles here this conversation rings."""
    return {who for who, theirs in desks.items() if any(conversation in d.offers for d in theirs)}


def visitors() -> Iterable[Visitor]:
    """Every tab of a seeker who has a conversation."""
    return [socket for room in rooms.values() for socket in room.seekers]


def all_desks() -> Iterable[Desk]:
    return [desk for mine in desks.values() for desk in mine]
