"""Many conversations under way at once, of which ninety talk: does a message cost the same?"""

import asyncio

from tests.bench import loops
from tests.bench.cast import CONVERSATIONS, DESKS, PLACES
from tests.bench.job import Figures, Job

# Long enough for the slow looks and beats of a process, which go through all that is open.
SECONDS = 11.0


async def held(job: Job) -> Figures:
    """The cost of a message while all of these are open in the database and in the hub."""
    if job.held is None:
        raise ValueError("no conversations were prepared")
    count = len(job.held.conversations)
    room = job.hall(PLACES)
    await room.consoles_arrive(DESKS)
    await room.visitors_arrive(count)
    for visitor in range(CONVERSATIONS):
        console = room.consoles[visitor // PLACES]
        room.answered_by[visitor] = (console, job.held.conversations[visitor])
    await asyncio.sleep(loops.WARM_SECONDS)
    figures = await loops.closed(room, job, max(SECONDS, job.seconds))
    await room.leave()
    return {f"held_cpu_{count}": figures["cpu_all"], **room.losses()}
