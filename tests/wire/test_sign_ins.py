"""What becomes of an open console when its sign-in, its account or its role is no more."""

import asyncio
import uuid

import pytest

from helpline import protocol
from routing.sittings import SIGNED_OUT
from tests.wire.client import Console
from tests.wire.conftest import Doors
from tests.wire.world import World

pytestmark = pytest.mark.asyncio

# Five seconds by themselves, and what cores that are wanted elsewhere may add.
SECONDS = 5.0 + 25.0


async def is_cut(console: Console) -> None:
    await console.until(lambda: console.closed_with is not None, SECONDS)
    assert console.closed_with == SIGNED_OUT


async def everywhere(world: World, doors: Doors) -> list[Console]:
    """A window of Ada's in each process, with a conversation in hand."""
    windows = [await doors.on_shift("Ada")]
    windows += [await doors.console("Ada", process=n) for n in range(1, len(world.ports))]
    return windows


def change(world: World, column: str, value: object) -> object:
    """Write a column of Ada's account past every bell; returns what it was before."""
    account = "id = (SELECT user_id FROM helpline_counsellor WHERE shift_name = 'Ada')"
    before = world.store.one(f"SELECT {column} FROM auth_user WHERE {account}")
    world.store.run(f"UPDATE auth_user SET {column} = %s WHERE {account}", value)
    return before


@pytest.mark.parametrize(
    ("column", "value"), [("is_active", False), ("password", "md5$another$one")]
)
async def test_an_account_switched_off_or_with_another_password_is_cut_in_every_process(
    world: World, doors: Doors, column: str, value: object
) -> None:
    windows = await everywhere(world, doors)
    seeker = await doors.seeker()
    await seeker.say("is anybody there?")
    offer = await windows[0].offered()
    await windows[0].accept(offer.conversation)
    before = change(world, column, value)
    try:
        await asyncio.gather(*map(is_cut, windows))
        await seeker.state("waiting")
    finally:
        change(world, column, before)


async def test_another_role_is_cut_and_words_of_that_moment_are_refused_or_stored(
    world: World, doors: Doors
) -> None:
    ada = await doors.on_shift("Ada")
    seeker = await doors.seeker()
    await seeker.say("is anybody there?")
    offer = await ada.offered()
    await ada.accept(offer.conversation)
    set_role = "UPDATE helpline_counsellor SET role = %s WHERE shift_name = 'Ada'"
    world.store.run(set_role, "evaluator")
    try:
        await ada.send(protocol.DeskEnd(conversation=offer.conversation))
        await ada.refused("not_allowed")
        await is_cut(ada)
        await seeker.state("waiting")
    finally:
        world.store.run(set_role, "counsellor")


async def test_signing_out_cuts_the_windows_of_that_browser_and_no_others(
    world: World, doors: Doors
) -> None:
    ada = await doors.on_shift("Ada")
    ben = await doors.on_shift("Ben")
    key = world.people["Ada"]["session"]
    kept = (
        world.store.one("SELECT session_data FROM django_session WHERE session_key = %s", key),
        world.store.one("SELECT expire_date FROM django_session WHERE session_key = %s", key),
    )
    world.store.run("DELETE FROM django_session WHERE session_key = %s", key)
    try:
        await is_cut(ada)
        assert ben.closed_with is None
        await ben.send(protocol.DeskTyping(conversation=uuid.uuid4(), on=True))
    finally:
        world.store.run(
            "INSERT INTO django_session (session_key, session_data, expire_date)"
            " VALUES (%s, %s, %s)",
            key,
            *kept,
        )
