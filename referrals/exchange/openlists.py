"""A list of terms as Open Eligibility's own project publishes it, in the columns of ours. Pure.

A row is `slug`, then the names of all that stands above the term and its own, each in every
language (`level0:name_en`, `level0:name_he`, `level1:name_en` …). Deep rows have more cells than
the header has columns; a slug says by its colons below what the term hangs.
"""

import csv
import io
import re
from collections.abc import Sequence

COLUMN = re.compile(r"level(\d+):name_(\w+)")
OURS = ("code", "name", "name_fr", "parent_code")
LONGEST = 80


def told(text: str) -> str:
    """The same list as CSV in our columns, row by row; anything else as it is."""
    first, _line, _rest = text.partition("\n")
    tongues = _tongues(first.lstrip("\ufeff").strip().split(","))
    if "en" not in tongues:
        return text
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(OURS)
    # What cannot be read is said where every list is read.
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
    except csv.Error:
        return text
    write.writerows(_row(cells, tongues) for cells in rows)
    return out.getvalue()


def _tongues(header: Sequence[str]) -> list[str]:
    """The languages of its names, in their order; none where it is another list."""
    if header[0].strip().lower() != "slug":
        return []
    found = [COLUMN.fullmatch(each.strip().lower()) for each in header[1:]]
    return [each[2] for each in found if each and each[1] == "0"]


def _row(cells: Sequence[str], tongues: Sequence[str]) -> list[str]:
    slug, names = (cells[0].strip() if cells else ""), cells[1:]
    english = [cell.strip() for cell in names[tongues.index("en") :: len(tongues)]]
    own = max((level for level, name in enumerate(english) if name), default=None)
    if own is None:
        return [_code(slug), "", "", ""]
    at = own * len(tongues) + (tongues.index("fr") if "fr" in tongues else len(names))
    french = names[at].strip() if at < len(names) else ""
    return [_code(slug), english[own], french, _code(slug.rpartition(":")[0])]


def _code(slug: str) -> str:
    """A slug that is too long for a code goes without its first part, which they all share."""
    return slug if len(slug) <= LONGEST else slug.partition(":")[2]
