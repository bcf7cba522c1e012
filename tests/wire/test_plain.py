"""The chat without scripts on real servers, each step at the next; and nobody's address."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping

import httpx
import pytest

from helpline import protocol
from tests.textbrowser import Reply, TextBrowser
from tests.wire.conftest import Doors
from tests.wire.poller import Poller
from tests.wire.test_silence import hits, in_tables, on_disk, overheard, without
from tests.wire.world import World

pytestmark = pytest.mark.asyncio

PAGE = "/chat/plain/?line=wire"


class Window(TextBrowser):
    """A text browser whose every step goes to the next process; `come` is said with each."""

    def __init__(self, world: World, **come: str) -> None:
        super().__init__(self._fetch, self._bring)
        self.world = world
        self.come = come
        self.steps = 0
        self.shown: list[str] = []
        self._client = httpx.Client(timeout=20)

    def url(self, address: str) -> str:
        self.steps += 1
        return self.world.url(address, self.steps)

    def _fetch(self, address: str) -> Reply:
        return self._made(self._client.get(self.url(address), headers=self.come))

    def _bring(self, address: str, fields: Mapping[str, str]) -> Reply:
        return self._made(self._client.post(self.url(address), data=fields, headers=self.come))

    def _made(self, answer: httpx.Response) -> Reply:
        assert "set-cookie" not in answer.headers
        self.shown.append(f"{answer.headers}{answer.text}")
        return Reply(answer.status_code, dict(answer.headers), answer.text)

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def window(world: World) -> Iterator[Window]:
    world.store.run("UPDATE helpline_line SET ready_check = %s", False)
    made = Window(world)
    made.open(PAGE)
    yield made
    made.close()
    world.store.run("UPDATE helpline_line SET ready_check = %s", True)


async def at_once(window: Window, times: int) -> Counter[int]:
    """The last form, brought by so many at the same moment; the statuses of the answers."""
    address, fields = window.posted
    async with httpx.AsyncClient(timeout=20) as client:
        sent = [client.post(window.url(address), data=fields) for _ in range(times)]
        return Counter(answer.status_code for answer in await asyncio.gather(*sent))


async def test_a_whole_talk(window: Window, doors: Doors) -> None:
    window.press("Start")
    assert "You are in line." in window.text
    ada = await doors.on_shift("Ada")
    offer = await ada.offered()
    await ada.accept(offer.conversation)
    window.press("Send", words="is somebody there?")
    await ada.hears("is somebody there?")
    window.press("Look for new words")
    assert "Ada is here" in window.text

    page = window.page
    await ada.say(offer.conversation, "I am here")
    window.frame()
    assert "I am here" in window.text
    window.open(window.reply.headers["refresh"].partition("url=")[2])
    assert "I am here" in window.text
    window.page = page
    window.press("Send", words="thank you")
    await ada.hears("thank you")
    assert "I am here" in window.text

    window.press("End the chat")
    window.press("Do this", choice="erase")
    assert "were erased" in window.text
    await ada.step("wrapped")


async def test_a_press_that_comes_many_times_at_once_is_one(window: Window, world: World) -> None:
    window.press("Start")
    assert await at_once(window, 6) == {200: 6}
    assert world.store.count("helpline_seeker") == world.store.count("helpline_conversation") == 1
    window.press("Send", words="once")
    assert await at_once(window, 6) == {200: 6}
    assert world.store.count("transcripts_message") == 1


async def test_first_words_that_come_many_times_at_once_open_one_talk(
    window: Window, world: World
) -> None:
    form = window.page.forms[-1]
    window.posted = form.action, {**form.fields, "do": "start"}
    assert await at_once(window, 6) == {200: 6}
    assert world.store.count("helpline_conversation") == 1


async def test_of_many_who_bring_one_ticket_one_gets_the_look(window: Window) -> None:
    window.press("Start")
    (ticket,) = window.page.frames
    async with httpx.AsyncClient(timeout=20) as client:
        looks = [client.get(window.url(ticket)) for _ in range(8)]
        answers = await asyncio.gather(*looks)
    assert Counter(answer.status_code for answer in answers) == {200: 1, 410: 7}


async def test_the_exit_is_told_and_leads_away(window: Window, doors: Doors, world: World) -> None:
    window.press("Start")
    window.press("Send", words="hello")
    ada = await doors.on_shift("Ada")
    offer = await ada.offered()
    await ada.accept(offer.conversation)
    window.press("Look for new words")
    (ticket,) = window.page.frames
    window.press("Exit now")
    assert window.reply.status == 303
    away = world.store.one("SELECT exit_url FROM helpline_line WHERE slug = 'wire'")
    assert window.reply.headers["location"] == away
    await ada.step("exited")
    window.open(ticket)
    assert window.reply.status == 410
    assert "hello" not in window.text


# ---- nobody's address --------------------------------------------------------------------------


def somebody() -> tuple[str, str]:
    """An address of each kind that nobody has and that nothing else here could hold by chance."""
    last = [secrets.randbelow(200) + 50 for _ in range(3)]
    tail = ":".join(f"{secrets.randbelow(0x6FFF) + 0x1000:x}" for _ in range(4))
    return f"93.{last[0]}.{last[1]}.{last[2]}", f"2a03:9b7c:4d21:5e83:{tail}"


async def everything_with(world: World, doors: Doors, address: str) -> list[str]:
    """Every way in, from this address, with faults; what was shown meanwhile."""
    come = {"X-Forwarded-For": address, "X-Real-IP": address, "Forwarded": f"for={address}"}
    window = Window(world, **come)
    window.open(PAGE)
    window.press("Start")
    window.press("Send", words="hello")
    window.frame()
    poller = Poller(world, address=address)
    await poller.ask()
    await poller.say("hello")
    await poller.post(b"\xff nonsense")
    headers = [("Origin", world.origin), ("X-Forwarded-For", address)]
    socket = await doors.raw("/ws/chat/", headers)
    await socket.send(protocol.encode(protocol.Hello(site="site", code="2045550123")).decode())
    await socket.send("nonsense")
    await socket.close()
    with without(world, "helpline_conversation"):
        window.open(PAGE)
        window.press("Start")
        await poller.post(protocol.encode({"hello": protocol.Hello(site="site"), "frames": []}))
    with without(world, "helpline_line"):
        window.open(PAGE)
        for path in ("/chat/", "/widget/?site=site", "/nowhere/", "/in/sms/message"):
            window.open(path)
    window.close()
    await poller.close()
    return [*window.shown, *poller.heard]


async def test_an_address_is_nowhere(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    four, six = somebody()
    secret = [four, six, six.upper(), ":".join(six.split(":")[:4]), six.replace(":", "")]
    with overheard(world) as heard:
        shown = [page for each in (four, six) for page in await everything_with(world, doors, each)]
        async with httpx.AsyncClient() as client:
            figures = {url: (await client.get(url)).content for url in world.figures()}
        tables, disk = in_tables(world), on_disk(world)
    spoken = {process.name: process.said().encode() for process in world.processes}
    pages = {f"page {number}": page.encode() for number, page in enumerate(shown)}
    bells = {"redis": "\n".join(heard).encode()}
    # They were counted: under a hash.
    assert world.redis is None or hits(bells, ["limits:"])
    assert hits(tables, ["Wire line"])
    assert hits({**tables, **disk, **spoken, **pages, **figures, **bells}, secret) == []
