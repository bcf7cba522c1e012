"""Run as a program: imports the platform once; each of its lives is a process that only erases,
or only redacts what is kept and changes its key, or only closes demands, or only takes a list of
places over.

A line of JSON on standard input says what a life does and where it ends by `kill -9`: at a fail
point, after a step, or before its so manyth statement. Standard output says how it ended.
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Any

from tests.desk.other_process import ROOT, environment

START = "import django; django.setup(); from tests.desk import eraser; eraser.main()"
# What a life would import on its first queries.
AHEAD = ("django.db.models.sql.compiler", "psycopg", "psycopg_pool", "transcripts.routers")


class Eraser:
    """The test's end of it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def live(self, work: str = "erase", **ends: Any) -> int:
        """One life; 0 if it came to its end by itself, else the signal that ended it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"work": work, **ends}) + "\n")
        self._process.stdin.flush()
        return -int(self._process.stdout.readline())


@contextmanager
def eraser(**settings: str) -> Iterator[Eraser]:
    """On the databases of the test, with these settings more."""
    with subprocess.Popen(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env={**environment(), **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Eraser(process)
        finally:
            process.kill()


# ---- inside --------------------------------------------------------------------------------------


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _dying_after(step: Callable[..., bool]) -> Callable[..., bool]:
    def done(*what: Any) -> bool:
        step(*what)
        _die()
        return False

    return done


def _at_statement(number: int) -> ExitStack:
    """Both databases count together; before this statement goes to either, the process dies."""
    connections = importlib.import_module("django.db").connections
    left = [number]

    def counted(execute: Callable[..., Any], *what: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            _die()
        return execute(*what)

    stack = ExitStack()
    for alias in ("default", "keys"):
        stack.enter_context(connections[alias].execute_wrapper(counted))
    return stack


def _live(work: str, point: str = "", step: str = "", statement: int = 0) -> None:
    rooms = {
        name.rpartition(".")[2]: importlib.import_module(f"transcripts.{name}")
        for name in ("erasing.purge", "erasing.receipts", "retention")
    }
    now = importlib.import_module("django.utils.timezone").now()
    importlib.import_module("helpline.failpoints").arm(point)
    if step:
        steps = rooms["purge"].STEPS
        steps[step] = _dying_after(steps[step])
    works: dict[str, Callable[[], object]] = {
        "erase": lambda: rooms["retention"].apply(now),
        "receipt": lambda: rooms["receipts"].draw_up(now + timedelta(days=1)),
        "rekey": lambda: _rekey(now),
        "close": lambda: _close(now + timedelta(days=91)),
        "import": lambda: _take_over(now),
    }
    with _at_statement(statement):
        works[work]()


def _rekey(now: datetime) -> None:
    """What is over is redacted, and so much time goes by that its old key may go, and then the one
    that was new when whoever began it was killed."""
    aftercare = importlib.import_module("routing.upkeep.aftercare")
    aftercare.redact_due(now)
    for minutes in (3, 6, 9):
        aftercare.rekey_due(now + timedelta(minutes=minutes))


def _close(now: datetime) -> None:
    """Demands to which nobody has added anything are closed and read by the model, and so much time
    goes by that each old key may go: the first, and then the one that was new meanwhile."""
    copies = importlib.import_module("transcripts.copies.ending")
    copies.close_due(now)
    importlib.import_module("transcripts.copies.asking").ask_due(now)
    for minutes in (3, 6, 9):
        copies.rekey_due(now + timedelta(minutes=minutes))


def _take_over(now: datetime) -> None:
    """Whoever had the file before and died does not have it any more."""
    importlib.import_module("referrals.transfer.importing").go_on(now + timedelta(minutes=5))


def _one(told: dict[str, Any]) -> int:
    """A life of its own; what `os.waitpid` says of its end."""
    pid = os.fork()
    if not pid:
        try:
            _live(**told)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    for name in AHEAD:
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        print(_one(json.loads(line)), flush=True)
