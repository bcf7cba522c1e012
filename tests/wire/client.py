"""A browser's side of the two sockets: sends typed frames, and waits for typed frames."""

import asyncio
import contextlib
import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from helpline import protocol

# A machine with more to do than it can; whoever is answered waits for nothing.
PATIENCE = 30.0
F = TypeVar("F", bound=msgspec.Struct)
Headers = Sequence[tuple[str, str]]


async def opened(url: str, headers: Headers) -> ClientConnection:
    """A websocket with exactly these headers beside those of the handshake."""
    return await connect(
        url, additional_headers=headers, compression=None, max_size=None, proxy=None
    )


class Socket:
    """One open socket. Every frame that comes must be one of the protocol's."""

    frames_of: Any
    awake = True

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.frames: list[Any] = []
        self.heard: list[str] = []
        self.closed_with: int | None = None
        self._decoder = msgspec.json.Decoder(self.frames_of)
        self._news = asyncio.Condition()
        self._listening = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        try:
            async for text in self.connection:
                self.heard.append(str(text))
                await self._came(self._decoder.decode(text))
        except ConnectionClosed:
            pass
        finally:
            self.closed_with = self.connection.close_code
            async with self._news:
                self._news.notify_all()

    async def _came(self, frame: Any) -> None:
        if isinstance(frame, protocol.Beat):
            if self.awake:
                await self.send(frame)
            return
        if isinstance(frame, protocol.Heard):
            return
        async with self._news:
            self.frames.append(frame)
            self._news.notify_all()

    async def send(self, frame: msgspec.Struct) -> None:
        await self.connection.send(protocol.encode(frame).decode())

    async def raw(self, data: str | bytes) -> None:
        """Send anything at all: a string as a text frame, bytes as a binary one."""
        await self.connection.send(data)

    async def wait(
        self, kind: type[F], check: Callable[[F], bool] = lambda frame: True, *, seconds: float = 0
    ) -> F:
        """The first frame of this kind that passes the check, of those nobody has waited for."""
        try:
            async with asyncio.timeout(seconds or PATIENCE), self._news:
                while True:
                    for frame in self.frames:
                        if isinstance(frame, kind) and check(frame):
                            self.frames.remove(frame)
                            return frame
                    assert self.closed_with is None, f"closed with {self.closed_with}"
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"no {kind.__name__} came; there is {self.frames}") from None

    async def until(self, check: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until what has come so far passes the check."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(check)

    async def refused(self, code: str) -> protocol.Refusal:
        """The next refusal, which must be this one."""
        refusal = await self.wait(protocol.Refusal)
        assert refusal.code == code, refusal
        return refusal

    async def silent(self, kind: type[F], check: Callable[[F], bool] = lambda frame: True) -> None:
        """Fail if such a frame is there or comes within a moment."""
        await asyncio.sleep(0.25)
        found = [frame for frame in self.frames if isinstance(frame, kind) and check(frame)]
        assert not found

    async def leave(self) -> None:
        await self.connection.close()
        self._listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._listening


class Seeker(Socket):
    """A tab of a seeker."""

    frames_of = protocol.ToSeeker
    token = ""

    async def hello(self, **fields: Any) -> protocol.Welcome:
        await self.send(protocol.Hello(**{"site": "site", **fields}))
        welcome = await self.wait(protocol.Welcome)
        self.token = welcome.token
        return welcome

    async def say(self, text: str, ref: UUID | None = None) -> protocol.Ack:
        """Say something; returns once it is stored."""
        ref = ref or uuid.uuid4()
        await self.send(protocol.Say(id=ref, text=text))
        return await self.wait(protocol.Ack, lambda ack: ack.id == ref)

    async def enter(self) -> protocol.StateFrame:
        """Take a place in the queue; returns once it is there."""
        await self.send(protocol.Enter())
        return await self.state("waiting")

    async def hears(self, text: str) -> protocol.Message:
        return await self.wait(protocol.Message, lambda message: message.text == text)

    async def door(self, state: str, *, seconds: float = 0) -> protocol.Door:
        """What is told of the door, once it stands so."""
        frame = await self.wait(
            protocol.DoorFrame, lambda frame: frame.door.state == state, seconds=seconds
        )
        return frame.door

    async def state(self, name: str) -> protocol.StateFrame:
        return await self.wait(protocol.StateFrame, lambda frame: frame.state == name)


class Console(Socket):
    """A window of a counsellor."""

    frames_of = protocol.ToConsole

    async def hello(self, since: dict[UUID, int] | None = None) -> protocol.Snapshot:
        await self.send(protocol.DeskHello(since=since or {}))
        return await self.wait(protocol.Snapshot)

    async def here(self) -> None:
        """Begin the shift."""
        await self.send(protocol.DeskStatus(status="here"))
        await self.wait(protocol.MyStatus, lambda frame: frame.status == "here")

    async def offered(self, conversation: UUID | None = None) -> protocol.Offer:
        return await self.wait(
            protocol.Offer, lambda offer: conversation in (None, offer.conversation)
        )

    async def accept(self, conversation: UUID) -> protocol.View:
        await self.send(protocol.Accept(conversation=conversation))
        return await self.shown(conversation)

    async def shown(self, conversation: UUID) -> protocol.View:
        """This conversation is this window's now."""
        opened = await self.wait(
            protocol.Opened, lambda frame: frame.view.conversation == conversation
        )
        return opened.view

    async def fate(self, seq: int, state: str, seconds: float = 0) -> protocol.Step:
        """The step that says the text of this number is so far."""
        return await self.wait(
            protocol.Step,
            lambda step: step.message == seq and step.delivery == state,
            seconds=seconds,
        )

    async def say(self, conversation: UUID, text: str, ref: UUID | None = None) -> protocol.DeskAck:
        ref = ref or uuid.uuid4()
        await self.send(protocol.DeskSay(conversation=conversation, id=ref, text=text))
        return await self.wait(protocol.DeskAck, lambda ack: ack.id == ref)

    async def hears(self, text: str) -> protocol.DeskMessage:
        return await self.wait(protocol.DeskMessage, lambda message: message.text == text)

    async def step(self, happening: str, **fields: Any) -> protocol.Step:
        def fits(step: protocol.Step) -> bool:
            return step.happening == happening and all(
                getattr(step, name) == value for name, value in fields.items()
            )

        return await self.wait(protocol.Step, fits)
