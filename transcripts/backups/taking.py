"""Makes a copy of one of the two databases while it is in use: by `pg_dump`, or as a file."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from transcripts.backups import folders
from transcripts.backups.folders import Kind

# How a connection is encrypted, by the names of the address and, with PG before them, of libpq.
ENCRYPTED = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl")
ALIASES: Mapping[Kind, str] = {"words": "default", "keys": "keys"}


class NotTaken(Exception):
    """No copy was made; the text says why, and what to do. Earlier copies are as they were."""


def described(kind: Kind) -> Mapping[str, Any]:
    """Django's description of the database."""
    found: Mapping[str, Any] = settings.DATABASES[ALIASES[kind]]
    return found


def take(kind: Kind, folder: Path, now: datetime) -> Path:
    """A whole copy in this folder, readable by its owner only, or none; raises `NotTaken`."""
    other: Kind = "keys" if kind == "words" else "words"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folders.copies(folder, other):
            raise NotTaken(f"{folder} holds copies of the {other}: keep the two apart.")
        return _taken(kind, folder, now)
    except OSError as fault:
        raise NotTaken(f"{folder} cannot be written: {fault.strerror}.") from None


def _taken(kind: Kind, folder: Path, now: datetime) -> Path:
    database = described(kind)
    file = "sqlite" in str(database["ENGINE"])
    name = f"{kind}-{now:%Y-%m-%dT%H-%M-%S}.{'sqlite3' if file else 'dump'}"
    begun = folder / f"{name}{folders.UNFINISHED}"
    begun.unlink(missing_ok=True)
    begun.touch(mode=0o600)
    try:
        (_file if file else _server)(database, begun)
        _settled(begun)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
    begun.replace(folder / name)
    _settled(folder)
    return folder / name


def _file(database: Mapping[str, Any], into: Path) -> None:
    """What was deleted is not in it: pages that are free are left out."""
    try:
        with closing(sqlite3.connect(str(database["NAME"]), timeout=20)) as opened:
            opened.execute("VACUUM INTO ?", [str(into)])
    except sqlite3.Error as fault:
        raise NotTaken(f"{database['NAME']} cannot be copied: {fault}.") from None


def _server(database: Mapping[str, Any], into: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise NotTaken("pg_dump is not on the PATH: install PostgreSQL's client programs.")
    done = subprocess.run(  # noqa: S603 - no words from outside
        [program, "--format=custom", "--no-password", f"--file={into}"],
        env={**os.environ, **_reached(database)},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it does not say why"]
        raise NotTaken(f"pg_dump failed: {said[0]}")


def _reached(database: Mapping[str, Any]) -> dict[str, str]:
    """Where it is, for PostgreSQL's own programs; a password is seen in no list of processes."""
    where = {
        "PGHOST": database.get("HOST") or "localhost",
        "PGPORT": database.get("PORT") or 5432,
        "PGDATABASE": database["NAME"],
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
    }
    options = {f"PG{name.upper()}": database.get("OPTIONS", {}).get(name) for name in ENCRYPTED}
    return {name: str(value) for name, value in {**where, **options}.items() if value}


def _settled(path: Path) -> None:
    """It is on the disk, whatever happens to the machine now."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def thrown_away(folder: Path, before: datetime) -> list[str]:
    """Remove the copies of the keys from before then; what they were called."""
    old = [file for file, made in folders.copies(folder, "keys") if made < before]
    for file in old:
        file.unlink(missing_ok=True)
    return [file.name for file in old]
