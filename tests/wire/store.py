"""Looks into a world's database behind the platform's back, and turns its clocks."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

EVERYTHING_SAID = (
    "routing_optout",
    "routing_block",
    "routing_reveal",
    "transcripts_hold",
    "transcripts_picture",
    "transcripts_removal",
    "routing_delivery",
    "routing_step",
    "routing_alert",
    "routing_offer",
    "routing_handing",
    "routing_guest",
    "routing_used",
    "routing_weighing",
    "routing_wrapup",
    "routing_assignment",
    "drill_actor",
    "helpline_referral",
    "transcripts_kept",
    "transcripts_purged",
    "transcripts_disclosure",
    "routing_shift",
    "transcripts_message",
    "helpline_conversation",
    "helpline_returncode",
    "helpline_seeker",
    "helpline_tally",
)


class Store:
    """One database by its URL: `sqlite:///file` or `postgresql://…`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.sqlite = url.startswith("sqlite:")

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Run one statement with `%s` marks; the rows it gives, if it gives any."""
        if not self.sqlite:
            with psycopg.connect(self.url, autocommit=True) as connection:
                cursor = connection.execute(statement.encode(), values)
                return cursor.fetchall() if cursor.description else []
        with closing(self._file()) as file:
            plain = [self.key(value) for value in values]
            return file.execute(statement.replace("%s", "?"), plain).fetchall()

    def _file(self) -> sqlite3.Connection:
        path = self.url.removeprefix("sqlite:///")
        return sqlite3.connect(path, timeout=20, isolation_level=None)

    def one(self, statement: str, *values: Any) -> Any:
        """The first value of the first row."""
        return self.run(statement, *values)[0][0]

    def count(self, table: str) -> int:
        return int(self.one(f"SELECT count(*) FROM {table}"))

    def key(self, value: Any) -> Any:
        """A value as this database holds it."""
        if self.sqlite and isinstance(value, UUID):
            return value.hex
        if self.sqlite and isinstance(value, datetime):
            return str(value.astimezone(UTC).replace(tzinfo=None))
        return value

    def forget_everything(self) -> None:
        """Back to a line where nobody has said a word yet, at one stroke."""
        deletes = [f"DELETE FROM {table}" for table in EVERYTHING_SAID]
        if self.sqlite:
            with closing(self._file()) as file:
                file.executescript(";".join(["BEGIN IMMEDIATE", *deletes, "COMMIT"]))
            return
        # Whoever is about to add something to a conversation waits, and then finds it gone.
        alone = "LOCK TABLE helpline_conversation IN ACCESS EXCLUSIVE MODE"
        with psycopg.connect(self.url) as connection:
            connection.execute(";".join([alone, *deletes]).encode())

    def tables(self) -> list[str]:
        if self.sqlite:
            names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        else:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return [row[0] for row in self.run(names)]
