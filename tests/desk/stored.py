"""Everything that the databases of the test hold, to look for what must not be there any more."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connections


def stored() -> Iterator[bytes]:
    """Everything that both databases hold: the files of SQLite, or every row of PostgreSQL."""
    for alias in ("default", "keys"):
        connection = connections[alias]
        if connection.vendor == "sqlite":
            name = str(connection.settings_dict["NAME"])
            yield from (Path(name + end).read_bytes() for end in ("", "-wal"))
            continue
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                yield "\n".join(values[0] for values in cursor.fetchall()).encode()


def is_stored(what: bytes) -> bool:
    """Whether these bytes stand anywhere, as they are or as PostgreSQL shows bytes."""
    return any(what in found or what.hex().encode() in found for found in stored())
