"""When a service is there: a small part of iCalendar's rules, in its own time zone. Pure.

A schedule is one line of HSDS 3: every week on Fridays from 14:00 to 16:30; every second Tuesday;
once on a date; day and night. `byday` is written as iCalendar does ("FR"; monthly "1MO", "-1FR").
"""

from datetime import date, time, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from referrals.wording.texts import Texts

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Freq = Literal["", "DAILY", "WEEKLY", "MONTHLY"]
# A rule that counts is followed no further than this.
FURTHEST = timedelta(days=20_000)


class Schedule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule; times are "HH:MM" on the clocks of `zone`, and may cross midnight.

    Without `freq` it happens once, on `dtstart`. `closed` takes its days out of all the others.
    """

    zone: str = ""
    freq: Freq = ""
    interval: int = 1
    byday: tuple[str, ...] = ()
    bymonthday: tuple[int, ...] = ()
    dtstart: date | None = None
    until: date | None = None
    count: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    opens_at: str = ""
    closes_at: str = ""
    always: bool = False
    closed: bool = False
    attending: tuple[str, ...] = ()
    name: Texts = {}
    notes: Texts = {}

    @property
    def begins(self) -> date | None:
        """The first day on which it may happen, if that is known."""
        known = [day for day in (self.dtstart, self.valid_from) if day]
        return max(known) if known else None

    @property
    def ends(self) -> date | None:
        """The last day on which it may happen, if that is known."""
        once = self.dtstart if not self.freq and not self.always else None
        known = [day for day in (self.until, self.valid_to, once) if day]
        return min(known) if known else None


def zone_of(name: str) -> tzinfo | None:
    """The zone of this name; None if it is not known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def complaint(rule: Schedule) -> str:
    """A code for what is wrong with it; "" if nothing is."""
    if rule.interval < 1 or (rule.count is not None and rule.count < 1):
        return "interval"
    # Every second week of what? Without a first day nobody can say.
    if (rule.interval > 1 or rule.count) and not rule.begins:
        return "no_start"
    if not rule.freq and not rule.always and not rule.dtstart:
        return "no_day"
    if [each for each in rule.byday if weekday_of(each) is None]:
        return "byday"
    if [each for each in (rule.opens_at, rule.closes_at) if each and clock(each) is None]:
        return "clock"
    if rule.zone and zone_of(rule.zone) is None:
        return "zone"
    if rule.begins and rule.ends and rule.ends < rule.begins:
        return "backwards"
    return ""


def clock(written: str) -> time | None:
    """A time of day written as HH:MM."""
    try:
        return time.fromisoformat(written) if len(written) == len("HH:MM") else None
    except ValueError:
        return None


# ---- on which days ---------------------------------------------------------------------------


def falls_on(rule: Schedule, day: date) -> bool:
    """Whether it happens on this day of its own calendar."""
    begins, ends = rule.begins, rule.ends
    if (begins and day < begins) or (ends and day > ends):
        return False
    if not _fits(rule, day):
        return False
    return rule.count is None or day <= last_counted(rule)


def _fits(rule: Schedule, day: date) -> bool:
    start = rule.dtstart or rule.valid_from or day
    if rule.always:
        return True
    if rule.freq == "DAILY":
        return (day - start).days % rule.interval == 0 and _named(rule, day)
    if rule.freq == "WEEKLY":
        weeks = (_monday(day) - _monday(start)).days // 7
        return weeks % rule.interval == 0 and (
            _named(rule, day) if rule.byday else day.weekday() == start.weekday()
        )
    if rule.freq == "MONTHLY":
        months = (day.year - start.year) * 12 + day.month - start.month
        return months % rule.interval == 0 and _of_month(rule, start, day)
    return day == rule.dtstart


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weekday_of(written: str) -> tuple[int, int] | None:
    """(which of the month, day of the week) of "FR", "1MO" or "-1FR"; 0 stands for every."""
    name, which = written[-2:].upper(), written[:-2]
    if name not in DAYS or not (which == "" or which.lstrip("+-").isdecimal()):
        return None
    return int(which or 0), DAYS.index(name)


def _named(rule: Schedule, day: date) -> bool:
    found = [weekday_of(each) for each in rule.byday]
    return not found or day.weekday() in [each[1] for each in found if each]


def _of_month(rule: Schedule, start: date, day: date) -> bool:
    left = (_first_of_next(day) - day).days - 1
    if rule.bymonthday:
        return (day.day in rule.bymonthday or -left - 1 in rule.bymonthday) and _named(rule, day)
    if not rule.byday:
        return day.day == start.day
    nth, back = (day.day - 1) // 7 + 1, -(left // 7) - 1
    found = [each for each in map(weekday_of, rule.byday) if each]
    return day.weekday() in [weekday for which, weekday in found if which in (0, nth, back)]


def _first_of_next(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def last_counted(rule: Schedule) -> date:
    """The day on which it has happened as often as it says."""
    first = rule.begins or date.min
    day, left = first, rule.count or 0
    while left and day < first + FURTHEST:
        left -= _fits(rule, day)
        day += timedelta(days=1) if left else timedelta()
    return day
