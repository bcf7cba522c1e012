"""P5: a counsellor's browser dies with three talks; they are back in the queue, at their place."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from helpline import protocol
from routing import presence
from tests.faults import sizes
from tests.faults.kit import house
from tests.wire.client import Console, Seeker, Socket, opened
from tests.wire.store import Store

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(0)]

TALKS = 3
# A process renews the leases of those who have beaten together, so much later at most.
RENEWED, PATIENCE = 1.5, 60.0
NOTICED = 5.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, on_sqlite: bool) -> Iterator[house.House]:
    build = house.embedded if on_sqlite else house.scaled
    with build(tmp_path_factory.mktemp("lost"), 2) as made:
        yield made


@pytest.fixture(scope="module")
def store(home: house.House) -> Store:
    made = home.store()
    made.run("UPDATE helpline_counsellor SET capacity = %s", TALKS)
    return made


class Doors:
    """Opens sockets to the house, and closes at the end what is left of them."""

    def __init__(self, home: house.House) -> None:
        self.home = home
        self.sockets: list[Socket] = []

    async def console(self, number: int) -> Console:
        cookie = f"desk={self.home.people[number].session}"
        made = Console(await self._open("/ws/console/", ("Cookie", cookie)))
        self.sockets.append(made)
        await made.hello()
        await made.here()
        return made

    async def seeker(self, text: str) -> None:
        made = Seeker(await self._open("/ws/chat/"))
        self.sockets.append(made)
        await made.hello()
        await made.say(text)

    async def _open(self, path: str, *more: tuple[str, str]) -> Any:
        url = f"ws://127.0.0.1:{self.home.ports[0]}{path}"
        return await opened(url, [("Origin", self.home.origin), *more])


@pytest_asyncio.fixture(loop_scope="module")
async def doors(home: house.House) -> AsyncIterator[Doors]:
    made = Doors(home)
    yield made
    await asyncio.gather(*(socket.leave() for socket in made.sockets))


def lease_of(store: Store, counsellor: str) -> timedelta:
    """How long this counsellor's lease has to run."""
    statement = "SELECT lease_until FROM routing_shift WHERE counsellor_id = %s"
    until = store.one(statement, counsellor)
    moment = datetime.fromisoformat(until) if isinstance(until, str) else until
    return moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)


def run_down(store: Store, counsellor: str, left: float) -> None:
    """All but so many seconds of this lease go by in a moment."""
    soon = datetime.now(UTC) + timedelta(seconds=left)
    statement = "UPDATE routing_shift SET lease_until = %s WHERE counsellor_id = %s"
    store.run(statement, soon, counsellor)


async def renewed(store: Store, counsellor: str) -> None:
    """Wait until a beat has given this counsellor a whole lease."""
    until = time.monotonic() + PATIENCE
    while lease_of(store, counsellor).total_seconds() < presence.LEASE_SECONDS - 15:
        assert time.monotonic() < until, "no beat was heard"
        await asyncio.sleep(0.05)


async def all_waiting(store: Store, patience: float) -> float:
    """Wait until all talks are in the queue, as long as this; returns the seconds it took."""
    began = time.monotonic()
    while (took := time.monotonic() - began) < patience:
        states = await asyncio.to_thread(store.run, "SELECT state FROM helpline_conversation")
        if states == [("waiting",)] * TALKS:
            break
        await asyncio.sleep(0.05)
    return took


@pytest.mark.promise("P5", "Whose counsellor is lost waits again, at their place")
async def test_a_browser_that_dies_gives_back_all_it_held(
    doors: Doors, store: Store, size: sizes.Size, figures: Callable[..., None]
) -> None:
    robin, words = doors.home.people[0].id, [f"I wait, {number}" for number in range(TALKS)]
    browser = await doors.console(0)
    for text in words:
        await doors.seeker(text)
    views = [await browser.accept((await browser.offered()).conversation) for _ in range(TALKS)]
    run_down(store, robin, left=20.0)
    await browser.send(protocol.Beat())
    await renewed(store, robin)
    browser.connection.transport.abort()
    # The soak waits as long as life does; a test on every change turns the clock.
    turned = size.name != "soak"
    if turned:
        await asyncio.sleep(RENEWED)
        run_down(store, robin, left=1.0)
    lease = 1.0 if turned else presence.LEASE_SECONDS
    longest = lease + NOTICED * size.room
    took = await all_waiting(store, longest)
    figures(lease_s=lease, back_in_the_queue_s=round(took, 1))
    assert took < longest
    assert store.run("SELECT status, load FROM routing_shift") == [("away", 0)]
    other = await doors.console(1)
    shown = [await other.accept((await other.offered()).conversation) for _ in range(TALKS)]
    before = {view.conversation: (view.since, view.messages[0].text) for view in views}
    after = {view.conversation: (view.since, view.messages[0].text) for view in shown}
    assert after == before
    assert sorted(text for _, text in after.values()) == words
    assert [view.since for view in shown] == sorted(view.since for view in shown)
