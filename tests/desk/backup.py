"""A copy of a whole database, and its putting back, by the tools that docs/keys.md names."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections

from tests.desk.other_process import environment
from transcripts.backups import taking
from transcripts.backups.folders import KINDS, Kind

ADDRESSES: Mapping[Kind, str] = {"words": "DATABASE_URL", "keys": "KEYS_DATABASE_URL"}


def taken(folder: Path, now: datetime) -> dict[Kind, Path]:
    """Both databases as they are now, each in a folder of its own."""
    return {kind: taking.take(kind, folder / kind, now) for kind in KINDS}


def put_back(copies: Mapping[Kind, Path]) -> None:
    """Let both be again as they were then; every process is stopped, and so are we."""
    for alias in taking.ALIASES.values():
        _let_go(connections[alias])
    for kind, copy in copies.items():
        (_file if copy.suffix == ".sqlite3" else _server)(kind, copy)


def _let_go(connection: Any) -> None:
    """Nobody holds it: no plan of a statement is remembered either."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def _file(kind: Kind, copy: Path) -> None:
    place = str(connections[taking.ALIASES[kind]].settings_dict["NAME"])
    for end in ("-wal", "-shm"):
        Path(place + end).unlink(missing_ok=True)
    shutil.copyfile(copy, place)


def _server(kind: Kind, copy: Path) -> None:
    address = environment()[ADDRESSES[kind]]
    how = ["--clean", "--if-exists", "--single-transaction", f"--dbname={address}"]
    done = subprocess.run(["pg_restore", *how, copy], capture_output=True, text=True)
    assert not done.returncode, done.stderr
