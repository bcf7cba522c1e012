"""A lease that runs out while its holder still sits there, whatever is on its way to renew it."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from tests.wire.client import Console
from tests.wire.world import World

PAST = datetime(2020, 1, 1, tzinfo=UTC)
LAPSED = (
    "UPDATE routing_shift SET lease_until = %s WHERE counsellor_id ="
    " (SELECT id FROM helpline_counsellor WHERE shift_name = %s)"
)
R = TypeVar("R")


async def lapses(world: World, name: str, windows: Sequence[Console], noticed: Awaitable[R]) -> R:
    """Let this counsellor's lease run out until that is noticed; says what was noticed.

    A beat that these windows have answered just before renews the lease once more.
    """
    for each in windows:
        each.awake = False
    waiting = asyncio.ensure_future(noticed)
    while not waiting.done():
        world.store.run(LAPSED, PAST, name)
        await asyncio.wait([waiting], timeout=0.5)
    return await waiting
