"""The two ways of running, started as an operator would: one process, or several."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec

from tests import ready, services
from tests.e2e.books import Books, Files, Servers
from tests.e2e.processes import Process, told
from tests.e2e.proxy import Proxy
from tests.servers import free_port
from tests.wire.processes import web

ACCOUNT = "AC" + "7" * 32
TOKEN = "a-token-of-the-demo-provider"


Sittings = dict[str, list[str]]


@dataclass(frozen=True)
class House:
    """A running platform: its address, the demo's, who serves the chat, and its databases.

    `sittings` are sign-ins that no browser has used yet, by the address of whose they are;
    `environment` is what programs of it are run in.
    """

    name: str
    base: str
    demo: str
    chat: Process
    books: Books
    sittings: Sittings
    environment: Mapping[str, str]

    def empty(self) -> None:
        """Nobody was ever here; the provider forgets too, or its texts would be brought again."""
        httpx.post(f"{self.demo}/phone/clear", json={}).raise_for_status()
        self.books.clear()


@contextlib.contextmanager
def embedded(
    room: Path,
    *,
    prepared: bool = True,
    port: int = 0,
    front: int = 0,
    more: Mapping[str, str] | None = None,
) -> Iterator[House]:
    """`manage.py serve --demo`: one process, SQLite files, the demo server on a leash.

    Unless it is `prepared`, the house is as empty as a newcomer's and tells its stories first.
    `front` is the port of a proxy before it, through which everybody comes; `more` is set up, too.
    """
    room.mkdir(exist_ok=True)
    port, demo_port = port or free_port(), free_port()
    base, demo = f"http://localhost:{front or port}", f"http://127.0.0.1:{demo_port}"
    environment = {
        "DEMO": "1",
        "VAR_DIR": str(room),
        "PORT": str(port),
        "PUBLIC_BASE_URL": base,
        "DEMO_PORT": str(demo_port),
        **(more or {}),
    }
    sittings = prepare(environment) if prepared else {}
    serve = Process("serve", ["manage.py", "serve", "--demo"], environment, room)
    serve.ready = (f"{base}/readyz", f"{demo}/phone/")
    serve.start()
    try:
        serve.wait()
        yield House("embedded", base, demo, serve, Files(room), sittings, environment)
    finally:
        serve.stop()


@contextlib.contextmanager
def scaled(room: Path) -> Iterator[House]:
    """PostgreSQL, Redis, two Daphne processes behind one origin, the worker and the demo server."""
    with contextlib.ExitStack() as stack:
        # Databases of our own: what a given server holds already is not for a test to empty.
        main, keys = (f"{url}_e2e" for url in stack.enter_context(services.database_urls()))
        for url in (main, keys):
            services.ensure_database(url, like=ready.KEYS if url == keys else ready.MAIN)
        redis = stack.enter_context(services.redis_url())
        chat, console, demo_port = free_port(), free_port(), free_port()
        proxy = Proxy(chat, console)
        base, demo = f"http://localhost:{proxy.port}", f"http://localhost:{demo_port}"
        environment = {
            "VAR_DIR": str(room),
            "PUBLIC_BASE_URL": base,
            "DATABASE_URL": main,
            "KEYS_DATABASE_URL": keys,
            "REDIS_URL": redis,
            "PROCESSES": "2",
            "DEMO_PORT": str(demo_port),
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_BASE_URL": f"http://127.0.0.1:{demo_port}",
            "TEXTS_PER_SECOND": "1000",
        }
        playing = {**environment, "DEMO": "1"}
        sittings = prepare(playing)
        first = daphne("chat", chat, environment, room)
        others = [
            daphne("console", console, environment, room),
            Process("worker", ["manage.py", "work"], environment, room),
            Process("demo", ["manage.py", "demo_site"], playing, room),
        ]
        others[2].ready = (f"{demo}/phone/",)
        for process in (first, *others):
            stack.callback(process.kill)
            process.start()
        stack.callback(proxy.stop)
        proxy.start()
        for process in (first, others[0], others[2]):
            process.wait()
        yield House("scaled", base, demo, first, Servers(main, keys), sittings, playing)


def daphne(name: str, port: int, environment: Mapping[str, str], room: Path) -> Process:
    process = Process(name, web(port), environment, room)
    process.ready = (f"http://127.0.0.1:{port}/readyz",)
    return process


def prepare(environment: Mapping[str, str]) -> Sittings:
    """Tables, the demo's line and people, and sign-ins of theirs, before the house opens."""
    return msgspec.json.decode(told("tests.e2e.prepare", environment), type=Sittings)
