"""How old the copies are, written down by the worker for all who want to know; late is said once.

The folders are where the worker is, or nowhere that we see: then somebody says that a copy was
made (`noted`). Ages are counted from when copies were made, so a worker that stands still makes
nothing look younger than it is.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from transcripts.backups import folders
from transcripts.backups.folders import KINDS, Found, Kind, Promise
from transcripts.models import Backup

log = logging.getLogger("transcripts.backups")

EVERY = timedelta(minutes=10)
# The folder cannot be read.
UNSEEN = "unseen"


def promise() -> Promise:
    return Promise(
        timedelta(hours=settings.BACKUP_HOURS), timedelta(days=settings.KEYS_BACKUP_DAYS)
    )


def folder_of(kind: Kind) -> Path | None:
    """Where the copies of this database lie, if that is known."""
    return settings.BACKUPS if kind == "words" else settings.KEYS_BACKUPS


def look_at_copies(now: datetime) -> int:
    """For the worker: what lies in the folders is written down, some times an hour; how many."""
    unwatched = [kind for kind in KINDS if folder_of(kind) is None]
    Backup.objects.filter(kind__in=unwatched, noted=False).delete()
    due = [kind for kind in KINDS if kind not in unwatched and _is_due(kind, now)]
    for kind in due:
        write_down(kind, now)
    _say(now)
    return len(due)


def _is_due(kind: Kind, now: datetime) -> bool:
    row = Backup.objects.filter(kind=kind).first()
    return row is None or abs(now - row.looked_at) >= EVERY


def write_down(kind: Kind, now: datetime) -> None:
    """What lies in its folder now; of one that cannot be read, only that."""
    folder = folder_of(kind)
    if folder is None:
        return
    try:
        there = folders.found(made for _, made in folders.copies(folder, kind))
    except OSError:
        Backup.objects.update_or_create(kind=kind, defaults={"looked_at": now, "unseen": True})
        return
    seen = {"count": there.count, "newest_at": there.newest, "oldest_at": there.oldest}
    values = {**seen, "looked_at": now, "unseen": False, "noted": False}
    Backup.objects.update_or_create(kind=kind, defaults=values)


def noted(kind: Kind, now: datetime) -> None:
    """Somebody has made a copy where we see none."""
    seen = {"count": 1, "newest_at": now, "oldest_at": None}
    values = {**seen, "looked_at": now, "unseen": False, "noted": True}
    Backup.objects.update_or_create(kind=kind, defaults=values)


def standing(now: datetime) -> dict[Kind, tuple[Found, list[str]]]:
    """Of each database of which copies are known: what there is, and what is late."""
    rows = {row.kind: row for row in Backup.objects.all()}
    return {kind: _one(kind, rows[kind], now) for kind in KINDS if kind in rows}


def _one(kind: Kind, row: Backup, now: datetime) -> tuple[Found, list[str]]:
    there = Found(row.count, row.newest_at, row.oldest_at)
    late = folders.late(kind, there, promise(), now)
    return there, [*([f"{kind}_{UNSEEN}"] if row.unseen else []), *late]


def late(now: datetime) -> list[str]:
    """Everything that is not as it was promised."""
    return [each for _, causes in standing(now).values() for each in causes]


def _say(now: datetime) -> None:
    """An error in the log for each thing that has become late; once, whichever worker sees it."""
    for kind, (_, causes) in standing(now).items():
        said = ",".join(causes)
        if Backup.objects.filter(kind=kind).exclude(said=said).update(said=said):
            for cause in causes:
                log.error("backup_late", extra={"cause": cause})
