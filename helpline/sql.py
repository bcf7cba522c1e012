"""The few statements that must be fast, in the dialects of both databases; chosen here only.

PostgreSQL takes all rows as one JSON text (one plan, whatever their number, and a third of what
arrays cost to write); SQLite takes rows one by one and keys as JSON. UUIDs are native on one side
and hex text on the other.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection, connections, transaction

Value = UUID | str | int | bytes | datetime | None
Row = tuple[Value, ...]

# One table row as PostgreSQL types, by column name; the same name has one type everywhere.
TYPES = {
    "id": "uuid",
    "conversation_id": "uuid",
    "message_id": "uuid",
    "client_id": "uuid",
    "seq": "int",
    "about": "int",
    "sealed": "bytea",
    "at": "timestamptz",
    "last_word_at": "timestamptz",
    "last_seeker_word_at": "timestamptz",
    "state_at": "timestamptz",
    "last_seq": "int",
}

# Bytes become base64, UUIDs and times what PostgreSQL reads as such.
_encode = msgspec.json.Encoder().encode


def postgresql() -> bool:
    return connection.vendor == "postgresql"


def let_go() -> bool:
    """Close this thread's connections after a failure; False if there was none to begin with.

    A connection that was there may have died while nobody looked, so a new one is worth a try. If
    none could be made, another try would only keep everybody waiting.
    """
    there = [each for each in connections.all(initialized_only=True) if each.connection]
    for each in there:
        each.close()
    return bool(there)


@contextmanager
def together() -> Iterator[None]:
    """A transaction whose statements travel together where the database can do that.

    In a pipeline a statement is sent without waiting for the one before; a fetch waits for all.
    """
    with transaction.atomic():
        if not postgresql():
            yield
            return
        connection.ensure_connection()
        # Errors of statements already sent come up when the pipeline closes, outside any cursor.
        with connection.wrap_database_errors, connection.connection.pipeline():
            yield


def key(value: UUID) -> UUID | str:
    """A UUID as this database stores it."""
    return value if postgresql() else value.hex


def uuid(value: UUID | str) -> UUID:
    """A UUID as it came from this database."""
    return value if isinstance(value, UUID) else UUID(hex=value)


def aware(value: datetime | str) -> datetime:
    """A time as it came from this database, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def any_of(column: str) -> str:
    """SQL for "column is one of these keys", to be given `keys(…)` as its one parameter."""
    return (
        f"{column} = ANY(%s)" if postgresql() else f"{column} IN (SELECT value FROM json_each(%s))"
    )


def keys(values: Sequence[UUID]) -> Any:
    """The parameter of `any_of`."""
    return list(values) if postgresql() else json.dumps([value.hex for value in values])


def for_update(table: str) -> str:
    """SQL that locks the rows found; SQLite has locked everything since BEGIN IMMEDIATE."""
    return f" FOR UPDATE OF {table}" if postgresql() else ""


def plain(value: Value) -> Any:
    """A value as SQLite stores it: UUIDs as hex, times as Django writes them (naive, UTC)."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def insert(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert all rows in one statement."""
    if not rows:
        return
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if postgresql():
            values = ", ".join(_value(name) for name in columns)
            sql = f"INSERT INTO {table} ({names}) SELECT {values} FROM {_rows_of(columns)}"
            cursor.execute(sql, [_json(columns, rows), len(rows)])
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            [tuple(plain(value) for value in row) for row in rows],
        )


def update(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Set `columns[1:]` of each row whose `columns[0]` (its key) is the row's first value."""
    if not rows:
        return
    key_name, rest = columns[0], columns[1:]
    with connection.cursor() as cursor:
        if postgresql():
            changes = ", ".join(f"{name} = {_value(name)}" for name in rest)
            sql = (
                f"UPDATE {table} SET {changes} FROM {_rows_of(columns)}"
                f" WHERE {table}.{key_name} = new.{key_name}"
            )
            cursor.execute(sql, [_json(columns, rows), len(rows)])
            return
        changes = ", ".join(f"{name} = %s" for name in rest)
        cursor.executemany(
            f"UPDATE {table} SET {changes} WHERE {key_name} = %s",
            [(*[plain(value) for value in row[1:]], plain(row[0])) for row in rows],
        )


def _rows_of(columns: Sequence[str]) -> str:
    """SQL for the rows of a JSON parameter, as many as a second one says, named `new`.

    Without a limit PostgreSQL expects a hundred rows of any JSON, and walks a whole table for them.
    """
    types = ("text" if TYPES.get(name) == "bytea" else TYPES.get(name, "text") for name in columns)
    described = ", ".join(f"{name} {kind}" for name, kind in zip(columns, types, strict=True))
    return f"(SELECT * FROM json_to_recordset(%s::json) AS given({described}) LIMIT %s) AS new"


def _value(name: str) -> str:
    """SQL for one column of `new`."""
    return f"decode(new.{name}, 'base64')" if TYPES.get(name) == "bytea" else f"new.{name}"


def _json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    return _encode([dict(zip(columns, row, strict=True)) for row in rows]).decode()
