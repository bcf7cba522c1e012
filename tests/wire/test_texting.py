"""A conversation by text in French, over the real sockets, webhooks and the provider's API."""

import uuid

import pytest
from msgspec import UNSET

from helpline import protocol
from routing.texting.words import words_of
from tests.wire.client import Console
from tests.wire.conftest import Doors
from tests.wire.test_texts import MINE, texting
from tests.wire.world import Phone, World

pytestmark = pytest.mark.asyncio

REASON = "La navette passe la prendre."


async def refused_to_say(console: Console, conversation: uuid.UUID, code: str) -> None:
    """Words are turned down with this code, and given back by their id."""
    ref = uuid.uuid4()
    await console.send(protocol.DeskSay(conversation=conversation, id=ref, text="Êtes-vous là ?"))
    refusal = await console.refused(code)
    assert (refusal.ref, refusal.conversation) == (ref, conversation)


async def test_arret_stops_all_texts_and_start_takes_them_up_again(
    doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    phone.write(MINE, "ARRÊT")
    await ada.step("stopped")
    await refused_to_say(ada, talk, "opted_out")
    answer = await ada.hears(words_of("stopped", "fr"))
    await ada.fate(answer.seq, "delivered")
    assert phone.texts(MINE)[-1] == words_of("stopped", "fr")
    note = protocol.Note(conversation=talk, id=uuid.uuid4(), text="Veut-elle vraiment arrêter ?")
    await ada.send(note)
    await ada.wait(protocol.DeskAck, lambda ack: ack.id == note.id)
    phone.write(MINE, "start")
    await ada.step("started")
    said = await ada.say(talk, "Je suis là.")
    await ada.fate(said.seq, "delivered")
    assert "Je suis là." in phone.texts(MINE)


async def test_a_console_that_comes_back_sees_how_they_may_be_written_to(
    doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    await ada.send(protocol.SetWriting(conversation=talk, writing="hours", begins=0, ends=1))
    step = await ada.step("writing")
    assert step.detail == "hours:0-1"
    again = await doors.console("Ada", greet=False)
    [view] = (await again.hello()).conversations
    assert view.phone != UNSET
    assert (view.phone.writing, view.phone.begins, view.phone.ends) == ("hours", 0, 1)


async def test_a_number_is_shown_to_who_asked_and_to_nobody_else(
    world: World, doors: Doors, phone: Phone
) -> None:
    ben = await doors.console("Ben", process=0)
    ada, talk = await texting(doors, phone)
    other = await doors.console("Ada", process=0)
    await ada.send(protocol.Reveal(conversation=talk, reason=REASON))
    shown = await ada.wait(protocol.Number)
    assert shown.number == MINE
    await ada.step("revealed")
    await other.step("revealed")
    await ben.send(protocol.Reveal(conversation=talk, reason=REASON))
    await ben.refused("not_yours")
    for socket in (ben, other):
        assert MINE not in "".join(socket.heard)
    assert sum(MINE in frame for frame in ada.heard) == 1
    assert world.store.count("routing_reveal") == 1


async def test_who_is_blocked_hears_nothing_and_is_not_heard(
    world: World, doors: Doors, phone: Phone
) -> None:
    ada, talk = await texting(doors, phone)
    await ada.send(protocol.Block(conversation=talk, reason="Il la cherche.", days=7))
    await ada.step("wrapped")
    before = phone.texts(MINE)
    phone.write(MINE, "où est-elle ?")
    await ada.silent(protocol.Offer)
    assert phone.texts(MINE) == before
    assert world.store.count("helpline_conversation") == 1
    assert world.store.one("SELECT turned_away FROM routing_block") == 1


async def test_a_picture_is_declined_and_both_sides_are_told(doors: Doors, phone: Phone) -> None:
    ada, _ = await texting(doors, phone)
    phone.write(MINE, "regarde", pictures=1)
    step = await ada.step("pictures")
    assert step.detail == "declined:1"
    answer = await ada.wait(protocol.DeskMessage, lambda message: message.author == "helpline")
    await ada.fate(answer.seq, "delivered")
    assert phone.texts(MINE)[-1] == answer.text


async def test_consoles_know_the_channels_and_how_they_do(doors: Doors, phone: Phone) -> None:
    ada = await doors.console("Ada", greet=False)
    snapshot = await ada.hello()
    assert {channel.name for channel in snapshot.channels} >= {"web", "sms"}
    assert "sms" in {health.name for health in snapshot.health}
    ben, talk = await texting(doors, phone)
    said = await ben.say(talk, "hello")
    await ben.fate(said.seq, "delivered")
    told = await ada.wait(
        protocol.Channels,
        lambda frame: any(each.receipt != UNSET for each in frame.health),
        seconds=40,
    )
    assert MINE not in str(told)
