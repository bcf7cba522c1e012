"""P12: two hundred hostile sockets do not silence a hundred honest people."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from uuid import UUID

import msgspec
import pytest

from tests.bench import usage
from tests.e2e.processes import ROOT
from tests.faults import sizes
from tests.faults.kit import house
from tests.faults.kit.crowd import Crowd
from tests.faults.kit.house import House
from tests.faults.kit.seeker import Seeker

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.timeout(sizes.chosen().longest + sizes.chosen().flood.seconds),
]

# As promised: seconds from saying to the acknowledgement, and mebibytes.
ACKNOWLEDGED = 1.0
GROWTH = 200.0


class Honest(Seeker):
    """A seeker who notes how long each acknowledgement took."""

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]  # as its base takes them
        self.waits: list[float] = []

    def _stored(self, words: UUID) -> None:
        if self.outbox.under_way == words:
            self.waits.append(asyncio.get_running_loop().time() - self.outbox.posted_at)
        super()._stored(words)


@asynccontextmanager
async def under_attack(home: House, plan: sizes.Flood, seed: int) -> AsyncIterator[Counter[str]]:
    """So many hostile sockets on the first web process; filled with what became of them."""
    arguments = [home.ports[0], home.origin, plan.hostile, plan.seconds, seed]
    attack = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.flood.hostile",
        *map(str, arguments),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    seen: Counter[str] = Counter()
    yield seen
    told, _ = await attack.communicate()
    seen.update(msgspec.json.decode(told, type=dict[str, int]))


async def talk(crowd: Crowd, seeker: Honest, until: float) -> None:
    """Say something every few seconds, as somebody does who writes."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(crowd.rng.uniform(0, 2))
    while loop.time() < until:
        seeker.say(crowd.text(seeker.name))
        await asyncio.sleep(crowd.rng.uniform(1, 3))


@pytest.mark.promise("P12", "A flood does not silence the honest")
async def test_a_flood_does_not_silence_the_honest(
    tmp_path: Path,
    size: sizes.Size,
    seed: int,
    rng: Random,
    on_sqlite: bool,
    figures: Callable[..., None],
) -> None:
    plan = size.flood
    if on_sqlite:
        build = house.embedded(tmp_path, plan.counsellors)
    else:
        build = house.scaled(tmp_path, plan.counsellors, webs=1)
    with build as home:
        crowd = Crowd(home, home.ports[0], rng)
        people = [crowd.someone(Honest, 1.0) for _ in range(plan.honest)]
        for number in range(plan.counsellors):
            crowd.console(number).open()
        for person in people:
            person.open()
        await crowd.everybody_greeted(size.patience)
        before = usage.memory(home.webs[0].pid())
        until = asyncio.get_running_loop().time() + plan.seconds
        most = before
        async with under_attack(home, plan, seed) as seen:
            talks = asyncio.gather(*(talk(crowd, person, until) for person in people))
            while not talks.done():
                most = max(most, usage.memory(home.webs[0].pid()))
                await asyncio.sleep(0.25)
            await talks
        await crowd.everybody_heard(size.patience)
        waits = sorted(wait for person in people for wait in person.waits)
        # Counsellors go on answering while it is read: what they say from here on is not judged.
        ledger = crowd.ledger.so_far()
        ours = set(ledger.attempts)
        stored = await asyncio.to_thread(home.read, ours)
        verdicts = ledger.judge(each for each in stored if each.id in ours)
        growth = (most - before) / 1024
        p50, p99 = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
        losses = sum(person.losses for person in people)
        figures(
            honest=len(people),
            **verdicts.figures(),
            p50_ms=round(p50 * 1e3),
            p99_ms=round(p99 * 1e3),
            growth_mib=round(growth),
            honest_cut=losses,
            **{name.replace(" ", "_"): count for name, count in sorted(seen.items())},
        )
        await crowd.leave()
        assert verdicts.clean(), verdicts
        assert losses == 0
        # They did attack, and were cut off for it.
        assert seen["flooded"] > plan.hostile
        assert seen["flood cut"] > plan.hostile // 3
        assert growth < GROWTH
        assert p99 < ACKNOWLEDGED * size.room
        assert home.alarms() == []
