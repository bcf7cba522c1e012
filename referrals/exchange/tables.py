"""A CSV file as rows that know their line. Pure."""

import csv
import io
import re
from collections.abc import Iterator

from referrals.exchange.report import At, Node, Report, Unreadable

DELIMITERS = (",", ";", "\t")
# Longer than any text about a service; a quote that never closes is caught by it, too.
LONGEST_CELL = 100_000
MOST_ROWS = 400_000
RECKONED = re.compile(r"[=@\t\r]|[+-](?![\d\s().-]*$)")


def rows(text: str, report: Report, file: str = "") -> list[Node]:
    """Each row by the names of its columns; rows without anything in them are left out.

    Raises Unreadable with the line on which the row begins that cannot be read.
    """
    found = _records(text.lstrip("\ufeff"))
    _line, names = next(found, (0, []))
    header = [_name(each) for each in names]
    if not [name for name in header if name]:
        raise Unreadable("no_header", line=1)
    if twice := {name for name in header if name and header.count(name) > 1}:
        raise Unreadable("column_twice", line=1, detail=", ".join(sorted(twice)))
    kept = []
    for line, cells in found:
        at = At(file, line)
        if [cell for cell in cells[len(header) :] if cell.strip()]:
            report.error("too_many_cells", at, detail=len(cells))
        node = Node(zip(header, map(bare, cells), strict=False)).placed(at)
        node.pop("", None)
        if [cell for cell in node.values() if cell.strip()]:
            kept.append(node)
        if len(kept) > MOST_ROWS:
            raise Unreadable("too_many_rows", line=line)
    return kept


def bare(cell: str) -> str:
    """Without the mark that keeps a spreadsheet from reckoning with it."""
    return cell[1:] if cell[:1] == "'" and RECKONED.match(cell[1:]) else cell


def guarded(cell: str) -> str:
    """With that mark, if a spreadsheet would take it for a formula; a number is none."""
    return f"'{cell}" if RECKONED.match(cell) else cell


def _name(written: str) -> str:
    return "_".join(written.strip().strip('"').lower().replace("-", "_").split())


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    read = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    while True:
        try:
            cells = next(read)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Unreadable(_code(str(fault)), line=line) from None
        yield line, cells
        line = read.line_num + 1


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=first.count)


def _code(fault: str) -> str:
    if "field larger" in fault:
        return "cell_too_long"
    return "open_quote" if "end of data" in fault else "quotes"
