"""A crash at any instruction is harmless: every fail point, again and again, with real processes.

After each `kill -9` the process begins anew and the day goes on; nobody mends anything. Nothing is
lost, doubled, orphaned, leaked or unreadable, and at the end the house is empty and clean.
"""

import asyncio
import contextlib
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from helpline import failpoints
from tests import services
from tests.faults import sizes
from tests.faults.crash import verdict
from tests.faults.crash.day import Day
from tests.faults.crash.lives import Life, Place, place
from tests.faults.crash.people import CANARY
from tests.servers import Postgres, Redis
from tests.wire.world import ACCOUNT, TOKEN

# Twenty for each point, shared by the two ways of running; as many in each of them in a soak.
TIMES = {"ci": 10, "soak": 20}
LIFE_SECONDS = 60.0
REST_SECONDS = 60.0
LANES = 2

WORKERS_OWN = (
    "after_claim",
    "before_post",
    "after_post",
    "after_purge_begun",
    "after_key_destroyed",
    "after_rows_deleted",
    "after_seeker_unknown",
    "after_seeker_forgotten",
)
# There is nobody to ring where there is one process.
BELLS = ("before_ring", "after_ring")
# Passed by texts only, once by each; and by a chat only, once.
TEXTS = ("after_claim", "before_post", "after_post")
RARE = ("before_put_back", *TEXTS)


class House:
    """One place, whose processes are killed and begun again while its day goes on."""

    def __init__(self, place: Place, seed: str) -> None:
        self.place = place
        self.day = Day(place)
        self.chance = random.Random(seed)
        self.others: dict[str, Life] = {}
        self.deaths = 0

    def kind(self, point: str) -> str:
        """Which process passes this point."""
        if not self.place.scaled:
            return "serve"
        return "worker" if point in WORKERS_OWN else "web"

    async def die_at(self, point: str, times: int) -> None:
        """So many lives, each ended at this point; the other processes live on beside them."""
        kind = self.kind(point)
        if kind in self.others:
            await self.place.end(self.others.pop(kind))
        await self._others_but(kind)
        for _ in range(times):
            often = 1 if point in RARE else self.chance.randint(1, 2 if point in WORKERS_OWN else 3)
            await self._one_life(kind, f"{point}:{often}")

    async def _others_but(self, kind: str) -> None:
        wanted = {"phone", *(("web", "worker") if self.place.scaled else ())} - {kind}
        for each in sorted(wanted - set(self.others)):
            self.others[each] = await self.place.begin(each)

    async def _one_life(self, kind: str, fail: str) -> None:
        life = await self.place.begin(kind, fail)
        day = asyncio.create_task(self.day.live(3, chats=not fail.startswith(TEXTS)))
        death = asyncio.create_task(life.ended.wait())
        await asyncio.wait({day, death}, timeout=LIFE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if day.done() and day.exception():
            # The socket notices before we do.
            await asyncio.wait({death}, timeout=10)
        day.cancel()
        (trouble,) = await asyncio.gather(day, return_exceptions=True)
        if not life.ended.is_set():
            death.cancel()
            raise AssertionError(f"{fail} was not reached: {trouble!r}") from (
                trouble if isinstance(trouble, Exception) else None
            )
        assert life.status == -signal.SIGKILL, f"{fail}: ended with {life.status}"
        self.deaths += 1
        self.judge(fail)
        verdict.an_hour_goes_by(self.place)

    def judge(self, after: str) -> None:
        assert verdict.broken(self.place) == [], after
        assert verdict.lost(self.day) == [], after

    async def come_to_rest(self) -> None:
        """Everybody is served once more, goes home, and the clocks are turned."""
        for each in ("serve",) if not self.place.scaled else ("web", "worker"):
            if each not in self.others:
                self.others[each] = await self.place.begin(each)
        await self.day.live(1)
        self.judge("the last life")
        await self._until(lambda: not self.place.store.run(verdict.UNSETTLED))
        await self._texts_left_once()
        deadline = time.monotonic() + REST_SECONDS
        while found := verdict.unrest(self.place):
            assert time.monotonic() < deadline, found
            verdict.an_hour_goes_by(self.place, all_of_it=True)
            await asyncio.sleep(0.1)
        assert verdict.broken(self.place) == []

    async def _until(self, check: object) -> None:
        deadline = time.monotonic() + REST_SECONDS
        assert callable(check)
        while not check():
            assert time.monotonic() < deadline
            verdict.an_hour_goes_by(self.place)
            await asyncio.sleep(0.1)

    async def _texts_left_once(self) -> None:
        """No reply was texted twice, and what is said to have left is there."""
        url = f"{self.place.env['TWILIO_BASE_URL']}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        async with httpx.AsyncClient(auth=(ACCOUNT, TOKEN)) as client:
            found = (await client.get(url, params={"PageSize": "1000"})).json()["messages"]
        # Where a day has gone by, the words are removed at the provider as well.
        bodies = [each["body"] for each in found if each["body"]]
        assert len(bodies) == len(set(bodies)), "texted twice"
        written = {r.said.text for r in self.day.desk.replies}
        assert set(bodies) <= written
        assert len(found) <= len(written), "texted twice"

    def leaked(self) -> list[str]:
        """Words, numbers and tokens in what the processes have written."""
        said = self.place.said()
        secrets = [CANARY, "1204555", *self.day.people.tokens]
        return [secret for secret in secrets if secret in said]


@contextlib.contextmanager
def scaled() -> Iterator[tuple[Postgres, Redis]]:
    with services.postgres() as postgres, services.redis() as redis:
        yield postgres, redis


async def one_lane(
    folder: Path, servers: tuple[Postgres, Redis] | None, points: list[str], times: int, seed: str
) -> House:
    """A place of its own for some of the points, at rest when everything is done."""
    async with place(folder, servers) as made:
        house = House(made, seed)
        for point in points:
            await house.die_at(point, times)
        await house.come_to_rest()
        assert house.leaked() == []
        assert "fail_point_armed" not in made.said()
        return house


@pytest.mark.asyncio
@pytest.mark.timeout(1200)
@pytest.mark.promise("P3", "A crash at any instruction is harmless")
async def test_a_crash_at_any_point_is_harmless(
    tmp_path_factory: pytest.TempPathFactory,
    size: sizes.Size,
    seed: int,
    on_sqlite: bool,
    figures: Callable[..., None],
) -> None:
    times = TIMES[size.name]
    points = [point for point in failpoints.POINTS if not (on_sqlite and point in BELLS)]
    lanes = [points[lane::LANES] for lane in range(LANES)]
    folders = [tmp_path_factory.mktemp("lives") for _ in lanes]
    with contextlib.nullcontext() if on_sqlite else scaled() as servers:
        houses = await asyncio.gather(
            *(
                one_lane(folder, servers, mine, times, f"{seed}/{folder.name}")
                for folder, mine in zip(folders, lanes, strict=True)
            )
        )
    crashes = sum(house.deaths for house in houses)
    texts = sum(len(house.day.desk.replies) for house in houses)
    figures(points=len(points), crashes=crashes, replies=texts, lost=0, duplicated=0, orphaned=0)
    assert crashes == times * len(points)
