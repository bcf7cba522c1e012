"""The race: counsellors take whoever comes while sockets are cut and processes killed."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from tests.faults import sizes
from tests.faults.kit.house import House
from tests.faults.kit.ledger import Ledger
from tests.faults.kit.proxy import Proxy
from tests.faults.kit.seeker import Seeker
from tests.faults.race.racer import Racer, Window
from tests.faults.race.watch import Watch
from tests.faults.storm.storm import again
from tests.services_plugin import CHOSEN
from tests.wire.store import Store

PACE = 0.25
# So many seekers arrive at a time, while no more than so many wait.
ARRIVING, QUEUE = 24, 80
# Others who want what rings elsewhere, and how often they do.
RIVALS, RIVALRY = 2, 0.15
LOOK = 0.02
# Seconds between two signs of life of those who wait.
STAYING = 5
STAYS = """
UPDATE helpline_seeker SET seen_at = %s
WHERE id IN (SELECT seeker_id FROM helpline_conversation WHERE state IN ('waiting', 'offered'))
"""
RUNS_OUT = """
UPDATE routing_shift SET lease_until = %s
WHERE counsellor_id = %s AND lease_until > %s RETURNING counsellor_id
"""


async def until(check: Callable[[], bool]) -> None:
    """Wait until this is true."""
    while True:
        if check():
            return
        await asyncio.sleep(LOOK)


@dataclass(frozen=True)
class Plan:
    """How many there are of each; every tenth counsellor has two windows.

    `patience`, in seconds, bounds a race of which nothing comes to its end any more.
    """

    conversations: int
    counsellors: int
    cuts: int
    kills: int
    vanish: int
    patience: float = 120.0


PLANS = {
    ("ci", "postgresql"): Plan(1_000, 50, 100, 5, 3),
    ("ci", "sqlite"): Plan(200, 12, 20, 2, 2),
    ("soak", "postgresql"): Plan(2_000, 50, 200, 10, 6),
    ("soak", "sqlite"): Plan(600, 20, 60, 6, 4),
}


def planned(size: sizes.Size) -> Plan:
    """The plan of this size for the database of this run."""
    return PLANS[size.name, os.environ[CHOSEN]]


class Race:
    """Everybody in it, what happens to them, and what was seen of them."""

    def __init__(self, house: House, store: Store, proxy: Proxy, plan: Plan, rng: Random) -> None:
        self.house, self.store, self.proxy, self.plan, self.rng = house, store, proxy, plan, rng
        self.watch = Watch(store)
        self.ledger = Ledger()
        self.over = asyncio.Event()
        self.racers = [self._racer(number) for number in range(plan.counsellors)]
        self.cuts = self.kills = 0
        self.lapses: list[float] = []
        self.unanswered: asyncio.Queue[UUID] = asyncio.Queue()

    def _racer(self, number: int) -> Racer:
        person = self.house.people[number]
        racer = Racer(person.name, UUID(person.id))
        for _ in range(2 if number % 10 == 0 else 1):
            headers = {"Origin": self.house.origin, "Cookie": f"desk={person.session}"}
            url = f"ws://127.0.0.1:{self.proxy.port}/ws/console/"
            rng = Random(self.rng.getrandbits(64))
            racer.windows.append(Window(racer, url, headers, rng, self, pace=PACE))
        return racer

    def rings(self, racer: Racer, conversation: UUID) -> None:
        """Others want it too, at the same moment: nobody but the one who is asked may get it."""
        if self.rng.random() < RIVALRY:
            for rival in self.rng.sample(self.racers, RIVALS):
                if rival is not racer:
                    self.rng.choice(rival.windows).accept(conversation)

    def ignored(self, conversation: UUID) -> None:
        self.unanswered.put_nowait(conversation)

    async def run(self) -> None:
        """Until every conversation is closed; raises `AssertionError` when no more of them are."""
        for racer in self.racers:
            racer.open()
        beside = [
            asyncio.create_task(self.watch.until(self.over)),
            asyncio.create_task(self._let_offers_lapse()),
            asyncio.create_task(self._let_pages_stay()),
        ]
        try:
            async with asyncio.TaskGroup() as lanes:
                for lane in (self._arrive(), self._cut(), self._kill(), self._vanish()):
                    lanes.create_task(lane)
                await self._to_the_end()
            await asyncio.sleep(0.5)  # for answers that are on their way
        finally:
            self.over.set()
            await beside[0]
            for task in beside[1:]:
                task.cancel()
            await asyncio.gather(*(racer.leave() for racer in self.racers))

    async def _to_the_end(self) -> None:
        """However slow the machine is, some conversation is closed now and then."""
        closed = -1
        while closed < self.plan.conversations:
            before = closed
            with suppress(TimeoutError):
                async with asyncio.timeout(self.plan.patience):
                    await self._done(before + 1)
            closed = self.watch.count("closed")
            assert closed > before, f"{self.watch.states} stay so; refused: {self.codes()}"

    async def _done(self, conversations: float) -> None:
        """Wait until so many conversations are closed."""
        await until(lambda: self.watch.count("closed") >= conversations)

    # ---- the lanes -------------------------------------------------------------------------------

    async def _arrive(self) -> None:
        turns = asyncio.Semaphore(ARRIVING)
        async with asyncio.TaskGroup() as arriving:
            for number in range(self.plan.conversations):
                await turns.acquire()
                await until(lambda: self.watch.count("waiting") <= QUEUE)
                arriving.create_task(self._one_arrives(number, turns))

    async def _one_arrives(self, number: int, turns: asyncio.Semaphore) -> None:
        """Says something until it is acknowledged, and trusts that somebody will come."""
        url = f"ws://127.0.0.1:{self.proxy.port}/ws/chat/"
        rng = Random(self.rng.getrandbits(64))
        headers = {"Origin": self.house.origin}
        seeker = Seeker(f"Seeker {number}", url, headers, rng, self.ledger, pace=PACE)
        seeker.say("Is somebody there?")
        seeker.open()
        await until(seeker.quiet)
        await seeker.leave()
        turns.release()

    async def _cut(self) -> None:
        """Reset connections all along the race."""
        bursts = 20
        for burst in range(1, bursts + 1):
            await self._done(self.plan.conversations * burst / (bursts + 2))
            wanted = self.plan.cuts * burst // bursts - self.cuts
            while wanted:
                done = self.proxy.reset(wanted)
                self.cuts += done
                wanted -= done
                await asyncio.sleep(LOOK)

    async def _kill(self) -> None:
        """`kill -9` at even distances of the race, each process in its turn, the worker too."""
        processes = self.house.processes()
        for kill in range(1, self.plan.kills + 1):
            await self._done(self.plan.conversations * kill / (self.plan.kills + 1))
            process = processes[kill % len(processes)]
            self.watch.no_worker = process is processes[-1]
            await again(process, process.kill)
            await self._swept()
            self.watch.no_worker = False
            self.kills += 1

    async def _swept(self) -> None:
        """Wait until a worker sweeps: it ends the shift of somebody who is not in the race."""
        them, past = self.house.people[self.plan.counsellors].id, datetime.now(UTC)
        await asyncio.to_thread(
            self.store.run,
            "INSERT INTO routing_shift"
            " (counsellor_id, status, load, live, lapses, aside, lease_until, idle_since)"
            " VALUES (%s, 'here', 0, 0, 0, false, %s, %s)"
            " ON CONFLICT (counsellor_id) DO UPDATE SET status = 'here'",
            them,
            past,
            past,
        )
        status = "SELECT status FROM routing_shift WHERE counsellor_id = %s"
        while True:
            if await asyncio.to_thread(self.store.one, status, them) == "away":
                return
            await asyncio.sleep(LOOK)

    async def _let_offers_lapse(self) -> None:
        """The half minute in which an offer is ignored goes by in a moment."""
        lapse = "UPDATE routing_offer SET until = %s WHERE conversation_id = %s AND answer = ''"
        while True:
            conversation = await self.unanswered.get()
            await asyncio.to_thread(self.store.run, lapse, datetime.now(UTC), conversation)

    async def _let_pages_stay(self) -> None:
        """Who waits is there, however long a slow machine takes: nobody is offered an empty page.

        A thousand more sockets would only say the same.
        """
        while True:
            await asyncio.to_thread(self.store.run, STAYS, datetime.now(UTC))
            await asyncio.sleep(STAYING)

    async def _vanish(self) -> None:
        """A browser dies with what it holds, and its lease runs out."""
        alone = [racer for racer in self.racers if len(racer.windows) == 1]
        for turn, racer in enumerate(self.rng.sample(alone, self.plan.vanish), 1):
            await self._done(self.plan.conversations * turn / (2 * self.plan.vanish + 2))
            racer.idle = True
            await self._holds_something(racer.counsellor)
            await racer.leave()
            self.lapses.append(await self._lapse(racer.counsellor))
            racer.idle = False
            racer.open()

    async def _lapse(self, counsellor: UUID) -> float:
        """Let this lease run out now; the seconds until nothing is in these hands any more.

        A beat that was still on its way renews it once more.
        """
        began, past = time.monotonic(), datetime.now(UTC)
        while await asyncio.to_thread(self.watch.held_by, counsellor):
            if await asyncio.to_thread(self.store.run, RUNS_OUT, past, counsellor, past):
                began = time.monotonic()
            await asyncio.sleep(LOOK)
        return time.monotonic() - began

    async def _holds_something(self, counsellor: UUID) -> None:
        while True:
            if await asyncio.to_thread(self.watch.held_by, counsellor):
                return
            await asyncio.sleep(LOOK)

    # ---- what was answered -----------------------------------------------------------------------

    def codes(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for racer in self.racers:
            total += racer.codes
        return total

    def losses(self) -> int:
        """How many windows lost their socket, by a cut or with the process it went to."""
        return sum(window.losses for racer in self.racers for window in racer.windows)
