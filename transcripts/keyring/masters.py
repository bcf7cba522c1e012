"""The master keys of this process: by name, the one for new keys first, and how it learns of more.

They are read at the start. While `manage.py keys rotate` runs, a process meets keys that are
wrapped by one it does not know yet, and then looks into the file once more.
"""

import contextlib
from pathlib import Path

from django.conf import settings

from transcripts.keyring import masterfile

# What the file looked like when it was last read for nothing.
_seen: list[tuple[int, int]] = []


def names() -> tuple[str, ...]:
    return tuple(settings.MASTER_KEYS)


def current() -> str:
    """The name of the one that wraps new keys."""
    name: str = settings.MASTER_KEY_ID
    return name


def of(name: str) -> bytes:
    """The master key of this name; raises KeyError if there is none, in the file neither."""
    if name not in settings.MASTER_KEYS:
        learn()
    return bytes(settings.MASTER_KEYS[name])


def in_file() -> bool:
    """Whether they come from a file that may change, and not from the environment."""
    return bool(settings.MASTER_KEY_SOURCE == "MASTER_KEY_FILE")


def file() -> Path:
    return Path(settings.MASTER_KEY_FILE)


def alone() -> contextlib.AbstractContextManager[None]:
    """As long as this lasts, nobody else changes the file."""
    return masterfile.alone(file()) if in_file() else contextlib.nullcontext()


def learn() -> None:
    """Take up what the file holds now; one that cannot be read leaves everything as it is."""
    if not in_file():
        return
    try:
        found = file().stat()
        look = found.st_mtime_ns, found.st_ino
        if look in _seen:
            return
        keys = masterfile.parse(file().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return
    _seen[:] = [look]
    if keys:
        settings.MASTER_KEYS, settings.MASTER_KEY_ID = keys, next(iter(keys))


def source() -> str:
    """The setting they come from."""
    return str(settings.MASTER_KEY_SOURCE)
