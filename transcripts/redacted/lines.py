"""Reads messages from JSON lines; what is wrong with one is said by its number, without words."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from transcripts.redact.engine import Said

TEXTS = ("lang", "region", "role", "channel", "prev", "conv")


class BadLine(ValueError):
    """A line that cannot be read; says which and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message and where it stood: `number` counts from 0 without empty lines."""

    number: int
    id: str | int
    said: Said
    conv: str
    turn: int


def read(lines: Iterable[str]) -> Iterator[Line]:
    """The messages in `lines`; raises `BadLine`."""
    seen: set[str | int] = set()
    number = 0
    for place, text in enumerate(lines, 1):
        if text.strip():
            line = _line(place, number, text)
            if line.id in seen:
                raise BadLine(f"Line {place}: this id stands in a line before.")
            seen.add(line.id)
            yield line
            number += 1


def _line(place: int, number: int, text: str) -> Line:
    row = _object(place, text)
    if not isinstance(row.get("id"), str | int) or isinstance(row["id"], bool):
        raise BadLine(f"Line {place}: id is a text or a number.")
    if not isinstance(row.get("text"), str):
        raise BadLine(f"Line {place}: text is a text.")
    for name in TEXTS:
        if not isinstance(row.get(name, ""), str):
            raise BadLine(f"Line {place}: {name} is a text.")
    turn = row.get("turn", number)
    if not isinstance(turn, int) or isinstance(turn, bool):
        raise BadLine(f"Line {place}: turn is a whole number.")
    return Line(number, row["id"], _said(row), row.get("conv", ""), turn)


def _object(place: int, text: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
    except ValueError as error:
        why = getattr(error, "msg", "not JSON")
        raise BadLine(f"Line {place}: not JSON ({why}).") from None
    if not isinstance(row, dict):
        raise BadLine(f"Line {place}: not a JSON object.")
    return row


def _said(row: dict[str, Any]) -> Said:
    return Said(
        row["text"],
        row.get("lang", "en"),
        row.get("region", "CA"),
        row.get("role", ""),
        row.get("prev", ""),
    )
