"""`python -m tests.bench.purge`: what people notice while very much is erased, to its end."""

import argparse
import dataclasses
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
from tests.bench.systems import System

HEAD = "## While very much is erased"
ABOUT = f"""{HEAD}

All of it falls due in one moment, with {DUE_MESSAGES} messages and a key each. The system's own
worker erases it to the end, while ninety conversations send {loops.LOW_RATE:.0f} messages a second.
Times run from when a message was to be sent: *ack* until its sender knows that it is stored,
*there* until the other side has it; *quiet* is just before it fell due. The goals are 1 s for 99 of
100 messages, and 100,000 conversations within the hour.
"""
# So long it may take, and the load client a little longer.
PATIENCE = 3_600.0
MORE = 300.0
PLAYED = {"postgresql": columns.DAPHNE, "sqlite": columns.SQLITE}
# Somebody has looked: so much may be due at once.
LET_THROUGH = {"ERASE_ALARM_PERCENT": "100"}
CELLS = ("quiet_ack_p99", "busy_ack_p50", "busy_ack_p99", "busy_ack_max", "busy_p50", "busy_p99")


def measured(system: System, rows: int, folder: Path) -> Figures:
    """How long it takes to erase so many, and what people notice before and meanwhile."""
    system = dataclasses.replace(system, environment={**system.environment, **LET_THROUGH})
    system.stage("clear")
    due_at = msgspec.json.decode(system.stage("due", str(rows)), type=float)
    with system.running() as running, ThreadPoolExecutor(1) as beside:
        job = plan.job_of(system, running, "erased")
        job.due_at, job.done = due_at, str(folder / f"{system.name}-done")
        talking = beside.submit(plan.load, job, PATIENCE + MORE)
        try:
            watched = system.stage("watch", str(due_at), str(PATIENCE))
        finally:
            Path(job.done).touch()
        return msgspec.json.decode(watched, type=Figures) | talking.result()


def table(found: dict[str, Figures]) -> str:
    head = (
        "erased | left | minutes | quiet ack p99, ms | ack p50, ms | ack p99, ms "
        "| longest ack, ms | there p50, ms | there p99, ms | lost"
    )
    lines = [f"| | {head} |", "| --- |" + " --: |" * 10]
    for name, each in found.items():
        cells = [f"{each[key]:,.0f}" for key in ("erased", "left")]
        cells += [f"{each['seconds'] / 60:.1f}", *(f"{each[key]:.0f}" for key in CELLS)]
        cells += [f"{sum(each[key] for key in plan.LOSSES):.0f}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.purge", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="conversations that fall due")
    parser.add_argument("--only", choices=PLAYED, help="on one kind of database")
    parser.add_argument("--write", action="store_true", help="put it into the results")
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    played = [PLAYED[options.only]] if options.only else list(PLAYED.values())
    found: dict[str, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="helpline-bench-") as folder:
        try:
            with columns.all_systems(Path(folder)) as systems:
                for name in played:
                    found[name] = measured(systems[name], options.rows, Path(folder))
                    # An hour is long: what was found is said before the next may fail.
                    print(table(found), file=sys.stderr, flush=True)
        except (services.Missing, subprocess.CalledProcessError) as fault:
            sys.exit(str(fault))
    said = f"{ABOUT}\n{table(found)}\n\nLoad average before the start: {busy:.1f}.\n"
    sys.stdout.write(said)
    if options.write:
        smooth.put(HEAD, said)


if __name__ == "__main__":
    main()
