"""What a database leaves behind of rows that were deleted or overwritten, cleared away.

SQLite keeps old pages in its write-ahead log until that is truncated. PostgreSQL keeps a deleted
row in its page, and after a usual vacuum still does in the page's free space (tried with version
18): only a table that is written anew is without it. That of the keys is small.
"""

import time
from datetime import UTC, datetime, timedelta

from django.db import OperationalError, connections

from transcripts.models import SealedKey, Tombstone

# A busy line destroys keys every few seconds: so often at most are they cleared away.
SECONDS = 60.0
TABLE = SealedKey._meta.db_table

# When, by this process's clock and by the house's; who starts does not know of those before.
_cleared: list[tuple[float, datetime]] = [(-SECONDS, datetime(2000, 1, 1, tzinfo=UTC))]
# Whether this process has emptied the logs yet: who was killed before it left them full.
_emptied: list[bool] = [False]


def truncate_wal() -> bool:
    """Empty the write-ahead logs of both SQLite files.

    Whether it did: where somebody reads or writes just now for long, that goes first.
    """
    _emptied[0] = True
    keys, words = _truncated("keys"), _truncated("default")
    return keys and words


def _truncated(alias: str) -> bool:
    if connections[alias].vendor != "sqlite":
        return True
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [busy, *_] = cursor.fetchone()
    return not busy


def truncate_wal_once() -> None:
    """The same, unless this process has done it already: for one that erased nothing itself."""
    if not _emptied[0]:
        truncate_wal()


def rewrite() -> bool:
    """Have PostgreSQL write the table of keys anew; outside any transaction.

    Whether it did: who needs the table just now goes first. A rewritten row is some 200 bytes, so
    ten thousand keys take some hundredths of a second, in which nobody opens one.
    """
    if connections["keys"].vendor != "postgresql":
        return True
    with connections["keys"].cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        try:
            cursor.execute(f"VACUUM (FULL) {TABLE}")
        except OperationalError:
            return False
        finally:
            cursor.execute("RESET statement_timeout")
    return True


def clear(now: datetime) -> int:
    """For the worker: once a minute, if keys were destroyed or exchanged since then, by whichever
    process."""
    at, before = _cleared[0]
    if time.monotonic() - at < SECONDS:
        return 0
    # Who destroys just now may commit a little later than they say.
    since = before - timedelta(seconds=SECONDS)
    found = Tombstone.objects.using("keys").filter(at__gt=since).exists()
    if not found or (truncate_wal() and rewrite()):
        _cleared[0] = time.monotonic(), now
    return int(found)
