"""`python -m tests.bench.places`: a letter's search among ten thousand places, on both databases.

What is timed is all that the server does for one letter: whether the directory was changed, the
words, the index, the conditions, the answer as it travels; and whole pages of /help/. Each database
is tried in a process of its own, and both must find the same.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests import services
from tests.bench import smooth

ROOT = Path(__file__).parents[2]
PLACES = 10_000
HEAD = "## Places while somebody types"
ABOUT = f"""{HEAD}

A directory of {PLACES:,} made-up places in a database, and searches typed letter by letter:
words of both languages, slips of the finger, places, "no id", "open now". For each letter, all that
the server does: whether something was changed, the words, the index, the conditions, the answer as
it travels. Below it whole pages of /help/, with every condition that makes one dear. The goal is
50 ms for 95 of 100 of either, on either database.
"""


def on(database: str, rounds: int, environment: Mapping[str, str]) -> dict[str, Any]:
    """The same in a process of its own, on this database."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.shelf", str(rounds)],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    sys.stderr.write(f"  {database}: {median(found['times']):.1f} ms\n")
    return found


def section(rounds: int) -> str:
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="helpline-bench-") as folder:
        files = [f"sqlite:///{folder}/{name}.sqlite3" for name in ("main", "keys")]
        small = on("SQLite", rounds, _named(*files))
    with services.database_urls() as (main, keys):
        large = on("PostgreSQL", rounds, _named(main, keys))
    if small["found"] != large["found"]:
        sys.exit("The two databases find different places.")
    both = (("SQLite", small), ("PostgreSQL", large))
    rows = [_row(name, each["times"], f"{each['made']:.1f}") for name, each in both]
    rows += [_row(f"{name}, a page of /help/", each["pages"], "–") for name, each in both]
    head = "| | median, ms | 95 of 100, ms | longest, ms | first of all, s |"
    table = "\n".join([head, "| --- | --: | --: | --: | --: |", *rows])
    return (
        f"{ABOUT}\n{table}\n\n"
        f"{len(small['times'])} letters and {len(small['pages'])} pages on each, and the same "
        "places were found; the first of all reads the directory and makes the index. "
        f"Load average before the start: {busy:.1f}.\n"
    )


def _named(main: str, keys: str) -> dict[str, str]:
    return {"DATABASE_URL": main, "KEYS_DATABASE_URL": keys, "REDIS_URL": ""}


def _row(name: str, times: list[float], first: str) -> str:
    cells = (median(times), quantiles(times, n=20)[-1], max(times))
    return f"| {name} | {' | '.join(f'{cell:.1f}' for cell in cells)} | {first} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.places", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="put it into the results")
    options = parser.parse_args()
    try:
        found = section(options.rounds)
    except services.Missing as missing:
        sys.exit(str(missing))
    sys.stdout.write(found)
    if options.write:
        smooth.put(HEAD, found)


if __name__ == "__main__":
    main()
