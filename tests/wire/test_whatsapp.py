"""WhatsApp is one adapter file: what is true of a text is true of it, and its window is held."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import UNSET

from helpline import protocol
from routing.texting.words import words_of
from tests.wire.client import Console
from tests.wire.conftest import Doors
from tests.wire.test_texts import MINE
from tests.wire.world import Phone, World

pytestmark = pytest.mark.asyncio

DAY = timedelta(hours=24)


async def texting(doors: Doors, phone: Phone) -> tuple[Console, protocol.View]:
    """Ada, and what she sees of somebody who has just written to her by WhatsApp."""
    ada = await doors.on_shift("Ada")
    phone.write(MINE, "hello, is this the line?", app="whatsapp")
    offer = await ada.offered()
    assert offer.channel == "whatsapp"
    return ada, await ada.accept(offer.conversation)


def let_pass(world: World, time: timedelta) -> None:
    """As if they had written so long ago."""
    then = datetime.now(UTC) - time
    world.store.run("UPDATE helpline_conversation SET last_seeker_word_at = %s", then)


async def test_it_comes_in_is_answered_and_its_window_is_said(doors: Doors, phone: Phone) -> None:
    ada, view = await texting(doors, phone)
    assert view.messages[-1].text == "hello, is this the line?"
    assert view.phone != UNSET
    assert view.phone.closes != UNSET
    left = view.phone.closes / 1000 - datetime.now(UTC).timestamp()
    assert DAY.total_seconds() - 60 < left <= DAY.total_seconds()
    said = await ada.say(view.conversation, "Yes. You’re right here – ê")
    await ada.fate(said.seq, "sent")
    await ada.fate(said.seq, "delivered")
    [arrived] = phone.texts(MINE, "whatsapp")
    assert arrived.startswith("Yes. You")
    assert phone.texts(MINE) == []
    phone.write(MINE, "thank you", app="whatsapp")
    assert (await ada.hears("thank you")).author == "seeker"


async def test_a_person_is_another_by_another_app(world: World, doors: Doors, phone: Phone) -> None:
    ada, _ = await texting(doors, phone)
    phone.write(MINE, "and by text")
    assert (await ada.offered()).channel == "sms"
    assert world.store.count("helpline_conversation") == 2


async def test_after_a_day_nothing_is_sent_until_they_write_again(
    world: World, doors: Doors, phone: Phone
) -> None:
    ada, view = await texting(doors, phone)
    talk = view.conversation
    let_pass(world, DAY + timedelta(seconds=1))
    ref = uuid.uuid4()
    await ada.send(protocol.DeskSay(conversation=talk, id=ref, text="Are you still there?"))
    refusal = await ada.refused("window_closed")
    assert (refusal.ref, refusal.conversation) == (ref, talk)
    assert world.store.count("routing_delivery") == 0
    phone.write(MINE, "I am back", app="whatsapp")
    await ada.hears("I am back")
    said = await ada.say(talk, "Good.")
    await ada.fate(said.seq, "delivered")
    assert phone.texts(MINE, "whatsapp") == ["Good."]


async def test_a_text_that_is_just_in_time_is_taken(
    world: World, doors: Doors, phone: Phone
) -> None:
    ada, view = await texting(doors, phone)
    let_pass(world, DAY - timedelta(minutes=1))
    said = await ada.say(view.conversation, "Still in time.")
    await ada.fate(said.seq, "delivered")


async def test_stop_is_obeyed_there_too(doors: Doors, phone: Phone) -> None:
    ada, view = await texting(doors, phone)
    phone.write(MINE, "ARRÊT", app="whatsapp")
    await ada.step("stopped")
    answer = await ada.hears(words_of("stopped", "fr"))
    await ada.fate(answer.seq, "delivered")
    ref = uuid.uuid4()
    await ada.send(protocol.DeskSay(conversation=view.conversation, id=ref, text="Wait"))
    await ada.refused("opted_out")
