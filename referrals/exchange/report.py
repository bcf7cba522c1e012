"""What is found wrong or doubtful in a file, each with where it stands. Pure."""

from typing import Any, NamedTuple

import msgspec

# More than this nobody reads; they are counted all the same.
MOST_KEPT = 500
# As much of what stood there as one needs to find it.
LONGEST_DETAIL = 80


class At(NamedTuple):
    """A place in what was sent: the file of a package, and its line (in JSON: how many-th)."""

    file: str = ""
    line: int = 0


NOWHERE = At()


class Node(dict[str, Any]):
    """A row or an object of a file that knows where it stands."""

    at: At = NOWHERE

    def placed(self, at: At) -> "Node":
        self.at = at
        return self


class Problem(msgspec.Struct, frozen=True):
    """`code` is a word of `referrals.exchange.words`; a grave one keeps everything out."""

    code: str
    file: str = ""
    line: int = 0
    column: str = ""
    detail: str = ""
    grave: bool = True


class Unreadable(Exception):
    """Nothing can be made of it: the file as a whole."""

    def __init__(self, code: str, line: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.detail = code, line, detail


class Report:
    """Problems as they are found. When `strict`, what cannot be read is grave; else it is left out.

    Strict is for forms of ours, which somebody can mend; what others have gathered over years is
    read as far as it goes.
    """

    def __init__(self, *, strict: bool = False) -> None:
        self.strict = strict
        self.problems: list[Problem] = []
        self.graves = 0
        self.count = 0

    def error(self, code: str, at: At = NOWHERE, column: str = "", detail: object = "") -> None:
        """Something because of which nothing is taken."""
        self._add(code, at, column, detail, grave=True)

    def doubt(self, code: str, at: At = NOWHERE, column: str = "", detail: object = "") -> None:
        """Something that is left out; an error when strict."""
        self._add(code, at, column, detail, grave=self.strict)

    def remark(self, code: str, at: At = NOWHERE, column: str = "", detail: object = "") -> None:
        """Something that one should know, and that is as it should be."""
        self._add(code, at, column, detail, grave=False)

    def _add(self, code: str, at: At, column: str, detail: object, *, grave: bool) -> None:
        self.count += 1
        self.graves += grave
        # What keeps it out is told before what is only remarked.
        if len(self.problems) < MOST_KEPT or (grave and self.graves <= MOST_KEPT):
            cut = " ".join(str(detail).split())[:LONGEST_DETAIL]
            self.problems.append(Problem(code, at.file, at.line, column, cut, grave))
