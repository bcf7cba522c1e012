"""The people of a measurement: visitors and consoles on websockets, and what they say and hear.

A message counts only when the other side's own socket has received it; what is not received and
acknowledged in the end counts as lost.
"""

import asyncio
import time
from collections.abc import Mapping
from uuid import uuid4

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from tests.bench.dialects import Dialect, Frame, decode, encode

FILLER = "and the evenings are the hardest part of the week"
AT_ONCE = 50
PATIENCE = 60.0


class Link(WSListener):
    """One websocket of a visitor or a console; its frames go to the hall."""

    transport: WSTransport

    def __init__(self, hall: "Hall", number: int, *, visiting: bool) -> None:
        self.hall, self.number, self.visiting = hall, number, visiting
        self.greeted = asyncio.Event()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self.hall.hear(self, decode(frame.get_payload_as_memoryview()))

    def send(self, frame: bytes) -> None:
        self.transport.send(WSMsgType.TEXT, frame)


class Hall:
    """All sockets of one scene, and the count of what went through them."""

    def __init__(self, visitors: str, consoles: str, dialect: Dialect, places: int) -> None:
        self.for_visitors, self.for_consoles = visitors, consoles
        self.dialect, self.places = dialect, places
        self.visitors: list[Link] = []
        self.consoles: list[Link] = []
        self.answered_by: dict[int, tuple[Link, str]] = {}
        self.told: dict[int, str] = {}
        self.under_way: dict[int, tuple[float, Link]] = {}
        self.latencies: list[float] = []
        self.acknowledgements: list[float] = []
        self.unanswered: dict[str, float] = {}
        self.serial = self.acked = self.delivered = 0
        self.lost = self.strays = self.refused = 0
        self.answering = False

    # ---- coming and going --------------------------------------------------------------------

    async def visitors_arrive(self, count: int) -> None:
        first = len(self.visitors)
        links = [Link(self, n, visiting=True) for n in range(first, first + count)]
        await self._arrive([(link, *self.dialect.visitor(link.number)) for link in links])
        self.visitors += links

    async def consoles_arrive(self, count: int) -> None:
        self.consoles = [Link(self, n, visiting=False) for n in range(count)]
        await self._arrive([(link, *self.dialect.console(link.number)) for link in self.consoles])

    async def _arrive(self, links: list[tuple[Link, str, Mapping[str, str]]]) -> None:
        """Connect and be greeted, some at a time."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(link: Link, path: str, headers: Mapping[str, str]) -> None:
            async with gate:
                url = (self.for_visitors if link.visiting else self.for_consoles) + path
                link.transport, _ = await ws_connect(lambda: link, url, extra_headers=dict(headers))
                link.send(self.dialect.hello(link.number, visiting=link.visiting))
                await asyncio.wait_for(link.greeted.wait(), PATIENCE)

        await asyncio.gather(*(one(*link) for link in links))

    async def everybody_asks(self) -> float:
        """All ask at once; returns the seconds until each has a console, and both sides know."""
        for console in self.consoles:
            console.send(self.dialect.ready(self.places))
        await asyncio.sleep(0.5)
        began = time.monotonic()
        for visitor in self.visitors:
            desk = f"console-{visitor.number // self.places}"
            visitor.send(self.dialect.ask(desk, self._text(visitor.number)))
        while min(len(self.answered_by), len(self.told)) < len(self.visitors):
            if time.monotonic() - began > PATIENCE:
                taken, told = len(self.answered_by), len(self.told)
                raise TimeoutError(f"of {len(self.visitors)}, {taken} taken and {told} told")
            await asyncio.sleep(0.001)
        return time.monotonic() - began

    async def leave(self) -> None:
        for link in (*self.visitors, *self.consoles):
            link.transport.disconnect()
        for link in (*self.visitors, *self.consoles):
            await link.transport.wait_disconnected()

    # ---- hearing -----------------------------------------------------------------------------

    def hear(self, link: Link, frame: Frame) -> None:
        match frame.type:
            case "message" if frame.author == ("seeker" if link.visiting else "counsellor"):
                pass  # one's own words, read again by a process that was behind
            case "message" | "say":
                self._received(link, frame.text)
            case "ack":
                self._acknowledged(str(frame.id))
            case "welcome" | "snapshot":
                link.greeted.set()
            case "offer":
                link.send(self.dialect.accept(frame))
            case "conversation" if frame.view:
                visitor = int(frame.view.messages[0].text[:4])
                self.answered_by[visitor] = (link, frame.view.conversation)
            case "state" if frame.who:
                self.told[link.number] = frame.who
            case "beat":
                link.send(encode({"type": "beat", "mark": frame.mark}))
            case "refused":
                self.refused += 1

    def _received(self, link: Link, text: str) -> None:
        due, wanted = self.under_way.pop(int(text[4:12]), (0.0, None))
        if wanted is not link:
            self.strays += 1
            return
        self.delivered += 1
        now = time.monotonic()
        self.latencies.append(now - due)
        if self.answering:
            self.say(int(text[:4]), now, visitor_speaks=link.visiting)

    def _acknowledged(self, own: str) -> None:
        self.acked += 1
        if (due := self.unanswered.pop(own, None)) is not None:
            self.acknowledgements.append(time.monotonic() - due)

    # ---- saying ------------------------------------------------------------------------------

    def say(self, visitor: int, due: float, *, visitor_speaks: bool) -> None:
        """One message between this visitor and their console; its time runs from `due`."""
        console, conversation = self.answered_by[visitor]
        text, own = self._text(visitor), uuid4()
        if self.dialect.acknowledges:
            self.unanswered[str(own)] = due
        if visitor_speaks:
            self.under_way[self.serial] = (due, console)
            frame = self.dialect.to_console(self.told.get(visitor, ""), visitor, text, own)
            self.visitors[visitor].send(frame)
        else:
            self.under_way[self.serial] = (due, self.visitors[visitor])
            console.send(self.dialect.to_visitor(conversation, text, own))

    def _text(self, visitor: int) -> str:
        self.serial += 1
        return f"{visitor:04d}{self.serial:08d} {FILLER}"

    # ---- counting ----------------------------------------------------------------------------

    async def settle(self) -> None:
        """Wait until nothing is under way; what did not come or was not acknowledged is lost."""
        self.answering = False
        await self.quiet()
        self.lost += max(len(self.under_way), self.unacknowledged())
        self.under_way.clear()
        self.acked = self.serial

    def losses(self) -> dict[str, float]:
        """Messages that did not come; that came twice or to somebody else; that were refused."""
        return {"lost": self.lost, "astray": self.strays, "refused": self.refused}

    async def quiet(self) -> None:
        """Until everything under way has arrived and is acknowledged, or patience ends."""
        for _ in range(int(PATIENCE / 0.01)):
            if not (self.under_way or self.unacknowledged()):
                return
            await asyncio.sleep(0.01)

    def unacknowledged(self) -> int:
        return self.serial - self.acked if self.dialect.acknowledges else 0
