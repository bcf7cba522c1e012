"""An installation whose processes begin quickly, end by `kill -9`, and begin again."""

import asyncio
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests import ready
from tests.servers import Postgres, Redis, free_port
from tests.wire.processes import ROOT
from tests.wire.world import ACCOUNT, TOKEN

READY_SECONDS = 60.0


@dataclass
class Life:
    """One process from its beginning to its end."""

    pid: int = 0
    began: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    status: int | None = None


class Books:
    """One database of the place, by a connection that is kept: looked into after every crash."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._held: sqlite3.Connection | psycopg.Connection | None = None

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement; the rows it gives, if it gives any."""
        cursor = self._connection().execute(statement)
        return cursor.fetchall() if cursor.description else []

    def _connection(self) -> "sqlite3.Connection | psycopg.Connection":
        if self._held is None:
            file = self._url.removeprefix("sqlite:///")
            if file != self._url:
                self._held = sqlite3.connect(file, timeout=20, isolation_level=None)
            else:
                self._held = psycopg.connect(self._url, autocommit=True)
        return self._held

    def close(self) -> None:
        if self._held is not None:
            self._held.close()


class Place:
    """Databases, ports and a zygote that begins the processes there; `people` may sign in."""

    def __init__(self, env: Mapping[str, str], folder: Path, people: dict[str, Any]) -> None:
        self.env = env
        self.folder = folder
        self.people = people
        self.scaled = bool(env["REDIS_URL"])
        self.store = Books(env["DATABASE_URL"] or f"sqlite:///{folder / 'helpline.sqlite3'}")
        self.keys = Books(env["KEYS_DATABASE_URL"] or f"sqlite:///{folder / 'keys.sqlite3'}")
        self.log = folder / "lives.log"
        self._lives: dict[int, Life] = {}
        self._next: list[Life] = []
        self._up = asyncio.Event()

    def url(self, path: str) -> str:
        return self.env["PUBLIC_BASE_URL"] + path

    async def open(self) -> None:
        with self.log.open("ab") as out:
            self._zygote = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.faults.crash.zygote",
                cwd=ROOT,
                env={**os.environ, **self.env},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=out,
            )
        self._listening = asyncio.create_task(self._listen())
        await asyncio.wait_for(self._up.wait(), READY_SECONDS)

    async def close(self) -> None:
        """The zygote ends all it began and goes too."""
        assert self._zygote.stdin is not None
        self._zygote.stdin.close()
        await self._zygote.wait()
        self._listening.cancel()
        self.store.close()
        self.keys.close()

    async def begin(self, kind: str, fail: str = "") -> Life:
        """A new process that serves; armed with a fail point, if one is named."""
        life = Life()
        self._next.append(life)
        self._tell(kind=kind, fail=fail)
        serving = (asyncio.create_task(each.wait()) for each in (life.ready, life.ended))
        _, late = await asyncio.wait(
            set(serving), timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        for each in late:
            each.cancel()
        # An armed worker may be dead before anybody looks.
        assert life.ready.is_set() or fail, f"{kind} did not start: {self.said()[-2000:]}"
        return life

    async def end(self, life: Life) -> None:
        if not life.ended.is_set():
            self._tell(kind="end", pid=life.pid)
            await asyncio.wait_for(life.ended.wait(), READY_SECONDS)

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def _tell(self, **what: object) -> None:
        assert self._zygote.stdin is not None
        self._zygote.stdin.write(json.dumps(what).encode() + b"\n")

    async def _listen(self) -> None:
        assert self._zygote.stdout is not None
        async for line in self._zygote.stdout:
            self._heard(json.loads(line))

    def _heard(self, news: dict[str, int]) -> None:
        if news.get("ready") == 0:
            self._up.set()
            return
        if "began" in news:
            self._life(news["began"]).began.set()
        elif "ready" in news:
            self._life(news["ready"]).ready.set()
        else:
            life = self._life(news["ended"])
            life.status = news["status"]
            life.ended.set()

    def _life(self, pid: int) -> Life:
        """By its id; whoever is heard of for the first time is the one that was just begun."""
        if pid not in self._lives:
            self._lives[pid] = self._next.pop(0)
            self._lives[pid].pid = pid
        return self._lives[pid]


def environment(folder: Path, servers: tuple[Postgres, Redis] | None) -> dict[str, str]:
    """What an operator would give, at the level that logs most."""
    port, demo_port = free_port(), free_port()
    databases = {"DATABASE_URL": "", "KEYS_DATABASE_URL": "", "REDIS_URL": ""}
    if servers:
        postgres, redis = servers
        databases = {
            "DATABASE_URL": postgres.new_database(f"lives_{port}", like=ready.MAIN),
            "KEYS_DATABASE_URL": postgres.new_database(f"lives_{port}_keys", like=ready.KEYS),
            "REDIS_URL": redis.url(),
        }
    return databases | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PROCESSES": "2" if servers else "1",
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "DEMO": "1",
        "DEMO_PORT": str(demo_port),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_BASE_URL": f"http://127.0.0.1:{demo_port}",
        "TEXTS_PER_SECOND": "1000",
        "FRAMES_PER_SECOND": "1000",
        "LOG_LEVEL": "DEBUG",
        "FAIL_POINT": "",
    }


@contextlib.asynccontextmanager
async def place(folder: Path, servers: tuple[Postgres, Redis] | None) -> AsyncIterator[Place]:
    """An installation with tables and people, and nobody at work yet."""
    env = environment(folder, servers)
    prepared = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.wire.prepare",
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
    )
    told, _ = await prepared.communicate()
    made = Place(env, folder, json.loads(told)["people"])
    await made.open()
    try:
        yield made
    finally:
        await made.close()
