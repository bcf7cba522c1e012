"""Command lines of the web process: ours by the Procfile, or uvicorn with the same bounds.

Daphne is what we ship. uvicorn is measured and tested beside it, so that nothing here leans on one.
"""

import os
import shlex
from pathlib import Path

SERVERS = ("daphne", "uvicorn")
CHOSEN = "HELPLINE_TEST_SERVER"
PROCFILE = Path(__file__).resolve().parent.parent / "Procfile"
APPLICATION = "config.asgi:application"

DAPHNE = (
    "daphne -b 127.0.0.1 --proxy-headers --no-server-name -v 0 --websocket_timeout -1"
    " --websocket-max-message-size 262144 --websocket-max-frame-size 262144"
).split()
# No deflate: it doubles the memory of every idle socket, and short frames gain nothing by it.
UVICORN = (
    "uvicorn --host 127.0.0.1 --loop uvloop --http httptools --lifespan off"
    " --ws websockets-sansio --ws-per-message-deflate false --ws-max-size 262144"
    " --ws-ping-interval 20 --ws-ping-timeout 30 --timeout-graceful-shutdown 5"
    " --proxy-headers --no-server-header --no-access-log"
).split()


def ours(port: int) -> list[str]:
    """Our own command, which runs Daphne, with the very options of the Procfile."""
    line = next(line for line in PROCFILE.read_text().splitlines() if line.startswith("web:"))
    known = {"$PORT": str(port), "0.0.0.0": "127.0.0.1", "manage.py": "manage"}
    return [known.get(word, word) for word in shlex.split(line.removeprefix("web:"))[1:]]


def daphne(port: int, application: str) -> list[str]:
    """Daphne by its own command, for an application that is not ours."""
    return [*DAPHNE, "-p", str(port), application]


def uvicorn(port: int) -> list[str]:
    """uvicorn on uvloop and httptools, frames by the `websockets` package."""
    return [*UVICORN, "--port", str(port), APPLICATION]


def chosen(port: int) -> list[str]:
    """The module to run and its arguments, for the server this test run has chosen."""
    return uvicorn(port) if os.environ.get(CHOSEN) == "uvicorn" else ours(port)
