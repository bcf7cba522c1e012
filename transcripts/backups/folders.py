"""What lies in a folder of copies: how many, and from when the first and the last are. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

Kind = Literal["words", "keys"]
KINDS: tuple[Kind, ...] = ("words", "keys")
# What may not be as promised; `…_unseen`: their folder cannot be read.
CAUSES: Mapping[Kind, tuple[str, ...]] = {
    "words": ("words_unseen", "words_old"),
    "keys": ("keys_unseen", "keys_old", "keys_kept"),
}
# What is still being written is no copy yet.
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Found:
    """The copies of one database: `newest` and `oldest` are None where there is none."""

    count: int
    newest: datetime | None
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Promise:
    """How old the newest copy may be, and, of the keys, how old any may be."""

    newest: timedelta
    keys: timedelta


def copies(folder: Path, kind: Kind) -> list[tuple[Path, datetime]]:
    """Those of one database, the oldest first; an empty file is what a failed copy leaves.

    Raises OSError where the folder cannot be read.
    """
    files = [each for each in folder.iterdir() if each.name.startswith(f"{kind}-")]
    found = [(each, each.stat()) for each in files if not each.name.endswith(UNFINISHED)]
    times = [(each, _made(stat.st_mtime)) for each, stat in found if stat.st_size]
    return sorted(times, key=lambda each: each[1])


def _made(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def found(times: Iterable[datetime]) -> Found:
    known = sorted(times)
    return Found(len(known), known[-1] if known else None, known[0] if known else None)


def late(kind: Kind, there: Found, promise: Promise, now: datetime) -> list[str]:
    """What is not as it was promised: `words_old`, `keys_old` (the newest copy is too old, or there
    is none), `keys_kept` (a copy of the keys is still there that should be gone)."""
    said = []
    if there.newest is None or now - there.newest > promise.newest:
        said.append(f"{kind}_old")
    if kind == "keys" and there.oldest is not None and now - there.oldest > promise.keys:
        said.append("keys_kept")
    return said
