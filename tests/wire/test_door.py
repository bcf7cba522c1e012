"""The seeker's waiting room over the wire: entering, ready, pause, another, and the line's door."""

import asyncio
import json
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import UNSET

from helpline import protocol
from routing.waiting.doors import KEPT
from tests.wire.client import Console, Seeker
from tests.wire.conftest import Doors, Talk
from tests.wire.world import World, eventually

pytestmark = pytest.mark.asyncio

# Time alone is looked at every ten seconds.
LOOK = 40.0
AS_IT_WAS: dict[str, Any] = {
    "hours": "{}",
    "most_waiting": None,
    "only_staffed": False,
    "closing_since": None,
    "closing_by_id": None,
}


class House:
    """The line and its people, as whoever sets them up may change them."""

    def __init__(self, world: World) -> None:
        self.store = world.store
        self.people = world.people

    def line(self, **changes: Any) -> None:
        for name, value in changes.items():
            cast = "::jsonb" if name == "hours" and not self.store.sqlite else ""
            statement = f"UPDATE helpline_line SET {name} = %s{cast} WHERE slug = 'wire'"
            self.store.run(statement, value)

    def hours(self, begins: timedelta, ends: timedelta) -> None:
        """Open from and until, both from now on."""
        now = datetime.now(UTC)
        begin, end = now + begins, now + ends
        span = f"{begin:%H:%M}-{end:%H:%M}"
        self.line(
            hours=json.dumps(
                {"zone": "UTC", "week": {}, "dates": {begin.date().isoformat(): [span]}}
            )
        )

    def supervisor(self, name: str, value: bool = True) -> None:
        statement = "UPDATE helpline_counsellor SET role = %s WHERE shift_name = %s"
        self.store.run(statement, "supervisor" if value else "counsellor", name)

    def later(self, conversation: UUID, **clocks: timedelta) -> None:
        """Turn back these clocks of a conversation."""
        moment = datetime.now(UTC)
        for name, ago in clocks.items():
            self.store.run(
                f"UPDATE helpline_conversation SET {name} = %s WHERE id = %s",
                self.store.key(moment - ago),
                self.store.key(conversation),
            )


@pytest.fixture
def house(world: World) -> Iterator[House]:
    made = House(world)
    yield made
    made.line(**AS_IT_WAS)
    made.supervisor("Ada", value=False)
    time.sleep(KEPT.total_seconds() + 0.1)


async def entered(doors: Doors, name: str = "Ada") -> Talk:
    """A seeker who has only entered, and a counsellor who has accepted them."""
    counsellor = await doors.on_shift(name)
    seeker = await doors.seeker()
    await seeker.enter()
    offer = await counsellor.offered()
    view = await counsellor.accept(offer.conversation)
    assert view.unready
    return Talk(seeker, counsellor, offer.conversation)


async def refused_words(console: Console, conversation: UUID) -> str:
    words = protocol.DeskSay(conversation=conversation, id=uuid.uuid4(), text="Are you there?")
    await console.send(words)
    refusal = await console.wait(protocol.Refusal)
    assert (refusal.ref, refusal.conversation) == (words.id, conversation)
    return refusal.code


async def standing(doors: Doors, state: str) -> Seeker:
    """A page that was told that the door stands so; what is set up is known after a second."""
    async with asyncio.timeout(60):
        while True:
            page = await doors.seeker(greet=False)
            if (await page.hello()).door.state == state:
                return page
            await asyncio.sleep(0.2)


# ---- entering and the ready-check --------------------------------------------------------------


async def test_a_place_before_the_first_words_then_ready_then_words(doors: Doors) -> None:
    talk = await entered(doors)
    told = await talk.seeker.state("active")
    assert (told.unready, told.who) == (True, "Ada")
    assert await refused_words(talk.ada, talk.id) == "not_ready"
    await talk.seeker.silent(protocol.Message)
    await talk.seeker.send(protocol.Ready())
    assert not (await talk.seeker.state("active")).unready
    await talk.ada.step("ready", detail="")
    await talk.ada.say(talk.id, "Good that you are here.")
    await talk.seeker.hears("Good that you are here.")


async def test_their_own_words_say_that_they_are_there(doors: Doors) -> None:
    talk = await entered(doors)
    await talk.seeker.say("it is me")
    await talk.ada.step("ready", detail="words")
    await talk.ada.hears("it is me")
    await talk.ada.say(talk.id, "Hello.")


async def test_who_wrote_a_moment_ago_is_not_asked(doors: Doors) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await doors.seeker()
    await seeker.enter()
    await seeker.say("hello?")
    view = await ada.accept((await ada.offered()).conversation)
    assert not view.unready
    assert not (await seeker.state("active")).unready
    await ada.say(view.conversation, "Hello.")


async def test_words_of_long_ago_are_asked_about(doors: Doors, house: House) -> None:
    seeker = await doors.seeker()
    await seeker.say("hello?")
    await seeker.state("waiting")
    conversation = found(doors)
    minute = timedelta(seconds=61)
    house.later(conversation, ready_at=minute, last_seeker_word_at=minute)
    ada = await doors.on_shift("Ada")
    await ada.offered(conversation)
    assert (await ada.accept(conversation)).unready
    assert (await seeker.state("active")).unready


def found(doors: Doors) -> UUID:
    """The one conversation there is."""
    key = doors.world.store.one("SELECT id FROM helpline_conversation")
    return key if isinstance(key, UUID) else UUID(hex=key)


async def test_entering_again_is_answered_by_how_it_stands(doors: Doors) -> None:
    seeker = await doors.seeker()
    first, second = await seeker.enter(), await seeker.enter()
    assert first.seq == second.seq == 1
    back = await doors.seeker(token=seeker.token, process=-1)
    assert (await back.state("waiting")).seq == 1
    assert (await back.enter()).seq == 1


async def test_entering_and_words_of_two_sockets_at_once_are_one_talk(doors: Doors) -> None:
    first = await doors.seeker()
    second = await doors.seeker(token=first.token, process=-1)
    said = uuid.uuid4()
    await asyncio.gather(
        first.send(protocol.Enter()),
        second.send(protocol.Say(id=said, text="from the other tab")),
    )
    await first.state("waiting")
    await second.wait(protocol.Ack, lambda ack: ack.id == said)
    await first.hears("from the other tab")
    assert doors.world.store.count("helpline_conversation") == 1
    assert doors.world.store.count("helpline_seeker") == 1


async def test_nothing_without_a_hello_or_a_place(doors: Doors) -> None:
    stranger = await doors.seeker(greet=False)
    for frame in (protocol.Enter(), protocol.Ready(), protocol.Another()):
        await stranger.send(frame)
        await stranger.refused("hello_first")
    page = await doors.seeker()
    for aside in (protocol.Ready(), protocol.Pause(on=True), protocol.Another()):
        await page.send(aside)
        await page.refused("no_conversation")


# ---- pause and another -------------------------------------------------------------------------


async def test_a_pause_while_waiting_keeps_the_place_and_rings_nowhere(doors: Doors) -> None:
    first, second = await doors.seeker(), await doors.seeker()
    for seeker in (first, second):
        await seeker.enter()
    await first.send(protocol.Pause(on=True))
    told = await first.wait(protocol.StateFrame, lambda frame: frame.paused is not UNSET)
    assert told.state == "waiting"
    ada = await doors.on_shift("Ada")
    offer = await ada.offered()
    await ada.accept(offer.conversation)
    await second.state("active")
    await ada.silent(protocol.Offer)
    await ada.send(protocol.Take())
    await ada.refused("nobody_waiting")
    # The board's own word of the wait does not take the pause away.
    waits = [frame for frame in first.frames if isinstance(frame, protocol.StateFrame)]
    assert all(frame.paused == told.paused for frame in waits if frame.seq >= told.seq)
    await first.send(protocol.Pause(on=False))
    await ada.offered()


async def test_nobody_writes_to_who_paused(doors: Doors) -> None:
    talk = await doors.talk()
    await talk.seeker.send(protocol.Pause(on=True))
    paused = await talk.ada.step("paused", state="active")
    told = await talk.seeker.wait(protocol.StateFrame, lambda frame: frame.paused is not UNSET)
    assert paused.detail == str(told.paused)
    assert await refused_words(talk.ada, talk.id) == "paused"
    again = await doors.console("Ada", process=0, greet=False)
    (view,) = (await again.hello()).conversations
    assert view.paused == told.paused
    await talk.seeker.send(protocol.Ready())
    await talk.ada.step("resumed", detail="")
    await talk.ada.say(talk.id, "Welcome back.")
    await talk.seeker.hears("Welcome back.")


async def test_a_pause_that_runs_out_says_so(doors: Doors, house: House) -> None:
    talk = await doors.talk()
    await talk.seeker.send(protocol.Pause(on=True))
    await talk.ada.step("paused")
    house.later(talk.id, paused_until=timedelta(seconds=1))
    await talk.ada.step("resumed", detail="over")
    told = await talk.seeker.wait(
        protocol.StateFrame, lambda frame: frame.paused is UNSET and frame.seq > 4
    )
    assert told.state == "active"


async def test_another_person_takes_over_at_the_same_place(doors: Doors) -> None:
    talk = await doors.talk()
    await talk.seeker.send(protocol.Another())
    lost = await talk.ada.step("transferred", gone=True)
    assert lost.detail == "another"
    await talk.seeker.state("waiting")
    await talk.ada.silent(protocol.Offer)
    await talk.ada.send(protocol.Take())
    await talk.ada.refused("nobody_waiting")
    ben = await doors.on_shift("Ben")
    await ben.offered(talk.id)
    view = await ben.accept(talk.id)
    assert [shown.text for shown in view.messages] == ["Is somebody there?"]
    assert (await talk.seeker.state("active")).who == "Ben"


# ---- the door ----------------------------------------------------------------------------------


async def test_a_closed_line_says_when_it_opens_and_lets_nobody_in(
    doors: Doors, house: House
) -> None:
    house.hours(timedelta(hours=-2), timedelta(hours=-1))
    page = await standing(doors, "closed")
    for frame in (protocol.Enter(), protocol.Say(id=uuid.uuid4(), text="please")):
        await page.send(frame)
        refusal = await page.refused("closed")
        assert refusal.ref == getattr(frame, "id", UNSET)
        assert (await page.door("closed")).opens is UNSET
    assert doors.world.store.count("helpline_seeker") == 0
    assert doors.world.store.count("helpline_conversation") == 0


async def test_a_page_that_thought_it_open_is_told_what_is_so(doors: Doors, house: House) -> None:
    page = await standing(doors, "open")
    house.hours(timedelta(hours=-2), timedelta(minutes=10))
    await standing(doors, "closing")
    await page.send(protocol.Say(id=uuid.uuid4(), text="please"))
    await page.refused("closed")
    door = await page.door("closing")
    assert isinstance(door.closes, int)


async def test_a_full_line_says_so(doors: Doors, house: House) -> None:
    house.line(most_waiting=1)
    first = await standing(doors, "open")
    await first.enter()
    second = await doors.seeker()
    await second.send(protocol.Enter())
    await second.refused("line_full")
    await second.door("full")
    await first.silent(protocol.DoorFrame)
    ada = await doors.on_shift("Ada")
    await ada.accept((await ada.offered()).conversation)
    await second.enter()


async def test_last_orders_are_told_to_all_who_wait_and_to_the_desks(
    doors: Doors, house: House
) -> None:
    """Seekers and consoles sit in different processes, where there are several."""
    house.supervisor("Ada")
    ada, ben = await doors.on_shift("Ada"), await doors.console("Ben", process=0)
    talking = await doors.seeker()
    await talking.say("hello?")
    await ada.accept((await ada.offered()).conversation)
    await talking.state("active")
    await ada.send(protocol.DeskStatus(status="resting"))
    waiting = await doors.seeker()
    await waiting.enter()
    await ben.send(protocol.LastOrders(on=True))
    await ben.refused("not_supervisor")
    await ada.send(protocol.LastOrders(on=True))
    for console in (ada, ben):
        told = await console.wait(protocol.DeskDoor)
        assert (told.door.state, told.closing_by) == ("closing", "Ada")
        assert isinstance(told.closing_since, int)
    await waiting.door("closing")
    await talking.silent(protocol.DoorFrame)
    late = await doors.console("Cleo", greet=False)
    snapshot = await late.hello()
    assert (snapshot.door.state, snapshot.closing_by) == ("closing", "Ada")
    page = await standing(doors, "closing")
    await page.send(protocol.Enter())
    await page.refused("closed")
    # Who comes back to the queue is told as well.
    await talking.send(protocol.Another())
    await talking.door("closing")
    await ada.send(protocol.LastOrders(on=False))
    for console in (ada, ben):
        assert (await console.wait(protocol.DeskDoor)).door.state == "open"
    for seeker in (waiting, talking):
        await seeker.door("open")
    await (await standing(doors, "open")).enter()


async def test_time_alone_closes_a_door_and_whoever_waits_is_let_go(
    doors: Doors, house: House
) -> None:
    """Nobody was there, so nobody will come: they are told, and their place is no more."""
    waiting, desk = await doors.seeker(), await doors.console("Ben")
    await waiting.enter()
    house.hours(timedelta(hours=-2), timedelta(minutes=-1))
    left = await waiting.wait(
        protocol.StateFrame, lambda frame: frame.state == "abandoned", seconds=LOOK
    )
    assert left.who == ""
    # Whichever came first, the worker or the look at the door: they know that it is closed.
    await waiting.door("closed", seconds=LOOK)
    assert (await desk.wait(protocol.DeskDoor, seconds=LOOK)).door.state == "closed"
    steps = "SELECT happening FROM routing_step ORDER BY seq"
    happened = [name for (name,) in doors.world.store.run(steps)]
    assert happened == ["opened", "closed_door", "seeker_left"]
    back = await doors.seeker(greet=False)
    welcome = await back.hello(token=waiting.token)
    assert welcome.door.state == "closed"


async def test_somebody_who_is_there_still_takes_who_waits_at_a_closed_door(
    doors: Doors, house: House
) -> None:
    ada = await doors.on_shift("Ada")
    first, second = await doors.seeker(), await doors.seeker()
    await first.enter()
    offer = await ada.offered()
    house.hours(timedelta(hours=-2), timedelta(minutes=-1))
    await standing(doors, "closed")
    await second.send(protocol.Enter())
    await second.refused("closed")
    await ada.accept(offer.conversation)
    await first.state("active")
    await ada.send(protocol.Transfer(conversation=offer.conversation))
    await first.state("waiting")
    await first.door("closed")
    await first.silent(protocol.StateFrame, lambda frame: frame.state == "abandoned")


async def test_last_orders_that_are_over_are_taken_back_by_the_worker(
    doors: Doors, house: House
) -> None:
    house.hours(timedelta(hours=-1), timedelta(hours=1))
    key = house.store.key(datetime.now(UTC) - timedelta(days=1))
    house.line(closing_since=key)
    eventually(
        lambda: (
            house.store.one("SELECT closing_since FROM helpline_line WHERE slug = 'wire'") is None
        )
    )
    await standing(doors, "open")
