"""A new master key: every key wrapped anew, in batches; whoever is killed half-way begins again.

A row is changed only while it is as it was read, so a key that is destroyed meanwhile stays so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from transcripts import audit
from transcripts.erasing import leftovers
from transcripts.keyring import hashes, masterfile, masters, wrapping
from transcripts.models import SealedKey

BATCH = 500
# A key that was made meanwhile by the old one is found by looking again; not for ever.
LOOKS = 20


class InEnvironment(Exception):
    """The master keys come from the environment, which nobody but whoever runs the line changes."""


@dataclass(slots=True)
class Done:
    """What became of it: the master key now, whether it is a new one, and how many keys."""

    master: str
    new: bool
    moved: int = 0
    unreadable: int = 0


def rotate() -> Done:
    """Wrap everything by the first master key; where that is so already, make a new one first.

    So whoever was killed half-way goes on where they stopped. Raises `InEnvironment` where a new
    one is needed and cannot be written to the file.
    """
    with masters.alone():
        return _rotate()


def _rotate() -> Done:
    masters.learn()
    hashes.pin()
    done = Done(masters.current(), new=False)
    if not _old().exists():
        done = Done(_make(), new=True)
    for _ in range(LOOKS):
        if not _move_all(done):
            break
    if done.new or done.moved:
        audit.note(None, "keys_rotate", account="manage.py", detail=done.master)
    leftovers.truncate_wal()
    leftovers.rewrite()
    return done


def _make() -> str:
    if not masters.in_file():
        raise InEnvironment
    name = masterfile.free_name(masters.names(), timezone.now().date())
    masterfile.put_first(masters.file(), masterfile.new(name))
    masters.learn()
    return name


def _old() -> QuerySet[SealedKey]:
    return SealedKey.objects.using("keys").exclude(master=masters.current())


def _move_all(done: Done) -> int:
    """Every key that another master key wraps, once; how many were moved."""
    before, done.unreadable = done.moved, 0
    for batch in _batches():
        with transaction.atomic(using="keys"):
            for row in batch:
                _move(row, done)
    return done.moved - before


def _batches() -> Iterator[list[SealedKey]]:
    last = None
    while True:
        rest = _old().order_by("owner")
        batch = list((rest.filter(owner__gt=last) if last else rest)[:BATCH])
        if not batch:
            return
        last = batch[-1].owner
        yield batch


def _move(row: SealedKey, done: Done) -> None:
    try:
        wrapped, coming = wrapping.wrap(row.owner, wrapping.unwrap(row)), wrapping.fresh(row)
    except wrapping.Unreadable:
        done.unreadable += 1
        return
    fresh = wrapping.wrap(row.owner, coming) if coming else None
    # One that was exchanged for another meanwhile is met again, and not brought back.
    as_read = SealedKey.objects.using("keys").filter(
        owner=row.owner, master=row.master, wrapped=bytes(row.wrapped), fresh=row.fresh
    )
    done.moved += as_read.update(wrapped=wrapped, fresh=fresh, master=masters.current())


def unused() -> list[str]:
    """The master keys, but for the first, that wrap nothing any more, and hash nothing either."""
    if not SealedKey.objects.using("keys").filter(owner__in=hashes.PLACES).exists():
        return []
    used = set(SealedKey.objects.using("keys").values_list("master", flat=True).distinct())
    return [name for name in masters.names()[1:] if name not in used]
