"""A table out of a file that somebody saved with a spreadsheet, and back into one. Pure.

A file comes as it is: with a mark in front or none, in the letters of an old machine, with commas
or semicolons. What cannot be read is refused whole, by its row as a spreadsheet counts them.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

MOST_BYTES = 2_500_000
MOST_LETTERS = 20_000
MOST_ROWS = 5_000
Fault = Literal[
    "empty", "too_large", "not_a_table", "null", "unclosed", "twice", "too_many", "wide"
]
# What begins so is a program, an archive, a picture or a page, whatever it is called.
OTHERS = (
    b"PK\x03\x04",
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)
FORMULA = "=+-@\t\r"


class Unreadable(Exception):
    """`fault` says why, `row` where: 0 is the file itself."""

    def __init__(self, fault: Fault, row: int = 0, column: str = "") -> None:
        super().__init__(fault)
        self.fault, self.row, self.column = fault, row, column


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number, by column."""

    row: int
    cells: dict[str, str]


def read(raw: bytes) -> tuple[list[str], list[Line]]:
    """Its columns and rows; raises `Unreadable`."""
    if len(raw) > MOST_BYTES:
        raise Unreadable("too_large")
    if raw.startswith(OTHERS):
        raise Unreadable("not_a_table")
    text = decoded(raw)
    if not text.strip():
        raise Unreadable("empty")
    if "\0" in text:
        raise Unreadable("null", text.count("\n", 0, text.index("\0")) + 1)
    return _table(_rows(text))


def decoded(raw: bytes) -> str:
    """By the mark in front; without one as UTF-8, and else as older spreadsheets write."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Each row that says something, with the number it begins at."""
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(reader, 1):
            if "".join(cells).strip():
                found.append((number, cells))
    except csv.Error as error:
        long = str(error).startswith("field larger")
        raise Unreadable("too_large" if long else "unclosed", len(found) + 1) from None
    if len(found) > MOST_ROWS:
        raise Unreadable("too_many")
    return found


def _table(rows: Sequence[tuple[int, list[str]]]) -> tuple[list[str], list[Line]]:
    columns = [name.strip().casefold() for name in rows[0][1]]
    if len(set(columns)) < len(columns):
        raise Unreadable("twice", 1, next(name for name in columns if columns.count(name) > 1))
    for number, cells in rows[1:]:
        if len(cells) > len(columns) and "".join(cells[len(columns) :]).strip():
            raise Unreadable("wide", number)
    return columns, [_line(number, columns, cells) for number, cells in rows[1:]]


def _line(number: int, columns: Sequence[str], cells: Sequence[str]) -> Line:
    for name, cell in zip(columns, cells, strict=False):
        if len(cell) > MOST_LETTERS:
            raise Unreadable("too_large", number, name)
    return Line(number, {name: told(cell) for name, cell in zip(columns, cells, strict=False)})


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as a file that spreadsheets open as it is meant."""
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(columns)
    out.writerows([harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{text.getvalue()}"


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `told` takes that away again."""
    marked = cell.startswith("'") and cell[1:2] in (*FORMULA, "'")
    return f"'{cell}" if marked or cell[:1] in tuple(FORMULA) else cell


def told(cell: str) -> str:
    """What was meant by a cell; line breaks are one sign."""
    marked = cell.startswith("'") and cell[1:2] in (*FORMULA, "'")
    return (cell[1:] if marked else cell).replace("\r\n", "\n").replace("\r", "\n")
