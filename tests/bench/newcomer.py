"""Somebody at the desk for the first time sends a place by text, at the pace of a person.

The pace is that of the keystroke-level model (Card, Moran and Newell, 1980): 0.28 s for a key of
somebody who does not type for a living, and 1.35 s before everything that must be thought about
or looked at. What is written under the field is all that they know.
"""

import asyncio
from dataclasses import dataclass
from time import perf_counter

from playwright.async_api import expect

from demo.cast import PHONES, ROBIN
from helpline.segments import measure
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.phone import Phone

KEY, THOUGHT = 0.28, 1.35


@dataclass(frozen=True)
class Wish:
    """What is texted in French, what somebody at a desk in `locale` types, and what must come."""

    words: str
    locale: str
    typed: str
    comes: str


WISHES = (
    Wish("un repas chaud, quelque part?", "fr", "repas", "vendredi"),
    # A slip of the finger, and no accent.
    Wish("où laver mon linge?", "fr", "lesive vetements", "lessive"),
    Wish("je veux laver mon linge et me doucher", "en", "shower", "douche"),
    Wish("j’ai besoin d’un avocat ou de quelqu’un pour le tribunal", "en", "court", "tribunal"),
    Wish("il me faut des condoms", "fr", "preservatifs", "Kamloops"),
    Wish("un logement pour quelque temps", "fr", "logement", "204-"),
)


@dataclass(frozen=True)
class Took:
    """Seconds until the place stands sent: since their words stand on the desk, and since `/`."""

    words: float
    slash: float


async def journeys(crowd: Crowd) -> list[Took]:
    return [await journey(crowd, wish) for wish in WISHES]


async def journey(crowd: Crowd, wish: Wish) -> Took:
    crowd.house.empty()
    desk = await crowd.desk(ROBIN, wish.locale)
    phone = await crowd.phone(PHONES[0], "fr")
    await phone.text(wish.words)
    await desk.take()
    await desk.sees(wish.words)
    began = perf_counter()
    typing = await send(desk, wish)
    took = Took(perf_counter() - began, perf_counter() - typing)
    await comes(phone, wish)
    await crowd.leave()
    return took


async def send(desk: Desk, wish: Wish) -> float:
    """Returns when `/` was pressed."""
    press = desk.page.keyboard.press
    await asyncio.sleep(THOUGHT)
    began = perf_counter()
    for letter in f"/{wish.typed}":
        await desk.page.keyboard.type(letter)
        await asyncio.sleep(KEY)
    await asyncio.sleep(THOUGHT)
    await look_down(desk, wish)
    await press("Enter")
    await asyncio.sleep(KEY + THOUGHT)
    words = await desk.field.input_value()
    if measure(words).texts != 1:
        raise RuntimeError(f"{wish.comes} does not fit into one text")
    await press("Enter")
    await expect(desk.field).to_have_value("")
    await expect(desk.thread.locator(".msg.mine .words").last).to_contain_text(words[:20])
    return began


async def look_down(desk: Desk, wish: Wish) -> None:
    """Down the list until what stands beside it is what they want: a look for each."""
    for _row in range(12):
        if wish.comes in await desk.page.locator(".palette blockquote").inner_text():
            return
        await desk.page.keyboard.press("ArrowDown")
        await asyncio.sleep(KEY + THOUGHT)
    raise RuntimeError(f"{wish.comes} is not found by {wish.typed}")


async def comes(phone: Phone, wish: Wish) -> None:
    """It is the right one, and in French, on their phone."""
    await expect(phone.log.locator(".words").last).to_contain_text(wish.comes, timeout=30_000)
