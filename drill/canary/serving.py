"""The house's own web processes and worker, started as in life; what they say is in its folder."""

import contextlib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from django.conf import settings
from django.core.management.base import CommandError

from drill.canary.houses import Place

LOOPBACK = "127.0.0.1"
START_SECONDS = 120.0
STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Serving:
    """Where it answers: the address of each web process, and whose figures can be read."""

    doors: list[str]
    figures: list[str]


@contextlib.contextmanager
def serving(place: Place, control: str) -> Iterator[Serving]:
    """Two web processes and a worker where the installation can have them, else its one process.

    What they say begins with a line that must be found.
    """
    ports = [_free() for _ in range(2 if place.servers and settings.REDIS_URL else 1)]
    doors = [f"http://{LOOPBACK}:{port}" for port in ports]
    more = _told(ports, _free())
    with contextlib.ExitStack() as stack:
        for name, arguments in _commands(place, ports).items():
            stack.enter_context(_process(place, name, arguments, more, control))
        for door in doors:
            _wait_for(door)
        worker = [f"http://{LOOPBACK}:{more['METRICS_PORT']}"] if place.servers else []
        yield Serving(doors, [*doors, *worker])


def _told(ports: list[int], figures: int) -> dict[str, str]:
    return {
        "HOST": LOOPBACK,
        "PORT": str(ports[0]),
        "PUBLIC_BASE_URL": f"http://{LOOPBACK}:{ports[0]}",
        "METRICS_PORT": str(figures),
        "PROCESSES": str(len(ports)),
    }


def _commands(place: Place, ports: list[int]) -> dict[str, list[str]]:
    if not place.servers:
        return {"serve": ["serve"]}
    webs = {f"web-{number}": ["web", f"--port={port}"] for number, port in enumerate(ports, 1)}
    return {**webs, "work": ["work"]}


@contextlib.contextmanager
def _process(
    place: Place, name: str, arguments: list[str], more: Mapping[str, str], control: str
) -> Iterator[None]:
    with (place.folder / f"{name}.log").open("wb", buffering=0) as said:
        said.write(f"{control}\n".encode())
        started = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env={**place.environment(), **more},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield
    finally:
        started.terminate()
        try:
            started.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def _wait_for(door: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(f"{door}/readyz"):
        if time.monotonic() > deadline:
            raise CommandError("A process of the house did not start.")
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _free() -> int:
    with socket() as asked:
        asked.bind((LOOPBACK, 0))
        return int(asked.getsockname()[1])


def words_of(folder: Path, count: int = 2000) -> str:
    """The last that each process said, for whoever must find out why it went wrong."""
    logs = sorted(folder.glob("*.log"))
    said = [f"{each.name}: {each.read_text(errors='replace')[-count:]}" for each in logs]
    return "\n".join(said)
