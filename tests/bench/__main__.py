"""`python -m tests.bench`: reference and project in turn, round after round; prints the table."""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from tests import services
from tests.bench import report
from tests.bench.load import Figures, Job
from tests.bench.systems import ROOT, System, all_systems

RESULTS = Path(__file__).with_name("RESULTS.md")
SCENES = ("talk", "idle", "crowd", "texts")
LONGEST = 180.0
ABOUT = """# What one process carries

R is the smallest Channels app that relays the same talk between a visitor and a console: Daphne,
PubSub layer, one group per console and one per visitor, no sign-in, nothing stored, nothing
acknowledged. Beside it this project with everything on: on PostgreSQL (fsync and
synchronous_commit on, Redis, worker) and on the embedded default. How it is measured:
[performance](../../docs/performance.md). A shared machine is noisy: believe a ratio where median
and best / best agree.
"""


def one_round(systems: list[System], scenes: list[str], seconds: float) -> list[Figures]:
    """Every scene on every system in turn, so that what is compared was measured close together."""
    figures: list[Figures] = [{} for _ in systems]
    for scene in scenes:
        for system, found in zip(systems, figures, strict=True):
            sys.stderr.write(f"  {scene}: {system.name}\n")
            found |= one_scene(system, scene, seconds, figures[0].get("messages", 0.0))
    return figures


def one_scene(system: System, scene: str, seconds: float, pace: float) -> Figures:
    """One scene on a server that was just started; `pace` is what the reference reached."""
    system.stage("clear")
    with system.running() as running:
        job = Job(
            scene=scene,
            reference=system.reference,
            port=running.port,
            seconds=seconds,
            servers=running.servers,
            stores=running.stores,
            cookies=system.cookies.crowd if scene == "crowd" else system.cookies.desks,
            reference_rate=pace,
        )
        figures = load(job)
    if scene == "crowd" and not system.reference:
        figures["offers"] = float(system.stage("assign"))
    return figures


def load(job: Job) -> Figures:
    """Run the load client to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.load"],
        cwd=ROOT,
        input=msgspec.json.encode(job),
        stdout=subprocess.PIPE,
        timeout=LONGEST,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Figures)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0, help="for each figure")
    parser.add_argument("--quick", action="store_true", help="one short round, nothing written")
    parser.add_argument("--scene", choices=SCENES, action="append", help="measure only these")
    options = parser.parse_args()
    rounds, seconds = (1, 1.5) if options.quick else (options.rounds, options.seconds)
    scenes = options.scene or list(SCENES)
    if not Path("/proc/self/stat").exists():
        sys.exit("The benchmark reads /proc: run it on Linux.")
    found: dict[str, list[Figures]] = {}
    busy = os.getloadavg()[0]
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="helpline-bench-")))
        try:
            systems = stack.enter_context(all_systems(folder))
        except services.Missing as missing:
            sys.exit(str(missing))
        for number in range(1, rounds + 1):
            sys.stderr.write(f"round {number} of {rounds}\n")
            for system, figures in zip(systems, one_round(systems, scenes, seconds), strict=True):
                found.setdefault(system.name, []).append(figures)
    text = f"{ABOUT}\n{report.table(found)}\n\n{report.conditions(rounds, seconds, busy)}\n"
    sys.stdout.write(text)
    if not options.quick and not options.scene:
        RESULTS.write_text(text)


if __name__ == "__main__":
    main()
