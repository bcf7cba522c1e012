"""What comes to the house by the network: a browser of somebody, and a live socket."""

import asyncio
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from drill.canary.marks import Unsaid

PATIENCE = 60.0
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
Fields = Sequence[tuple[str, str]]
Frame = dict[str, Any]


class Browser:
    """Somebody's browser at one web process; everything that it is shown is kept."""

    def __init__(self, session: ClientSession, door: str) -> None:
        self.session, self.door = session, door
        self.shown: list[bytes] = []

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(f"{self.door}{path}") as answer:
            return await self._read(answer)

    async def post(self, path: str, fields: Fields) -> tuple[int, str]:
        """Fields as a form sends them, with the mark against forgery of the page before."""
        forged = [("csrfmiddlewaretoken", self._mark())]
        async with self.session.post(f"{self.door}{path}", data=[*forged, *fields]) as answer:
            return await self._read(answer)

    async def _read(self, answer: Any) -> tuple[int, str]:
        content = await answer.read()
        self.shown.append(content)
        return int(answer.status), content.decode()

    def _mark(self) -> str:
        return hidden(self.shown[-1].decode()).get("csrfmiddlewaretoken", "") if self.shown else ""


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms; of several with one name the last."""
    return dict(HIDDEN.findall(page))


class Socket:
    """A live socket: frames go out and come in, and each that came is kept."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[Frame] = []
        self.heard: list[bytes] = []

    async def send(self, type_: str, **fields: Any) -> None:
        await self.socket.send_str(msgspec.json.encode({"type": type_, **fields}).decode())

    async def say(self, text: str, type_: str = "say", **fields: Any) -> None:
        """Words, which are stored when this returns."""
        ref = str(uuid.uuid4())
        await self.send(type_, id=ref, text=text, **fields)
        await self.wait("ack", lambda frame: frame["id"] == ref)

    async def wait(self, type_: str, fits: Callable[[Frame], bool] = lambda _: True) -> Frame:
        """The first frame of this type that fits, of those that have come or come soon."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    for frame in self.frames:
                        if frame["type"] == type_ and fits(frame):
                            self.frames.remove(frame)
                            return frame
                    await self._next()
        except TimeoutError:
            raise Unsaid(f"{type_} of a live socket") from None

    async def _next(self) -> None:
        message = await self.socket.receive()
        if message.type != WSMsgType.TEXT:
            raise Unsaid("a live socket, which was closed")
        self.heard.append(str(message.data).encode())
        frame: Frame = msgspec.json.decode(message.data)
        if frame["type"] == "beat":
            await self.socket.send_str(str(message.data))
        else:
            self.frames.append(frame)


async def socket(
    session: ClientSession, door: str, path: str, headers: Mapping[str, str]
) -> Socket:
    address = f"{door}{path}".replace("http", "ws", 1)
    return Socket(await session.ws_connect(address, headers=headers, max_msg_size=0))
