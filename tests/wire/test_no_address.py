"""Whole conversations by every door from known addresses, then a search of everything for them."""

import asyncio

import httpx
import pytest

from helpline import protocol
from tests.wire.client import Seeker
from tests.wire.conftest import Doors
from tests.wire.poller import Poller
from tests.wire.test_plain import plain
from tests.wire.test_silence import hits, in_tables, on_disk, overheard, without
from tests.wire.world import World

pytestmark = pytest.mark.asyncio

OLD, NEW = "8.26.56.126", "2a00:1450:4001:82b:1234:5678:9abc:def1"
FORMS = [OLD, NEW, "8.26.56", "2a00:1450:4001:82b", "2a0014504001082b"]


async def by_the_socket(world: World, doors: Doors, address: str) -> str:
    headers = [("Origin", world.origin), ("X-Forwarded-For", address)]
    seeker = Seeker(await doors.raw("/ws/chat/", headers))
    await seeker.hello()
    await seeker.say("by the socket")
    await seeker.raw('{"type":"nonsense"}')
    await seeker.wait(protocol.Refusal)
    await seeker.send(protocol.Exit())
    await seeker.leave()
    return seeker.token


async def by_polls(world: World, address: str) -> None:
    poller = Poller(world, address=address)
    await poller.ask()
    await poller.say("by a poll")
    await poller.post(b"nonsense")
    await poller.ask(protocol.End())
    poller.token = "forged"
    assert (await poller.ask()).code() == "token"
    await poller.close()


async def by_forms(world: World, address: str) -> None:
    seeker = await asyncio.to_thread(plain, world, address=address)
    await asyncio.to_thread(seeker.press, "Start")
    await asyncio.to_thread(seeker.press, "Send", words="by a form")
    page = seeker.page
    await asyncio.to_thread(seeker.frame)
    seeker.page = page
    await asyncio.to_thread(seeker.press, "Exit now")


async def pages_that_fail(world: World, address: str, shown: list[str]) -> None:
    headers = {"X-Forwarded-For": address, "X-Real-IP": address, "Forwarded": f"for={address}"}
    async with httpx.AsyncClient(headers=headers, timeout=60) as client:

        async def get(*paths: str) -> None:
            shown.extend([(await client.get(world.url(path))).text for path in paths])

        await get("/nowhere/", "/chat/plain/new?see=x", "/chat/plain/?line=nowhere", "/readyz")
        with without(world, "helpline_line"):
            await get("/chat/plain/", "/chat/")
            fields = {"t": "x", "do": "say", "words": "into the dark"}
            answer = await client.post(world.url("/chat/plain/"), data=fields)
            assert "into the dark" in answer.text
            shown.append(answer.text)


async def test_no_address_is_anywhere(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    shown: list[str] = []
    with overheard(world) as heard:
        for address in (OLD, NEW, f"[{NEW}]:5061", f"{OLD}:5061"):
            await by_the_socket(world, doors, address)
            await by_polls(world, address)
            await by_forms(world, address)
        await pages_that_fail(world, OLD, shown)
        # Far more than one address may open: it is turned away, and told as nobody.
        crowd = [Poller(world, address=OLD) for _ in range(4)]
        for each in crowd:
            await each.ask()
            await each.close()
        async with httpx.AsyncClient(timeout=60) as client:
            figures = {url: (await client.get(url)).content for url in world.figures()}
        tables, disk = in_tables(world), on_disk(world)
    spoken = {process.name: process.said().encode() for process in world.processes}
    pages = {f"page {number}": page.encode() for number, page in enumerate(shown)}
    redis = {"redis": "\n".join(heard).encode()}
    # The search looks in the right places: what is counted is there, under a hash.
    assert hits(tables, ["Wire line"])
    assert hits(figures, ["helpline_"])
    assert world.redis is None or hits(redis, ["limits:chats:"])
    for place in (tables, disk, figures, spoken, pages, redis):
        assert hits(place, FORMS) == []
