"""What stands in clear on purpose in every place of the house, so that a search must find it."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone
from redis import Redis

from drill.canary import exports
from drill.canary.houses import Place
from drill.canary.marks import Unsaid
from helpline.errors import Refused
from helpline.models import Line
from helpline.seekers import token_hash
from routing import inbound
from routing.entering.conversations import Inbound
from transcripts.keyring import masters
from transcripts.models import SealedKey

# One of ours, and listed: what a formatter lets through reaches the log.
log = logging.getLogger("helpline.canary")
# Of a key that nobody took away; seconds.
LONGEST = 3600
TABLE = Line._meta.db_table


def lay(mark: str, line: Line) -> UUID:
    """In both databases and in the log; and as words that are kept: their conversation."""
    log.error("worker_failed", extra={"cause": mark})
    # Older than any that is used: those must open.
    SealedKey.objects.using("keys").create(
        owner=uuid4(),
        wrapped=mark.encode(),
        master=masters.current(),
        made_at=timezone.now() - timedelta(minutes=30),
    )
    words = Inbound(
        channel="web",
        author="seeker",
        client_id=uuid4(),
        text=mark,
        line=line.pk,
        locale="en",
        token_hash=token_hash(mark),
    )
    [outcome] = inbound.receive([words])
    if isinstance(outcome, Refused):
        raise Unsaid("control")
    return outcome.conversation


@contextmanager
def writing(mark: str, folder: Path) -> Iterator[None]:
    """The row of the line is changed a little, so that it stands in SQLite's log, too.

    The log stays as long as anybody has the file open, as somebody always has where much is said.
    """
    with ExitStack() as stack:
        for file in folder.glob("helpline.sqlite3"):
            opened = stack.enter_context(closing(sqlite3.connect(file, timeout=20)))
            opened.execute(f"UPDATE {TABLE} SET name = name || '.' WHERE slug = ?", [mark])
            opened.commit()
        yield


@contextmanager
def kept_in_redis(mark: str) -> Iterator[None]:
    """A key of Redis, for as long as it is searched."""
    if not settings.REDIS_URL:
        yield
        return
    with Redis.from_url(settings.REDIS_URL) as redis:
        name = f"canary:{uuid4().hex}"
        redis.set(name, mark, ex=LONGEST)
        try:
            yield
        finally:
            redis.delete(name)


def ring(mark: str) -> None:
    """Through Redis, for whoever listens."""
    if settings.REDIS_URL:
        with Redis.from_url(settings.REDIS_URL) as redis:
            redis.publish("canary", mark)


def places(place: Place) -> set[str]:
    """Where it must be found; of a server's own files only where we may read them."""
    found = {"its output and log", "file pages", "file restored", "pages of process 1"}
    found |= {"figures of process 1", exports.DIRECTORY}
    found |= {f"{name} by process 1" for name in exports.PAGES}
    if settings.REDIS_URL:
        found |= {"what went through Redis", "keys of Redis"}
    if not place.servers:
        files = ("helpline.sqlite3", "keys.sqlite3")
        return (
            found
            | {f"{how} {each}" for each in files for how in ("file", "dump of")}
            | {
                "file helpline.sqlite3-wal",
                "file serve.log",
            }
        )
    of = {f"{what} {alias}" for alias in place.servers for what in ("dump of", "files of")}
    logs = {f"file {name}.log" for name in ("web-1", "work")}
    return found | of | logs | {f"write-ahead log of {alias}" for alias in place.servers}
