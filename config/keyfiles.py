"""Secrets that the embedded default makes for itself: files that only their owner can read."""

import contextlib
import os
import secrets
import sys
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import env
from transcripts.keyring import masterfile

MAKE_ONE = (
    "Make one: (umask 077; .venv/bin/python -m config.keyfiles > master_key), "
    "and set MASTER_KEY_FILE to where you put it."
)


def kept(file: Path, make: str) -> str:
    """The secret in `file`; where there is none yet, `make` becomes it, for all processes."""
    try:
        return _kept(file, make)
    except OSError as fault:
        raise unusable(file.parent, fault) from None


def unusable(folder: Path, fault: OSError) -> ImproperlyConfigured:
    """The complaint about a folder for data that cannot be written: full, closed, or no folder."""
    cause = f"cannot be used, {folder}: {fault.strerror}"
    return env.complain("VAR_DIR", cause, "Set it to a folder that this user may write to.")


def read(file: Path) -> str:
    """What stands in the file of the master key; made by hand, so it may be missing or closed."""
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        cause = "names a file that is not there or cannot be read"
        raise env.complain("MASTER_KEY_FILE", cause, MAKE_ONE) from None


def _kept(file: Path, make: str) -> str:
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(f"{make}\n")
        # A link never replaces: of two processes that start together, one wins and both read it.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, file)
        Path(fresh).unlink()
    return file.read_text(encoding="ascii").strip()


def new_secret() -> str:
    return secrets.token_urlsafe(48)


def new_master_key() -> str:
    """A master key in the form in which it is given: name:base64."""
    return masterfile.new()


def master_keys(words: str, source: str) -> dict[str, bytes]:
    """Master keys by name, the one for new keys first; `source` is the variable to complain of."""
    try:
        return masterfile.parse(words)
    except ValueError:
        cause = "is not name:base64 of 32 bytes, each name once"
        raise env.complain(source, cause, MAKE_ONE) from None


if __name__ == "__main__":
    print(masterfile.new(*sys.argv[1:2]))  # noqa: T201 - this is what it is for
