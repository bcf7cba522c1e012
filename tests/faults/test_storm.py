"""P1, P2 and P15 in one storm: everybody talks while everything is cut, killed and restarted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from random import Random

import pytest
import pytest_asyncio

from tests.faults import house, sizes
from tests.faults.crowd import Crowd
from tests.faults.ledger import Stored, Verdicts, unlike
from tests.faults.proxy import Proxy
from tests.faults.storm import Storm

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONVERGED = 10.0
CONVERGED_BY_THE_SLOW_LOOK = 15.0
HERD = 10.0


@dataclass
class Weathered:
    """A house after the storm, everybody in it, and what was found there."""

    home: house.House
    crowd: Crowd
    storm: Storm
    plan: sizes.Storm
    settled: float
    stored: list[Stored]

    def verdicts(self) -> Verdicts:
        return self.crowd.ledger.judge(self.stored)

    async def read(self) -> None:
        self.stored = await asyncio.to_thread(self.home.read)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def weathered(
    tmp_path_factory: pytest.TempPathFactory, size: sizes.Size, seed: int, on_sqlite: bool
) -> AsyncIterator[Weathered]:
    """The storm itself; what it left is looked at by the tests, in their order."""
    plan = size.embedded if on_sqlite else size.scaled
    build = house.embedded if on_sqlite else house.scaled
    rng = Random(seed)
    with build(tmp_path_factory.mktemp("storm"), plan.counsellors) as home:
        async with Proxy(home.ports, rng) as proxy:
            crowd, storm = Crowd(home, proxy.port, rng), Storm(home, proxy, plan, rng)
            for number in range(plan.counsellors):
                crowd.console(number).open()
            await crowd.everybody_greeted(size.patience)
            await talk_through(crowd, storm, plan)
            took = await crowd.settle(size.patience)
            stored = await asyncio.to_thread(home.read)
            yield Weathered(home, crowd, storm, plan, took, stored)
            await crowd.leave()


async def talk_through(crowd: Crowd, storm: Storm, plan: sizes.Storm) -> None:
    """Everybody talks until the storm is over and all that was to be said is said."""
    over = asyncio.Event()
    talks = [crowd.talk(crowd.seeker(), plan, over) for _ in range(plan.seekers)]
    under_way = asyncio.gather(*talks)
    await storm.rage()
    over.set()
    await under_way


@pytest.mark.promise("P1", "An acknowledged message is kept, once, in order")
async def test_nothing_acknowledged_is_lost_doubled_or_reordered(
    weathered: Weathered, figures: Callable[..., None]
) -> None:
    plan, storm, crowd = weathered.plan, weathered.storm, weathered.crowd
    verdicts = weathered.verdicts()
    figures(
        **verdicts.figures(),
        seconds=round(storm.log[-1][0]),
        disconnects=storm.cut,
        sockets_lost=crowd.losses(),
        redis_kills=storm.count("redis killed"),
        web_kills=storm.count("web killed"),
        postgres_stops=storm.count("postgres stopped"),
        rolling_restarts=storm.count("rolling restart"),
        refusals=" ".join(f"{code}:{n}" for code, n in sorted(crowd.refusals().items())) or "none",
    )
    assert verdicts.clean(), verdicts
    assert verdicts.attempted >= 2 * plan.words * plan.seekers
    assert verdicts.acked + verdicts.recovered >= 2 * plan.words * plan.seekers
    assert storm.cut == plan.disconnects
    assert storm.count("web killed") == plan.web_kills
    assert storm.count("redis killed") == plan.redis_kills
    assert storm.count("postgres stopped") == plan.postgres_stops
    assert storm.count("rolling restart") == plan.rolling_restarts


@pytest.mark.promise("P2", "All views converge after a fault")
async def test_after_the_last_fault_every_screen_shows_what_is_stored(
    weathered: Weathered, figures: Callable[..., None]
) -> None:
    screens = weathered.crowd.screens(weathered.stored)
    figures(screens=len(screens), converged_s=round(weathered.settled, 1))
    assert len(screens) >= 2 * weathered.plan.seekers
    assert unlike(screens, weathered.stored) == []
    assert weathered.settled < CONVERGED


async def test_no_process_said_a_word_or_died_of_an_error(weathered: Weathered) -> None:
    assert weathered.home.alarms() == []
    assert weathered.home.said(" says ") == []
    assert weathered.home.said(" answers, ") == []
