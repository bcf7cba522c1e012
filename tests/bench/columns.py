"""Which systems are measured: the reference and the project, with their stores running."""

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import redis as redis_client

from tests import services, webservers
from tests.bench.cast import ACCOUNT, TOKEN, Cookies
from tests.bench.systems import System
from tests.servers import Postgres, Redis

R, DAPHNE, UVICORN, SQLITE = "R", "Daphne", "uvicorn", "SQLite"
R2, DAPHNE2, UVICORN2 = "R × 2", "Daphne × 2", "uvicorn × 2"
WORKER = ("manage", "work")
relay = partial(webservers.daphne, application="tests.bench.reference:application")


def serve(port: int) -> list[str]:
    """The embedded default: everything in one process."""
    return ["manage", "serve"]


@contextlib.contextmanager
def all_systems(folder: Path) -> Iterator[dict[str, System]]:
    """Every column by its name, in the order in which they take their turns."""
    with services.postgres(durable=True) as postgres, services.redis() as redis:
        # Metered like life, but for people who write faster than anyone can.
        alike = {
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "FRAMES_PER_SECOND": "1000",
        }
        rings = {**alike, "REDIS_URL": redis.url()}
        stores = [_pid_of_redis(redis)]
        scaled = {
            **rings,
            "DATABASE_URL": postgres.new_database("bench"),
            "KEYS_DATABASE_URL": postgres.new_database("bench_keys"),
            "VAR_DIR": str(folder / "postgresql"),
        }
        full = [*stores, _pid_of_postgres(postgres)]
        made = [
            System(R, rings, stores, relay, reference=True),
            System(DAPHNE, scaled, full, webservers.ours, beside=WORKER),
            System(UVICORN, scaled, full, webservers.uvicorn, beside=WORKER),
            System(SQLITE, {**alike, "VAR_DIR": str(folder / "sqlite")}, [], serve),
            System(R2, rings, stores, relay, processes=2, reference=True),
            System(DAPHNE2, scaled, full, webservers.ours, processes=2, beside=WORKER),
            System(UVICORN2, scaled, full, webservers.uvicorn, processes=2, beside=WORKER),
        ]
        systems = {system.name: system for system in made}
        for name, others in ((DAPHNE, (UVICORN, DAPHNE2, UVICORN2)), (SQLITE, ())):
            cookies = msgspec.json.decode(systems[name].stage("prepare"), type=Cookies)
            for each in (name, *others):
                systems[each].cookies = cookies
        yield systems


def _pid_of_redis(server: Redis) -> int:
    with redis_client.Redis(port=server.port) as client:
        return int(client.info("server")["process_id"])


def _pid_of_postgres(server: Postgres) -> int:
    return int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
