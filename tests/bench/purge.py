"""`python -m tests.bench.purge`: what people notice while very much is erased at once."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from tests import services
from tests.bench import columns, loops, plan, smooth
from tests.bench.cast import DUE_MESSAGES
from tests.bench.job import Figures
from tests.bench.systems import System

HEAD = "## While very much is erased"
ABOUT = f"""{HEAD}

All of it falls due at once, with {DUE_MESSAGES} messages and a key each, and is erased by a process
of its own, while ninety conversations send {loops.LOW_RATE:.0f} messages a second. Times run from
when a message was to be sent until the other side has it. The goals are 1 s for 99 of 100 messages,
and 100,000 conversations within the hour.
"""
QUIET_SECONDS = 10.0
# Until everybody is in conversation.
ARRIVED_SECONDS = 15.0
PLAYED = (columns.DAPHNE, columns.SQLITE)


def measured(system: System, count: int, seconds: float) -> Figures:
    """Before, and while so many conversations are erased."""
    system.stage("clear")
    system.stage("due", str(count))
    with system.running() as running, ThreadPoolExecutor(1) as beside:
        quiet = plan.scene_on(system, running, "slow", QUIET_SECONDS)
        system.stage("clear")
        talking = beside.submit(plan.scene_on, system, running, "slow", seconds)
        time.sleep(ARRIVED_SECONDS)
        # The system's own worker lends a hand with what was begun.
        _erased, took = msgspec.json.decode(system.stage("erase"), type=tuple[int, float])
        busy = talking.result()
    return {
        "erased": count,
        "seconds": took,
        "quiet_p99": quiet["low_p99"],
        "p50": busy["low_p50"],
        "p99": busy["low_p99"],
        "max": busy["low_max"],
        "lost": sum(busy[name] for name in plan.LOSSES),
    }


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
    parser.add_argument("--seconds", type=float, default=120.0, help="so long people talk")
    parser.add_argument("--write", action="store_true", help="put it into the results")
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="helpline-bench-") as folder:
        try:
            with columns.all_systems(Path(folder)) as systems:
                found = {
                    name: measured(systems[name], options.count, options.seconds) for name in PLAYED
                }
        except (services.Missing, subprocess.CalledProcessError) as fault:
            sys.exit(str(fault))
    said = f"{ABOUT}\n{table(found)}\n\nLoad average before the start: {busy:.1f}.\n"
    sys.stdout.write(said)
    if options.write:
        smooth.put(HEAD, said)


if __name__ == "__main__":
    main()
