"""Ports and the data folder, asked for before anything starts: a clash is one clear line."""

import errno
import fcntl
import socket
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError

from config import keyfiles


def must_be_free(host: str, port: int, name: str) -> None:
    """Raises `CommandError` if somebody listens there; `name` is the variable to change."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise CommandError(why(fault, port, name)) from None


def why(fault: OSError, port: int, name: str) -> str:
    """What stands against listening there, and what to do about it."""
    if fault.errno == errno.EADDRINUSE:
        return f"{name}: port {port} is taken. Stop what listens there, or set {name} to another."
    if fault.errno == errno.EACCES:
        return f"{name}: port {port} is for the system only. Set {name} to one above 1023."
    return "HOST: this machine has no such address. Set HOST to 127.0.0.1, or to 0.0.0.0 for all."


def alone(folder: Path) -> TextIO:
    """Hold the data folder for one server; the lock goes with the process, however it ends."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = (folder / "serve.lock").open("w")
    except OSError as fault:
        raise keyfiles.unusable(folder, fault) from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise CommandError(
            "VAR_DIR: another `manage.py serve` uses this folder. Stop it, or set VAR_DIR."
        ) from None
    return held
