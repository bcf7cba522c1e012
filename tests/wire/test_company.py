"""Company over the wire: who reads along in another process hears all, until it ends."""

import asyncio
from uuid import UUID

import pytest

from helpline import protocol
from tests.wire.client import Console
from tests.wire.conftest import Doors, Talk
from tests.wire.leases import lapses
from tests.wire.test_sign_ins import is_cut
from tests.wire.world import World

pytestmark = pytest.mark.asyncio


async def beside(doors: Doors) -> tuple[Talk, list[Console]]:
    """A talk of Ada's, and a window of Ben's in each process, who reads along."""
    talk = await doors.talk()
    first = await doors.on_shift("Ben", process=0)
    windows = [first]
    windows += [await doors.console("Ben", process=n) for n in range(1, len(doors.world.ports))]
    ben = UUID(str(doors.world.people["Ben"]["id"]))
    await talk.ada.send(protocol.Invite(talk.id, ben, "Do you know this court?"))
    asked = await first.wait(protocol.Company, lambda frame: bool(frame.company))
    assert asked.company[0].note == "Do you know this court?"
    await first.send(protocol.Come(talk.id, yes=True))
    await asyncio.gather(*(each.shown(talk.id) for each in windows))
    return talk, windows


async def left(console: Console) -> None:
    await console.step("guest_left", gone=True)


async def test_every_window_of_a_guest_hears_the_talk_and_the_seeker_never_the_name(
    doors: Doors,
) -> None:
    talk, windows = await beside(doors)
    await talk.seeker.say("it is on Monday")
    await asyncio.gather(*(each.hears("it is on Monday") for each in windows))
    await windows[0].send(protocol.DeskTyping(conversation=talk.id, on=True))
    await talk.seeker.silent(protocol.Typing)
    await windows[0].send(protocol.Introduce(talk.id))
    await talk.ada.step("guest_shown")
    await windows[0].say(talk.id, "I know this court.")
    heard = await talk.seeker.hears("I know this court.")
    assert (heard.author, heard.name) == ("guest", "")
    theirs = await talk.ada.hears("I know this court.")
    assert (theirs.author, theirs.name) == ("counsellor", "Ben")


async def test_the_end_of_a_talk_ends_it_in_every_process(doors: Doors) -> None:
    talk, windows = await beside(doors)
    await talk.ada.send(protocol.DeskEnd(talk.id))
    await asyncio.gather(*map(left, windows))


async def test_a_lease_that_ran_out_ends_it_in_every_process(world: World, doors: Doors) -> None:
    talk, windows = await beside(doors)
    await lapses(world, "Ben", windows, asyncio.gather(*map(left, windows)))
    await windows[0].send(protocol.Note(talk.id, UUID(int=7), "am I there?"))
    await windows[0].refused("not_yours")


async def test_another_role_ends_it_and_cuts_every_window(world: World, doors: Doors) -> None:
    talk, windows = await beside(doors)
    set_role = "UPDATE helpline_counsellor SET role = %s WHERE shift_name = 'Ben'"
    world.store.run(set_role, "evaluator")
    try:
        await asyncio.gather(*map(is_cut, windows))
        await talk.ada.step("guest_left")
    finally:
        world.store.run(set_role, "counsellor")
