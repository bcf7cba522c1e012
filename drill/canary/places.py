"""Every place where words of the house might lie: its files, tables, logs, bells and pages."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql
from redis import Redis

Found = tuple[str, bytes]
FILES = "SELECT pg_ls_dir('base/' || oid) FROM pg_database WHERE datname = current_database()"
LOGS = "SELECT 'pg_wal/' || name FROM pg_ls_waldir() ORDER BY modification DESC LIMIT 4"

CLOSED = "(only a superuser may look there)"


def files(folder: Path) -> Iterator[Found]:
    """The files as they lie there: databases, write-ahead logs, pages that were read."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield f"file {file.name}", file.read_bytes()
    for file in sorted(folder.glob("*.sqlite3")):
        with contextlib.closing(sqlite3.connect(file)) as opened:
            yield f"dump of {file.name}", "\n".join(opened.iterdump()).encode()


def servers(addresses: dict[str, str]) -> Iterator[Found]:
    """What each database on a server has: its tables as text, and, if we may, its own files."""
    for alias, address in addresses.items():
        with psycopg.connect(address, autocommit=True) as server:
            yield f"dump of {alias}", b"\n".join(_tables(server))
            yield from _raw(server, alias)


def _tables(server: psycopg.Connection[Any]) -> Iterator[bytes]:
    names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    for (name,) in server.execute(names).fetchall():
        rows = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))
        yield from (str(row).encode() for (row,) in server.execute(rows))


def _raw(server: psycopg.Connection[Any], alias: str) -> Iterator[Found]:
    try:
        server.execute("CHECKPOINT")
        paths = [f"base/{_number(server)}/{name}" for (name,) in server.execute(FILES)]
        paths += [path for (path,) in server.execute(LOGS)]
    except psycopg.errors.InsufficientPrivilege:
        yield f"files of {alias} {CLOSED}", b""
        return
    for path in paths:
        row = server.execute("SELECT pg_read_binary_file(%s, 0, 1 << 28, true)", [path]).fetchone()
        kind = "write-ahead log" if path.startswith("pg_wal") else "files"
        yield f"{kind} of {alias}", bytes(row[0]) if row and row[0] else b""


def _number(server: psycopg.Connection[Any]) -> int:
    found = server.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
    row = found.fetchone()
    return int(row[0]) if row else 0


@contextlib.contextmanager
def bells() -> Iterator[list[Found]]:
    """Hears all that goes through Redis meanwhile; the list is filled when it is over."""
    found: list[Found] = []
    if not settings.REDIS_URL:
        yield found
        return
    with Redis.from_url(settings.REDIS_URL) as redis, redis.pubsub() as heard:
        heard.psubscribe("*")
        heard.get_message(timeout=1.0)
        yield found
        while message := heard.get_message(timeout=0.1):
            found.append(("what went through Redis", repr(message).encode()))
        keys = redis.scan_iter(count=1000)
        found.extend(("keys of Redis", key + (redis.dump(key) or b"")) for key in keys)
        found.append(("keys of Redis", b""))
