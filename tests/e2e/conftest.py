"""Houses to test in, people who come to them, and what is held against every page they open."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.conftest import Axe
from tests.e2e import houses
from tests.e2e.album import Album
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

# A loaded machine may be slow; nothing here is measured.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def scaled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """PostgreSQL, Redis, a worker, and two web processes: one for the chat, one for consoles."""
    with houses.scaled(tmp_path_factory.mktemp("scaled")) as house:
        yield house


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """`manage.py serve --demo`, with SQLite."""
    with houses.embedded(tmp_path_factory.mktemp("embedded")) as house:
        yield house


@pytest.fixture(params=["scaled", "embedded"])
def house(request: pytest.FixtureRequest) -> House:
    """Each of the two ways of running, with nobody in it."""
    found: House = request.getfixturevalue(request.param)
    found.empty()
    return found


@pytest.fixture(scope="session")
def album(axe: Axe) -> Album:
    return Album(axe)


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(house: House, browser: Browser) -> AsyncIterator[Crowd]:
    """Opens browsers for people; no page of theirs may complain or look elsewhere."""
    async with watched(browser, house) as people:
        yield people


@pytest_asyncio.fixture(loop_scope="session")
async def crowd_of_scaled(scaled: House, browser: Browser) -> AsyncIterator[Crowd]:
    """The same, for what needs to be seen in one house only."""
    scaled.empty()
    async with watched(browser, scaled) as people:
        yield people


@pytest_asyncio.fixture(loop_scope="session")
async def crowd_of_embedded(embedded: House, browser: Browser) -> AsyncIterator[Crowd]:
    embedded.empty()
    async with watched(browser, embedded) as people:
        yield people


@asynccontextmanager
async def watched(browser: Browser, house: House) -> AsyncIterator[Crowd]:
    people = Crowd(browser, house)
    try:
        yield people
    finally:
        await people.leave()
    people.watch.verdict()
