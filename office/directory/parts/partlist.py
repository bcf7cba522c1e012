"""A list as rows of fields: as it stands, or as it was sent; each complaint at its row."""

from collections.abc import Sequence
from typing import Any

import msgspec
from django.http import QueryDict

from office.directory.parts.arranging import MOST, sent
from office.directory.parts.cells import Cells


class PartList:
    """`name` is what the names of its fields begin with; `more` says what one adds to it.

    Lists of others may have more parts than anybody looks through on a page: the rest is not shown,
    and stays as it is.
    """

    is_list = True

    def __init__(
        self, name: str, cells: type[Cells], label: Any, more: Any, lead: Any = ""
    ) -> None:
        self.name, self.cells = name, cells
        self.label, self.more, self.lead = label, more, lead
        self.rows: list[Cells] = []
        self.rest: list[Any] = []

    def fill(self, standing: Sequence[Any], data: QueryDict | None) -> "PartList":
        """With the parts that stand there, or with what was sent."""
        parts = [msgspec.convert(each, self.cells.shape) for each in standing]
        self.rest = parts[MOST:]
        if data is None:
            shown = enumerate(parts[:MOST])
            self.rows = [self.cells(f"{self.name}-{n}", part) for n, part in shown]
            return self
        rows = enumerate(sent(self.name, data))
        self.rows = [self.cells(f"{self.name}-{n}", None, each) for n, each in rows]
        return self

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= MOST

    @property
    def next(self) -> str:
        """The id of the field at which one goes on in one more row."""
        row = self.cells(f"{self.name}-{len(self.rows)}")
        return str(row.shown[0].id_for_label)

    def wrong(self) -> list[Cells]:
        """The rows in which something is to be mended."""
        return [row for row in self.rows if not row.is_blank() and not row.is_valid()]

    def parts(self) -> list[Any]:
        """What the rows say, those aside in which nothing stands, or something wrong; the rest."""
        said = [row.made() for row in self.rows if not row.is_blank() and row.is_valid()]
        return [*said, *self.rest]

    def stored(self) -> list[Any]:
        """The same, as it is kept."""
        return [msgspec.to_builtins(part) for part in self.parts()]

    def spoken(self, stored: Sequence[Any]) -> str:
        """A list as it is kept, in words: a line for each of its parts."""
        parts = (msgspec.convert(each, self.cells.shape) for each in stored)
        return "\n".join(self.cells.spoken(part) for part in parts)
