"""The waiting room: one press leads in, Go leads into the talk, a pause holds the place."""

import asyncio
import time
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from demo.cast import NOOR, ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House
from tests.e2e.seeker import Seeker

pytestmark = pytest.mark.asyncio(loop_scope="session")

CLOSED_ALL_WEEK = """UPDATE helpline_line SET hours = '{"zone": "UTC", "week": {}}'"""
# How a door stands is remembered for a second.
KNOWN_AGAIN = 1.2
ALWAYS_OPEN = "UPDATE helpline_line SET hours = '{}', most_waiting = NULL"


@pytest.fixture
def changed_line(house: House) -> Iterator[House]:
    """A house whose line may be set up otherwise, and is as before afterwards."""
    yield house
    house.books.change(ALWAYS_OPEN)
    time.sleep(KNOWN_AGAIN)


async def test_one_press_leads_into_the_line_and_go_into_the_talk(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.told(seeker.words.in_line)
    await robin.is_offered("Web")
    await expect(seeker.place.locator(".band h2")).to_have_text("A few minutes")
    await robin.meet()

    await seeker.told(seeker.words.ready, "Robin")
    await expect(seeker.place.get_by_role("textbox")).to_have_count(0)
    await seeker.button(seeker.words.minute).click()
    await expect(seeker.place.locator(".go")).to_contain_text("Robin waits.")
    await seeker.button(seeker.words.go).click()
    await seeker.told(seeker.words.here, "Robin")
    await expect(seeker.field).to_be_focused()
    await expect(robin.field).to_be_editable()
    await robin.say("Hello. I am Robin.")
    await seeker.sees("Hello. I am Robin.")
    await seeker.say("hello")
    await robin.sees("hello")


async def test_who_has_just_written_is_not_asked(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("is anybody there?")
    await seeker.acknowledged()
    await robin.take()
    await seeker.told(seeker.words.here, "Robin")
    await expect(seeker.place.locator(".go")).to_have_count(0)


async def test_a_pause_is_held_and_ended_by_the_one_who_made_it(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("one second")
    await robin.take()
    await seeker.told(seeker.words.here, "Robin")
    await seeker.choose(seeker.words.pause)
    await seeker.told(seeker.words.paused)
    await seeker.button(seeker.words.go_on).click()
    await seeker.told(seeker.words.here, "Robin")
    await robin.say("Good that you are back.")
    await seeker.sees("Good that you are back.")
    await seeker.choose(seeker.words.pause)
    await seeker.told(seeker.words.paused)
    # Writing is going on, too.
    await seeker.say("i am here")
    await seeker.told(seeker.words.here, "Robin")


async def test_another_person_comes_and_no_reason_is_asked(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hello")
    await robin.take()
    await robin.say("Hi, this is Robin.")
    await seeker.sees("Hi, this is Robin.")
    noor = await crowd.desk(NOOR)
    await seeker.choose(seeker.words.another)
    await expect(robin.rows).to_have_count(0)
    await expect(robin.offer).to_have_count(0)
    await noor.take()
    await seeker.told(seeker.words.here, "Noor")
    await noor.sees("hello")


async def test_a_closed_line_says_so_at_once_and_where_else_to_turn(
    changed_line: House, crowd: Crowd
) -> None:
    house = changed_line
    house.books.change(CLOSED_ALL_WEEK)
    await asyncio.sleep(KNOWN_AGAIN)
    seeker = Seeker(await crowd.page("en", 390, 844), "en")
    await seeker.visit(f"{house.base}/chat/")
    await seeker.told(seeker.words.closed)
    await expect(seeker.button(seeker.words.start)).to_have_count(0)
    await expect(seeker.place.get_by_text("Call 911.")).to_be_visible()
    assert house.books.count("helpline_conversation") == 0


async def test_a_line_that_closes_meanwhile_gives_the_words_back(
    changed_line: House, crowd: Crowd
) -> None:
    house = changed_line
    seeker = Seeker(await crowd.page("en", 390, 844), "en")
    await seeker.visit(f"{house.base}/chat/")
    await expect(seeker.button(seeker.words.start)).to_be_visible()
    house.books.change("UPDATE helpline_line SET most_waiting = 0")
    await asyncio.sleep(KNOWN_AGAIN)
    await seeker.start()
    await seeker.told("Too many wait just now.")
    assert house.books.count("helpline_conversation") == 0
