"""The few statements that must be fast, in the dialects of both databases; chosen here only.

PostgreSQL takes all rows as one JSON text (one plan, whatever their number, and a third of what
arrays cost to write); SQLite takes rows one by one and keys as JSON. UUIDs are native on one side
and hex text on the other.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
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

# One plan for each statement: PostgreSQL would plan "is one of these keys" anew every time.
PLAN_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan"

# Bytes become base64, UUIDs and times what PostgreSQL reads as such.
_encode = msgspec.json.Encoder().encode


@cache
def postgresql() -> bool:
    """Which of the two this process runs on; asked for every statement, so remembered."""
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

    In a pipeline a statement is sent without waiting for the one before; a fetch waits for all. The
    commit travels with the last of them.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if not postgresql():
            yield
            return
        connection.ensure_connection()
        # Errors of statements already sent come up when the pipeline closes, outside any cursor.
        with connection.wrap_database_errors, connection.connection.pipeline():
            connection.connection.execute(PLAN_ONCE)
            yield
            if outermost:
                # Travels with what was sent last; Django's own then finds nothing left to commit.
                connection.connection.commit()


class _Gathered(threading.local):
    """What `in_one` gathers on this thread: the statements and their parameters."""

    writes: list[tuple[str, list[Any]]] | None = None


_gathered = _Gathered()


@contextmanager
def in_one() -> Iterator[None]:
    """What is inserted and updated inside leaves as one statement where the database can do that.

    Its parts do not see what the others write; foreign keys are checked at its end.
    """
    if not postgresql():
        yield
        return
    _gathered.writes = []
    try:
        yield
        writes = _gathered.writes
    finally:
        _gathered.writes = None
    if writes:
        parts = ", ".join(f"w{n} AS ({text})" for n, (text, _) in enumerate(writes[:-1]))
        start = f"WITH {parts} " if parts else ""
        with connection.cursor() as cursor:
            cursor.execute(start + writes[-1][0], [v for _, values in writes for v in values])


def _write(statement: str, values: list[Any]) -> None:
    if _gathered.writes is not None:
        _gathered.writes.append((statement, values))
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


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
        f"{column} = ANY(%s::uuid[])"
        if postgresql()
        else f"{column} IN (SELECT value FROM json_each(%s))"
    )


def among(column: str, count: int) -> str:
    """SQL for "column is one of so many values", to be given `listed(…)`."""
    if postgresql():
        return f"{column} = ANY(%s)"
    return f"{column} IN ({', '.join(['%s'] * count)})"


def listed(values: Sequence[Value]) -> list[Any]:
    """The parameters of `among`."""
    return [list(values)] if postgresql() else [plain(value) for value in values]


def keys(values: Sequence[UUID]) -> Any:
    """The parameter of `any_of`."""
    if postgresql():
        # As text: a list of UUIDs costs ten times as much to write.
        return "{" + ",".join([value.hex for value in values]) + "}"
    return json.dumps([value.hex for value in values])


def given(columns: tuple[str, ...]) -> str:
    """SQL for a table of rows that are given as parameters, named `new`; with `rows_given(…)`."""
    if postgresql():
        return _rows_of(columns)
    fields = ", ".join(f"json_extract(value, '$[{n}]') AS {c}" for n, c in enumerate(columns))
    return f"(SELECT {fields} FROM json_each(%s) LIMIT %s) AS new"


def rows_given(columns: tuple[str, ...], rows: Sequence[Row]) -> list[Any]:
    """The two parameters of `given`."""
    if postgresql():
        return [_json(columns, rows), len(rows)]
    return [json.dumps([[plain(value) for value in row] for row in rows]), len(rows)]


def moment(value: datetime) -> Any:
    """A time as a parameter."""
    return value if postgresql() else plain(value)


def counsellor_of(column: str) -> str:
    """SQL for the counsellor's key in a column of actors, NULL where it is somebody else."""
    actor = f"{column}::uuid" if postgresql() else column
    return f"CASE WHEN length({column}) = 32 THEN {actor} END"


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
    statement = _insert(table, tuple(columns))
    if postgresql():
        _write(statement, [_json(columns, rows), len(rows)])
        return
    with connection.cursor() as cursor:
        cursor.executemany(statement, [tuple(plain(value) for value in row) for row in rows])


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(columns)
    if postgresql():
        values = ", ".join(_value(name) for name in columns)
        return f"INSERT INTO {table} ({names}) SELECT {values} FROM {_rows_of(columns)}"
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"


def update(table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Set `columns[1:]` of each row whose `columns[0]` (its key) is the row's first value.

    A value of None leaves what is there.
    """
    if not rows:
        return
    statement = _update(table, tuple(columns))
    if postgresql():
        _write(statement, [_json(columns, rows), len(rows)])
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [(*[plain(value) for value in row[1:]], plain(row[0])) for row in rows],
        )


@cache
def _update(table: str, columns: tuple[str, ...]) -> str:
    key_name, rest = columns[0], columns[1:]
    if postgresql():
        changes = ", ".join(f"{c} = COALESCE({_value(c)}, {table}.{c})" for c in rest)
        return (
            f"UPDATE {table} SET {changes} FROM {_rows_of(columns)}"
            f" WHERE {table}.{key_name} = new.{key_name}"
        )
    changes = ", ".join(f"{name} = COALESCE(%s, {name})" for name in rest)
    return f"UPDATE {table} SET {changes} WHERE {key_name} = %s"


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
