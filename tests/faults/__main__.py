"""`python -m tests.faults`: every promise at the size of a soak, seed by seed; writes a report."""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import figures, report, sizes
from tests.faults.conftest import SEED
from tests.services_plugin import DATABASES

ROOT = Path(__file__).resolve().parents[2]
REPORT = Path(__file__).with_name("REPORT.md")
EXAMPLES, LIVES = "HELPLINE_TEST_EXAMPLES", 2_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=10, help="how many runs on each database")
    parser.add_argument("--minutes", type=float, default=60, help="begin no seed after so long")
    parser.add_argument("--seed", type=int, action="append", help="this one (may be repeated)")
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one")
    parser.add_argument("--size", choices=sorted(sizes.SIZES), default=sizes.SOAK.name)
    parser.add_argument("-k", dest="only", default="", help="only the tests that pytest's -k finds")
    options = parser.parse_args()
    began, clock, busy = datetime.now(UTC), time.monotonic(), os.getloadavg()[0]
    wanted = options.seed or [secrets.randbelow(2**32) for _ in range(options.seeds)]
    done: list[int] = []
    with tempfile.TemporaryDirectory(prefix="helpline-soak-") as folder:
        book = Path(folder) / "figures.jsonl"
        statuses: list[int] = []
        for seed in wanted:
            if done and time.monotonic() - clock > 60 * options.minutes:
                break
            # Ten minutes of it are borne once on each database, and then make room for seeds.
            only = options.only or ("not flood" if done else "")
            done.append(seed)
            statuses += [
                run(seed, database, options.size, only, book)
                for database in options.database or DATABASES
            ]
        if options.size == sizes.SOAK.name and not options.only:
            statuses += [lives(database) for database in options.database or DATABASES]
        found = figures.read(book)
    text = report.text(found, done, began, busy)
    sys.stdout.write(f"\n{text}")
    if options.size == sizes.SOAK.name and not options.only:
        REPORT.write_text(text)
    return int(any(statuses) or not found)


def run(seed: int, database: str, size: str, only: str, book: Path) -> int:
    """Every promise once, in a test run of its own; its output goes where ours does."""
    sys.stderr.write(f"seed {seed}, {database}, size {size}\n")
    given = {SEED: str(seed), sizes.CHOSEN: size, figures.FILE: str(book)}
    command = [sys.executable, "-m", "pytest", f"--database={database}", "-q", "-m", "promise"]
    chosen = ["-k", only] if only else []
    # The house of P13 is the embedded one, whatever the database of the run.
    elsewhere = ["--ignore=tests/faults/half_dead"] if database == "postgresql" else []
    return subprocess.run(
        [*command, *chosen, *elsewhere, "tests/faults"], cwd=ROOT, env={**os.environ, **given}
    ).returncode


def lives(database: str) -> int:
    """Two thousand lives of fifty steps against the model in memory, shared by the databases."""
    sys.stderr.write(f"lives, {database}\n")
    given = {EXAMPLES: str(LIVES // len(DATABASES))}
    command = [sys.executable, "-m", "pytest", f"--database={database}", "-q"]
    return subprocess.run(
        [*command, "tests/desk/test_life.py"], cwd=ROOT, env={**os.environ, **given}
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
