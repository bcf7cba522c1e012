"""The messages by which redaction is measured, and what it hides in them."""

import json
from collections.abc import Sequence
from pathlib import Path
from time import thread_time_ns
from typing import Any

from transcripts.redact.allowed import Allowed
from transcripts.redact.engine import Said, over
from transcripts.redact.finder import Finder
from transcripts.redact.spans import Span

FOLDER = Path(__file__).parent
ALLOWED = Allowed.of(json.loads((FOLDER / "allow.json").read_text()))


def development() -> list[dict[str, Any]]:
    """The development part of the benchmark."""
    return [json.loads(line) for line in (FOLDER / "dev.jsonl").read_text().splitlines()]


def said(row: dict[str, Any]) -> Said:
    return Said(row["text"], row["lang"], row["region"], row.get("role", ""), row.get("prev", ""))


def hidden(
    rows: Sequence[dict[str, Any]], finder: Finder | None = None
) -> tuple[list[list[Span]], list[float]]:
    """What is hidden in each row, and the microseconds of processor time it took."""
    talks: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        talks.setdefault(row.get("conv") or f"alone {at}", []).append(at)
    spans: dict[int, list[Span]] = {}
    times: dict[int, float] = {}
    for places in talks.values():
        began = thread_time_ns()
        found = over([said(rows[at]) for at in places], ALLOWED, finder=finder)
        each = (thread_time_ns() - began) / 1000 / len(places)
        for at, one in zip(places, found, strict=True):
            spans[at], times[at] = one.spans, each
    return [spans[at] for at in range(len(rows))], [times[at] for at in range(len(rows))]
