"""A copy of a whole database, row by row, and its putting back: what a backup and a restore do."""

from typing import Any

from django.db import connections

Copy = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def copied(alias: str) -> Copy:
    """Everything that stands in this database now."""
    connection, found = connections[alias], Copy()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description or ()]
            found[table] = columns, cursor.fetchall()
    return found


def put_back(alias: str, copy: Copy) -> None:
    """Let this database be again as it was then, whatever has happened since."""
    connection = connections[alias]
    off, on = ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
    if connection.vendor == "postgresql":
        off, on = (f"SET session_replication_role = {role}" for role in ("replica", "origin"))
    with connection.cursor() as cursor:
        cursor.execute(off)
        for table, (columns, rows) in copy.items():
            cursor.execute(f'DELETE FROM "{table}"')
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("%s" for _ in columns)
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)
        cursor.execute(on)
