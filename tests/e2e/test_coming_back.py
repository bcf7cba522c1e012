"""Coming back: a number from the menu opens the talk elsewhere, once; nothing else does."""

import re

import pytest
from playwright.async_api import expect

from demo.cast import ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

NUMBER = re.compile(r"^[2-9]\d\d-[2-9]\d\d-\d{4}$")


async def typed(house: House, crowd: Crowd, number: str) -> Seeker:
    """Somebody at another device who types this number on the first page."""
    seeker = Seeker(await crowd.page("en", 390, 844), "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.place.get_by_text("I have a number to come back").click()
    await seeker.place.get_by_label("Your number").fill(number)
    await seeker.button("Come back").click()
    return seeker


async def test_a_number_opens_the_talk_elsewhere_and_only_once(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    first = await crowd.seeker()
    await first.say("my phone is nearly empty")
    await robin.take()
    await robin.say("Take a number, then.")
    await first.sees("Take a number, then.")
    await first.button(first.words.menu).click()
    await first.place.get_by_role("button", name=re.compile("^Come back later")).click()
    shown = first.place.locator("output")
    await expect(shown).to_have_text(NUMBER)
    number = await shown.inner_text()
    await expect(first.place.locator(".sheet")).to_be_visible()

    second = await typed(house, crowd, number.replace("-", " "))
    await second.sees("my phone is nearly empty")
    await second.sees("Take a number, then.")
    await expect(first.place.locator(".banner")).to_contain_text("Your earlier chat is closed")
    await expect(first.place.locator(".sheet")).to_have_count(0)
    await second.say("here i am again")
    await robin.sees("here i am again")

    third = await typed(house, crowd, number)
    await expect(third.place.locator(".banner")).to_contain_text("This number opens nothing.")
    await expect(third.button(third.words.start)).to_be_visible()
    assert number not in str(await second.page.evaluate("({...sessionStorage})"))


async def test_who_left_in_a_hurry_comes_back_with_their_number(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    first = await crowd.seeker()
    await first.say("he is in the next room")
    await robin.take()
    await first.told(first.words.here, "Robin")
    await first.button(first.words.menu).click()
    await first.place.get_by_role("button", name=re.compile("^Come back later")).click()
    number = await first.place.locator("output").inner_text()
    await first.shift_three_times()
    await first.is_gone()
    await expect(robin.thread).to_contain_text(robin.words.hurry)

    second = await typed(house, crowd, number)
    await second.sees("he is in the next room")
    await second.say("he has left")
    await robin.sees("he has left")
    await robin.say("I am still here.")
    await second.sees("I am still here.")
