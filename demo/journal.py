"""What travelled between the provider and the helpline, with a bell for those who watch."""

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text_in", "text_out", "receipt", "lookup", "change"]
KEPT = 60


@dataclass(frozen=True)
class Trip:
    """One request: what it was, the request line with its answer, and whether it was taken.

    `at` is milliseconds since 1970; `words` the text concerned; `result` an HTTP status, a
    status of a text or an error code, in the provider's own numbers.
    """

    number: int
    at: int
    kind: Kind
    words: str
    line: str
    result: str
    taken: bool


class Journal:
    """The last trips, newest first, and a version that grows with every change anyone may show."""

    def __init__(self) -> None:
        self.trips: deque[Trip] = deque(maxlen=KEPT)
        self.version = 0
        self._written = 0
        self._bell = asyncio.Event()

    def write(
        self, at: int, kind: Kind, words: str, line: str, result: str, *, taken: bool
    ) -> None:
        self._written += 1
        self.trips.appendleft(Trip(self._written, at, kind, words, line, result, taken))
        self.ring()

    def ring(self) -> None:
        """Something visible has changed."""
        self.version += 1
        self._bell.set()
        self._bell = asyncio.Event()

    async def newer(self, version: int, patience: float) -> None:
        """Return once `version` is out of date, or after `patience` seconds."""
        if version == self.version:
            try:
                await asyncio.wait_for(self._bell.wait(), patience)
            except TimeoutError:
                return
