"""Says in words how hours stand now and what comes next, in each language, for a week ahead."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from helpline import hours
from helpline.days import counted
from helpline.hours import Hours
from helpline.models import Line
from routing.plain.words import Speech

AHEAD = 7


@dataclass(frozen=True, slots=True)
class Ahead:
    """One of the next days, and when it is open."""

    day: str
    spans: list[str]
    different: bool


def now_and_next(line: Line, opening: Hours | None, at: datetime, locale: str) -> str:
    """As "Open now until today at 02:00. Next: Friday 27 November at 18:00."."""
    speech = Speech(line, locale)
    if opening:
        speech.zone = opening.zone
    with translation.override(locale):
        if opening is None:
            return _("Open day and night.")
        again = hours.opens(opening, at)
        said = speech.when(again) if again else ""
        if not hours.is_open(opening, at):
            return (
                _("Closed now. Opens %(when)s.") % {"when": said}
                if again
                else _("Closed now, and for a month.")
            )
        closes = hours.closes(opening, at)
        if closes is None:
            return _("Open now, and for a month.")
        until = _("Open now until %(when)s.") % {"when": _plain(speech, closes, at)}
        return f"{until} {_('Next: %(when)s.') % {'when': said}}" if again else until


def _plain(speech: Speech, closes: datetime, at: datetime) -> str:
    """The clock alone while it is near, the day with it otherwise."""
    near = closes - at < timedelta(hours=16)
    return speech.time(closes) if near else speech.when(closes)


def ahead(line: Line, opening: Hours, at: datetime) -> list[Ahead]:
    """The next seven days, as they are after the dates that are different."""
    speech = Speech(line, translation.get_language() or "en")
    today = at.astimezone(opening.zone).date()
    days = [today + timedelta(days=n) for n in range(AHEAD)]
    return [
        Ahead(
            counted(date_format(day, "l j F")),
            [
                speech.span(f"{begin:%H:%M}-{end:%H:%M}")
                for begin, end in sorted(opening.spans(day))
            ],
            day in opening.dates,
        )
        for day in days
    ]
