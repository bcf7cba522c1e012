"""The report of a soak, as Markdown: where it ran, with what, and what became of each promise."""

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests import services
from tests.faults.figures import Figure, Kept

ABOUT = """# Fault bench: the last soak

Made by `make soak`. Each row is one promise on one way of running: in how many runs it was tested,
in how many it was kept, and what was counted over all of them (numbers are sums; those that end in
`s` are seconds, the worst of all runs).
"""
PACKAGES = (
    "django",
    "channels",
    "channels-redis",
    "daphne",
    "redis",
    "psycopg",
    "msgspec",
    "picows",
)


def text(found: Sequence[Kept], seeds: Sequence[int], began: datetime, busy: float) -> str:
    """The whole report."""
    broken = [kept for kept in found if not kept.kept]
    parts = [ABOUT, table(found), conditions(seeds, began, busy)]
    if broken:
        parts.append("## Not kept\n\n" + "\n".join(_line_of(kept) for kept in broken))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def table(found: Sequence[Kept]) -> str:
    """One row for each promise and way of running, in the order of their numbers."""
    rows: dict[tuple[str, str, str], list[Kept]] = {}
    for kept in sorted(found, key=lambda each: (_place(each.number), each.name, each.database)):
        rows.setdefault((kept.number, kept.name, kept.database), []).append(kept)
    lines = ["| promise | on | runs | kept | seconds | counted |", "|---|---|---|---|---|---|"]
    for (number, name, database), runs in rows.items():
        seconds = round(sum(run.seconds for run in runs))
        kept_in = sum(run.kept for run in runs)
        lines.append(
            f"| **{number}** {name} | {database} | {len(runs)} | {kept_in} | {seconds}"
            f" | {counted(run.figures for run in runs)} |"
        )
    return "\n".join(lines)


def counted(runs: Iterable[dict[str, Figure]]) -> str:
    """Figures of several runs as one: sums, the worst of seconds, and words where there are any."""
    together: dict[str, Figure] = {}
    for figures in runs:
        for name, value in figures.items():
            there = together.get(name)
            if isinstance(value, str) or isinstance(there, str) or there is None:
                together[name] = value
            else:
                together[name] = max(there, value) if name.endswith("_s") else there + value
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in together.items())


def conditions(seeds: Sequence[int], began: datetime, busy: float) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    took = round((datetime.now(UTC) - began).total_seconds() / 60)
    system = f"{_processor()}, {platform.system()} {platform.release()}"
    servers = (services.postgres_folder() / "postgres", services.redis_binary())
    return "\n".join(
        [
            f"- {began:%Y-%m-%d %H:%M} UTC, {took} minutes; seeds {', '.join(map(str, seeds))}",
            f"- {os.cpu_count()} processors, {system}; load before it began: {busy:.1f}",
            f"- Python {platform.python_version()}, {packages}",
            f"- {', '.join(map(_said_by, servers))}",
        ]
    )


def _line_of(kept: Kept) -> str:
    figures = counted([kept.figures])
    return f"- **{kept.number}** {kept.test} on {kept.database}, seed {kept.seed}: {figures}"


def _place(number: str) -> int:
    return int("".join(filter(str.isdigit, number)) or 0)


def _processor() -> str:
    """What /proc calls the processor, or the machine's kind where there is no /proc."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _said_by(binary: Path) -> str:
    done = subprocess.run([binary, "--version"], capture_output=True, text=True)
    return " ".join(done.stdout.split()[:4])
