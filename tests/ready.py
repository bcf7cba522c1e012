"""Tables made once for a whole run, and copied to every house: making them takes seconds each time.

Databases on a server that the environment names are not ours to copy; they are migrated.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.servers import Identity, Postgres

ROOM = "HELPLINE_TEST_READY"
# A run by itself, of a file perhaps, migrates what its Django needs, and makes no more than that.
SHARED = ROOM in os.environ
MAIN, KEYS = "ready", "ready_keys"
FILES = {"default": "helpline.sqlite3", "keys": "keys.sqlite3"}
ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def room() -> Iterator[None]:
    """Where they are kept for so long; a run of several parts shares one."""
    if ROOM in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="helpline-ready-") as folder:
        # PostgreSQL goes through it as somebody else.
        Path(folder).chmod(0o711)
        os.environ[ROOM] = folder
        try:
            yield
        finally:
            del os.environ[ROOM]


def files() -> Path:
    """A folder with both databases as files, named as in `FILES`."""
    return _once("files", lambda folder: migrate({"VAR_DIR": str(folder)}))


def cluster(identity: Identity, binaries: Callable[[Path], Path]) -> Path:
    """A folder with a PostgreSQL cluster that holds `MAIN` and `KEYS`, and is not running."""

    def make(folder: Path) -> None:
        if "user" in identity:
            os.chown(folder, identity["user"], identity["group"])
        server = Postgres(folder, identity, binaries(folder))
        server.create()
        server.start()
        try:
            main, keys = map(server.new_database, (MAIN, KEYS))
            with tempfile.TemporaryDirectory() as var:
                migrate({"VAR_DIR": var, "DATABASE_URL": main, "KEYS_DATABASE_URL": keys})
        finally:
            server.stop()

    return _once("cluster", make)


def migrate(environment: Mapping[str, str]) -> None:
    """All tables, in databases as an operator would name them."""
    nowhere = {"DATABASE_URL": "", "KEYS_DATABASE_URL": "", "REDIS_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "tests.tables"],
        cwd=ROOT,
        env={**os.environ, **nowhere, **environment},
        capture_output=True,
    )
    if done.returncode:
        raise RuntimeError(f"no tables:\n{done.stderr.decode(errors='replace')[-3000:]}")


def _once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` has filled, for whichever process asked first."""
    kept = Path(os.environ[ROOM])
    made, making = kept / name, kept / f"{name}.making"
    with (kept / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(made)
    return made
