"""How the settings of a line stand: a few words for each section, and what is open there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from helpline import hours
from helpline.models import Line
from office import opening
from office.rooms import OF_A_LINE, Room


@dataclass(frozen=True, slots=True)
class Standing:
    """What is set up in a section, in few words, and what somebody should look at."""

    said: str = ""
    open: list[str] = field(default_factory=list)


def of(line: Line) -> list[tuple[Room, str, Standing]]:
    """Each section of this line with its address and how it stands."""
    return [(room, room.address(line), LOOKS[room.name](line)) for room in OF_A_LINE]


def _hours(line: Line) -> Standing:
    try:
        read = hours.read(line.hours)
    except ValueError:
        return Standing("", [_("The hours cannot be read: the line is taken to be always open.")])
    locale = translation.get_language() or "en"
    said = opening.now_and_next(line, read, timezone.now(), locale)
    if read is not None and hours.opens(read, timezone.now()) is None:
        return Standing(said, [_("It does not open within a month.")])
    return Standing(said, [] if read else [_("No hours yet: the line counts as always open.")])


LOOKS: dict[str, Callable[[Line], Standing]] = {"hours": _hours}
