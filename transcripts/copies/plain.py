"""A conversation as plain text, for whoever may have a copy: what is left of it, and no more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

# Begins a line of words in a copy: whoever writes may not make up a turn of somebody else.
INDENT = "    "


@dataclass(frozen=True, slots=True)
class Turn:
    """Words as they stand in a copy: when, in the reader's time zone, by whom, and what."""

    at: datetime
    who: str
    words: str


def as_text(turns: Iterable[Turn], day: date | None = None) -> Iterator[str]:
    """The lines of a text file, each with its end; days stand once, words are indented.

    Of `day` it is said already, above these.
    """
    for turn in turns:
        if turn.at.date() != day:
            day = turn.at.date()
            yield f"\n{day.isoformat()}\n"
        yield f"\n{turn.at:%H:%M} {_in_line(turn.who)}\n"
        yield from (f"{INDENT}{line}\n" for line in turn.words.splitlines() or [""])


def _in_line(name: str) -> str:
    """A name that cannot begin a line of its own."""
    return " ".join(name.split())
