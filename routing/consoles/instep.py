"""What a person has half done in a talk is the same in all their windows, in every process.

It is kept as it is chosen; other windows, and other processes, are rung and read it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from helpline import protocol
from helpline.errors import Refused
from routing import bells, hub, serving
from routing.turnstile import turnstile

Frame = protocol.WrapUp | protocol.HalfDecided


@dataclass(frozen=True)
class InStep:
    """One kind of it: the name of its bell, and how it is read, on a database thread, for whom."""

    ring: str
    read: Callable[[UUID, UUID], Frame]

    def kept(self, counsellor: UUID, stands: Frame) -> None:
        """Have their windows told how it stands, from a database thread, after the commit."""
        loop = serving.door.loop
        if loop is not None:
            loop.call_soon_threadsafe(self._kept, counsellor, stands)

    # ---- on the event loop ---------------------------------------------------------------------

    def _kept(self, counsellor: UUID, stands: Frame) -> None:
        self._told(counsellor, stands)
        self._ring(counsellor, stands.conversation)

    def changed(self, counsellor: UUID, conversation: UUID) -> None:
        """Have every window of theirs told how this stands, here and in other processes."""
        self._tell(counsellor, conversation)
        self._ring(counsellor, conversation)

    def _ring(self, counsellor: UUID, conversation: UUID) -> None:
        bells.gather(self.ring, [[counsellor.hex, conversation.hex]])

    def _tell(self, counsellor: UUID, conversation: UUID) -> None:
        if counsellor in hub.desks:
            read = partial(self.read, counsellor, conversation)
            turnstile.do(read, partial(self._told, counsellor))

    def _told(self, counsellor: UUID, found: Frame | Refused) -> None:
        if isinstance(found, Refused):
            return
        encoded = protocol.encode(found)
        for desk in hub.desks.get(counsellor, ()):
            if found.conversation in desk.held:
                desk.push(encoded)

    def rung(self, message: dict[str, Any]) -> None:
        """What a bell of another process says of these."""
        if message.get("from") == bells.name:
            return
        for counsellor, conversation in message.get(self.ring, []):
            self._tell(UUID(hex=counsellor), UUID(hex=conversation))
