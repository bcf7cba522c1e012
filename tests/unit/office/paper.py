"""A page of the settings as its reader has it: the form as it is filled in, and what is written."""

import html
import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Filled = dict[str, list[str]]


class Reader(HTMLParser):
    """What a browser would send of the page's form, with nothing touched."""

    def __init__(self) -> None:
        super().__init__()
        self.filled: Filled = {}
        self._select = ""
        self._area: str | None = None
        self._first: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value if value is not None else "" for name, value in attrs}
        if tag == "input" and said.get("name"):
            ticks = said.get("type") in ("checkbox", "radio")
            if not ticks or "checked" in said:
                self.put(said["name"], said.get("value", "on" if ticks else ""))
        elif tag == "select":
            self._select, self._first = said["name"], None
        elif tag == "option":
            if self._first is None:
                self._first = said["value"]
            if "selected" in said:
                self.put(self._select, said["value"])
        elif tag == "textarea" and said.get("name"):
            self._area = said["name"]
            self.put(self._area, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self._select not in self.filled and self._first is not None:
            self.put(self._select, self._first)
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.filled[self._area][-1] += data.removeprefix("\n")

    def put(self, name: str, value: str) -> None:
        self.filled.setdefault(name, []).append(value)


class Paper:
    """One page, opened; it can be sent with changes, as often as one likes."""

    def __init__(self, client: Client, address: str) -> None:
        self.client, self.address = client, address
        self.answer: Any = client.get(address)
        assert self.answer.status_code == 200, (address, self.answer.status_code)
        self.filled = read(self.answer)

    @property
    def text(self) -> str:
        return words(self.answer)

    @property
    def complaints(self) -> list[str]:
        lists = re.findall(
            r'<ul class="errorlist[^>]*>(.*?)</ul>', self.answer.content.decode(), re.S
        )
        return [
            html.unescape(each) for part in lists for each in re.findall(r"<li>(.*?)</li>", part)
        ]

    def send(self, do: str = "save", **typed: str | list[str]) -> "Paper":
        """Fill these in and press the button; what comes back is the page then in front of one."""
        for name, value in typed.items():
            self.filled[name] = [value] if isinstance(value, str) else value
        self.answer = self.client.post(self.address, {**self.filled, "do": do}, follow=True)
        assert self.answer.status_code == 200, self.answer.status_code
        self.filled = read(self.answer)
        return self

    @property
    def saved(self) -> bool:
        return bool(self.answer.redirect_chain)


def words(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def read(answer: Any) -> Filled:
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader.filled
