"""`python -m tests.bench.purge`: what people notice while very much is erased at once."""

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from tests import services
from tests.bench import columns, loops, plan, smooth
from tests.bench.cast import DUE_MESSAGES
from tests.bench.job import Figures
from tests.bench.systems import Running, System

HEAD = "## While very much is erased"
ABOUT = f"""{HEAD}

All of it falls due at once, with {DUE_MESSAGES} messages and a key each, and is erased by a process
of its own, while ninety conversations send {loops.LOW_RATE:.0f} messages a second. Times run from when a
message was to be sent until the other side has it. The goals are 1 s for 99 of 100 messages, and
100,000 conversations within the hour.
"""
WINDOW_SECONDS = 20.0
PLAYED = (columns.DAPHNE, columns.SQLITE)


def measured(system: System, count: int) -> Figures:
    """Before, and while so many conversations are erased: the worst window counts."""
    system.stage("clear")
    system.stage("due", str(count))
    with system.running() as running, ThreadPoolExecutor(1) as beside:
        quiet = window(system, running)
        erasing = beside.submit(system.stage, "erase")
        busy: list[Figures] = []
        while not erasing.done():
            busy.append(window(system, running))
        erased, seconds = msgspec.json.decode(erasing.result(), type=tuple[int, float])
    worst = max(busy, key=lambda each: each["low_p99"])
    lost = sum(each[name] for each in busy for name in plan.LOSSES)
    return {
        "erased": erased,
        "seconds": seconds,
        "quiet_p99": quiet["low_p99"],
        "p50": worst["low_p50"],
        "p99": worst["low_p99"],
        "max": max(each["low_max"] for each in busy),
        "lost": lost,
    }


def window(system: System, running: Running) -> Figures:
    system.stage("clear")
    return plan.scene_on(system, running, "slow", WINDOW_SECONDS)


def table(found: dict[str, Figures]) -> str:
    head = (
        "erased | seconds | 100,000, min | quiet p99, ms | p50, ms | p99, ms | longest, ms | lost"
    )
    lines = [f"| | {head} |", "| --- |" + " --: |" * 8]
    for name, each in found.items():
        hour = each["seconds"] / each["erased"] * 100_000 / 60
        cells = [f"{each['erased']:,.0f}", f"{each['seconds']:.0f}", f"{hour:.0f}"]
        cells += [f"{each[key]:.0f}" for key in ("quiet_p99", "p50", "p99", "max", "lost")]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.purge", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--write", action="store_true", help="put it into the results")
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="helpline-bench-") as folder:
        try:
            with columns.all_systems(Path(folder)) as systems:
                found = {name: measured(systems[name], options.count) for name in PLAYED}
        except (services.Missing, subprocess.CalledProcessError) as fault:
            sys.exit(str(fault))
    said = f"{ABOUT}\n{table(found)}\n\nLoad average before the start: {busy:.1f}.\n"
    sys.stdout.write(said)
    if options.write:
        smooth.put(HEAD, said)


if __name__ == "__main__":
    main()
