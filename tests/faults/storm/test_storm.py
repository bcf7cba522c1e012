"""P1, P2 and P15 in one storm: everybody talks while everything is cut, killed and restarted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from random import Random

import pytest
import pytest_asyncio

from tests.faults import sizes
from tests.faults.kit import house
from tests.faults.kit.crowd import PACE, Crowd
from tests.faults.kit.ledger import Verdicts, unlike
from tests.faults.kit.proxy import Proxy
from tests.faults.storm.storm import Storm, fall, last_blow

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(sizes.chosen().longest),
]

# In seconds, as they are promised.
CONVERGED = 10.0
CONVERGED_WITHOUT_BELLS = 15.0
HERD_IS_BACK = 10.0


@dataclass
class Weathered:
    """A house after the storm, everybody in it, and what was found when all had settled."""

    home: house.House
    crowd: Crowd
    storm: Storm
    plan: sizes.Storm
    settled: float
    verdicts: Verdicts
    screens: int
    unlike: list[str]


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
            found = await look(crowd)
            yield Weathered(home, crowd, storm, plan, took, *found)
            await crowd.leave()


async def talk_through(crowd: Crowd, storm: Storm, plan: sizes.Storm) -> None:
    """Everybody talks until the storm is over and all that was to be said is said."""
    over = asyncio.Event()
    talks = [crowd.talk(crowd.seeker(), plan, over) for _ in range(plan.seekers)]
    under_way = asyncio.gather(*talks)
    await storm.rage()
    over.set()
    await under_way


async def look(crowd: Crowd) -> tuple[Verdicts, int, list[str]]:
    """What the database says now of everything said, and of everything shown."""
    ledger = crowd.ledger.so_far()
    stored = await asyncio.to_thread(crowd.house.read)
    screens = crowd.screens(stored)
    return ledger.judge(stored), len(screens), unlike(screens, stored)


@pytest.mark.promise("P1", "An acknowledged message is kept, once, in order")
async def test_nothing_acknowledged_is_lost_doubled_or_reordered(
    weathered: Weathered, figures: Callable[..., None]
) -> None:
    plan, storm, crowd = weathered.plan, weathered.storm, weathered.crowd
    verdicts = weathered.verdicts
    done = {
        "disconnects": storm.cut,
        "redis_kills": storm.count("redis killed"),
        "web_kills": storm.count("web killed"),
        "postgres_stops": storm.count("postgres stopped"),
        "rolling_restarts": storm.count("rolling restart"),
    }
    refusals = ", ".join(f"{code} {n}" for code, n in sorted(crowd.refusals().items())) or "none"
    figures(**verdicts.figures(), **done, sockets_lost=crowd.losses(), refusals=refusals)
    assert verdicts.clean(), verdicts
    assert verdicts.acked + verdicts.recovered >= 2 * plan.words * plan.seekers
    assert done == {name: getattr(plan, name) for name in done}


@pytest.mark.promise("P2", "All views converge after a fault")
async def test_after_the_last_fault_every_screen_shows_what_is_stored(
    weathered: Weathered, size: sizes.Size, figures: Callable[..., None]
) -> None:
    assert weathered.screens == 2 * weathered.plan.seekers
    assert weathered.unlike == []
    crowd = weathered.crowd
    crowd.nobody_answers()
    crowd.everybody_says_something()
    await last_blow(weathered.home, weathered.storm.proxy)
    took = await crowd.settle(size.patience)
    verdicts, screens, different = await look(crowd)
    figures(screens=screens, converged_s=round(took, 1), storm_s=round(weathered.settled, 1))
    assert verdicts.clean(), verdicts
    assert different == []
    assert took < CONVERGED * size.room


@pytest.mark.promise("P2", "All views converge while the bells are silent")
async def test_without_bells_every_screen_shows_what_is_stored(
    weathered: Weathered, size: sizes.Size, figures: Callable[..., None]
) -> None:
    crowd = weathered.crowd
    crowd.nobody_answers()
    # Spread anew: who was restarted last has nobody, and on one process nobody needs a bell.
    proxy = weathered.storm.proxy
    proxy.reset(len(proxy.connections))
    await asyncio.sleep(PACE)
    await crowd.everybody_greeted(size.patience)
    assert {connection.target for connection in proxy.connections} == set(weathered.home.ports)
    with weathered.home.silent():
        crowd.everybody_says_something()
        took = await crowd.settle(size.patience)
        verdicts, screens, different = await look(crowd)
    figures(screens=screens, converged_s=round(took, 1))
    assert verdicts.clean(), verdicts
    assert different == []
    assert took < CONVERGED_WITHOUT_BELLS * size.room


@pytest.mark.promise("P15", "Upgrading loses nothing; a herd that comes back is let in")
async def test_a_herd_that_comes_back_at_once_is_welcomed_and_loses_nothing(
    weathered: Weathered, size: sizes.Size, figures: Callable[..., None]
) -> None:
    crowd, herd = weathered.crowd, weathered.plan.herd
    while len(crowd.seekers) < herd:
        crowd.seeker().open()
    await crowd.everybody_greeted(size.patience)
    falling = asyncio.create_task(fall(weathered.home))
    await asyncio.sleep(0)
    for seeker in crowd.seekers:
        seeker.say(crowd.text(seeker.name))
    fell = await falling
    await crowd.everybody_heard(size.patience)
    back = sorted(seeker.greeted_at - fell for seeker in crowd.seekers)
    verdicts, _, _ = await look(crowd)
    p50, p99 = back[len(back) // 2], back[len(back) * 99 // 100]
    figures(herd=herd, lost=len(verdicts.lost), p50_s=round(p50, 1), p99_s=round(p99, 1))
    assert verdicts.clean(), verdicts
    assert back[0] > 0
    assert p99 < HERD_IS_BACK * size.room


async def test_no_process_said_a_word_or_died_of_an_error(weathered: Weathered) -> None:
    assert weathered.home.alarms() == []
    assert weathered.home.said(" says ") == []
    assert weathered.home.said(" answers, ") == []
