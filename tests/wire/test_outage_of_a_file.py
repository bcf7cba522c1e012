"""A database file that somebody else holds locked: said at once by /readyz, waited for by words."""

import asyncio
import sqlite3
import time
import uuid

import httpx
import pytest

from helpline import protocol
from tests.wire.conftest import Doors
from tests.wire.world import World

pytestmark = pytest.mark.asyncio


async def test_a_locked_file_is_named_and_words_wait_for_it(
    world: World, doors: Doors, alarms_expected: list[str]
) -> None:
    talk = await doors.talk()
    lock = sqlite3.connect(world.store.url.removeprefix("sqlite:///"), isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    ref = uuid.uuid4()
    await talk.seeker.send(protocol.Say(id=ref, text="whenever you can"))
    async with httpx.AsyncClient() as client:
        began = time.monotonic()
        ready = await client.get(world.url("/readyz"))
        took = time.monotonic() - began
        alive = await client.get(world.url("/healthz"))
    assert (ready.status_code, ready.json()) == (503, {"ready": False, "failing": ["database"]})
    assert took < 4.0
    assert alive.status_code == 200
    await asyncio.sleep(0.2)
    assert not [frame for frame in talk.seeker.frames if isinstance(frame, protocol.Ack)]
    lock.execute("ROLLBACK")
    lock.close()
    await talk.seeker.wait(protocol.Ack, lambda ack: ack.id == ref)
    await talk.ada.hears("whenever you can")
