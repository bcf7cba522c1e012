"""Values out of an object or row, cleaned; what cannot be read is reported, left out. Pure."""

import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from referrals.exchange import cleaning
from referrals.exchange.report import Node, Report
from referrals.wording import links
from referrals.wording.plaintext import plain
from referrals.wording.texts import Texts

T = TypeVar("T")
# As long as the columns are; a text is as long as somebody may read.
LONGEST_NAME, LONGEST_TEXT, LONGEST_MAIL = 300, 20_000, 254
NOTHING = ("", "null", "none", "n/a", "na", "nil", "-")


class Values:
    """What a reader of one source needs: where to report, and the source's language and land."""

    def __init__(self, report: Report, *, locale: str = "en", region: str = "CA") -> None:
        self.report, self.locale, self.region = report, locale, region

    def raw(self, node: Node, *names: str) -> str:
        """The first of these fields that says something, as it stands there."""
        for name in names:
            value = node.get(name)
            if isinstance(value, bool):
                return "true" if value else "false"
            if isinstance(value, str | int | float) and str(value).strip():
                return str(value).strip()
        return ""

    def line(self, node: Node, *names: str, longest: int = LONGEST_NAME) -> str:
        """A text of one line; too long, it is cut."""
        said = " ".join(plain(self.raw(node, *names)).split())
        if len(said) > longest:
            self.report.doubt("cut", node.at, names[0], said)
        return said[:longest]

    def text(self, node: Node, *names: str) -> Texts:
        """A text in the language of the source."""
        said = plain(self.raw(node, *names))
        if len(said) > LONGEST_TEXT:
            self.report.doubt("cut", node.at, names[0], said)
        return {self.locale: said[:LONGEST_TEXT]} if said else {}

    def clean(self, node: Node, name: str, code: str, read: Callable[[str], T | None]) -> T | None:
        """A value by one of the functions of `cleaning`; None if there is none that can be read."""
        said = self.raw(node, name)
        if said.lower() in NOTHING:
            return None
        value = read(said)
        if value is None:
            self.report.doubt(code, node.at, name, said)
        return value

    def day(self, node: Node, name: str) -> date | None:
        return self.clean(node, name, "date", cleaning.day)

    def whole(self, node: Node, name: str, *, most: int = 100_000) -> int | None:
        value = self.clean(node, name, "number", cleaning.whole)
        if value is not None and not 0 <= value <= most:
            self.report.doubt("number", node.at, name, value)
            return None
        return value

    def clock(self, node: Node, name: str) -> str:
        return self.clean(node, name, "clock", cleaning.clock) or ""

    def degrees(self, node: Node, name: str, most: float) -> float | None:
        def read(said: str) -> float | None:
            try:
                value = float(said)
            except ValueError:
                return None
            return value if math.isfinite(value) and abs(value) <= most else None

        return self.clean(node, name, "number", read)

    def link(self, node: Node, *names: str) -> str:
        """An address that somebody may be sent to; others are left out, and it is said why."""
        said = self.raw(node, *names)
        if said.lower() in NOTHING:
            return ""
        said = said if "://" in said or said.lower().startswith(_OTHER) else f"https://{said}"
        wrong = links.complaint(said)
        if wrong:
            self.report.doubt(wrong, node.at, names[0], said)
        return "" if wrong else said

    def mail(self, node: Node, name: str) -> str:
        said = self.raw(node, name)
        if said.lower() in NOTHING:
            return ""
        local, at, host = said.rpartition("@")
        if not (at and local and "." in host) or len(said) > LONGEST_MAIL or " " in said:
            self.report.doubt("mail", node.at, name, said)
            return ""
        return said

    def each(self, node: Node, *names: str) -> Iterator[Node]:
        """The objects of a list, or one object alone; each knows where it stands."""
        for name in names:
            value = node.get(name)
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, Node):
                    yield each
                elif isinstance(each, dict):
                    yield placed(each, node)


def placed(value: dict[str, Any], within: Node) -> Node:
    """An object inside another one: it stands where that stands."""
    return Node(value).placed(within.at)


_OTHER = ("javascript:", "data:", "vbscript:", "mailto:", "tel:", "file:")
