"""P4 and P5: one conversation, one counsellor; nobody's conversation is none."""

import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
import pytest_asyncio

from tests.faults import sizes
from tests.faults.kit import house
from tests.faults.kit.proxy import Proxy
from tests.faults.race import hands
from tests.faults.race.race import Plan, Race, planned
from tests.faults.race.racer import THE_NEXT
from tests.wire.store import Store

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(0)]

# A killed process loses nothing that was written, so the race need not wait for a disk.
MEMORY = Path("/dev/shm")
CAPACITY, ACCEPT_SECONDS = 3, 30
KEPT = '{"web": "day"}'
WEBS = 2
# Racers do in a second what takes people a minute, and are not to be told to slow down for it.
HASTY = {"LOG_LEVEL": "INFO", "FRAMES_PER_SECOND": "60"}
# What P5 allows after a lease has run out.
NOTICED = 5.0
EXPECTED = {"already_taken", "no_offer", "nobody_waiting", "full", "not_now", "not_yours", "over"}


@pytest.fixture(scope="module")
def plan(size: sizes.Size) -> Plan:
    return planned(size)


@pytest.fixture(scope="module")
def home(
    plan: Plan, tmp_path_factory: pytest.TempPathFactory, on_sqlite: bool
) -> Iterator[house.House]:
    folder, people = tmp_path_factory.mktemp("race"), plan.counsellors + 1
    if not on_sqlite:
        with house.scaled(folder, people, webs=WEBS, **HASTY) as made:
            yield made
        return
    with (
        tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else folder) as room,
        house.embedded(Path(room), people, **HASTY) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def store(home: house.House) -> Store:
    made = home.store()
    made.run("UPDATE helpline_counsellor SET capacity = %s", CAPACITY)
    # A talk is over here in a moment; were it erased at once, words said again would be new words.
    made.run("UPDATE helpline_line SET accept_seconds = %s, policies = %s", ACCEPT_SECONDS, KEPT)
    return made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def race(home: house.House, store: Store, plan: Plan, seed: int) -> AsyncIterator[Race]:
    """The race itself; what it left is looked at by the tests."""
    rng = Random(seed)
    async with Proxy(home.ports, rng) as proxy:
        made = Race(home, store, proxy, plan, rng)
        await made.run()
        yield made


def steps(store: Store, *happenings: str) -> list[hands.Step]:
    """The steps that are one of these, in the order of their numbers."""
    names = ", ".join(f"'{name}'" for name in happenings)
    rows = store.run(
        "SELECT conversation_id, happening, actor FROM routing_step"
        f" WHERE happening IN ({names}) ORDER BY conversation_id, seq"
    )
    return [(UUID(str(pk)), happening, actor) for pk, happening, actor in rows]


@pytest.mark.promise("P4", "One conversation, one counsellor")
async def test_each_conversation_has_one_counsellor(
    race: Race, store: Store, plan: Plan, figures: Callable[..., None]
) -> None:
    codes, found = race.codes(), hands.follow(steps(store, *hands.HANDED))
    accepted = sum(len(one.holders) for one in found.values())
    figures(
        conversations=len(found),
        counsellors=plan.counsellors,
        accepted=accepted,
        already_taken=codes["already_taken"],
        no_offer=codes["no_offer"],
        cuts=race.cuts,
        kills=race.kills,
        sockets_lost=race.losses(),
        looks=race.watch.looks,
        held_twice=len(hands.doubled(found)),
    )
    assert (race.cuts, race.kills) == (plan.cuts, plan.kills)
    everybody = [UUID(str(pk)) for (pk,) in store.run("SELECT id FROM helpline_conversation")]
    assert len(everybody) == plan.conversations
    assert hands.doubled(found) == []
    assert hands.unheld(everybody, found) == []
    assert store.count("routing_assignment") == accepted
    last = store.run("SELECT id, counsellor_id FROM helpline_conversation")
    assert {UUID(str(pk)): UUID(str(who)).hex for pk, who in last} == {
        pk: one.holders[-1] for pk, one in found.items()
    }


@pytest.mark.promise("P4", "Who comes second is told so")
async def test_who_comes_second_is_told_so(race: Race, store: Store) -> None:
    """Every request that was not refused was granted, and nothing was granted unasked."""
    assert race.codes().keys() <= EXPECTED
    assert race.codes()["already_taken"] > 0
    granted = Counter((pk, actor) for pk, _, actor in steps(store, "accepted", "declined"))
    for racer in race.racers:
        mine = {pk: n for (pk, actor), n in granted.items() if actor == racer.counsellor.hex}
        unanswered = {
            pk: racer.answered(pk)
            for pk in racer.asked
            if pk != THE_NEXT and racer.answered(pk) > mine.get(pk, 0)
        }
        assert unanswered == {}
        assert sum(mine.values()) <= racer.asked.total() - racer.refused.total()


@pytest.mark.promise("P5", "No conversation belongs to nobody")
async def test_nobody_is_forgotten_at_any_moment(
    race: Race, plan: Plan, size: sizes.Size, figures: Callable[..., None]
) -> None:
    figures(
        looks=race.watch.looks,
        wrong=len(race.watch.wrong),
        vanished=len(race.lapses),
        longest_nobodys_s=round(race.watch.longest_nobodys, 1),
        longest_lapse_s=round(max(race.lapses), 1),
    )
    assert race.watch.wrong == set()
    assert race.watch.longest_nobodys < NOTICED * size.room
    assert len(race.lapses) == plan.vanish
    assert race.watch.states == {"closed": plan.conversations}


async def test_no_process_died_of_an_error(race: Race) -> None:
    assert race.house.alarms() == []
