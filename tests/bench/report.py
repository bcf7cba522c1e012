"""Turns the figures of all rounds into one Markdown table: medians, ratios, best to best."""

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

PACKAGES = (
    "django",
    "channels",
    "channels_redis",
    "daphne",
    "autobahn",
    "twisted",
    "psycopg",
    "redis",
)
HEAD = (
    "| figure | R | PostgreSQL | × R, median [range] | best / best |"
    " SQLite | × R, median [range] | best / best |"
)


@dataclass(frozen=True)
class Row:
    """One figure: its words, its name in the results, and whether more is better."""

    words: str
    name: str
    more_is_better: bool = True
    digits: int = 0


ROWS = (
    Row("durable messages/s, one process, closed loop", "messages"),
    Row("server CPU per message, µs", "cpu", more_is_better=False),
    Row("the same with database and Redis, µs", "cpu_all", more_is_better=False),
    Row("p50 at 100 messages/s, ms", "low_p50", more_is_better=False, digits=1),
    Row("p99 at 100 messages/s, ms", "low_p99", more_is_better=False, digits=1),
    Row("p50 at half of R's rate, ms", "same_p50", more_is_better=False, digits=1),
    Row("p99 at half of R's rate, ms", "same_p99", more_is_better=False, digits=1),
    Row("p50 at half of its own rate, ms", "half_p50", more_is_better=False, digits=1),
    Row("p99 at half of its own rate, ms", "half_p99", more_is_better=False, digits=1),
    Row("KB per idle visitor, at 1,000", "idle_kb", more_is_better=False, digits=1),
    Row("visitors connected and greeted/s", "greeted"),
    Row("conversations asked, offered and taken/s, 300 at once", "taken"),
    Row("offers/s by the queue alone, 300 waiting", "offers"),
    Row("signed webhooks answered/s", "texts"),
    Row("lost, astray, refused or not acknowledged, all rounds", "lost", more_is_better=False),
)

Rounds = Sequence[dict[str, float]]


def table(rounds: Mapping[str, Rounds]) -> str:
    """The whole table; `rounds` holds the figures of each system, round by round."""
    reference = rounds["R"]
    lines = [HEAD, "| --- " * 8 + "|"]
    for row in ROWS:
        cells = [row.words, _cell(row, reference)]
        for system in ("PostgreSQL", "SQLite"):
            cells += [_cell(row, rounds[system]), *_ratios(row, rounds[system], reference)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(row: Row, rounds: Rounds) -> str:
    found = [figures[row.name] for figures in rounds if row.name in figures]
    if not found:
        return "–"
    return f"{sum(found) if row.name == 'lost' else median(found):,.{row.digits}f}"


def _ratios(row: Row, rounds: Rounds, reference: Rounds) -> tuple[str, str]:
    """Ratio to the reference of the same round, and of the best rounds of each."""
    pairs = [
        (mine[row.name], theirs[row.name])
        for mine, theirs in zip(rounds, reference, strict=True)
        if row.name in mine and row.name in theirs
    ]
    if not pairs or row.name == "lost":
        return "–", "–"
    ratios = [mine / theirs for mine, theirs in pairs]
    best: Callable[[list[float]], float] = max if row.more_is_better else min
    together = best([mine for mine, _ in pairs]) / best([theirs for _, theirs in pairs])
    middle = f"**{median(ratios):.2f}** [{min(ratios):.2f}–{max(ratios):.2f}]"
    return middle, f"{together:.2f}"


def conditions(rounds: int, seconds: float, busy: float) -> str:
    """Where and with what it was measured; no name of a machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {rounds} rounds of {seconds:g} s per figure, in turn."
        f" {_cores()} cores ({_model()}), {platform.system()}, {platform.python_implementation()}"
        f" {platform.python_version()}, {packages}. Loopback only."
        f" Load average before the start: {busy:.1f}."
    )


def _cpu_lines(key: str) -> list[str]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return [line.partition(":")[2].strip() for line in lines if line.startswith(key)]


def _cores() -> int:
    return len(_cpu_lines("processor"))


def _model() -> str:
    return next(iter(_cpu_lines("model name")), platform.machine())
