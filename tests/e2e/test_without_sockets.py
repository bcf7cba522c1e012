"""Where no socket gets through the widget asks by itself, and goes back when one does."""

import contextlib

import pytest
from playwright.async_api import Page, Request, WebSocketRoute, expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

POLL = "/chat/poll/"
# Until a page gives up on the socket, and then asks; a loaded machine takes its time.
GIVES_UP = 90.0
# Letters, four seconds apart, within which a page that may have a socket again has one.
TRIES = 15


class Between:
    """What stands between a page and our sockets, until it does not; and what the page asked."""

    def __init__(self, page: Page) -> None:
        self.blocks = True
        self.asked: list[Request] = []
        self.files: list[str] = []
        self.carried = 0
        page.on("request", self._heard)

    def _heard(self, request: Request) -> None:
        if request.url.endswith(POLL):
            self.asked.append(request)
        self.files.append(request.url.rpartition("/")[2])

    async def stand(self, page: Page) -> None:
        await page.route_web_socket("**/ws/chat/", self._meets)

    async def _meets(self, socket: WebSocketRoute) -> None:
        if self.blocks:
            await socket.close()
        else:
            self.carried += 1
            socket.connect_to_server()


async def test_a_talk_without_a_socket(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page(width=390, height=844), "en")
    between = Between(seeker.page)
    await between.stand(seeker.page)
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    assert not [name for name in between.files if name.startswith("aid-")]
    await seeker.told(seeker.words.in_line, within=GIVES_UP)
    await robin.is_offered("Web")
    await seeker.say("no socket here")
    await seeker.acknowledged()
    await robin.take()
    await robin.sees("no socket here")
    await seeker.told(seeker.words.here, "Robin")
    await robin.say("I read you all the same.")
    await seeker.sees("I read you all the same.")
    await seeker.say("good")
    await robin.sees("good")
    assert house.books.count("transcripts_message") == 3
    headers = await between.asked[-1].all_headers()
    assert "cookie" not in headers
    assert "referer" not in headers
    assert headers["origin"] == house.base

    await seeker.page.reload()
    await seeker.told(seeker.words.here, "Robin", within=GIVES_UP)
    await seeker.sees("good")
    await seeker.choose(seeker.words.end)
    await seeker.told(seeker.words.over)
    await robin.wrap_up()


async def test_back_to_the_socket_when_it_gets_through(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    house, crowd = embedded, crowd_of_embedded
    robin = await crowd.desk(ROBIN)
    seeker = Seeker(await crowd.page(), "en")
    between = Between(seeker.page)
    await between.stand(seeker.page)
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.told(seeker.words.in_line, within=GIVES_UP)
    between.blocks = False
    await seeker.say("first by asking")
    await seeker.acknowledged()
    await robin.take()
    await seeker.told(seeker.words.here, "Robin", within=GIVES_UP)
    # Only a socket tells this, and only to who has one by then: Robin writes on until it is seen.
    writing = seeker.place.locator(".writing")
    for _ in range(TRIES):
        await robin.write("m")
        with contextlib.suppress(AssertionError):
            await expect(writing).to_be_visible(timeout=4_000)
            break
    else:
        raise AssertionError(f"no socket carried it; {between.carried} were opened")
    assert between.carried
    await seeker.say("then by the socket")
    await robin.sees("then by the socket")
    assert house.books.count("transcripts_message") == 2


async def test_the_exit_gets_through_without_a_socket(
    embedded: House, crowd_of_embedded: Crowd
) -> None:
    house, crowd = embedded, crowd_of_embedded
    seeker = Seeker(await crowd.page(), "en")
    between = Between(seeker.page)
    await between.stand(seeker.page)
    await seeker.visit(f"{house.base}/chat/")
    await seeker.start()
    await seeker.told(seeker.words.in_line, within=GIVES_UP)
    await seeker.say("hello")
    await seeker.acknowledged()
    # The beacon has an address of its own, which this house may not have yet.
    crowd.watch.forgive("Failed to load resource")
    await seeker.shift_three_times()
    await seeker.is_gone()
    await house.books.come_to(1, "helpline_conversation WHERE exited_at IS NOT NULL")
