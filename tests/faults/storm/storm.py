"""Which fault happens when: several lanes at once, each spread over the talk by the seed."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from random import Random

from tests.e2e.processes import Process
from tests.faults import sizes
from tests.faults.kit.house import House
from tests.faults.kit.proxy import Proxy
from tests.servers import Redis

Fault = Callable[[], Awaitable[None]]

# Connections are cut in bursts, as when a mobile network or a carrier's gateway goes.
BURST = 20


class Storm:
    """Everything that happens to a house; `log` says what, and how many seconds after the start."""

    def __init__(self, house: House, proxy: Proxy, plan: sizes.Storm, rng: Random) -> None:
        self.house, self.proxy, self.plan, self.rng = house, proxy, plan, rng
        self.log: list[tuple[float, str]] = []
        self.cut = 0
        self._began = 0.0
        # A process is killed or restarted by one lane at a time.
        self._turns = {process.name: asyncio.Lock() for process in house.processes()}

    async def rage(self) -> None:
        """Let all of it happen; returns when the last thing that was killed serves again."""
        self._began = time.monotonic()
        await asyncio.gather(
            self._lane([self._cut] * -(-self.plan.disconnects // BURST)),
            self._lane([self._kill_redis] * self.plan.redis_kills),
            self._lane([self._kill_web] * self.plan.web_kills),
            self._lane([self._stop_postgres] * self.plan.postgres_stops),
            self._lane([self._roll] * self.plan.rolling_restarts),
        )

    async def _lane(self, faults: list[Fault]) -> None:
        """One fault after the other, at chance times or as soon as the one before is over."""
        moments = sorted(self.rng.uniform(0, self.plan.seconds) for _ in faults)
        for moment, fault in zip(moments, faults, strict=True):
            await asyncio.sleep(max(0.0, self._began + moment - time.monotonic()))
            await fault()

    def _note(self, what: str) -> None:
        self.log.append((round(time.monotonic() - self._began, 2), what))

    def count(self, what: str) -> int:
        return sum(noted == what for _, noted in self.log)

    # ---- the faults ----------------------------------------------------------------------------

    async def _cut(self) -> None:
        """Reset a burst of connections; where too few are open, the rest of it comes later."""
        self._note("cut")
        wanted = min(self.plan.disconnects - self.cut, BURST)
        while wanted:
            done = self.proxy.reset(wanted)
            self.cut += done
            wanted -= done
            await asyncio.sleep(0.1)

    async def _kill_web(self) -> None:
        process = self.rng.choice(self.house.webs)
        async with self._turns[process.name]:
            self._note("web killed")
            await again(process, process.kill)

    async def _roll(self) -> None:
        """An upgrade: every process in turn is asked to end, and started again."""
        self._note("rolling restart")
        for process in self.house.processes():
            async with self._turns[process.name]:
                await again(process, process.stop)

    async def _stop_postgres(self) -> None:
        postgres = self.house.postgres
        if postgres is None:
            raise RuntimeError("this house has no PostgreSQL to stop")
        self._note("postgres stopped")
        await asyncio.to_thread(postgres.kill)
        await asyncio.sleep(self.rng.uniform(0, 1))
        await asyncio.to_thread(postgres.start)

    async def _kill_redis(self) -> None:
        """Dead for a moment; then back, and perhaps not well for another."""
        redis = self.house.redis
        if redis is None:
            raise RuntimeError("this house has no Redis to kill")
        self._note("redis killed")
        await asyncio.to_thread(redis.kill)
        await asyncio.sleep(self.rng.uniform(0, 1.5))
        await asyncio.to_thread(redis.start)
        await self._ail(redis)

    async def _ail(self, redis: Redis) -> None:
        ailment: dict[str, Callable[[], None]] = {
            "redis full": redis.fill,
            "redis read-only": redis.read_only,
            "redis flushed": redis.flush,
            "redis frozen": redis.pause,
        }
        name = self.rng.choice(list(ailment))
        self._note(name)
        await asyncio.to_thread(ailment[name])
        await asyncio.sleep(self.rng.uniform(0.2, 1))
        await asyncio.to_thread(redis.resume)
        await asyncio.to_thread(redis.heal)


async def last_blow(house: House, proxy: Proxy) -> None:
    """Everything at once, and nothing after it; returns when all of it serves again."""
    servers = [server for server in (house.postgres, house.redis) if server]
    proxy.reset(len(proxy.connections))
    await asyncio.gather(
        *(asyncio.to_thread(server.restart) for server in servers),
        *(again(process, process.kill) for process in house.processes()),
    )


async def fall(house: House) -> float:
    """Kill every web process at once and start them all; returns the moment of the fall."""
    moment = asyncio.get_running_loop().time()
    for process in house.webs:
        process.kill()
    for process in house.webs:
        process.start()
    await asyncio.gather(*(asyncio.to_thread(process.wait) for process in house.webs))
    return moment


async def again(process: Process, end: Callable[[], None]) -> None:
    """End a process and start it; returns once it serves."""
    await asyncio.to_thread(end)
    process.start()
    await asyncio.to_thread(process.wait)
