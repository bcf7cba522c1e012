"""One world for all tests of the wire, a clean line for each, and doors to come in by."""

import contextlib
import os
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from websockets.exceptions import InvalidStatus

from tests.services_plugin import CHOSEN
from tests.wire.client import Console, Headers, Seeker, Socket, opened
from tests.wire.world import Phone, World
from tests.wire.world import world as make_world

# Each way of running has its own outages; the other way's are not collected.
collect_ignore = [
    "test_outage_of_servers.py"
    if os.environ.get(CHOSEN) == "sqlite"
    else "test_outage_of_a_file.py"
]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, on_sqlite: bool) -> Iterator[World]:
    with make_world(tmp_path_factory.mktemp("wire"), sqlite=on_sqlite) as made:
        yield made


@pytest.fixture
def alarms_expected() -> list[str]:
    """Asked for by a test that makes processes complain; every other test must not."""
    return []


@pytest.fixture(autouse=True)
def clean(world: World, request: pytest.FixtureRequest) -> Iterator[None]:
    """A line where nobody has said a word, and processes that complain of nothing."""
    phone = Phone(world.phone)
    phone.clear()
    phone.close()
    world.store.forget_everything()
    time.sleep(0.05)  # for what the worker had in hand when its rows went away
    before = world.lengths()
    yield
    world.mend()
    assert all(process.lives() for process in world.processes)
    if "alarms_expected" not in request.fixturenames:
        assert world.alarms(before) == []


@dataclass
class Talk:
    """A conversation under way between a seeker and Ada."""

    seeker: Seeker
    ada: Console
    id: UUID


class Doors:
    """Opens sockets to the world: the seeker's to the first process, the console's to the last."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._open: list[Socket] = []

    async def raw(self, path: str, headers: Headers, process: int = 0) -> Any:
        """A bare websocket with these headers; raises InvalidStatus if it is turned away."""
        url = self.world.url(path, process).replace("http", "ws", 1)
        return await opened(url, headers)

    async def turned_away(self, path: str, headers: Headers) -> int:
        """The HTTP status with which this handshake is refused; 101 if it is not."""
        try:
            connection = await self.raw(path, headers)
        except InvalidStatus as refusal:
            return refusal.response.status_code
        await connection.close()
        return 101

    async def seeker(self, *, process: int = 0, greet: bool = True, **hello: Any) -> Seeker:
        seeker = Seeker(await self.raw("/ws/chat/", [("Origin", self.world.origin)], process))
        self._open.append(seeker)
        if greet:
            await seeker.hello(**hello)
        return seeker

    async def console(self, name: str, *, process: int = -1, greet: bool = True) -> Console:
        cookie = f"desk={self.world.people[name]['session']}"
        headers = [("Origin", self.world.origin), ("Cookie", cookie)]
        console = Console(await self.raw("/ws/console/", headers, process))
        self._open.append(console)
        if greet:
            await console.hello()
        return console

    async def on_shift(self, name: str, *, process: int = -1) -> Console:
        console = await self.console(name, process=process)
        await console.here()
        return console

    async def talk(self, text: str = "Is somebody there?") -> Talk:
        """A seeker who has said `text`, and Ada who has accepted them."""
        ada = await self.on_shift("Ada")
        seeker = await self.seeker()
        await seeker.say(text)
        offer = await ada.offered()
        await ada.accept(offer.conversation)
        await seeker.state("active")
        return Talk(seeker, ada, offer.conversation)

    async def close(self) -> None:
        for socket in self._open:
            with contextlib.suppress(Exception):
                await socket.leave()


@pytest_asyncio.fixture
async def doors(world: World) -> AsyncIterator[Doors]:
    made = Doors(world)
    yield made
    await made.close()


@pytest.fixture
def phone(world: World) -> Iterator[Phone]:
    made = Phone(world.phone)
    made.control()
    yield made
    made.control()
    made.close()
