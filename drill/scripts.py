"""The scripts that are played, read from the folder `scripts`: what is said, and what to what."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).parent / "scripts"
Locale = Literal["en", "fr"]
Both = dict[Locale, str]
Lines = dict[Locale, list[str]]


def nothing() -> Lines:
    return {"en": [], "fr": []}


class Answer(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What is said to words in which one of `when` stands; once."""

    when: Lines
    says: Both


class Script(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One made-up seeker.

    They begin with `opens`, line by line; answer what they are asked; else say what is next of
    `otherwise`; and after `nudge_after` seconds of silence something of `nudges`. When they have
    answered `after` times they leave in the way of `leaves`: `ends` the talk, `exits` in a hurry,
    or `stays` and says no more.
    """

    name: str
    channel: Literal["web", "sms"]
    place: int
    title: Both
    purpose: Both
    opens: Lines
    leaves: Literal["ends", "exits", "stays"]
    after: int
    answers: list[Answer] = []
    otherwise: Lines = msgspec.field(default_factory=nothing)
    nudges: Lines = msgspec.field(default_factory=nothing)
    nudge_after: int = 90


@cache
def every() -> dict[str, Script]:
    """All scripts by name, in the order in which they are shown."""
    read = [msgspec.json.decode(path.read_bytes(), type=Script) for path in FOLDER.glob("*.json")]
    return {script.name: script for script in sorted(read, key=lambda each: each.place)}
