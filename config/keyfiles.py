"""Secrets that the embedded default makes for itself: files that only their owner can read."""

import base64
import binascii
import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from config import env

KEY_BYTES = 32
KEY_NAME = 16


def kept(file: Path, make: str) -> str:
    """The secret in `file`; where there is none yet, `make` becomes it, for all processes."""
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
    return f"first:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def master_keys(words: str, source: str) -> dict[str, bytes]:
    """Master keys by name, the one for new keys first; `source` is the variable to complain of."""
    keys: dict[str, bytes] = {}
    for entry in words.split():
        name, _, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if not 0 < len(name) <= KEY_NAME or len(key) != KEY_BYTES:
            remedy = "Make one with: python -m config.keyfiles"
            raise env.complain(source, "is not name:base64 of 32 bytes", remedy)
        keys[name] = key
    return keys


if __name__ == "__main__":
    print(new_master_key())  # noqa: T201 - this is what it is for
