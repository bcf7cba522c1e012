"""Somebody on a slow phone: from the press on the launcher, or the address, until they can type."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median

from playwright.async_api import Browser, Page, async_playwright

from tests import browser
from tests.bench.cast import HOST, SITE_KEY
from tests.bench.job import Figures, Job

TIMES = 5
PATIENCE = 60.0
# 400 kbit/s both ways, 400 ms for each question, a sixth of this machine's speed.
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOW_CPU = {"rate": 6}
# Phones with little memory do not give each website a process; so one session slows all of it.
TOGETHER = ("--disable-site-isolation-trials", "--disable-features=IsolateOrigins,site-per-process")
HOST_PAGE = """<!doctype html><title>A website</title><button data-helpline-open>Talk</button>
<script src="{chat}/widget.js" data-site="{key}" data-launcher="none" async></script>"""
# Presses Start as soon as it is there, and says when the caret waits for the first letter.
WATCH = """
const now = () => performance.timeOrigin + performance.now();
if (location.host === "HOST") addEventListener("click", () => { reached("pressed", now()); }, true);
else {
  reached("asked", performance.timeOrigin);
  let started = false, typing = false;
  new MutationObserver(() => {
    const start = document.querySelector(".foot button.main");
    if (start && !started) {
      started = true;
      requestAnimationFrame(() => { reached("shown", now()); start.click(); });
    }
    const field = document.querySelector("textarea");
    if (field && !typing) {
      typing = true;
      requestAnimationFrame(() => document.activeElement === field && reached("typing", now()));
    }
  }).observe(document, { childList: true, subtree: true });
}
""".replace("HOST", HOST)


async def phone(job: Job) -> Figures:
    """Medians in seconds, each time with an empty cache."""
    chat = f"http://127.0.0.1:{job.ports[0]}"
    async with website(chat) as port, opened(port) as found:
        framed = [await in_the_frame(found) for _ in range(TIMES)]
        alone = [await on_its_own(found, chat) for _ in range(TIMES)]
    return {
        "frame_shown": median(times["shown"] - times["pressed"] for times in framed) / 1000,
        "frame_typing": median(times["typing"] - times["pressed"] for times in framed) / 1000,
        "page_typing": median(times["typing"] - times["asked"] for times in alone) / 1000,
    }


@asynccontextmanager
async def website(chat: str) -> AsyncIterator[int]:
    """A website with the chat, on a port of its own; it says one page to everybody."""
    body = HOST_PAGE.format(chat=chat, key=SITE_KEY).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield int(server.sockets[0].getsockname()[1])


@asynccontextmanager
async def opened(port: int) -> AsyncIterator[Browser]:
    """A browser for which the website is on this port."""
    found = browser.find()
    arguments = [*browser.QUIET, *TOGETHER, f"--host-resolver-rules=MAP {HOST}:80 127.0.0.1:{port}"]
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=str(found.path),
            env={**os.environ, **found.environment},
            args=arguments,
        )
        try:
            yield started
        finally:
            await started.close()


@dataclass
class Seen:
    """When each thing happened on one phone, in milliseconds."""

    times: dict[str, float]
    can_type: asyncio.Event

    def reached(self, what: str, at: float) -> None:
        self.times.setdefault(what, at)
        if what == "typing":
            self.can_type.set()


@asynccontextmanager
async def slow(found: Browser) -> AsyncIterator[tuple[Page, Seen]]:
    """A page in a browser that knows nothing yet, and what is seen on it."""
    context = await found.new_context(viewport={"width": 390, "height": 844})
    page, seen = await context.new_page(), Seen({}, asyncio.Event())
    await page.expose_binding("reached", lambda _, what, at: seen.reached(what, at))
    await page.add_init_script(WATCH)
    tools = await context.new_cdp_session(page)
    await tools.send("Network.enable")
    await tools.send("Network.emulateNetworkConditions", SLOW_LINE)
    await tools.send("Emulation.setCPUThrottlingRate", SLOW_CPU)
    try:
        yield page, seen
    finally:
        await context.close()


async def in_the_frame(found: Browser) -> dict[str, float]:
    async with slow(found) as (page, seen):
        await page.goto(f"http://{HOST}/")
        await page.click("button")
        await asyncio.wait_for(seen.can_type.wait(), PATIENCE)
        return seen.times


async def on_its_own(found: Browser, chat: str) -> dict[str, float]:
    async with slow(found) as (page, seen):
        await page.goto(f"{chat}/chat/")
        await asyncio.wait_for(seen.can_type.wait(), PATIENCE)
        return seen.times
