"""Texts there and back through the real SDK and a provider that misbehaves as it is told."""

import asyncio
from uuid import UUID

import pytest

from helpline import protocol
from tests.wire.client import Console
from tests.wire.conftest import Doors
from tests.wire.world import Phone, World

pytestmark = pytest.mark.asyncio

MINE = "+12045550173"
RANK = {"queued": 0, "not_confirmed": 1, "sent": 2, "delivered": 3, "not_delivered": 3}


async def texting(doors: Doors, phone: Phone, number: str = MINE) -> tuple[Console, UUID]:
    """Ada, and the conversation of a phone that has just written to her."""
    ada = await doors.on_shift("Ada")
    phone.write(number, "hello, is this the line?")
    offer = await ada.offered()
    assert offer.channel == "sms"
    view = await ada.accept(offer.conversation)
    assert view.messages[-1].text == "hello, is this the line?"
    return ada, offer.conversation


async def test_a_text_is_answered_and_its_way_is_shown(doors: Doors, phone: Phone) -> None:
    ada, talk = await texting(doors, phone)
    said = await ada.say(talk, "Yes, you are right here. ’ é")
    await ada.fate(said.seq, "sent")
    await ada.fate(said.seq, "delivered")
    assert phone.texts(MINE)[-1] == "Yes, you are right here. ' é"
    phone.write(MINE, "thank you")
    assert (await ada.hears("thank you")).author == "seeker"
    again = await doors.console("Ada", process=0, greet=False)
    [view] = (await again.hello()).conversations
    assert [message.delivery for message in view.messages if message.author == "counsellor"] == [
        "delivered"
    ]


async def test_what_is_too_long_for_a_text_is_refused_with_the_limit(
    world: World, doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    ada.frames.clear()
    await ada.send(protocol.DeskSay(conversation=talk, id=UUID(int=7), text="x" * 1_601))
    refusal = await ada.refused("too_long")
    assert "1,600" in refusal.detail
    assert world.store.count("routing_delivery") == 0
    await ada.say(talk, "x" * 1_600, UUID(int=7))


async def test_a_note_is_never_texted(world: World, doors: Doors, phone: Phone) -> None:
    ada, talk = await texting(doors, phone)
    await ada.send(protocol.Note(conversation=talk, id=UUID(int=8), text="do not text this"))
    await ada.wait(protocol.DeskAck)
    assert world.store.count("routing_delivery") == 0


@pytest.mark.parametrize(
    ("outcome", "cause"),
    [
        ("30003", "phone_off"),
        ("21610", "opted_out"),
        ("21211", "bad_number"),
        ("21408", "country"),
        ("21635", "landline"),
        ("30008", "provider"),
    ],
)
async def test_an_error_for_good_is_shown_with_its_cause(
    doors: Doors, phone: Phone, outcome: str, cause: str
) -> None:
    ada, talk = await texting(doors, phone)
    phone.control(outcome=outcome)
    said = await ada.say(talk, "can you read this?")
    assert (await ada.fate(said.seq, "not_delivered")).cause == cause


async def test_a_stop_that_only_the_provider_knows_stops_all_texts_though_it_took_one(
    doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    phone.control(outcome="21610_later")
    said = await ada.say(talk, "can you read this?")
    await ada.fate(said.seq, "sent")
    assert (await ada.fate(said.seq, "not_delivered")).cause == "opted_out"
    await ada.step("stopped")
    await ada.send(protocol.DeskSay(conversation=talk, id=UUID(int=9), text="and this?"))
    await ada.refused("opted_out")


async def test_a_provider_in_a_hurry_is_asked_again_later(doors: Doors, phone: Phone) -> None:
    ada, talk = await texting(doors, phone)
    phone.control(outcome="20429")
    said = await ada.say(talk, "be patient")
    await asyncio.sleep(1)
    phone.control()
    await ada.fate(said.seq, "delivered")
    assert phone.texts(MINE).count("be patient") == 1


async def test_an_unclear_sending_is_looked_up_and_never_repeated(
    doors: Doors, phone: Phone
) -> None:
    """One text was accepted but nobody said so; of another the provider knows nothing."""
    ada, talk = await texting(doors, phone)
    phone.control(outcome="20500")
    lost = await ada.say(talk, "this one never arrives")
    await ada.fate(lost.seq, "not_confirmed")
    phone.control(outcome="silent", lose=True)
    kept = await ada.say(talk, "this one arrives in silence")
    await ada.fate(kept.seq, "not_confirmed")
    phone.control()
    await ada.fate(kept.seq, "sent")
    assert phone.texts(MINE).count("this one arrives in silence") == 1
    assert "this one never arrives" not in phone.texts(MINE)


async def test_a_receipt_says_that_a_text_was_taken_before_the_provider_does(
    doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    phone.control(outcome="silent")
    said = await ada.say(talk, "taken without a word")
    await ada.fate(said.seq, "sent")
    await ada.fate(said.seq, "delivered")
    # What the provider itself is asked begins with that.
    await ada.silent(protocol.Step, lambda step: step.delivery == "not_confirmed")


async def test_receipts_twice_and_in_any_order_move_forward_only(
    doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    phone.control(twice=True, shuffled=True)
    said = [await ada.say(talk, f"answer {number}") for number in range(4)]
    ways: dict[int, list[str]] = {ack.seq: ["queued"] for ack in said}
    for _ in range(200):
        if all(way[-1] == "delivered" for way in ways.values()):
            break
        step = await ada.wait(protocol.Step, lambda step: step.happening == "delivery")
        ways[step.message].append(str(step.delivery))
    for way in ways.values():
        ranks = [RANK[state] for state in way]
        assert ranks == sorted(set(ranks))
        assert way[-1] == "delivered"


async def test_a_forged_text_never_arrives(world: World, doors: Doors, phone: Phone) -> None:
    ada = await doors.on_shift("Ada")
    phone.control(forged=True)
    phone.write(MINE, "forged")
    await ada.silent(protocol.Offer)
    assert world.store.count("transcripts_message") == 0
    phone.control()
    phone.write(MINE, "honest")
    await ada.offered()
