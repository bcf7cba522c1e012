"""Starts the platform's own processes as an operator would, and ends each by its own id."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

from tests import webservers

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120.0


class Process:
    """One process of ours, its output in a file."""

    def __init__(
        self, name: str, arguments: list[str], env: Mapping[str, str], folder: Path
    ) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        with self.log.open("ab") as out:
            self._running = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**os.environ, **env},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def until(self, url: str) -> None:
        """Wait until this process answers at `url`."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                httpx.get(url, timeout=2)
                return
            except httpx.TransportError:
                if self._running.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(
                        f"{self.name} did not start:\n{self.said()[-3000:]}"
                    ) from None
                time.sleep(0.05)

    def until_said(self, words: str) -> None:
        """Wait until these words are in this process's output."""
        deadline = time.monotonic() + START_SECONDS
        while words not in self.said():
            self._must_be_starting(deadline)

    def _must_be_starting(self, deadline: float) -> None:
        if self._running.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{self.name} did not start:\n{self.said()[-3000:]}") from None
        time.sleep(0.05)

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def pid(self) -> int:
        return self._running.pid

    def lives(self) -> bool:
        return self._running.poll() is None

    def end(self) -> None:
        self._running.terminate()
        try:
            self._running.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()


def web(port: int) -> list[str]:
    """One web process, by the server that this run has chosen."""
    return ["-m", *webservers.chosen(port)]
