"""`python -m tests.bench`: reference and project in turn, round after round; prints the table."""

import argparse
import contextlib
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tests import browser, services
from tests.bench import hiding, places, report, slash, smooth, stroke
from tests.bench.cast import MANY_IDLE
from tests.bench.columns import all_systems
from tests.bench.job import Figures
from tests.bench.plan import PLAYED, one_round

RESULTS = Path(__file__).with_name("RESULTS.md")
FEWEST_ROUNDS = 5
LETTERS = 3
FILES = 2 * MANY_IDLE


def room_for_sockets() -> None:
    """Every socket is an open file, here and in the servers, which inherit this limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < FILES:
        sys.exit(f"{FILES:,} open files are needed, {hard:,} are allowed: raise `ulimit -Hn`.")
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, FILES), hard))


def measured(rounds: int, scenes: list[str], seconds: float) -> dict[str, list[Figures]]:
    """The figures of each system, round by round."""
    found: dict[str, list[Figures]] = {}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="helpline-bench-")))
        try:
            if "phone" in scenes:
                browser.find()
            systems = stack.enter_context(all_systems(folder))
        except services.Missing as missing:
            sys.exit(str(missing))
        for number in range(1, rounds + 1):
            sys.stderr.write(f"round {number} of {rounds}\n")
            for name, figures in one_round(systems, scenes, seconds).items():
                found.setdefault(name, []).append(figures)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS)
    parser.add_argument("--seconds", type=float, default=3.0, help="for each figure")
    parser.add_argument("--quick", action="store_true", help="one short round, nothing written")
    parser.add_argument("--scene", choices=PLAYED, action="append", help="measure only these")
    parser.add_argument("--figures", type=Path, help="write the bare figures there, as JSON")
    options = parser.parse_args()
    rounds, seconds = (1, 1.5) if options.quick else (options.rounds, options.seconds)
    if not Path("/proc/self/stat").exists():
        sys.exit("The benchmark reads /proc: run it on Linux.")
    room_for_sockets()
    # Ended from outside, it still ends every server it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    busy, began = os.getloadavg()[0], time.monotonic()
    found = measured(rounds, options.scene or list(PLAYED), seconds)
    minutes = (time.monotonic() - began) / 60
    text = f"{report.table(found)}\n\n{report.conditions(rounds, seconds, minutes, busy)}\n"
    if not options.scene:
        text += f"\n{smooth.section(rounds, smooth.SECONDS)}\n{slash.section(rounds)}"
        text += f"\n{stroke.section(rounds)}\n{places.section(LETTERS)}\n{hiding.section()}"
    sys.stdout.write(text)
    if options.figures:
        options.figures.write_bytes(msgspec.json.encode(found))
    if rounds >= FEWEST_ROUNDS and not options.scene:
        rest = smooth.others(RESULTS.read_text(), text)
        RESULTS.write_text(f"{report.ABOUT}\n{text}{rest}")


if __name__ == "__main__":
    main()
