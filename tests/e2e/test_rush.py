"""A rush: pages work a little before they come in, stay alive meanwhile, and nobody has to know."""

import re
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Request, expect

from tests.e2e import houses
from tests.e2e.conftest import watched
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.proxy import Proxy
from tests.e2e.seeker import Seeker
from tests.servers import free_port

pytestmark = pytest.mark.asyncio(loop_scope="session")

FEW = {"TRUSTED_PROXIES": "1", "CHATS_PER_MINUTE": "1", "CHATS_PER_HOUR": "1"}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Proxy]]:
    """A house whose line takes two new chats in a minute for a rush, and the proxy before it."""
    port = free_port()
    proxy = Proxy(port, port)
    proxy.start()
    room = tmp_path_factory.mktemp("rush")
    with houses.embedded(room, port=port, front=proxy.port, more=FEW) as house:
        yield house, proxy
    proxy.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(street: tuple[House, Proxy], browser: Browser) -> AsyncIterator[Crowd]:
    async with watched(browser, street[0]) as people:
        yield people


def noted(files: list[str]) -> Callable[[Request], None]:
    def note(request: Request) -> None:
        files.append(request.url)

    return note


async def test_in_a_rush_the_page_works_and_comes_in(
    street: tuple[House, Proxy], crowd: Crowd
) -> None:
    house, proxy = street
    for number in range(3):
        proxy.address = f"8.8.8.{number + 1}"
        seeker = Seeker(await crowd.page(width=390, height=844), "en")
        files: list[str] = []
        seeker.page.on("request", noted(files))
        await seeker.visit(f"{house.base}/chat/")
        await seeker.start()
        await seeker.told(seeker.words.in_line, within=30)
        await seeker.say("I am here")
        await seeker.acknowledged()
        worked = any(re.search(r"/aid-[\w-]+\.js$", url) for url in files)
        assert worked == (number > 0)
    assert house.books.count("helpline_conversation") == 3
    assert house.books.count("helpline_conversation WHERE priority < 0") == 0


async def test_who_comes_by_hand_in_a_rush_waits_behind(
    street: tuple[House, Proxy], crowd: Crowd
) -> None:
    house, proxy = street
    proxy.address = "8.8.4.4"
    page = await crowd.page(scripts=False)
    await page.goto(f"{house.base}/chat/plain/")
    await page.get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator(".now")).to_contain_text("You are in line.")
    assert house.books.count("helpline_conversation WHERE priority < 0") == 1


async def test_no_address_is_kept(street: tuple[House, Proxy], crowd: Crowd) -> None:
    house, _ = street
    rows = str(house.books.rows("SELECT * FROM helpline_seeker"))
    rows += str(house.books.rows("SELECT * FROM helpline_conversation"))
    assert "8.8." not in rows
    assert "8.8." not in house.chat.last_words()
