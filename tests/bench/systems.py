"""A system under measurement: its processes, started as in life, on loopback only."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_connection

from tests.bench.cast import Cookies
from tests.servers import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120.0
SHOWN = 3_000

Web = Callable[[int], list[str]]


@dataclass(frozen=True)
class Running:
    """A system that answers: its ports, its own processes and those of its stores."""

    ports: list[int]
    servers: list[int]
    stores: list[int]


@dataclass
class System:
    """One column of the table."""

    name: str
    environment: dict[str, str]
    stores: list[int]
    web: Web
    processes: int = 1
    beside: tuple[str, ...] = ()
    reference: bool = False
    cookies: Cookies = field(default_factory=lambda: Cookies([], []))

    @contextlib.contextmanager
    def running(self) -> Iterator[Running]:
        """The system freshly started; ended by its processes' ids."""
        ports = [free_port() for _ in range(self.processes)]
        with ExitStack() as stack:
            started = [
                stack.enter_context(process(self.web(port), self._environment(ports[0], port)))
                for port in ports
            ]
            for port, web in zip(ports, started, strict=True):
                _wait_for(port, web)
            if self.beside:
                environment = self._environment(ports[0], ports[0])
                started.append(stack.enter_context(process(list(self.beside), environment)))
            yield Running(ports, [each.pid for each in started], self.stores)

    def stage(self, *work: str) -> bytes:
        """Set the scene in this system's database; the reference has none."""
        if self.reference:
            return b"null"
        command = [sys.executable, "-m", "tests.bench.stage", *work]
        patient = {**self._environment(1, 1), "STATEMENT_TIMEOUT_MS": "60000"}
        return subprocess.run(
            command, cwd=ROOT, env=patient, stdout=subprocess.PIPE, check=True
        ).stdout

    def _environment(self, public: int, own: int) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {
            **kept,
            **self.environment,
            "PROCESSES": str(self.processes),
            "PORT": str(own),
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{public}",
        }


@contextlib.contextmanager
def process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """One process of a system; what it complains of is shown only if the measurement fails."""
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        try:
            yield started
        except BaseException:
            said.seek(0)
            sys.stderr.write(said.read()[-SHOWN:].decode(errors="replace"))
            raise
        finally:
            started.terminate()
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError("a server did not start") from None
            time.sleep(0.05)
