"""What the seeker's page is told of its line before its socket opens: an attribute of the page."""

from datetime import datetime, timedelta
from typing import cast

import msgspec

from helpline import hours
from helpline.countries import NUMBERS
from helpline.models import Line
from helpline.protocol import LinePage, OpenHours, Place, Questions
from referrals.search import publicshelf
from routing.waiting import doors

# So many days ahead, those that differ from the week are told.
AHEAD = timedelta(days=14)


def of(line: Line, now: datetime) -> LinePage:
    """What stands on the page of this line; words that cannot be read are left out."""
    numbers = NUMBERS[line.country]
    return LinePage(
        door=doors.of(line.pk).door,
        danger=numbers.danger,
        despair=numbers.despair,
        elsewhere=_places(line.elsewhere),
        directory=line.directory_url or _own_directory(line),
        hours=_hours(line, now),
        questions=_questions(line.questions),
        keep_days=line.keep_days,
        follow_up_days=line.follow_up_days,
        return_hours=line.return_hours,
        hold_minutes=line.hold_minutes,
        survey=line.survey,
    )


def _own_directory(line: Line) -> str:
    """The pages of our own directory, to which a language is added; "" where nothing is in it."""
    return f"/help/{line.slug}/?lang=" if publicshelf.anything() else ""


def _places(written: object) -> list[Place]:
    try:
        return msgspec.convert(written, list[Place])
    except msgspec.ValidationError:
        return []


def _questions(written: object) -> Questions:
    try:
        return msgspec.convert(written, Questions)
    except msgspec.ValidationError:
        return Questions()


def _hours(line: Line, now: datetime) -> OpenHours:
    """The line's hours as they are written; none where there are none, or they cannot be read."""
    try:
        read = hours.read(line.hours)
    except ValueError:
        return OpenHours()
    if read is None:
        return OpenHours()
    today = now.astimezone(read.zone).date()
    week = line.hours.get("week", {})
    soon = {
        day: cast(list[str], spans)
        for day, spans in line.hours.get("dates", {}).items()
        if today <= datetime.fromisoformat(day).date() <= today + AHEAD
    }
    return OpenHours([week.get(day, []) for day in hours.DAYS], soon, str(read.zone))
