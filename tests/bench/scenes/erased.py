"""Ninety conversations that go on while very much is erased: before, and until its end."""

import time
from pathlib import Path

from tests.bench import loops
from tests.bench.job import Figures, Job
from tests.bench.scenes.talk import gathered


async def erased(job: Job) -> Figures:
    """Latencies at the low rate: `quiet` until all of it falls due, `busy` until it is gone."""
    room = await gathered(job)
    done = Path(job.done)
    figures = await loops.until(room, loops.LOW_RATE, lambda _: time.time() >= job.due_at, "quiet")
    figures |= await loops.until(room, loops.LOW_RATE, lambda _: done.exists(), "busy")
    await room.settle()
    await room.leave()
    return figures | room.losses()
