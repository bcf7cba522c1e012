"""Turns the figures of all rounds into one Markdown table: medians, ratios, best to best, goals."""

import platform
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.bench.plan import LOSSES
from tests.bench.targets import NOTHING, ROWS, Of, Row

ABOUT = """# What a web process carries

R is the smallest Channels app that relays the same talk between a visitor and a console: Daphne,
PubSub layer, one group per console and one per visitor, no sign-in, nothing stored, nothing
acknowledged, no queue. Beside it this project with everything on: on PostgreSQL (fsync and
synchronous_commit on, Redis, worker) under Daphne and under uvicorn (uvloop, httptools, frames by
`websockets`, no deflate), on the embedded default (SQLite, synchronous=FULL), and with visitors on
one process and consoles on another (× 2). How it is measured, and what falls short and why:
[performance](../../docs/performance.md). A shared machine is noisy: a goal is met where both the
median of the rounds' ratios and best / best meet it.
"""
PACKAGES = (
    "django",
    "channels",
    "channels_redis",
    "daphne",
    "autobahn",
    "twisted",
    "uvicorn",
    "uvloop",
    "httptools",
    "websockets",
    "psycopg",
    "redis",
)
HEAD = "| figure | of | it | compared | ratio, median [range] | best / best | goal | met |"

Rounds = Sequence[Mapping[str, float]]
Found = Mapping[str, Rounds]
Pair = tuple[float, float]


def table(found: Found) -> str:
    """The whole table; `found` holds the figures of each system, round by round."""
    lines = [HEAD, "| --- " * 8 + "|"]
    words = ""
    for row in ROWS:
        cells = _cells(row, found)
        if cells:
            first = "″" if row.words == words else row.words
            lines.append(f"| {' | '.join([first, *cells])} |")
            words = row.words
    lines += ["", _losses(found)]
    return "\n".join(lines)


def _cells(row: Row, found: Found) -> list[str]:
    """All but the first cell of a row; nothing where it was not measured."""
    mine, theirs = _figures(row.ours, found), _figures(row.theirs, found)
    if not mine:
        return []
    best: Callable[[Sequence[float]], float] = max if row.more_is_better else min
    pairs = _pairs(row, found)
    ratios = [ours / reference for ours, reference in pairs if reference]
    if row.theirs == NOTHING:
        verdict = _verdict(row, median(mine), best(mine))
        return [row.system, _number(mine, row), "–", "–", "–", _goal(row), verdict]
    if not ratios:
        return [row.system, _number(mine, row), "–", "–", "–", "–", "–"]
    middle = median(ratios)
    together = best([ours for ours, _ in pairs]) / best([reference for _, reference in pairs])
    return [
        row.system,
        _number(mine, row),
        _number(theirs, row),
        f"**{middle:.2f}** [{min(ratios):.2f}–{max(ratios):.2f}]",
        f"{together:.2f}",
        _goal(row),
        _verdict(row, middle, together),
    ]


def _pairs(row: Row, found: Found) -> list[Pair]:
    """The figure and what it is compared with, of the rounds that have both."""
    (ours, mine), (reference, theirs) = row.ours, row.theirs
    both = zip(found.get(ours, ()), found.get(reference, ()), strict=False)
    return [(a[mine], b[theirs]) for a, b in both if mine in a and theirs in b]


def _figures(of: Of, found: Found) -> list[float]:
    system, name = of
    return [figures[name] for figures in found.get(system, ()) if name in figures]


def _number(figures: Sequence[float], row: Row) -> str:
    return f"{median(figures):,.{row.digits}f}"


def _goal(row: Row) -> str:
    return "–" if row.goal is None else f"{'≥' if row.more_is_better else '≤'} {row.goal:g}"


def _verdict(row: Row, *ratios: float) -> str:
    """Whether the goal is met by the median and by best / best, each for itself."""
    if row.goal is None:
        return "–"
    goal = row.goal
    met = [ratio >= goal if row.more_is_better else ratio <= goal for ratio in ratios]
    return "yes" if all(met) else "no" if not any(met) else f"{'median' if met[0] else 'best'} only"


def _losses(found: Found) -> str:
    told = []
    for name, rounds in found.items():
        counts = [sum(each.get(loss, 0.0) for each in rounds) for loss in LOSSES]
        told.append(f"{name} {' / '.join(f'{count:.0f}' for count in counts)}")
    return f"Not come or not acknowledged / come twice or astray / refused: {', '.join(told)}."


def conditions(rounds: int, seconds: float, minutes: float, busy: float) -> str:
    """Where and with what it was measured; no name of a machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {rounds} rounds of {seconds:g} s per figure, in turn, in"
        f" {minutes:.0f} minutes. {_cores()} cores ({_model()}), {platform.system()},"
        f" {platform.python_implementation()} {platform.python_version()}, {packages}. Loopback"
        f" only. Load average before the start: {busy:.1f}."
    )


def _cpu_lines(key: str) -> list[str]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return [line.partition(":")[2].strip() for line in lines if line.startswith(key)]


def _cores() -> int:
    return len(_cpu_lines("processor"))


def _model() -> str:
    return next(iter(_cpu_lines("model name")), platform.machine())
