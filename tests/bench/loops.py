"""How people talk in a measurement: in a closed loop, as fast as answers come, or by a schedule."""

import asyncio
import itertools
import time
from collections.abc import Callable
from statistics import quantiles

from tests.bench import usage
from tests.bench.cast import CONVERSATIONS
from tests.bench.hall import Hall
from tests.bench.job import Figures, Job

WARM_SECONDS = 1.0
LOW_RATE = 100.0
# What a figure would be if it were measured with too few messages to say anything.
FEWEST = 20


async def closed(room: Hall, job: Job, seconds: float = 0.0) -> Figures:
    """Each conversation has one message under way: visitor, console, visitor and so on."""
    room.answering = True
    for visitor in range(CONVERSATIONS):
        room.say(visitor, time.monotonic(), visitor_speaks=True)
    await asyncio.sleep(WARM_SECONDS)
    began, before = time.monotonic(), room.delivered
    server, store = usage.processor(job.servers), usage.processor(job.stores)
    await asyncio.sleep(seconds or job.seconds)
    server, store = usage.processor(job.servers) - server, usage.processor(job.stores) - store
    count, took = room.delivered - before, time.monotonic() - began
    await room.settle()
    return {
        "messages": count / took,
        "cpu": server / count * 1e6,
        "cpu_all": (server + store) / count * 1e6,
    }


async def by_schedule(room: Hall, rate: float, seconds: float, name: str) -> Figures:
    """Latencies in milliseconds at this many messages per second, each from its time on."""
    total = int(rate * seconds)
    return await until(room, rate, lambda number: number >= total, name)


async def until(room: Hall, rate: float, over: Callable[[int], bool], name: str) -> Figures:
    """The same until it is over, which is asked before each message, by its number."""
    room.latencies, room.acknowledgements = [], []
    began = time.monotonic()
    for number in itertools.count():
        if number >= FEWEST and over(number):
            break
        due = began + number / rate
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        turn, visitor = divmod(number, CONVERSATIONS)
        room.say(visitor, due, visitor_speaks=turn % 2 == 0)
    await room.quiet()
    return _percentiles(room.latencies, name) | _percentiles(room.acknowledgements, f"{name}_ack")


def _percentiles(latencies: list[float], name: str) -> Figures:
    """In milliseconds; nothing of what was not measured."""
    if not latencies:
        return {}
    percent = quantiles(latencies, n=1_000)
    return {
        f"{name}_p50": percent[499] * 1e3,
        f"{name}_p99": percent[989] * 1e3,
        f"{name}_p999": min(percent[998], max(latencies)) * 1e3,
        f"{name}_max": max(latencies) * 1e3,
    }
