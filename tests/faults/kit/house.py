"""A whole installation under fire: all of it can be killed, and comes back on its own port."""

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec

from tests import ready, services
from tests.e2e.processes import ALARMS, Process, told
from tests.faults.kit.ledger import Stored
from tests.servers import Postgres, Redis, free_port
from tests.wire.processes import web
from tests.wire.store import Store

STAGE = "tests.faults.kit.stage"


class Person(msgspec.Struct):
    """A counsellor, and the session of a browser in which they have signed in."""

    id: str
    name: str
    session: str


@dataclass
class House:
    """What runs: web processes with their ports, perhaps a worker, PostgreSQL and Redis."""

    folder: Path
    environment: Mapping[str, str]
    ports: list[int]
    webs: list[Process]
    worker: Process | None
    postgres: Postgres | None
    redis: Redis | None
    people: list[Person]

    @property
    def origin(self) -> str:
        return self.environment["PUBLIC_BASE_URL"]

    def processes(self) -> list[Process]:
        """Our own processes, in the order in which an upgrade restarts them."""
        return [*self.webs, *([self.worker] if self.worker else [])]

    def read(self, said: Collection[UUID] | None = None) -> list[Stored]:
        """Every message that can be read now; or those of the conversations where this was said."""
        ids: list[str] = []
        if said is not None:
            file = self.folder / "said.json"
            file.write_bytes(msgspec.json.encode(list(said)))
            ids = [str(file)]
        return msgspec.json.decode(told(STAGE, self.environment, "read", *ids), type=list[Stored])

    def store(self) -> Store:
        """Its main database, for a look from outside."""
        embedded = f"sqlite:///{self.folder / 'helpline.sqlite3'}"
        return Store(self.environment.get("DATABASE_URL", embedded))

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """Redis is away for so long; a house without one has no bells that could fall silent."""
        if self.redis:
            self.redis.kill()
        yield
        if self.redis:
            self.redis.start()

    def alarms(self) -> list[str]:
        """What no fault excuses: a thread that died, an error that nobody caught."""
        return [
            f"{process.name}: {line}"
            for process in self.processes()
            for line in process.log.read_text(errors="replace").splitlines()
            if any(alarm in line for alarm in ALARMS)
        ]

    def said(self, words: str) -> list[str]:
        """Who has these words in their output, where they must never be."""
        return [p.name for p in self.processes() if words in p.log.read_text(errors="replace")]


@contextlib.contextmanager
def embedded(folder: Path, counsellors: int, **more: str) -> Iterator[House]:
    """One process with everything in it, on SQLite; `more` goes into its environment."""
    port = free_port()
    environment = {**_everywhere(folder, [port]), **more}
    people = _prepared(environment, counsellors)
    serve = Process("serve", ["manage.py", "serve"], environment, folder)
    with _running(House(folder, environment, [port], [serve], None, None, None, people)) as house:
        yield house


@contextlib.contextmanager
def scaled(folder: Path, counsellors: int, *, webs: int = 2, **more: str) -> Iterator[House]:
    """So many web processes and a worker on a PostgreSQL and a Redis of their own."""
    with services.postgres() as postgres, services.redis() as redis:
        ports = [free_port() for _ in range(webs)]
        environment = {
            **_everywhere(folder, ports),
            "DATABASE_URL": postgres.new_database("faults", like=ready.MAIN),
            "KEYS_DATABASE_URL": postgres.new_database("faults_keys", like=ready.KEYS),
            "REDIS_URL": redis.url(),
            **more,
        }
        people = _prepared(environment, counsellors)
        processes = [
            Process(f"web{number}", web(port), environment, folder)
            for number, port in enumerate(ports)
        ]
        worker = Process("worker", ["manage.py", "work"], environment, folder)
        made = House(folder, environment, ports, processes, worker, postgres, redis, people)
        with _running(made) as house:
            yield house


@contextlib.contextmanager
def _running(house: House) -> Iterator[House]:
    for process, port in zip(house.webs, house.ports, strict=True):
        # Alive is enough: ready would need the database and Redis, which may be away just now.
        process.ready = (f"http://127.0.0.1:{port}/healthz",)
    try:
        for process in house.processes():
            process.start()
        for process in house.processes():
            process.wait()
        yield house
    finally:
        for process in house.processes():
            process.kill()


def _everywhere(folder: Path, ports: list[int]) -> dict[str, str]:
    return {
        "VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(ports[0]),
        "PROCESSES": str(len(ports)),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{ports[0]}",
        "LOG_LEVEL": "DEBUG",
    }


def _prepared(environment: Mapping[str, str], counsellors: int) -> list[Person]:
    people = told(STAGE, environment, "prepare", str(counsellors))
    return msgspec.json.decode(people, type=list[Person])
