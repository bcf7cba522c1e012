"""The console by the wire: offers, races for them, hands that change, windows that stay in step."""

import asyncio
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from helpline import protocol
from tests.wire.client import Console, Seeker
from tests.wire.conftest import Doors
from tests.wire.leases import lapses
from tests.wire.world import World, eventually

pytestmark = pytest.mark.asyncio

PAST = datetime(2020, 1, 1, tzinfo=UTC)


async def waiting(doors: Doors, text: str = "hello") -> Seeker:
    seeker = await doors.seeker()
    await seeker.say(text)
    return seeker


async def gone(console: Console, conversation: UUID) -> protocol.Step:
    return await console.wait(
        protocol.Step, lambda step: step.gone and step.conversation == conversation
    )


async def test_a_snapshot_says_who_one_is_and_how_the_line_stands(
    world: World, doors: Doors
) -> None:
    await waiting(doors)
    ada = await doors.console("Ada", greet=False)
    snapshot = await ada.hello()
    assert str(snapshot.me.id) == world.people["Ada"]["id"]
    assert (snapshot.me.name, snapshot.me.status, snapshot.me.line) == ("Ada", "away", "Wire line")
    assert [row.channel for row in snapshot.queue] == ["web"]
    assert (snapshot.conversations, snapshot.offers, snapshot.team) == ([], [], [])
    await ada.here()
    team = await ada.wait(protocol.Team, lambda frame: len(frame.team) == 1)
    assert (team.team[0].name, team.team[0].status) == ("Ada", "here")


async def test_a_shift_that_begins_is_offered_whoever_waits(doors: Doors) -> None:
    await waiting(doors)
    ada = await doors.on_shift("Ada")
    await ada.offered()


async def test_of_two_who_accept_one_gets_it_and_the_other_is_told(doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    await waiting(doors)
    offer = await ada.offered()
    ben = await doors.on_shift("Ben", process=0)
    await ben.send(protocol.Accept(conversation=offer.conversation))
    refusal = await ben.refused("no_offer")
    assert refusal.conversation == offer.conversation
    await ada.accept(offer.conversation)
    await ben.send(protocol.Accept(conversation=offer.conversation))
    await ben.refused("already_taken")
    await ada.say(offer.conversation, "it is mine")


async def test_two_windows_that_accept_at_once_both_show_it_and_one_assignment_is_made(
    world: World, doors: Doors
) -> None:
    ada = await doors.on_shift("Ada")
    second = await doors.console("Ada", process=0)
    await waiting(doors)
    offer = await ada.offered()
    await second.offered(offer.conversation)
    accept = protocol.Accept(conversation=offer.conversation)
    await asyncio.gather(ada.send(accept), second.send(accept))
    await ada.shown(offer.conversation)
    await second.shown(offer.conversation)
    assert world.store.count("routing_assignment") == 1


async def test_a_declined_offer_goes_to_the_next(doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await waiting(doors)
    offer = await ada.offered()
    ben = await doors.on_shift("Ben", process=0)
    await ada.send(protocol.Decline(conversation=offer.conversation))
    assert (await gone(ada, offer.conversation)).happening == "offer_lapsed"
    again = await ben.offered(offer.conversation)
    assert again.since == offer.since
    await ben.accept(offer.conversation)
    assert (await seeker.state("active")).who == "Ben"
    await ada.send(protocol.Decline(conversation=offer.conversation))
    await ada.refused("no_offer")


async def test_an_offer_nobody_answers_goes_to_the_next(world: World, doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    await waiting(doors)
    offer = await ada.offered()
    ben = await doors.on_shift("Ben", process=0)
    world.store.run("UPDATE routing_offer SET until = %s", PAST)
    await gone(ada, offer.conversation)
    assert (await ben.offered(offer.conversation)).since == offer.since
    await ada.send(protocol.Accept(conversation=offer.conversation))
    await ada.refused("no_offer")


async def test_what_rings_already_says_why_it_stands_first_now(world: World, doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await waiting(doors)
    offer = await ada.offered()
    assert offer.why == []
    await seeker.say("I want to die")
    again = await ada.wait(protocol.Offer, lambda frame: bool(frame.why))
    assert (again.conversation, again.until) == (offer.conversation, offer.until)
    assert [why.code for why in again.why] == ["phrase"]


async def test_taking_the_next_one(doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    await ada.send(protocol.Take())
    await ada.refused("nobody_waiting")
    await ada.send(protocol.DeskStatus(status="resting"))
    await ada.wait(protocol.MyStatus)
    await waiting(doors, "for whoever takes me")
    await ada.wait(protocol.Queue, lambda frame: len(frame.queue) == 1)
    await ada.send(protocol.Take())
    opened = await ada.wait(protocol.Opened)
    assert [message.text for message in opened.view.messages] == ["for whoever takes me"]


@pytest.fixture
def peer(world: World) -> Iterator[str]:
    """Ben is a peer for a while; the house is everybody's."""
    role = "UPDATE helpline_counsellor SET role = %s WHERE shift_name = 'Ben'"
    world.store.run(role, "peer")
    yield "Ben"
    world.store.run(role, "counsellor")


async def test_a_peer_hears_of_who_waits_for_a_peer_alone(
    world: World, doors: Doors, peer: str
) -> None:
    ada, ben = await doors.console("Ada"), await doors.console(peer)
    await waiting(doors)
    await ada.wait(protocol.Queue, lambda frame: len(frame.queue) == 1)
    world.store.run("UPDATE helpline_conversation SET skill = 'peer'")
    await waiting(doors)
    theirs = await ben.wait(protocol.Queue, lambda frame: bool(frame.queue))
    assert [each.skill for each in theirs.queue] == ["peer"]
    all_of_them = await ada.wait(protocol.Queue, lambda frame: len(frame.queue) == 2)
    assert [each.skill for each in all_of_them.queue] == ["peer", ""]


async def test_nobody_holds_more_than_they_can(world: World, doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    for _ in range(4):
        await waiting(doors)
    for _ in range(3):
        await ada.accept((await ada.offered()).conversation)
    await ada.silent(protocol.Offer)
    await ada.send(protocol.Take())
    await ada.refused("full")
    assert world.store.count("routing_assignment") == 3


async def test_a_conversation_that_is_not_theirs_takes_nothing_from_them(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk("one")
    ben = await doors.on_shift("Ben")
    ref = uuid.uuid4()
    for frame in (
        protocol.DeskSay(conversation=talk.id, id=ref, text="let me in"),
        protocol.Note(conversation=talk.id, id=ref, text="let me in"),
        protocol.Transfer(conversation=talk.id),
        protocol.DeskEnd(conversation=talk.id),
        protocol.Wrap(conversation=talk.id, kind="support"),
        protocol.Flag(conversation=talk.id, level=3),
    ):
        await ben.send(frame)
        assert (await ben.refused("not_yours")).conversation == talk.id
    await ben.send(protocol.DeskTyping(conversation=talk.id, on=True))
    await talk.seeker.silent(protocol.Typing)
    await talk.seeker.silent(protocol.Message)
    nobodys = uuid.uuid4()
    await ben.send(protocol.DeskSay(conversation=nobodys, id=ref, text="nobody's"))
    assert (await ben.refused("no_conversation")).ref == ref
    await ben.send(protocol.Transfer(conversation=nobodys))
    await ben.refused("no_conversation")
    await ben.silent(protocol.DeskMessage)
    assert world.store.count("transcripts_message") == 1
    await talk.ada.say(talk.id, "untouched")


async def test_a_conversation_that_is_over_is_over(doors: Doors) -> None:
    talk = await doors.talk()
    await talk.ada.send(protocol.DeskEnd(conversation=talk.id))
    await talk.ada.step("ended")
    await talk.ada.send(protocol.DeskSay(conversation=talk.id, id=uuid.uuid4(), text="and"))
    await talk.ada.refused("over")
    note = protocol.Note(conversation=talk.id, id=uuid.uuid4(), text="what it was about")
    await talk.ada.send(note)
    await talk.ada.wait(protocol.DeskAck, lambda ack: ack.id == note.id)
    await talk.ada.send(protocol.DeskEnd(conversation=talk.id))
    await talk.ada.refused("not_now")
    await talk.ada.send(protocol.Wrap(conversation=talk.id, kind="support"))
    await gone(talk.ada, talk.id)
    await talk.ada.send(protocol.DeskSay(conversation=talk.id, id=uuid.uuid4(), text="and"))
    await talk.ada.refused("over")
    await talk.ada.send(protocol.Wrap(conversation=talk.id, kind="support"))
    await talk.ada.refused("over")


async def test_a_transfer_keeps_the_first_waiting_time_and_the_words(doors: Doors) -> None:
    talk = await doors.talk("from the beginning")
    ben = await doors.on_shift("Ben", process=0)
    await talk.ada.say(talk.id, "I pass you on")
    await talk.ada.send(protocol.Transfer(conversation=talk.id))
    assert (await gone(talk.ada, talk.id)).state == "waiting"
    await talk.seeker.state("waiting")
    # The one who passed it on is free at once and may well be the first to be asked again.
    talk.ada.frames.clear()
    await talk.ada.send(protocol.DeskStatus(status="resting"))
    offer = await ben.offered(talk.id)
    view = await ben.accept(talk.id)
    assert [message.text for message in view.messages] == ["from the beginning", "I pass you on"]
    assert view.since == offer.since
    assert offer.since < view.messages[1].at
    assert (await talk.seeker.state("active")).who == "Ben"
    await talk.seeker.say("hello Ben")
    await ben.hears("hello Ben")
    await talk.ada.silent(protocol.DeskMessage)
    await talk.ada.send(protocol.DeskSay(conversation=talk.id, id=uuid.uuid4(), text="still"))
    await talk.ada.refused("not_yours")


async def test_two_windows_of_one_counsellor_stay_in_step(doors: Doors) -> None:
    first = await doors.console("Ada", process=1)
    second = await doors.console("Ada", process=0)
    await first.here()
    await second.wait(protocol.MyStatus, lambda frame: frame.status == "here")
    seeker = await waiting(doors, "hello both")
    offer = await first.offered()
    await second.offered(offer.conversation)
    await first.accept(offer.conversation)
    assert [m.text for m in (await second.shown(offer.conversation)).messages] == ["hello both"]
    said = await first.say(offer.conversation, "from the first window")
    there = await second.hears("from the first window")
    assert (there.author, there.seq, there.name, there.id) == (
        "counsellor",
        said.seq,
        "Ada",
        said.id,
    )
    await first.silent(protocol.DeskMessage)
    await second.send(protocol.Note(conversation=offer.conversation, id=uuid.uuid4(), text="note"))
    assert (await first.hears("note")).author == "note"
    await seeker.say("to both")
    await first.hears("to both")
    await second.hears("to both")
    await second.send(protocol.Flag(conversation=offer.conversation, level=2))
    assert (await first.step("flagged")).risk == 2
    away = protocol.Transfer(conversation=offer.conversation, reason="somebody else knows better")
    await first.send(away)
    await gone(first, offer.conversation)
    await gone(second, offer.conversation)
    await second.send(protocol.DeskStatus(status="away"))
    await first.wait(protocol.MyStatus, lambda frame: frame.status == "away")


async def test_whoever_loses_the_lease_loses_the_conversation_and_nobody_the_waiting_time(
    world: World, doors: Doors
) -> None:
    talk = await doors.talk("do not lose me")
    ben = await doors.on_shift("Ben", process=0)
    since = world.store.one("SELECT waiting_since FROM helpline_conversation")
    step = await lapses(world, "Ada", [talk.ada], gone(talk.ada, talk.id))
    assert step.state in {"waiting", "offered"}
    await talk.seeker.state("waiting")
    await ben.offered(talk.id)
    view = await ben.accept(talk.id)
    assert [message.text for message in view.messages] == ["do not lose me"]
    assert world.store.one("SELECT waiting_since FROM helpline_conversation") == since
    # A sign of life that comes too late is answered by the truth.
    await talk.ada.send(protocol.Beat())
    await talk.ada.wait(protocol.MyStatus, lambda frame: frame.status == "away")


async def test_a_sign_of_life_renews_the_lease(world: World, doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    soon = datetime.now(UTC) + timedelta(seconds=5)
    world.store.run("UPDATE routing_shift SET lease_until = %s", soon)
    before = world.store.one("SELECT lease_until FROM routing_shift")
    await ada.send(protocol.Beat())
    eventually(lambda: world.store.one("SELECT lease_until FROM routing_shift") > before)
    await ada.silent(protocol.MyStatus)


async def test_ending_the_shift_puts_everything_back(doors: Doors) -> None:
    talk = await doors.talk()
    await talk.ada.send(protocol.DeskStatus(status="away"))
    await gone(talk.ada, talk.id)
    await talk.seeker.state("waiting")


async def test_a_note_is_for_colleagues_only(doors: Doors) -> None:
    talk = await doors.talk()
    note = protocol.Note(conversation=talk.id, id=uuid.uuid4(), text="not for the seeker")
    await talk.ada.send(note)
    await talk.ada.wait(protocol.DeskAck, lambda ack: ack.id == note.id)
    await talk.seeker.silent(protocol.Message)
    back = await doors.seeker(greet=False)
    welcome = await back.hello(token=talk.seeker.token)
    assert [message.author for message in welcome.messages] == ["seeker"]
    again = await doors.console("Ada", greet=False)
    [view] = (await again.hello()).conversations
    assert [message.author for message in view.messages] == ["seeker", "note"]


async def test_a_window_that_opens_in_the_middle_of_a_burst_misses_nothing(doors: Doors) -> None:
    talk = await doors.talk("begin")
    texts = [f"word {number}" for number in range(80)]

    async def chatter() -> None:
        for text in texts:
            await talk.seeker.say(text)

    speaking = asyncio.create_task(chatter())
    windows = []
    for number in range(10):
        window = await doors.console("Ada", process=number, greet=False)
        [view] = (await window.hello()).conversations
        windows.append((window, {message.text for message in view.messages}))
    await speaking
    for window, had in windows:

        def complete(window: Console = window, had: set[str] = had) -> bool:
            told = {f.text for f in window.frames if isinstance(f, protocol.DeskMessage)}
            return set(texts) <= had | told

        await window.until(complete)


async def test_no_word_of_anybody_reaches_a_window_that_does_not_hold_the_conversation(
    doors: Doors,
) -> None:
    ben = await doors.on_shift("Ben", process=0)
    cleo = await doors.console("Cleo", process=1)
    await ben.send(protocol.DeskStatus(status="resting"))
    await ben.wait(protocol.MyStatus, lambda frame: frame.status == "resting")
    talk = await doors.talk("between Ada and me")
    await talk.ada.say(talk.id, "only you and I")
    await talk.seeker.hears("only you and I")
    for window in (ben, cleo):
        await window.silent(protocol.DeskMessage)
        await window.silent(protocol.Opened)
        await window.silent(protocol.Step)
