"""Everybody asks at once."""

from tests.bench.cast import CROWD, CROWD_PLACES
from tests.bench.job import Figures, Job


async def crowd(job: Job) -> Figures:
    """Conversations asked, offered and taken per second, until both sides know."""
    room = job.hall(CROWD_PLACES)
    await room.consoles_arrive(CROWD)
    await room.visitors_arrive(CROWD * CROWD_PLACES)
    seconds = await room.everybody_asks()
    await room.leave()
    return {"taken": len(room.visitors) / seconds, **room.losses()}
