"""The phases of a programme as lines: a phase, what it is, and what is done in it."""

from typing import Any

import msgspec
from django.core.exceptions import ValidationError

from office.directory.entrylines import Lines
from office.directory.partlines import both, cells_of, joined, texts, unread
from referrals.entries import Activity, Phase

PHASE, ABOUT, ACTIVITY = "#", ">", "-"
MARKS = (PHASE, ABOUT, ACTIVITY)


class Phases(Lines):
    """# name | nom | yes where one may come by oneself, > what | …, - done | fait | partner"""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        said = "\n".join(_said(each) for each in msgspec.convert(value, list[Phase]))
        # What is more than lines can say stands there as it is kept.
        return said if _says(said, value) else msgspec.json.encode(value).decode()

    def clean(self, value: Any) -> Any:
        typed = f"{value or ''}".strip()
        if typed.startswith("["):
            try:
                return msgspec.to_builtins(msgspec.json.decode(typed, type=list[Phase]))
            except msgspec.DecodeError:
                raise unread(typed) from None
        return msgspec.to_builtins(_read(typed))


def _says(said: str, value: list[Any]) -> bool:
    try:
        return bool(msgspec.to_builtins(_read(said)) == value)
    except ValidationError:
        return False


def _said(phase: Phase) -> str:
    may = "" if phase.self_referral == "unknown" else phase.self_referral
    lines = [f"{PHASE} {joined([*both(phase.name), may])}"]
    if phase.description:
        lines.append(f"{ABOUT} {joined(both(phase.description))}")
    lines += [f"{ACTIVITY} {joined([*both(a.name), a.delivery])}" for a in phase.activities]
    return "\n".join(lines)


def _read(typed: str) -> list[Phase]:
    phases: list[Phase] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        mark, said = line[0], line[1:].strip()
        if mark not in MARKS or (mark != PHASE and not phases):
            raise unread(line)
        try:
            _take(phases, mark, said)
        except msgspec.ValidationError:
            raise unread(line) from None
    return phases


def _take(phases: list[Phase], mark: str, said: str) -> None:
    if mark == PHASE:
        english, french, may = cells_of(said, 3)
        about = {"name": texts(english, french), "self_referral": may or "unknown"}
        phases.append(msgspec.convert(about, Phase))
    elif mark == ABOUT:
        phases[-1].description = texts(*cells_of(said, 2))
    else:
        english, french, how = cells_of(said, 3)
        done = {"name": texts(english, french), "delivery": how}
        phases[-1].activities = [*phases[-1].activities, msgspec.convert(done, Activity)]
