"""A house that takes texts in and lets texts out, beside a provider on a bad day."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec

from tests import ready, services
from tests.e2e.processes import ALARMS, Process, told
from tests.faults.texts.provider import Book
from tests.servers import free_port
from tests.wire.processes import web
from tests.wire.store import Store

NUMBER = "+12045550100"


class Stored(msgspec.Struct):
    """One message of a text conversation; `sid` is the provider's id of it, either way.

    `state` is how far a text that leaves is, and `due` whether anybody will look at it again.
    """

    conversation: str
    number: str
    open: bool
    seq: int
    author: str
    text: str
    sid: str
    state: str = ""
    due: bool = False


@dataclass
class House:
    """`webs` take texts in, `workers` let them out; on SQLite one process is both."""

    environment: Mapping[str, str]
    ports: list[int]
    webs: list[Process]
    workers: list[Process]
    provider: httpx.Client
    store: Store
    session: str

    def stored(self) -> list[Stored]:
        """Every text that can be read from the database now."""
        return msgspec.json.decode(
            told("tests.faults.texts.stored", self.environment), type=list[Stored]
        )

    def write(self, texts: Sequence[tuple[str, str]]) -> None:
        """Let phones (number, words) write."""
        self._tell("write", {"to": NUMBER, "texts": texts})

    def faults(self, **shares: float) -> None:
        """What goes wrong at the provider from now on."""
        self._tell("faults", shares)

    def book(self) -> Book:
        return msgspec.json.decode(self.provider.get("/play/book").content, type=Book)

    def rest(self, patience: float) -> Book:
        """Wait until every text that was written was brought, or given up."""
        until(lambda: not self.book().busy, patience)
        return self.book()

    def said(self) -> str:
        """All that our processes have said."""
        names = dict.fromkeys([*self.webs, *self.workers])
        return "".join(process.log.read_text(errors="replace") for process in names)

    def alarms(self) -> list[str]:
        return [line for line in self.said().splitlines() if any(alarm in line for alarm in ALARMS)]

    def _tell(self, what: str, content: object) -> None:
        self.provider.post(f"/play/{what}", content=msgspec.json.encode(content)).raise_for_status()


def again(process: Process) -> None:
    """Kill it as a power cut would, and start it again."""
    process.kill()
    process.start()
    process.wait()


def until(check: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it did not come to rest"
        time.sleep(0.2)


@contextlib.contextmanager
def house(folder: Path, seed: int, *, sqlite: bool, workers: int = 2) -> Iterator[House]:
    """Two web processes and so many workers on PostgreSQL and Redis, or one process on SQLite."""
    with contextlib.ExitStack() as stack:
        ports = [free_port() for _ in range(1 if sqlite else 2)]
        environment = _environment(folder, ports, seed) | ({} if sqlite else _servers(stack))
        session = json.loads(told("tests.wire.prepare", environment))["people"]["Ada"]["session"]
        webs, work = _processes(environment, ports, folder, workers, sqlite=sqlite)
        phones = Process("provider", ["-m", "tests.faults.texts.provider"], environment, folder)
        phones.ready = (f"{environment['TWILIO_BASE_URL']}/play/book",)
        everything = list(dict.fromkeys([phones, *webs, *work]))
        for process in everything:
            stack.callback(process.kill)
            process.start()
        for process in everything:
            process.wait()
        client = httpx.Client(base_url=environment["TWILIO_BASE_URL"], timeout=30)
        stack.callback(client.close)
        database = environment.get("DATABASE_URL") or f"sqlite:///{folder / 'helpline.sqlite3'}"
        yield House(environment, ports, webs, work, client, Store(database), session)


def _servers(stack: contextlib.ExitStack) -> dict[str, str]:
    postgres = stack.enter_context(services.postgres())
    redis = stack.enter_context(services.redis())
    return {
        "DATABASE_URL": postgres.new_database("texts", like=ready.MAIN),
        "KEYS_DATABASE_URL": postgres.new_database("texts_keys", like=ready.KEYS),
        "REDIS_URL": redis.url(),
    }


def _environment(folder: Path, ports: list[int], seed: int) -> dict[str, str]:
    provider = free_port()
    return {
        "VAR_DIR": str(folder),
        "HOST": "127.0.0.1",
        "PORT": str(ports[0]),
        "PROCESSES": str(len(ports)),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{ports[0]}",
        "TWILIO_ACCOUNT_SID": "AC" + "6" * 32,
        "TWILIO_AUTH_TOKEN": "a-token-for-bad-days",
        "TWILIO_BASE_URL": f"http://127.0.0.1:{provider}",
        "TEXTS_PER_SECOND": "1000",
        "TWILIO_TIMEOUT": "1",
        "FRAMES_PER_SECOND": "1000",
        "LOG_LEVEL": "DEBUG",
        "PROVIDER_PORT": str(provider),
        "WEB_PORTS": ",".join(map(str, ports)),
        "SEED": str(seed),
    }


def _processes(
    environment: Mapping[str, str], ports: list[int], folder: Path, workers: int, *, sqlite: bool
) -> tuple[list[Process], list[Process]]:
    if sqlite:
        serve = Process("serve", ["manage.py", "serve"], environment, folder)
        webs, work = [serve], [serve]
    else:
        webs = [Process(f"web{n}", web(port), environment, folder) for n, port in enumerate(ports)]
        command = ["manage.py", "work"]
        work = [Process(f"worker{n}", command, environment, folder) for n in range(workers)]
    for process, port in zip(webs, ports, strict=True):
        process.ready = (f"http://127.0.0.1:{port}/healthz",)
    return webs, work
