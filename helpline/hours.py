"""When a line is open: hours of the week in its own time zone, and days that are different.

Written as JSON: {"zone": "America/Winnipeg", "week": {"mon": ["18:00-02:00"], …},
"dates": {"2026-12-25": []}}. Hours that end before they begin end on the next day. A line without
hours is open always; a day that is not named is closed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
MIDNIGHT = time(0)
# How far ahead the next opening is looked for.
LOOK_DAYS = 31

Span = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours, read: spans of each weekday (Monday first), and of single dates."""

    zone: ZoneInfo
    week: tuple[tuple[Span, ...], ...]
    dates: Mapping[date, tuple[Span, ...]]

    def spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The spans that begin on this day, as moments."""
        for begin, end in self.dates.get(day, self.week[day.weekday()]):
            last = day + timedelta(days=1) if end <= begin else day
            yield (
                datetime.combine(day, begin, self.zone),
                datetime.combine(last, end, self.zone),
            )


def read(written: Mapping[str, Any]) -> Hours | None:
    """Read opening hours; None if there are none. Raises ValueError with what is wrong."""
    if not written:
        return None
    if unknown := set(written) - {"zone", "week", "dates"}:
        raise ValueError(f"“{sorted(unknown)[0]}” is none of zone, week and dates.")
    week = _mapping(written.get("week", {}), "week")
    if unknown := set(week) - set(DAYS):
        raise ValueError(
            f"“{sorted(unknown)[0]}” is no day: write mon, tue, wed, thu, fri, sat, sun."
        )
    return Hours(
        zone_of(written.get("zone")),
        tuple(_spans(week.get(day, []), day) for day in DAYS),
        {
            _date(day): _spans(spans, day)
            for day, spans in _mapping(written.get("dates", {}), "dates").items()
        },
    )


def zone_of(name: object) -> ZoneInfo:
    """The time zone of this name; raises ValueError with what is wrong."""
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("zone is no time zone: write it as America/Winnipeg.") from None


def is_open(hours: Hours | None, at: datetime) -> bool:
    """Whether it is open at this moment (an aware one)."""
    if hours is None:
        return True
    here = at.astimezone(hours.zone).date()
    return any(
        begin <= at < end
        for day in (here - timedelta(days=1), here)
        for begin, end in hours.spans(day)
    )


def opens(hours: Hours | None, at: datetime) -> datetime | None:
    """When it opens next after `at`, in the line's own time; None if not within a month.

    Spans that touch count as one: while it is open, this is after the next time it is closed.
    """
    if hours is None:
        return None
    later = (begin for begin, _ in _stretches(hours, at) if begin > at)
    return _here(next(later, None), hours)


def closes(hours: Hours | None, at: datetime) -> datetime | None:
    """When it closes, if it is open at `at`, in the line's own time; None if not within a month."""
    if hours is None:
        return None
    begin, end = next(_stretches(hours, at), (at, at))
    if not begin <= at < end < at + timedelta(days=LOOK_DAYS):
        return None
    return _here(end, hours)


def _stretches(hours: Hours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """For how long it is open without a break, in UTC: now, if it is, and from now on."""
    here = at.astimezone(hours.zone).date()
    spans = (
        (begin.astimezone(UTC), end.astimezone(UTC))
        for ahead in range(-1, LOOK_DAYS + 1)
        for begin, end in sorted(hours.spans(here + timedelta(days=ahead)))
    )
    one: tuple[datetime, datetime] | None = None
    for begin, end in spans:
        # A span in the hour that a change of the clocks leaves out is none, or ended before.
        if end <= max(begin, at):
            continue
        if one is not None and begin > one[1]:
            yield one
            one = None
        one = (begin, end) if one is None else (min(one[0], begin), max(one[1], end))
    if one is not None:
        yield one


def _here(moment: datetime | None, hours: Hours) -> datetime | None:
    return None if moment is None else moment.astimezone(hours.zone)


def open_for(hours: Hours | None, begin: datetime, end: datetime) -> timedelta:
    """How long it has been open between two moments."""
    if hours is None:
        return end - begin
    day, last = (moment.astimezone(hours.zone).date() for moment in (begin, end))
    seconds = 0.0
    day -= timedelta(days=1)
    while day <= last:
        for opens, closes in hours.spans(day):
            earliest = max(opens.timestamp(), begin.timestamp())
            seconds += max(0.0, min(closes.timestamp(), end.timestamp()) - earliest)
        day += timedelta(days=1)
    return timedelta(seconds=seconds)


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(  # noqa: TRY004 – it is what was written that is wrong
            f"{name} must be written in braces, a list of hours for each day."
        )
    return value


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"“{written}” is no date: write it as 2026-12-25.") from None


def _spans(written: object, day: str) -> tuple[Span, ...]:
    if not isinstance(written, list):
        raise ValueError(  # noqa: TRY004
            f"The hours of {day} must be a list, as [“09:00-17:00”]."
        )
    return tuple(_span(each, day) for each in written)


def _span(written: object, day: str) -> Span:
    match = SPAN.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise ValueError(f"“{written}” on {day} is no span of hours: write it as 18:00-02:00.")
    begin = time(int(match[1]), int(match[2]))
    end = MIDNIGHT if match[3] is None else time(int(match[3]), int(match[4]))
    return begin, end
