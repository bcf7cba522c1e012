"""`python -m tests`: every test, on both databases and both servers; `make test` runs it.

Two parts that wait for processes, browsers and leases run side by side, the longest first: two
cores serve both in time. What only computes runs gently beneath them, two at a time as well, and
takes what they leave. What a part says is shown when it ends, with its slowest tests, and the
seconds for which it and the programs that it ended had a processor.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from tests import ready

ROOT = Path(__file__).resolve().parent.parent
SIDE_BY_SIDE = 2
SLOWEST = "--durations=12"
LIVES = "tests/desk/test_life.py"
COMPUTED = ("tests/unit", "tests/desk", "tests/replay", f"--ignore={LIVES}")
WIRE, FAULTS = "tests/wire", "tests/faults"
# What a server of HTTP has a part in: how it is spoken to, cut off, stopped and started again.
SERVED_BY_UVICORN = tuple(
    f"{WIRE}/test_{name}.py"
    for name in (
        *("bad_input", "journey", "no_address", "outage_of_servers", "plain", "polls"),
        *("sign_ins", "silence", "webhooks", "windows"),
    )
)


@dataclass(frozen=True)
class Part:
    """One run of pytest; a `gentle` one gives way to all others."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    gentle: bool = False


def lives(database: str, examples: int) -> Part:
    """Lives against the model in memory; a soak lives two thousand of them."""
    given = {"HELPLINE_TEST_EXAMPLES": str(examples)}
    return Part(f"lives on {database}", (f"--database={database.lower()}", LIVES), given, True)


PARTS = (
    # The house of P13 is the embedded one, whatever the database of the run.
    Part(
        "faults on PostgreSQL",
        ("--database=postgresql", "--ignore=tests/faults/half_dead", FAULTS),
    ),
    Part("browsers", ("tests/e2e",)),
    Part("faults on SQLite", ("--database=sqlite", FAULTS)),
    Part("wire on PostgreSQL", ("--database=postgresql", WIRE)),
    Part("wire on SQLite", ("--database=sqlite", WIRE)),
    Part("uvicorn", ("--server=uvicorn", *SERVED_BY_UVICORN)),
    Part(
        "PostgreSQL",
        ("--database=postgresql", "--served", *COMPUTED, "tests/test_shape.py"),
        gentle=True,
    ),
    Part("SQLite", ("--database=sqlite", *COMPUTED), gentle=True),
    lives("SQLite", 250),
    lives("PostgreSQL", 150),
)


def main() -> int:
    began = time.monotonic()
    failed = []
    with (
        ready.room(),
        ThreadPoolExecutor(SIDE_BY_SIDE) as lanes,
        ThreadPoolExecutor(SIDE_BY_SIDE) as aside,
    ):
        running = {(aside if part.gentle else lanes).submit(run, part): part for part in PARTS}
        for done in as_completed(running):
            name, (status, said, seconds, computed) = running[done].name, done.result()
            print(f"{said}\n=== {name}: {'failed' if status else 'passed'}", end=" ")
            print(f"in {seconds:.0f} s, {computed:.0f} s of a processor\n")
            sys.stdout.flush()
            if status:
                failed.append(name)
    print(f"{len(PARTS)} parts in {time.monotonic() - began:.0f} s: ", end="")
    print(f"failed: {', '.join(failed)}" if failed else "all passed")
    return int(bool(failed))


def run(part: Part) -> tuple[int, str, float, float]:
    """Exit status, output, seconds, and seconds of a processor of one part."""
    began = time.monotonic()
    print(f"--- {part.name}: pytest {' '.join(part.arguments)}", flush=True)
    gently = ["nice", "-n", "10"] if part.gentle else []
    with tempfile.TemporaryFile() as output:
        # Waited for by hand: nobody else says what one child and its own children have computed.
        child = subprocess.Popen(
            [*gently, sys.executable, "-m", "pytest", "-q", SLOWEST, *part.arguments],
            cwd=ROOT,
            env={**os.environ, **part.environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(child.pid, 0)
        output.seek(0)
        said = output.read().decode(errors="replace")
    computed = used.ru_utime + used.ru_stime
    return os.waitstatus_to_exitcode(status), said, time.monotonic() - began, computed


if __name__ == "__main__":
    sys.exit(main())
