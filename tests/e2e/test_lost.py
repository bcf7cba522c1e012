"""What is lost and what is not: a process killed, a network gone, a counsellor vanished."""

import asyncio

import pytest
from playwright.async_api import expect

from demo.cast import NOOR, ROBIN
from tests.e2e.crowd import Crowd
from tests.e2e.houses import House

pytestmark = pytest.mark.asyncio(loop_scope="session")

# What a browser says of a server that is not there is part of these stories.
CUT = r"WebSocket connection to|Failed to load resource|ERR_INTERNET_DISCONNECTED"
# A page that has knocked in vain for a while knocks again after 15 s, if the machine is free.
LONGEST_PAUSE = 60.0
LEASE_AND_A_SWEEP = 120_000


async def test_words_written_while_the_server_is_dead_arrive_once(
    house: House, crowd: Crowd
) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("before")
    await robin.take()
    await robin.say("I am here")
    await seeker.sees("I am here")
    crowd.watch.forgive(CUT)

    # These may be stored already, with nobody left to say so; they must not be stored twice.
    await seeker.say("at the very moment")
    await asyncio.to_thread(house.chat.kill)
    await seeker.say("into the dark")
    await seeker.told(seeker.words.cut)
    await expect(seeker.log.locator(".unsent").last).to_be_visible()
    await seeker.field.fill("a draft")

    house.chat.start()
    await asyncio.to_thread(house.chat.wait)
    await seeker.told(seeker.words.here, "Robin", within=LONGEST_PAUSE)
    await seeker.acknowledged()
    await expect(seeker.field).to_have_value("a draft")
    await expect(robin.said("into the dark")).to_have_count(1, timeout=LONGEST_PAUSE * 1000)
    for words in ("before", "at the very moment", "into the dark"):
        await robin.sees(words)
        await seeker.sees(words)
    assert house.books.count("transcripts_message") == 4
    await robin.say("nothing is lost")
    await seeker.sees("nothing is lost")
    await robin.end()
    await robin.wrap_up()


async def test_a_counsellor_without_a_network_keeps_the_draft(house: House, crowd: Crowd) -> None:
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("hello")
    await robin.take()
    crowd.watch.forgive(CUT)
    await robin.page.context.set_offline(True)
    await expect(robin.page.get_by_text("No connection").first).to_be_visible()
    await robin.field.fill("half a sen")
    await robin.field.press("Enter")
    await expect(robin.field).to_have_value("half a sen")
    await seeker.say("are you there?")
    await robin.page.context.set_offline(False)
    await robin.sees("are you there?")
    await robin.write("tence")
    await robin.field.press("Enter")
    await seeker.sees("half a sentence")
    await robin.end()
    await robin.wrap_up()


async def test_a_vanished_counsellor_gives_the_conversation_back(
    scaled: House, crowd_of_scaled: Crowd
) -> None:
    crowd = crowd_of_scaled
    robin = await crowd.desk(ROBIN)
    seeker = await crowd.seeker()
    await seeker.say("please stay")
    await robin.take()
    await robin.say("I stay")
    await seeker.sees("I stay")
    noor = await crowd.desk(NOOR)
    [since] = scaled.books.rows("SELECT waiting_since FROM helpline_conversation")
    await robin.page.context.close()
    await expect(noor.offer).to_be_visible(timeout=LEASE_AND_A_SWEEP)
    assert scaled.books.rows("SELECT waiting_since FROM helpline_conversation") == [since]
    await seeker.told("Robin is not here any more.")
    await noor.take()
    await noor.sees("please stay")
    await noor.say("I am Noor, I have read it")
    await seeker.told(seeker.words.here, "Noor")
    await noor.end()
    await noor.wrap_up()
