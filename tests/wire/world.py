"""A whole installation of its own: databases, web processes, a worker and a text provider."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests import ready, services
from tests.servers import Postgres, Redis, free_port
from tests.wire.client import PATIENCE
from tests.wire.processes import ROOT, Process, web
from tests.wire.store import Store

ACCOUNT = "AC" + "5" * 32
TOKEN = "a-token-that-signs-what-texts-bring"
ALARMS = (" ERROR ", " CRITICAL ", "Traceback")


@dataclass
class World:
    """Where everything is. `ports` are those of the web processes, on SQLite there is one."""

    env: Mapping[str, str]
    folder: Path
    ports: list[int]
    phone: str
    store: Store
    keys: Store
    people: dict[str, dict[str, str]]
    sessions: dict[str, str]
    processes: list[Process]
    postgres: Postgres | None = None
    redis: Redis | None = None

    @property
    def origin(self) -> str:
        return self.env["PUBLIC_BASE_URL"]

    def url(self, path: str, process: int = 0) -> str:
        return f"http://127.0.0.1:{self.ports[process % len(self.ports)]}{path}"

    def figures(self) -> list[str]:
        """The addresses of every page of figures: each web process's, and the worker's own."""
        pages = [self.url("/metrics", process) for process in range(len(self.ports))]
        worker = [] if self.postgres is None else [self.env["METRICS_PORT"]]
        return [*pages, *(f"http://127.0.0.1:{port}/metrics" for port in worker)]

    def alarms(self, since: Mapping[str, int]) -> list[str]:
        """What any process complained of since its output was so long."""
        return [
            f"{process.name}: {line}"
            for process in self.processes
            for line in process.said()[since.get(process.name, 0) :].splitlines()
            if any(alarm in line for alarm in ALARMS)
        ]

    def mend(self) -> None:
        """A test that failed half-way leaves servers dead, and the next ones begin with them."""
        for server in (self.postgres, self.redis):
            if server is not None and not server.answers():
                server.restart()

    def lengths(self) -> dict[str, int]:
        return {process.name: len(process.said()) for process in self.processes}


@contextlib.contextmanager
def world(folder: Path, *, sqlite: bool) -> Iterator[World]:
    """Make one and end all of it: the embedded way in one process, the scaled way in several."""
    with contextlib.ExitStack() as stack:
        servers = None if sqlite else _servers(stack)
        ports = [free_port() for _ in range(1 if sqlite else 2)]
        env = _environment(folder, ports, servers)
        provider = Process("phone", ["manage.py", "demo_site"], {**env, "DEMO": "1"}, folder)
        stack.callback(provider.end)
        made = _prepare(env)
        processes = _start(env, ports, folder, sqlite=sqlite, stack=stack)
        phone = f"http://127.0.0.1:{env['DEMO_PORT']}"
        provider.until(f"{phone}/phone/state")
        yield World(
            env,
            folder,
            ports,
            phone,
            Store(env["DATABASE_URL"] or f"sqlite:///{folder / 'helpline.sqlite3'}"),
            Store(env["KEYS_DATABASE_URL"] or f"sqlite:///{folder / 'keys.sqlite3'}"),
            made["people"],
            made["sessions"],
            [*processes, provider],
            *(servers or ()),
        )


def _servers(stack: contextlib.ExitStack) -> tuple[Postgres, Redis]:
    return stack.enter_context(services.postgres()), stack.enter_context(services.redis())


def _environment(
    folder: Path, ports: list[int], servers: tuple[Postgres, Redis] | None
) -> dict[str, str]:
    """The environment an operator would give; everything at the level that says most."""
    demo_port = free_port()
    databases = {"DATABASE_URL": "", "KEYS_DATABASE_URL": "", "REDIS_URL": ""}
    if servers:
        postgres, redis = servers
        databases = {
            "DATABASE_URL": postgres.new_database("wire", like=ready.MAIN),
            "KEYS_DATABASE_URL": postgres.new_database("wire_keys", like=ready.KEYS),
            "REDIS_URL": redis.url(),
        }
    return databases | {
        "PROCESSES": str(len(ports)),
        "VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(ports[0]),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{ports[0]}",
        "DEMO_PORT": str(demo_port),
        "METRICS_PORT": str(free_port()),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_BASE_URL": f"http://127.0.0.1:{demo_port}",
        "TEXTS_PER_SECOND": "1000",
        "FRAMES_PER_SECOND": "1000",
        # Whom a test wants to be counted comes with an address of its own.
        "TRUSTED_PROXIES": "1",
        "LOG_LEVEL": "DEBUG",
        "DEMO": "0",
    }


def _prepare(env: Mapping[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.wire.prepare"],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"the databases were not prepared:\n{done.stderr[-3000:]}")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def _start(
    env: Mapping[str, str],
    ports: list[int],
    folder: Path,
    *,
    sqlite: bool,
    stack: contextlib.ExitStack,
) -> list[Process]:
    if sqlite:
        started = [Process("serve", ["manage.py", "serve"], env, folder)]
    else:
        started = [Process(f"web{n}", web(port), env, folder) for n, port in enumerate(ports)]
        started.append(Process("worker", ["manage.py", "work"], env, folder))
    for process in started:
        stack.callback(process.end)
    for process, port in zip(started, ports, strict=False):
        process.until(f"http://127.0.0.1:{port}/healthz")
    return started


def eventually(check: Any, seconds: float = PATIENCE) -> None:
    """Wait until `check()` is true."""
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.05)


class Phone:
    """The demo's phone page, as its own page uses it."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=60)

    def write(self, sender: str, body: str, *, pictures: int = 0, app: str = "sms") -> None:
        text = {"sender": sender, "body": body, "pictures": pictures, "app": app}
        self._post("texts", text)

    def control(self, **controls: object) -> None:
        """What goes wrong from now on; nothing by default."""
        self._post("controls", controls)

    def clear(self) -> None:
        """The provider knows of no text any more: none of an earlier test is brought in late."""
        self._post("clear", {})

    def switch(self, number: str, *, on: bool) -> None:
        self._post("switch", {"number": number, "on": on})

    def texts(self, number: str, app: str = "sms") -> list[str]:
        """What this phone has received by this app, oldest first."""
        shown = self._client.get("/phone/state").json()
        wanted = (number, app)
        phone = next(each for each in shown["phones"] if (each["number"], each["app"]) == wanted)
        return [text["body"] for text in phone["texts"] if not text["mine"]]

    def travelled(self) -> list[dict[str, Any]]:
        trips: list[dict[str, Any]] = self._client.get("/phone/state").json()["travelled"]
        return [each["trip"] for each in trips]

    def close(self) -> None:
        self._client.close()

    def _post(self, path: str, body: dict[str, object]) -> None:
        self._client.post(f"/phone/{path}", json=body).raise_for_status()
