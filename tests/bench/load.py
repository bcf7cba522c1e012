"""The load client, a process of its own: reads a job from standard input, prints what it measured.

`talk` is 90 conversations on 30 consoles; `idle` visitors who were greeted and say nothing;
`crowd` everybody asking at once; `texts` signed webhooks. A message of a closed loop waits for the
one before; those of an open loop keep to a schedule, and their time runs from it.
"""

import asyncio
import sys
import time
from statistics import quantiles

import msgspec
import uvloop
from msgspec import Struct

from tests.bench import texts, usage
from tests.bench.cast import CONVERSATIONS, CROWD, CROWD_PLACES, DESKS, IDLE, PLACES
from tests.bench.dialects import Dialect, Project, Reference
from tests.bench.hall import Hall

WARM_SECONDS = 1.0
LOW_RATE = 100.0
BEFORE_IDLE = 100
# What a figure would be if it were measured with too few messages to say anything.
FEWEST = 20


class Job(Struct):
    """What to measure, against which server; `servers` and `stores` are its processes' ids."""

    scene: str
    reference: bool
    port: int
    seconds: float
    servers: list[int]
    stores: list[int]
    cookies: list[str] = []
    reference_rate: float = 0.0


Figures = dict[str, float]


def hall(job: Job, places: int) -> Hall:
    origin = f"http://127.0.0.1:{job.port}"
    dialect: Dialect = Reference() if job.reference else Project(origin, job.cookies)
    return Hall(f"ws://127.0.0.1:{job.port}", dialect, places)


async def talk(job: Job) -> Figures:
    room = hall(job, PLACES)
    await room.consoles_arrive(DESKS)
    await room.visitors_arrive(CONVERSATIONS)
    await room.everybody_asks()
    await room.settle()
    await asyncio.sleep(WARM_SECONDS)
    figures = await _closed(room, job)
    rate = figures["messages"]
    for name, wanted in (
        ("low", LOW_RATE),
        ("same", (job.reference_rate or rate) / 2),
        ("half", rate / 2),
    ):
        figures[f"{name}_p50"], figures[f"{name}_p99"] = await _open(room, wanted, job.seconds)
    figures["lost"] = await room.settle()
    await room.leave()
    return figures


async def _closed(room: Hall, job: Job) -> Figures:
    """Each conversation has one message under way: visitor, console, visitor and so on."""
    room.answering = True
    for visitor in range(CONVERSATIONS):
        room.say(visitor, time.monotonic(), visitor_speaks=True)
    await asyncio.sleep(WARM_SECONDS)
    began, before = time.monotonic(), room.delivered
    server, store = usage.processor(job.servers), usage.processor(job.stores)
    await asyncio.sleep(job.seconds)
    server, store = usage.processor(job.servers) - server, usage.processor(job.stores) - store
    count, seconds = room.delivered - before, time.monotonic() - began
    await room.settle()
    return {
        "messages": count / seconds,
        "cpu": server / count * 1e6,
        "cpu_all": (server + store) / count * 1e6,
    }


async def _open(room: Hall, rate: float, seconds: float) -> tuple[float, float]:
    """Median and 99th percentile, in milliseconds, at this many messages per second."""
    room.latencies = []
    began = time.monotonic()
    total = max(int(rate * seconds), FEWEST)
    for number in range(total):
        due = began + number / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        turn, visitor = divmod(number, CONVERSATIONS)
        room.say(visitor, due, visitor_speaks=turn % 2 == 0)
    await room.quiet()
    percent = quantiles(room.latencies, n=100)
    return percent[49] * 1e3, percent[98] * 1e3


async def idle(job: Job) -> Figures:
    room = hall(job, PLACES)
    await room.visitors_arrive(BEFORE_IDLE)
    await asyncio.sleep(WARM_SECONDS)
    before, began = usage.memory(job.servers[0]), time.monotonic()
    await room.visitors_arrive(IDLE)
    seconds = time.monotonic() - began
    await asyncio.sleep(WARM_SECONDS)
    held = usage.memory(job.servers[0]) - before
    await room.leave()
    return {"idle_kb": held / IDLE, "greeted": IDLE / seconds}


async def crowd(job: Job) -> Figures:
    room = hall(job, CROWD_PLACES)
    await room.consoles_arrive(CROWD)
    await room.visitors_arrive(CROWD * CROWD_PLACES)
    seconds = await room.everybody_asks()
    await room.leave()
    return {"taken": len(room.visitors) / seconds}


async def webhooks(job: Job) -> Figures:
    return {"texts": await texts.rate(job.port, job.seconds)}


SCENES = {"talk": talk, "idle": idle, "crowd": crowd, "texts": webhooks}


def main() -> None:
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    figures = uvloop.run(SCENES[job.scene](job))
    sys.stdout.write(msgspec.json.encode(figures).decode())


if __name__ == "__main__":
    main()
