"""What a line's page says by itself, before anybody has said anything."""

import msgspec
from msgspec import UNSET, Struct, UnsetType

from helpline.protocol.kinds import DoorState, Milliseconds


class Door(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whether somebody new is let in: `open`, `closing` (last orders), `closed` or `full`.

    `opens` is when it opens next, if that is known; `closes` when it closes.
    """

    state: DoorState = "open"
    opens: Milliseconds | UnsetType = UNSET
    closes: Milliseconds | UnsetType = UNSET


class Place(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Another line or place to turn to, by language: to `call`, or a page to `open`."""

    name: dict[str, str]
    help: dict[str, str] = {}
    call: str = ""
    open: str = ""


class Questions(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What may be told before the talk, each of it optional: a name, an age band, a topic."""

    name: bool = False
    age: bool = False
    topics: dict[str, list[str]] = {}


class OpenHours(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """When the line is open, to be read: spans (`18:00-02:00`) by weekday, Monday first, and of the
    days soon to come that are different (`2026-12-25`); `zone` is whose clock that is."""

    week: list[list[str]] = []
    dates: dict[str, list[str]] = {}
    zone: str = ""


class LinePage(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What the seeker's page knows of its line before its socket opens: an attribute of the page.

    `danger` and `despair` are numbers to call; `elsewhere` other lines, `directory` a page of
    places (our own begins with `/help/`, and the language is added to it). `keep_days`,
    `follow_up_days` and `return_hours` are what may be chosen (0: not offered),
    `hold_minutes` how long a pause may last.
    """

    door: Door = Door()
    danger: str = ""
    despair: str = ""
    elsewhere: list[Place] = []
    directory: str = ""
    hours: OpenHours = msgspec.field(default_factory=OpenHours)
    questions: Questions = msgspec.field(default_factory=Questions)
    keep_days: int = 0
    follow_up_days: int = 0
    return_hours: int = 0
    hold_minutes: int = 15
    survey: bool = False
