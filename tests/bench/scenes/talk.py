"""Ninety conversations on thirty consoles: how many messages, at what cost, and how soon."""

import asyncio

from tests.bench import loops
from tests.bench.cast import CONVERSATIONS, DESKS, PLACES
from tests.bench.hall import Hall
from tests.bench.job import Figures, Job

# At a hundred a second a short time holds too few messages to say how late the latest were.
TAIL_TIMES = 3


async def gathered(job: Job) -> Hall:
    """The hall with everybody in conversation."""
    room = job.hall(PLACES)
    await room.consoles_arrive(DESKS)
    await room.visitors_arrive(CONVERSATIONS)
    await room.everybody_asks()
    await room.settle()
    await asyncio.sleep(loops.WARM_SECONDS)
    return room


async def talk(job: Job) -> Figures:
    """One process; latencies at a low rate, at half of R's rate and at half of its own."""
    room = await gathered(job)
    figures = await loops.closed(room, job)
    rate = figures["messages"]
    for name, wanted in (
        ("low", loops.LOW_RATE),
        ("same", (job.reference_rate or rate) / 2),
        ("half", rate / 2),
    ):
        figures |= await loops.by_schedule(room, wanted, job.seconds, name)
    await room.settle()
    await room.leave()
    return figures | room.losses()


async def cross(job: Job) -> Figures:
    """Two processes, visitors on one and consoles on the other: every message crosses."""
    room = await gathered(job)
    figures = await loops.closed(room, job)
    figures |= await loops.by_schedule(room, loops.LOW_RATE, TAIL_TIMES * job.seconds, "low")
    await room.settle()
    await room.leave()
    return figures | room.losses()
