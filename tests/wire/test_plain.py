"""The chat without scripts over the wire: one queue with all others, whichever process answers."""

import asyncio
from collections.abc import Mapping

import httpx
import pytest

from tests.textbrowser import Reply, TextBrowser
from tests.wire.conftest import Doors
from tests.wire.world import World

pytestmark = pytest.mark.asyncio


def plain(world: World, *, process: int = 0, address: str = "") -> TextBrowser:
    """A text browser at this process, from this address."""
    headers = {"X-Forwarded-For": address} if address else {}
    client = httpx.Client(timeout=60, headers=headers)

    def made(answer: httpx.Response) -> Reply:
        return Reply(answer.status_code, answer.headers, answer.text)

    def get(url: str) -> Reply:
        return made(client.get(url))

    def post(url: str, fields: Mapping[str, str]) -> Reply:
        return made(client.post(url, data=dict(fields)))

    browser = TextBrowser(get, post)
    browser.open(f"{world.url('/chat/plain/', process)}?line=wire")
    return browser


async def test_a_talk_between_a_text_browser_and_a_console(world: World, doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await asyncio.to_thread(plain, world)
    await asyncio.to_thread(seeker.press, "Start")
    offer = await ada.offered()
    view = await ada.accept(offer.conversation)
    assert view.channel == "web"
    await asyncio.to_thread(seeker.press, "Look for new words")
    assert "Ada is ready." in seeker.text
    await asyncio.to_thread(seeker.press, "Go")
    await ada.step("ready")
    await ada.say(offer.conversation, "I am here")
    await asyncio.to_thread(seeker.frame)
    assert "I am here" in seeker.text
    await asyncio.to_thread(seeker.follow, "Look again")
    assert "I am here" in seeker.text


async def test_words_of_the_plain_page_are_heard_at_once_in_every_process(
    world: World, doors: Doors
) -> None:
    ada = await doors.on_shift("Ada", process=-1)
    seeker = await asyncio.to_thread(plain, world, process=0)
    await asyncio.to_thread(seeker.press, "Start")
    offer = await ada.offered()
    assert (await ada.accept(offer.conversation)).presence == "here"
    await asyncio.to_thread(seeker.press, "Look for new words")
    await asyncio.to_thread(seeker.press, "Go")
    await asyncio.to_thread(seeker.press, "Send", words="hello from a form")
    await ada.hears("hello from a form")
    await asyncio.to_thread(seeker.press, "Exit now")
    assert seeker.reply.status == 303
    await ada.step("exited")


async def test_one_token_is_the_same_person_by_every_door(world: World, doors: Doors) -> None:
    talk = await doors.talk("by the socket")
    seeker = await asyncio.to_thread(plain, world)
    fields = {"t": talk.seeker.token, "line": "wire", "do": "look"}
    await asyncio.to_thread(seeker.send, "/chat/plain/", fields)
    assert "by the socket" in seeker.text
    await asyncio.to_thread(seeker.press, "Send", words="by a form")
    await talk.seeker.hears("by a form")
    await talk.ada.hears("by a form")


async def test_a_double_press_in_two_processes_stores_once(world: World, doors: Doors) -> None:
    seeker = await asyncio.to_thread(plain, world)
    await asyncio.to_thread(seeker.press, "Start")
    form = next(form for form in seeker.page.forms if "Send" in form.buttons)
    fields = {**form.fields, "do": "say", "words": "pressed twice"}
    async with httpx.AsyncClient(timeout=60) as client:
        answers = await asyncio.gather(
            *(client.post(world.url("/chat/plain/", n), data=fields) for n in range(6))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert world.store.count("transcripts_message") == 1
    assert world.store.count("helpline_conversation") == 1


async def test_a_double_press_on_start_is_one_place_in_line(world: World) -> None:
    seeker = await asyncio.to_thread(plain, world)
    form = next(form for form in seeker.page.forms if "Start" in form.buttons)
    fields = {**form.fields, "do": "start"}
    async with httpx.AsyncClient(timeout=60) as client:
        await asyncio.gather(
            *(client.post(world.url("/chat/plain/", n), data=fields) for n in range(6))
        )
    assert world.store.count("helpline_conversation") == 1


async def test_a_ticket_that_two_bring_at_once_opens_one_look(world: World) -> None:
    seeker = await asyncio.to_thread(plain, world)
    await asyncio.to_thread(seeker.press, "Start")
    (ticket,) = seeker.page.frames
    async with httpx.AsyncClient(timeout=60) as client:
        answers = await asyncio.gather(*(client.get(world.url(ticket, n)) for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200, *[410] * 5]
