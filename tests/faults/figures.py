"""What each promise counted, as JSON lines that the tests write and the report reads."""

import os
from pathlib import Path

import msgspec

FILE = "HELPLINE_FAULT_FIGURES"

Figure = int | float | str


class Kept(msgspec.Struct):
    """One promise in one run: whether it was kept, and what was counted."""

    number: str
    name: str
    test: str
    database: str
    size: str
    seed: int
    kept: bool
    seconds: float
    figures: dict[str, Figure]


def write(kept: Kept) -> None:
    """Add it to the file that the run was given, if it was given one."""
    if path := os.environ.get(FILE):
        with Path(path).open("ab") as file:
            file.write(msgspec.json.encode(kept) + b"\n")


def read(path: Path) -> list[Kept]:
    if not path.exists():
        return []
    return [msgspec.json.decode(line, type=Kept) for line in path.read_bytes().splitlines()]
