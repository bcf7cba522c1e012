"""Master keys as they are written: lines of name:base64, the one for new keys first."""

import base64
import binascii
import contextlib
import fcntl
import os
import secrets
import tempfile
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

KEY_BYTES = 32
LONGEST_NAME = 16


def parse(words: str) -> dict[str, bytes]:
    """Master keys by name, in their order; raises ValueError where anything is no such key."""
    keys: dict[str, bytes] = {}
    for entry in words.split():
        name, _, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not 0 < len(name) <= LONGEST_NAME or len(key) != KEY_BYTES or name in keys:
            raise ValueError("no master key")
        keys[name] = key
    return keys


def new(name: str = "first") -> str:
    """A master key in the form in which it is given."""
    return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def free_name(taken: Collection[str], day: date) -> str:
    """A name for a key made on this day, which none of the others has."""
    names = (f"{day:%Y-%m-%d}{letter}" for letter in ("", *"bcdefghijklmnopqrstuvwxyz"))
    return next(name for name in names if name not in taken)


@contextlib.contextmanager
def alone(file: Path) -> Iterator[None]:
    """Only one at a time changes a file: of two who read it and write it, one key would be lost."""
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def put_first(file: Path, entry: str) -> None:
    """Add a key before those in a file: whoever reads it sees all of the old or all of the new.

    The disk has it before this returns, because next a key is wrapped that nothing else opens.
    """
    handle, fresh = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(f"{entry}\n{file.read_text(encoding='ascii')}")
            opened.flush()
            os.fsync(opened.fileno())
        Path(fresh).replace(file)
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise
    _sync(file.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
