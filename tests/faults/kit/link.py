"""A page's socket that finds its way back by itself, after the rules of `shared/socket.ts`.

Half to whole of an exponentially growing pause; a beat every few seconds; who hears nothing for
longer, or waits too long for an answer, does not believe the socket any more. `pace` shortens the
pauses where a storm is shorter than life.
"""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

import msgspec
from picows import WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from helpline import protocol

FIRST_DELAY = 0.5
LONGEST_DELAY = 15.0
MINIMUM_UPTIME = 5.0
CONNECT_SECONDS = 10.0
BEAT_SECONDS = 5.0
SILENCE_SECONDS = 15.0
# A refusal that asks to come again is obeyed after half to whole of so long.
AGAIN_SECONDS = 1.0


def delay_after(failures: int, pace: float, rng: Random) -> float:
    ceiling = min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** min(failures, 10))
    return pace * ceiling * rng.uniform(0.5, 1)


class Wire(WSListener):
    """One socket of a link; a link that has moved on does not hear it any more."""

    transport: WSTransport

    def __init__(self, link: "Link") -> None:
        self.link = link

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.CLOSE:
            transport.disconnect()
        elif frame.msg_type == WSMsgType.TEXT and self.link.wire is self:
            self.link.came(frame.get_payload_as_bytes())


class Link(ABC):
    """Somebody's page: connected until it is left."""

    frames: Any

    def __init__(
        self, url: str, headers: Mapping[str, str], rng: Random, *, pace: float = 1.0
    ) -> None:
        self.url, self.headers, self.rng, self.pace = url, dict(headers), rng, pace
        self.decoder = msgspec.json.Decoder(self.frames)
        self.wire: Wire | None = None
        self.greeted = asyncio.Event()
        self.greeted_at = 0.0
        self.connects = self.losses = 0
        self.refusals: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.mark = ""
        self.heard_at = 0.0
        self._life: asyncio.Task[None] | None = None

    @abstractmethod
    def hello(self) -> msgspec.Struct:
        """The first frame after every opening; it says what the client already has."""

    @abstractmethod
    def hear(self, frame: Any) -> None:
        """One frame of the server."""

    @abstractmethod
    def went(self) -> None:
        """The socket is gone: what was under way may or may not have arrived."""

    @abstractmethod
    def stale(self, now: float) -> bool:
        """Whether something waits too long for its answer."""

    @abstractmethod
    def quiet(self) -> bool:
        """Whether nothing waits to be answered or acknowledged."""

    # ---- coming and going ----------------------------------------------------------------------

    def open(self) -> None:
        self._life = asyncio.get_running_loop().create_task(self._live())

    async def leave(self) -> None:
        if self._life is not None:
            self._life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._life

    def drop(self) -> None:
        """Do not believe this socket any more; the next one is opened after the usual pause."""
        if self.wire is not None:
            self.wire.transport.disconnect(graceful=False)

    async def _live(self) -> None:
        failures = 0
        loop = asyncio.get_running_loop()
        while True:
            lived = 0.0
            try:
                wire = await self._connect()
            except (OSError, WSError, TimeoutError) as fault:
                self.failed[type(fault).__name__] += 1
            else:
                began = loop.time()
                try:
                    await self._while_open(wire)
                finally:
                    lived = loop.time() - began
                    self._lost(wire)
            failures = 0 if lived >= MINIMUM_UPTIME * self.pace else failures + 1
            await asyncio.sleep(delay_after(failures, self.pace, self.rng))

    async def _connect(self) -> Wire:
        wire = Wire(self)
        wire.transport, _ = await ws_connect(
            lambda: wire,
            self.url,
            extra_headers=self.headers,
            websocket_handshake_timeout=CONNECT_SECONDS,
        )
        if wire.transport.is_disconnected:
            raise ConnectionResetError("cut during the handshake, of which nothing is said")
        self.wire, self.connects = wire, self.connects + 1
        self.heard_at = asyncio.get_running_loop().time()
        self.send(self.hello())
        return wire

    async def _while_open(self, wire: Wire) -> None:
        """Beat until the socket is gone or no longer believed."""
        gone = asyncio.ensure_future(wire.transport.wait_disconnected())
        try:
            while not (await asyncio.wait([gone], timeout=BEAT_SECONDS))[0]:
                now = asyncio.get_running_loop().time()
                if now - self.heard_at > SILENCE_SECONDS or self.stale(now):
                    return
                self.send(protocol.Beat(mark=self.mark))
        finally:
            gone.cancel()

    def _lost(self, wire: Wire) -> None:
        self.wire = None
        self.losses += 1
        self.greeted.clear()
        wire.transport.disconnect(graceful=False)
        self.went()

    # ---- frames --------------------------------------------------------------------------------

    def send(self, frame: msgspec.Struct) -> bool:
        """Hand a frame to the open socket; False if there is none."""
        if self.wire is None or self.wire.transport.is_disconnected:
            return False
        self.wire.transport.send(WSMsgType.TEXT, protocol.encode(frame))
        return True

    def came(self, text: bytes) -> None:
        self.heard_at = asyncio.get_running_loop().time()
        frame = self.decoder.decode(text)
        if isinstance(frame, protocol.Beat):
            self.send(frame)
        elif isinstance(frame, protocol.Heard):
            self.mark = frame.mark
        else:
            self.hear(frame)

    def welcomed(self) -> None:
        """The server has answered hello."""
        self.greeted_at = asyncio.get_running_loop().time()
        self.greeted.set()

    def later(self) -> float:
        """How long to wait before saying again what was refused for now."""
        return self.pace * AGAIN_SECONDS * self.rng.uniform(0.5, 1)
