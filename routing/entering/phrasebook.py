"""Each line's phrases, made ready: every process keeps them for some seconds, as its numbers."""

import time
from collections.abc import Mapping

from helpline.models import Phrase
from helpline.phrases import Book, compiled, fold

SECONDS = 10.0
EMPTY = Book()
# Of which line (none: of all), key, phrase, tier, and whether it is switched on.
Rows = list[tuple[int | None, int, str, int, bool]]


class Phrasebook:
    """The books of all lines, as they were some seconds ago at most."""

    def __init__(self) -> None:
        self._books: Mapping[int, Book] = {}
        self._common = EMPTY
        self._read_at = -SECONDS

    def of(self, line: int) -> Book:
        """This line's own phrases and those of every line."""
        return self._books.get(line, self._common)

    def refresh(self) -> None:
        """Read them anew if they are old; on a database thread."""
        if time.monotonic() - self._read_at >= SECONDS:
            self.read()

    def read(self) -> None:
        found = Phrase.objects.values_list("line_id", "id", "phrase", "tier", "active")
        rows: Rows = list(found)
        lines = {line for line, *_ in rows if line is not None}
        self._common = _book(rows, None)
        self._books = {line: _book(rows, line) for line in lines}
        self._read_at = time.monotonic()

    def forget(self) -> None:
        """Something has changed: read them before they are asked for again."""
        self._read_at = -SECONDS


def _book(rows: Rows, line: int | None) -> Book:
    """What a line says of a phrase goes before what is said of it for every line."""
    said = {fold(phrase): (key, phrase, tier, on) for of, key, phrase, tier, on in rows if not of}
    for of, key, phrase, tier, on in rows:
        if of is not None and of == line:
            said[fold(phrase)] = (key, phrase, tier, on)
    return compiled((key, phrase, tier) for key, phrase, tier, on in said.values() if on)


phrasebook = Phrasebook()
