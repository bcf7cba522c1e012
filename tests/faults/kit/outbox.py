"""Words of one conversation that are not acknowledged yet: one under way, the oldest first.

More than one under way could be reordered: a first that is refused for now, a second that is not.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from uuid import UUID

STALE_SECONDS = 8.0


class Outbox:
    """Keeps words until they are acknowledged; `post` sends one and says whether it could."""

    def __init__(self, post: Callable[[UUID, str], bool]) -> None:
        self.post = post
        self.words: deque[tuple[UUID, str]] = deque()
        self.empty = asyncio.Event()
        self.empty.set()
        self.under_way: UUID | None = None
        self.posted_at = 0.0

    def add(self, words: UUID, text: str, now: float) -> None:
        self.words.append((words, text))
        self.empty.clear()
        self.flush(now)

    def flush(self, now: float) -> None:
        """Send the oldest, unless one is under way."""
        if self.words and self.under_way is None and self.post(*self.words[0]):
            self.under_way, self.posted_at = self.words[0][0], now

    def stored(self, words: UUID, now: float) -> bool:
        """It is stored: out it goes, and the next is sent. False if it was not the oldest here."""
        if not self.words or self.words[0][0] != words:
            return False
        self.words.popleft()
        self.under_way = None
        if not self.words:
            self.empty.set()
        self.flush(now)
        return True

    def refused(self, words: UUID) -> None:
        """Not now: it stays the oldest, and goes again at the next flush."""
        if self.under_way == words:
            self.under_way = None

    def lost(self) -> None:
        """The socket is gone, and with it all knowledge of what was under way."""
        self.under_way = None

    def stale(self, now: float) -> bool:
        return self.under_way is not None and now - self.posted_at > STALE_SECONDS
