"""Starts the systems under measurement, each as it is run in life, on loopback only."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection

import msgspec
import redis as redis_client

from tests import services
from tests.bench.cast import ACCOUNT, TOKEN, Cookies
from tests.servers import Postgres, Redis, free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30.0
SHOWN = 3_000
# Those of the Procfile.
DAPHNE = (
    "daphne -b 127.0.0.1 --proxy-headers --no-server-name -v 0 --websocket_timeout -1"
    " --websocket-max-message-size 65536 --websocket-max-frame-size 65536"
).split()


@dataclass(frozen=True)
class Running:
    """A system that answers: its port, its own processes and those of its stores."""

    port: int
    servers: list[int]
    stores: list[int]


@dataclass
class System:
    """One column of the table."""

    name: str
    environment: dict[str, str]
    stores: list[int]
    web: tuple[str, ...]
    beside: tuple[str, ...] = ()
    reference: bool = False
    cookies: Cookies = field(default_factory=lambda: Cookies([], []))

    @contextlib.contextmanager
    def running(self) -> Iterator[Running]:
        """The system freshly started; ended by its processes' ids."""
        port = free_port()
        environment = self._environment(port)
        commands = [[part.replace("PORT", str(port)) for part in self.web]]
        commands += [list(self.beside)] if self.beside else []
        with ExitStack() as stack:
            started = [stack.enter_context(process(c, environment)) for c in commands]
            _wait_for(port, started[0])
            yield Running(port, [each.pid for each in started], self.stores)

    def stage(self, work: str) -> bytes:
        """Set the scene in this system's database; the reference has none."""
        if self.reference:
            return b"0"
        command = [sys.executable, "-m", "tests.bench.stage", work]
        patient = {**self._environment(1), "STATEMENT_TIMEOUT_MS": "60000"}
        return subprocess.run(
            command, cwd=ROOT, env=patient, stdout=subprocess.PIPE, check=True
        ).stdout

    def _environment(self, port: int) -> dict[str, str]:
        address = f"http://127.0.0.1:{port}"
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {**kept, **self.environment, "PORT": str(port), "PUBLIC_BASE_URL": address}


@contextlib.contextmanager
def process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """One process of a system; what it complains of is shown only if the measurement fails."""
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        try:
            yield started
        except BaseException:
            said.seek(0)
            sys.stderr.write(said.read()[-SHOWN:].decode(errors="replace"))
            raise
        finally:
            started.terminate()
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError("a server did not start") from None
            time.sleep(0.05)


@contextlib.contextmanager
def all_systems(folder: Path) -> Iterator[list[System]]:
    """The reference and the project on both databases, with their stores running."""
    with services.postgres(durable=True) as postgres, services.redis() as redis:
        secrets = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN}
        # Metered like life, but for people who write faster than anyone can.
        secrets["FRAMES_PER_SECOND"] = "1000"
        rings = {**secrets, "REDIS_URL": redis.url()}
        stores = [_pid_of_redis(redis)]
        reference = System(
            "R",
            rings,
            stores,
            (*DAPHNE, "-p", "PORT", "tests.bench.reference:application"),
            reference=True,
        )
        on_postgres = System(
            "PostgreSQL",
            {
                **rings,
                "DATABASE_URL": postgres.new_database("bench"),
                "KEYS_DATABASE_URL": postgres.new_database("bench_keys"),
                "VAR_DIR": str(folder / "postgresql"),
            },
            [*stores, _pid_of_postgres(postgres)],
            (*DAPHNE, "-p", "PORT", "config.asgi:application"),
            ("manage", "work"),
        )
        on_sqlite = System(
            "SQLite", {**secrets, "VAR_DIR": str(folder / "sqlite")}, [], ("manage", "serve")
        )
        for system in (on_postgres, on_sqlite):
            system.cookies = msgspec.json.decode(system.stage("prepare"), type=Cookies)
        yield [reference, on_postgres, on_sqlite]


def _pid_of_redis(server: Redis) -> int:
    with redis_client.Redis(port=server.port) as client:
        return int(client.info("server")["process_id"])


def _pid_of_postgres(server: Postgres) -> int:
    return int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
