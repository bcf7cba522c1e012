"""How smooth a full desk is: frames a second in a browser, beside those of an empty one.

The page is the built one; its socket is played by this program, so nothing of a server is
measured. While the frames are counted words come in, the queue is re-sent, and somebody types.
"""

import asyncio
import json
import os
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.async_api import Page, Route, ViewportSize, WebSocketRoute, async_playwright

from helpline import protocol
from tests import browser
from tests.browser import MODULES

Answer = Callable[[Route], Awaitable[None]]
NOTHING: dict[str, Answer] = {}
DIST = MODULES.parent / "dist"
ORIGIN = "http://desk.example"
SIZE = ViewportSize(width=1920, height=1080)
TALKS, LONG, QUEUE = 6, 500, 200
NOON = 1_790_000_000_000
WORDS = "i am not sure what to do, he has my phone most of the day and i only get a minute now"
# Counts the frames of some seconds, and the longest time between two of them.
COUNT = """
(seconds) => new Promise((done) => {
  const times = [];
  const step = (at) => {
    times.push(at);
    if (at - times[0] < seconds * 1000) return requestAnimationFrame(step);
    const gaps = times.slice(1).map((each, place) => each - times[place]);
    gaps.sort((a, b) => a - b);
    done({
      rate: gaps.length / (times.at(-1) - times[0]) * 1000,
      late: gaps.filter((gap) => gap > 25).length / gaps.length,
      slow: gaps[Math.floor(gaps.length * 0.99)],
      longest: gaps.at(-1),
    });
  };
  requestAnimationFrame(step);
})
"""


@dataclass(frozen=True)
class Smoothness:
    """Frames a second; the share that came late; the 99th of a hundred and the longest gap, ms."""

    rate: float
    late: float
    slow: float
    longest: float


def talk(place: int) -> protocol.View:
    """A long conversation, in turns of both."""
    messages = [
        protocol.Shown(
            seq=seq,
            author="seeker" if seq % 2 else "counsellor",
            text=f"{WORDS[: 20 + seq % 60]} {seq}",
            at=NOON + seq * 20_000,
        )
        for seq in range(1, LONG + 1)
    ]
    return protocol.View(
        conversation=uuid.UUID(int=place + 1),
        handle=f"Quiet Heron {place}",
        channel="web",
        locale="en",
        state="active",
        seq=LONG,
        since=NOON,
        messages=messages,
    )


def queue(count: int) -> list[protocol.Waiting]:
    return [
        protocol.Waiting(channel="web", locale="fr" if each % 3 else "en", since=NOON + each)
        for each in range(count)
    ]


def snapshot(talks: int, waiting: int) -> protocol.Snapshot:
    me = protocol.Me(
        id=uuid.UUID(int=99),
        name="Robin",
        status="here",
        capacity=TALKS,
        languages=["en", "fr"],
        line="Night line",
        supervisor=False,
        choices=protocol.Choices(layout="columns"),
    )
    return protocol.Snapshot(
        me=me,
        queue=queue(waiting),
        conversations=[talk(place) for place in range(talks)],
        team=[],
        offers=[],
        now=NOON + LONG * 20_000,
        channels=[protocol.ChannelInfo("web", {"en": "Web", "fr": "Web"}, True, 2_000)],
    )


class Server:
    """Plays the console's socket for one page: the desk it shows, and what then happens there."""

    def __init__(self, talks: int, waiting: int) -> None:
        self.talks, self.waiting = talks, waiting
        self.socket: WebSocketRoute | None = None
        self.said = LONG

    def opened(self, socket: WebSocketRoute) -> None:
        self.socket = socket
        socket.on_message(self.heard)

    def heard(self, data: str | bytes) -> None:
        frame: dict[str, Any] = json.loads(data)
        if frame["type"] == "hello":
            self.send(snapshot(self.talks, self.waiting))
        elif frame["type"] == "beat":
            self.send(protocol.Heard(mark=frame.get("mark", "")))

    def send(self, frame: Any) -> None:
        if self.socket is not None:
            self.socket.send(protocol.encode(frame).decode())

    async def go_on(self) -> None:
        """Ten messages a second all round, their writing, and the queue five times a second."""
        while True:
            await asyncio.sleep(0.1)
            self.said += 1
            if self.talks:
                self.say(uuid.UUID(int=self.said % self.talks + 1))
            if self.said % 2:
                self.send(protocol.Queue(queue=queue(max(0, self.waiting - self.said % 3))))

    def say(self, conversation: uuid.UUID) -> None:
        self.send(protocol.DeskTyping(conversation=conversation, on=True))
        self.send(
            protocol.DeskMessage(
                conversation=conversation,
                seq=self.said,
                author="seeker",
                text=f"{WORDS} {self.said}",
                at=NOON + self.said * 20_000,
            )
        )


def shell() -> str:
    """The desk's page, as the server would draw it, with what was built."""
    manifest = json.loads((DIST / "manifest.json").read_text())["src/console/main.tsx"]
    sheets = "".join(f'<link rel="stylesheet" href="/{sheet}">' for sheet in manifest["css"])
    return (
        f"<!doctype html><html lang=en><title>Desk</title>{sheets}"
        f'<div id="app" data-locale="en"></div><script type="module" src="/{manifest["file"]}">'
        "</script></html>"
    )


async def serve(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN).lstrip("/")
    file = DIST / path.removeprefix("static/")
    if path == "console/":
        await route.fulfill(body=shell(), content_type="text/html")
    elif file.is_file():
        await route.fulfill(path=file)
    else:
        await route.fulfill(body="[]", content_type="application/json")


async def open_desk(page: Page, server: Server, more: Mapping[str, Answer] = NOTHING) -> None:
    """The built desk, with what this server plays, and more answers by their address."""
    await page.route("**/*", serve)
    for address, answer in more.items():
        await page.route(address, answer)
    await page.route_web_socket("**/ws/console/", server.opened)
    await page.goto(f"{ORIGIN}/console/")
    await page.locator(".me").wait_for()


async def smoothness(page: Page, server: Server, seconds: float) -> Smoothness:
    """Opens the desk, lets everything happen at once, and counts."""
    await open_desk(page, server)
    if server.talks:
        await page.locator("textarea[data-entry]").first.focus()
    busy = asyncio.create_task(server.go_on())
    await asyncio.sleep(1.0)
    typing = asyncio.create_task(page.keyboard.type("words that take a while " * 40, delay=60))
    try:
        return Smoothness(**await page.evaluate(COUNT, seconds))
    finally:
        for task in (busy, typing):
            task.cancel()
        await asyncio.gather(busy, typing, return_exceptions=True)


async def measured(rounds: int, seconds: float) -> list[tuple[Smoothness, Smoothness]]:
    """The full desk and the empty one in turn, round after round."""
    found = browser.find()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=str(found.path),
            env={**os.environ, **found.environment},
            args=list(browser.QUIET),
        )
        pairs = []
        for _ in range(rounds):
            pair = []
            for server in (Server(TALKS, QUEUE), Server(0, 0)):
                context = await started.new_context(viewport=SIZE)
                pair.append(await smoothness(await context.new_page(), server, seconds))
                await context.close()
            pairs.append((pair[0], pair[1]))
        await started.close()
        return pairs


def table(pairs: list[tuple[Smoothness, Smoothness]]) -> str:
    """What was measured, as a section of the results."""
    rows = [
        ("frames a second", "rate", "{:.1f}"),
        ("frames later than 25 ms, share", "late", "{:.3f}"),
        ("99 of 100 frames within, ms", "slow", "{:.1f}"),
        ("longest wait for a frame, ms", "longest", "{:.0f}"),
    ]
    lines = ["| figure | full desk | empty desk | ratio |", "| --- | --: | --: | --: |"]
    for name, field, form in rows:
        full, empty = (median(getattr(pair[side], field) for pair in pairs) for side in (0, 1))
        ratio = f"{full / empty:.2f}" if empty else "–"
        lines.append(f"| {name} | {form.format(full)} | {form.format(empty)} | {ratio} |")
    return "\n".join(lines)
