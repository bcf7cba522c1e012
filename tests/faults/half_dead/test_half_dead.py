"""One direction of a line is dead: noticed within half a minute, said, reconnected, nothing lost.

All at once, and through the same proxy: a widget and a console in Chromium for each direction, and
fifty lines for each direction of the pages' own socket without a browser.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, ExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from demo.cast import NOOR, ROBIN, SITE_KEY, Person
from tests.e2e import houses
from tests.e2e.conftest import watched
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker
from tests.faults import sizes
from tests.faults.half_dead.lines import Lines
from tests.faults.kit.proxy import Connection, Proxy
from tests.servers import free_port

pytestmark = pytest.mark.asyncio(loop_scope="session")

LINES = 50
# As promised, and how long a busy machine is waited for.
NOTICED, WAITED = 30.0, 90.0
# What a browser says of a line that goes is part of the story.
CUT = r"WebSocket connection to|Failed to load resource"


@pytest_asyncio.fixture(loop_scope="session")
async def proxy() -> AsyncIterator[Proxy]:
    async with Proxy([free_port()]) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def house(proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One process on SQLite, to which everybody comes through the proxy."""
    with ExitStack() as stack:
        opened = houses.embedded(
            tmp_path_factory.mktemp("half-dead"), port=proxy.targets[0], front=proxy.port
        )
        yield await asyncio.to_thread(stack.enter_context, opened)
        await asyncio.to_thread(stack.close)


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(house: House, browser: Browser) -> AsyncIterator[Crowd]:
    async with watched(browser, house) as people:
        people.watch.forgive(CUT)
        yield people


class Ways:
    """Who came through the proxy, and which direction of theirs is to die."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._known: set[Connection] = set()
        self.dead: dict[str, set[Connection]] = {"up": set(), "down": set()}

    def newcomers(self, way: str) -> None:
        """Whoever has come since the last call will lose this direction."""
        fresh = self._proxy.connections - self._known
        self._known |= fresh
        self.dead[way] |= fresh

    def die(self) -> None:
        """Each loses its direction; who tries anew gets nowhere."""
        for connection in self.dead["up"]:
            connection.up.hole()
        for connection in self.dead["down"]:
            connection.down.hole()
        self._proxy.new.up.hole = self._proxy.new.down.hole = True


async def pair(crowd: Crowd, ways: Ways, person: Person, seeker_way: str) -> tuple[Desk, Seeker]:
    """A counsellor and a seeker in talk; each will lose another direction."""
    desk = await crowd.desk(person)
    ways.newcomers("down" if seeker_way == "up" else "up")
    seeker = await crowd.seeker()
    await seeker.say("before")
    ways.newcomers(seeker_way)
    await desk.take()
    await desk.say("I am here")
    await desk.rest()
    await seeker.sees("I am here")
    await seeker.acknowledged()
    return desk, seeker


async def shows(where: Locator, words: str) -> None:
    await expect(where).to_contain_text(words, timeout=WAITED * 1000)


async def everybody_says_so(desks: Iterable[Desk], seekers: Iterable[Seeker]) -> None:
    said = [shows(desk.page.locator("header.top"), "No connection") for desk in desks]
    said += [shows(seeker.strip, seeker.words.cut) for seeker in seekers]
    await asyncio.gather(*said)


async def exchange(desk: Desk, seeker: Seeker, mine: str, theirs: str) -> None:
    """Both sides have everything, once and in order, and the line carries both ways again."""
    await seeker.told(seeker.words.here, desk.person.shift_name, within=WAITED)
    await expect(desk.said(theirs)).to_have_count(1, timeout=WAITED * 1000)
    await expect(desk.field).to_have_value(mine)
    await desk.field.press("Enter")
    await seeker.sees(mine)
    wanted = ["before", "I am here", theirs, mine]
    for log in (seeker.log.locator("li.msg .words"), desk.thread.locator(".log li.msg .words")):
        await expect(log).to_have_text(wanted)


def late(seconds: list[float]) -> float:
    """The slowest but one of a hundred."""
    ordered = sorted(seconds)
    return round(ordered[math.ceil(len(ordered) * 0.99) - 1], 1)


@pytest.mark.promise("P13", "A half-dead line is noticed, said and mended")
async def test_a_half_dead_line_is_noticed_said_and_mended_and_loses_nothing(
    proxy: Proxy, house: House, crowd: Crowd, size: sizes.Size, figures: Callable[..., None]
) -> None:
    ways = Ways(proxy)
    async with AsyncExitStack() as stack:
        first = await pair(crowd, ways, ROBIN, "up")
        second = await pair(crowd, ways, NOOR, "down")
        url = f"{house.base.replace('http', 'ws', 1)}/ws/chat/"
        lines = await stack.enter_async_context(Lines(url, house.base, SITE_KEY))
        for count, way in ((LINES, "up"), (2 * LINES, "down")):
            assert await lines.do(f"open {LINES}") == count
            ways.newcomers(way)

        ways.die()
        begun = await lines.do("speak")
        for desk, seeker in (first, second):
            await desk.field.fill("from the desk")
            await seeker.say("into the dark")
        lost, _ = await asyncio.gather(
            lines.do("lost"), everybody_says_so((first[0], second[0]), (first[1], second[1]))
        )
        seconds = [(moment - begun) / 1000 for moment in lost]
        up, down = seconds[:LINES], seconds[LINES:]
        figures(way="embedded", lines=len(seconds), up_p99_s=late(up), down_p99_s=late(down))
        figures(noticed_s=round(max(seconds), 1))
        assert min(seconds) > 0
        assert max(seconds) <= NOTICED * min(size.room, 2.0)

        proxy.mend()
        assert await lines.do("back") == 2 * LINES
        for desk, seeker in (first, second):
            await exchange(desk, seeker, "from the desk", "into the dark")
        assert await lines.do("read") == 2 * LINES
    [(stored,)] = house.books.rows("SELECT count(*) FROM transcripts_message")
    assert stored == 2 * 4 + 2 * LINES + LINES
