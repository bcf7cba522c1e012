"""`python -m tests.bench.smooth`: how smooth a full desk is; prints the section of the results."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from tests import services
from tests.bench import screen

RESULTS = Path(__file__).with_name("RESULTS.md")
SECONDS = 8.0
HEAD = "## The desk's frames"
ABOUT = f"""{HEAD}

A built desk in a browser without a graphics card, 1920 × 1080, columns: {screen.TALKS} talks
of {screen.LONG} messages and a queue of {screen.QUEUE}, while ten messages a second come in,
the queue is re-sent five times a second and somebody types; beside it an empty desk. The goal
is 60 frames a second.
"""


def section(rounds: int, seconds: float) -> str:
    busy = os.getloadavg()[0]
    pairs = asyncio.run(screen.measured(rounds, seconds))
    how = f"{rounds} rounds of {seconds:g} s, in turn; load average before the start: {busy:.1f}."
    return f"{ABOUT}\n{screen.table(pairs)}\n\n{how}\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.smooth", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--write", action="store_true", help="put it into the results")
    options = parser.parse_args()
    try:
        found = section(options.rounds, options.seconds)
    except services.Missing as missing:
        sys.exit(str(missing))
    sys.stdout.write(found)
    if options.write:
        put(HEAD, found)


def put(head: str, section: str) -> None:
    """This section of the results, in place of what stood there, the others as they are."""
    before, _, old = RESULTS.read_text().partition(f"\n{head}")
    after = old.partition("\n## ")
    rest = f"\n## {after[2]}" if after[1] else ""
    RESULTS.write_text(f"{before.rstrip()}\n\n{section}{rest}")


def others(before: str, now: str) -> str:
    """The sections of the results that were measured by themselves and not anew: they stay."""
    sections = [f"## {each}" for each in before.split("\n## ")[1:]]
    kept = [each for each in sections if each.partition("\n")[0] not in now.splitlines()]
    return "".join(f"\n{each.rstrip()}\n" for each in kept)


if __name__ == "__main__":
    main()
