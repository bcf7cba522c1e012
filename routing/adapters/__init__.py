"""What a channel is to the rest of the house, and which channels are switched on.

A channel is one module in this folder with a `CHANNEL`; nothing else needs to know it.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Literal
from uuid import UUID

KeywordMeaning = Literal["stop", "start", "help"]


class Rejected(Exception):
    """What came in is not from the provider, or not in its form; `status` is the HTTP answer."""

    def __init__(self, cause: str, status: int = 400) -> None:
        self.cause = cause
        self.status = status
        super().__init__(cause)


class TryAgain(Exception):
    """The provider did not take it this time and has certainly not sent it; `cause` is a code."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class GiveUp(Exception):
    """The provider will never take it; `cause` is a code of the table in the adapter."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class Unclear(Exception):
    """Nobody knows whether the provider took it: it is looked up, never sent again blindly."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One text as it came in: from whom, to which of our numbers, the provider's id, the words.

    `pictures` are the provider's ids of what came with it, none of which was fetched; `answered`
    the keyword that the provider has answered by itself; `made_at` when it was written (seconds
    since 1970), where the provider says so.
    """

    sender: str
    recipient: str
    external_id: str
    client_id: UUID
    text: str
    pictures: tuple[str, ...] = ()
    answered: KeywordMeaning | None = None
    made_at: float | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """News of a text that went out: the provider's id, how far it is, and why not further.

    `about` is our own id of the message, where the provider gives back what we gave it.
    """

    external_id: str
    state: str
    cause: str
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One text to send: from our number, to an address, with the public URL for receipts.

    What has not arrived after `valid_seconds` is not to arrive at all.
    """

    sender: str
    recipient: str
    text: str
    receipts_url: str
    valid_seconds: int = 900


@dataclass(frozen=True, slots=True)
class Found:
    """A text that the provider has: its id there, and when it was made (seconds since 1970)."""

    external_id: str
    made_at: float


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: what it can do, and the functions that carry its messages.

    After `silent_after` without a word a talk is over, and so is waiting by text. `labels` is its
    name for people, by language; `segmented` says that length costs by segments of
    GSM-7 or UCS-2; `window` is how long after somebody's last text they may be written to, if not
    for ever. `read` verifies and parses a webhook (raises `Rejected`), `write` sends one text and
    returns the provider's id (raises `TryAgain`, `GiveUp`, `Unclear`), `find` gives all texts of
    the same words to the same address since then, `arrived` all that came to one of our numbers
    since then, and `remove` erases a text, or a picture of it, at the provider (all three raise
    `TryAgain` if it cannot be done now). `fetch` gives the bytes of a picture (raises `TryAgain`,
    `GiveUp`). `missing` names settings that are needed and not given.
    """

    name: str
    live: bool
    longest_text: int
    policy: str
    silent_after: timedelta
    missing: Callable[[], list[str]]
    labels: Mapping[str, str]
    segmented: bool = False
    window: timedelta | None = None
    read: Callable[[str, Mapping[str, list[str]], str], Incoming | Receipt] | None = None
    write: Callable[[Outgoing], str] | None = None
    find: Callable[[Outgoing, float], Sequence[Found]] | None = None
    arrived: Callable[[str, float], Sequence[Incoming]] | None = None
    remove: Callable[[str, str], None] | None = None
    fetch: Callable[[str, str], bytes] | None = None


@lru_cache(maxsize=1)
def channels() -> dict[str, Channel]:
    """Every channel of this folder by name; what begins with an underscore is shared by some."""
    modules = (
        importlib.import_module(f"{__name__}.{m.name}")
        for m in pkgutil.iter_modules(__path__)
        if not m.name.startswith("_")
    )
    return {module.CHANNEL.name: module.CHANNEL for module in modules}
