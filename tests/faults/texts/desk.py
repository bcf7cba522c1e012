"""A counsellor's console that answers texts, comes back after cuts, and notes all it is told."""

import asyncio
import contextlib
import itertools
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from helpline import protocol

DOWN = (OSError, TimeoutError, WebSocketException, InvalidHandshake)
ANSWER_SECONDS = 5.0
PAUSE = 0.2
_decode = msgspec.json.Decoder(protocol.ToConsole).decode

Text = tuple[UUID, int]


@dataclass
class Desk:
    """`ways` holds, for each text (conversation, seq), every state that was shown, in order.

    `moments` when each of them was shown (on the monotonic clock); `held` what each conversation of
    ours began with.
    """

    ports: list[int]
    origin: str
    session: str
    ways: dict[Text, list[str]] = field(default_factory=lambda: defaultdict(list))
    moments: dict[Text, list[float]] = field(default_factory=lambda: defaultdict(list))
    held: dict[UUID, str] = field(default_factory=dict)
    reconnects: int = -1
    _socket: ClientConnection | None = None
    _acks: dict[UUID, asyncio.Future[int]] = field(default_factory=dict)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        listening = asyncio.create_task(self._stay())
        try:
            yield
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening

    async def say(self, conversation: UUID, text: str) -> int:
        """Say it once, however often it must be sent; returns its number in the conversation."""
        ref = uuid4()
        while True:
            ack = self._acks[ref] = asyncio.get_running_loop().create_future()
            try:
                await self._send(protocol.DeskSay(conversation=conversation, id=ref, text=text))
                return await asyncio.wait_for(ack, ANSWER_SECONDS)
            except DOWN:
                await asyncio.sleep(PAUSE)

    async def _stay(self) -> None:
        for port in itertools.cycle(self.ports):
            self.reconnects += 1
            with contextlib.suppress(*DOWN):
                await self._listen(port)
            self._socket = None
            await asyncio.sleep(PAUSE)

    async def _listen(self, port: int) -> None:
        headers = {"Origin": self.origin, "Cookie": f"desk={self.session}"}
        url = f"ws://127.0.0.1:{port}/ws/console/"
        async with connect(url, additional_headers=headers, max_size=None, proxy=None) as socket:
            await socket.send(protocol.encode(protocol.DeskHello()).decode())
            await socket.send(protocol.encode(protocol.DeskStatus(status="here")).decode())
            self._socket = socket
            async for text in socket:
                await self._came(_decode(text))

    async def _came(self, frame: protocol.ToConsole) -> None:
        match frame:
            case protocol.Snapshot():
                for view in frame.conversations:
                    self._shown(view)
                for asked in frame.offers:
                    await self._send(protocol.Accept(conversation=asked.conversation))
            case protocol.Offer():
                await self._send(protocol.Accept(conversation=frame.conversation))
            case protocol.Opened():
                self._shown(frame.view)
            case protocol.DeskAck() if not (ack := self._acks[frame.id]).done():
                ack.set_result(frame.seq)
            case protocol.Step(happening="delivery"):
                self._stands((frame.conversation, frame.message), str(frame.delivery))
            case protocol.Beat():
                await self._send(frame)

    def _shown(self, view: protocol.View) -> None:
        self.held.setdefault(view.conversation, view.messages[0].text)
        for message in view.messages:
            if message.delivery is not msgspec.UNSET:
                self._stands((view.conversation, message.seq), message.delivery)

    def _stands(self, text: Text, state: str) -> None:
        way = self.ways[text]
        if not way or way[-1] != state:
            way.append(state)
            self.moments[text].append(time.monotonic())

    async def _send(self, frame: msgspec.Struct) -> None:
        if self._socket is None:
            raise ConnectionError
        await self._socket.send(protocol.encode(frame).decode())
