"""Ports and the data folder, asked for before anything starts: a clash is one clear line."""

import fcntl
import socket
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError


def must_be_free(host: str, port: int, name: str) -> None:
    """Raises `CommandError` if somebody listens there; `name` is the variable to change."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                f"{name}: port {port} is taken. Stop what listens there, or set {name} to another."
            ) from None


def alone(folder: Path) -> TextIO:
    """Hold the data folder for one server; the lock goes with the process, however it ends."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    held = (folder / "serve.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise CommandError(
            "VAR_DIR: another `manage.py serve` uses this folder. Stop it, or set VAR_DIR."
        ) from None
    return held
