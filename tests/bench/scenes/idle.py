"""Visitors who were greeted and say nothing: what they cost, and what they cost the others."""

import asyncio
import time

from tests.bench import loops, usage
from tests.bench.cast import FEW_IDLE, MANY_IDLE
from tests.bench.job import Figures, Job
from tests.bench.scenes.talk import gathered


async def idle(job: Job) -> Figures:
    """The busy rate with few idle visitors and with many; what one more of them holds."""
    room = await gathered(job)
    await room.visitors_arrive(FEW_IDLE)
    few = await loops.closed(room, job)
    before, began = usage.memory(job.servers[0]), time.monotonic()
    await room.visitors_arrive(MANY_IDLE - FEW_IDLE)
    seconds = time.monotonic() - began
    await asyncio.sleep(loops.WARM_SECONDS)
    held = usage.memory(job.servers[0]) - before
    many = await loops.closed(room, job)
    await room.leave()
    more = MANY_IDLE - FEW_IDLE
    return {
        "idle_kb": held / more,
        "greeted": more / seconds,
        "busy_few": few["messages"],
        "busy_many": many["messages"],
        **room.losses(),
    }
