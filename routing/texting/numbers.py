"""Our own numbers as texts need them: of which line, in which language, open when, saying what.

There are few and they change rarely, so each process keeps them for some seconds.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from helpline import hours
from helpline.hours import Hours
from helpline.models import Number
from routing.texting.words import Words

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our numbers; `own` are its words and its line's, `language` empty if guessed."""

    id: int
    line: int
    channel: str
    number: str
    languages: tuple[str, ...]
    language: str
    hours: Hours | None
    zone: ZoneInfo
    own: tuple[Words, ...]
    pictures: bool = False
    skill: str = ""


class Register:
    """All our numbers, by id and by channel and number, as they were some seconds ago at most."""

    def __init__(self) -> None:
        self._read_at = -SECONDS
        self._by_id: dict[int, Ours] = {}
        self._by_number: dict[tuple[str, str], Ours] = {}

    def fresh(self) -> bool:
        return time.monotonic() - self._read_at < SECONDS

    def read(self) -> None:
        """Read them anew; on a database thread."""
        real = Number.objects.filter(line__drill=False).select_related("line")
        rows = [_ours(row) for row in real.order_by("pk")]
        self._by_id = {ours.id: ours for ours in rows}
        self._by_number = {(ours.channel, ours.number): ours for ours in rows}
        self._read_at = time.monotonic()

    def known(self, channel: str, number: str) -> Ours | None:
        """The number, if it is one of ours as far as we know just now."""
        return self._by_number.get((channel, number))

    def by_id(self) -> Mapping[int, Ours]:
        """All of them, read anew if they are old; on a database thread."""
        if not self.fresh():
            self.read()
        return self._by_id

    def forget(self) -> None:
        """Something has changed: read them before they are asked for again."""
        self._read_at = -SECONDS


register = Register()


def _ours(row: Number) -> Ours:
    opening = _hours(row.hours) or _hours(row.line.hours)
    return Ours(
        id=row.pk,
        line=row.line_id,
        channel=row.channel,
        number=row.number,
        languages=tuple(row.line.languages),
        language=row.language,
        hours=opening,
        zone=opening.zone if opening else _zone(row.line.zone),
        own=(row.automatic, row.line.automatic),
        pictures=row.line.pictures,
        skill=row.skill,
    )


def _zone(written: str) -> ZoneInfo:
    """The line's own clock; the installation's where none was written that can be read."""
    try:
        return hours.zone_of(written or settings.TIME_ZONE)
    except ValueError:
        return ZoneInfo(settings.TIME_ZONE)


def _hours(written: Mapping[str, object]) -> Hours | None:
    """As the form has checked them; what was written past it and cannot be read says nothing."""
    try:
        return hours.read(written)
    except ValueError:
        return None
