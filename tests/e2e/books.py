"""Looks into a house's databases from outside, as an auditor would, and clears them."""

import asyncio
import contextlib
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import psycopg

# Children first: what points at something goes before it.
TABLES = (
    "drill_actor",
    "drill_drill",
    "helpline_referral",
    "routing_delivery",
    "routing_alert",
    "routing_offer",
    "routing_handing",
    "routing_guest",
    "routing_used",
    "routing_weighing",
    "routing_wrapup",
    "routing_assignment",
    "routing_reveal",
    "routing_block",
    "routing_optout",
    "routing_step",
    "routing_shift",
    "referrals_insertion",
    "transcripts_answer",
    "transcripts_demand",
    "transcripts_disclosure",
    "transcripts_kept",
    "transcripts_hold",
    "transcripts_picture",
    "transcripts_removal",
    "transcripts_message",
    "helpline_overflow",
    "helpline_conversation",
    "helpline_returncode",
    "helpline_tally",
    "helpline_seeker",
)
PATIENCE = 60.0
KEYS = "transcripts_sealedkey"


class Books(ABC):
    """The main database and the keys database of one house; `NAMES` asks for its tables."""

    NAMES: ClassVar[str]

    @abstractmethod
    def _open(self, keys: bool) -> contextlib.AbstractContextManager[Any]:
        """A cursor of the main database, or of the keys."""

    def count(self, table: str, *, keys: bool = False) -> int:
        """How many rows this table holds now."""
        [(number,)] = self.rows(f"SELECT count(*) FROM {table}", keys=keys)
        return int(number)

    async def come_to(self, number: int, table: str) -> None:
        """Wait until this table holds so many rows; another process makes it so."""
        await asyncio.to_thread(self._wait, number, table)

    def _wait(self, number: int, table: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while (found := self.count(table)) != number:
            assert time.monotonic() < deadline, f"{found} rows in {table}, not {number}"
            time.sleep(0.05)

    async def come_to_say(self, expected: list[tuple[Any, ...]], statement: str) -> None:
        """Wait until this statement finds exactly these rows."""
        deadline = time.monotonic() + PATIENCE
        while (found := await asyncio.to_thread(self.rows, statement)) != expected:
            assert time.monotonic() < deadline, f"{found}, not {expected}"
            await asyncio.sleep(0.05)

    def rows(self, statement: str, *, keys: bool = False) -> list[tuple[Any, ...]]:
        with self._open(keys) as connection:
            return [tuple(row) for row in connection.execute(statement).fetchall()]

    def change(self, statement: str) -> None:
        """Set something up as an administrator would."""
        with self._open(keys=False) as connection:
            connection.execute(statement)
            connection.commit()

    def where(self, *words: str) -> set[str]:
        """The tables and columns, of both databases, in which any of these words stand readable."""
        sought = [word.encode() for word in words]
        return {place for keys in (False, True) for place in self._places(sought, keys)}

    def _places(self, sought: list[bytes], keys: bool) -> Iterator[str]:
        """All is read here, and nothing asked of the database: in bytes words may stand as well."""
        with self._open(keys) as connection:
            for (table,) in connection.execute(self.NAMES).fetchall():
                read = connection.execute(f'SELECT * FROM "{table}"')
                columns = [each[0] for each in read.description]
                for row in read.fetchall():
                    for column, value in zip(columns, row, strict=True):
                        if any(word in _bytes(value) for word in sought):
                            yield f"{table}.{column}"

    def clear(self) -> None:
        """Forget every conversation, so that a test begins in a quiet house."""
        with self._open(keys=False) as connection:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")
            connection.commit()
        with self._open(keys=True) as connection:
            connection.execute(f"DELETE FROM {KEYS}")
            connection.commit()


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


class Files(Books):
    """SQLite files in a folder."""

    NAMES = "SELECT name FROM sqlite_master WHERE type = 'table'"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextlib.contextmanager
    def _open(self, keys: bool) -> Iterator[Any]:
        file = self._folder / ("keys.sqlite3" if keys else "helpline.sqlite3")
        with contextlib.closing(sqlite3.connect(file, timeout=10)) as connection:
            yield connection


class Servers(Books):
    """PostgreSQL databases by address."""

    NAMES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

    def __init__(self, main: str, keys: str) -> None:
        self._main, self._keys = main, keys

    @contextlib.contextmanager
    def _open(self, keys: bool) -> Iterator[Any]:
        with psycopg.connect(self._keys if keys else self._main) as connection:
            yield connection
