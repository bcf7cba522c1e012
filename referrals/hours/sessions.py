"""The moments that schedules come to: whether it is open now, when it is next, whether it is over.

Pure. What is not written is not known: whether it is open is then None, and never False.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from referrals.hours.schedules import DAYS, Schedule, clock, falls_on, last_counted, zone_of

# How far ahead something is looked for: what is once a year is still found.
AHEAD = timedelta(days=400)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
Span = tuple[datetime, datetime]


def spans(rule: Schedule, first: date, last: date) -> Iterator[Span]:
    """From when to when it happens, for those that begin on these days; in UTC, in order.

    Nothing where the hours or the zone are not known.
    """
    zone, hours = zone_of(rule.zone), _hours(rule)
    if zone is None or hours is None:
        return
    day = max(first, rule.begins or first)
    final = min(last, rule.ends or last)
    while day <= final:
        if falls_on(rule, day):
            begin, end = _moments(day, *hours, zone)
            # What lies within the hour that spring leaves out is not there that night.
            if begin < end:
                yield begin, end
        day += DAY


def _hours(rule: Schedule) -> tuple[time, time] | None:
    if rule.always or (rule.closed and not rule.opens_at):
        return time(0), time(0)
    begin, end = clock(rule.opens_at), clock(rule.closes_at)
    return None if begin is None or end is None else (begin, end)


def _moments(day: date, begin: time, end: time, zone: tzinfo) -> Span:
    # As instants: two times of one zone would be compared by their hands, which jump twice a year.
    last = day + DAY if end <= begin else day
    return _moment(day, begin, zone), _moment(last, end, zone)


def _moment(day: date, hands: time, zone: tzinfo) -> datetime:
    """When the hands stand so, or have jumped past it, as they do in spring; in UTC."""
    local = datetime.combine(day, hands, zone)
    after, before = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if after <= before:
        return after
    summer = local.replace(fold=1).utcoffset()
    minutes = range((after - before) // MINUTE)
    jump = bisect_left(
        minutes, True, key=lambda n: (before + n * MINUTE).astimezone(zone).utcoffset() == summer
    )
    return before + jump * MINUTE


def is_open(rules: Sequence[Schedule], at: datetime) -> bool | None:
    """Whether somebody is there at this moment; None where that is not known."""
    told = [rule for rule in rules if not rule.closed]
    if [rule for rule in rules if rule.closed and _covers(rule, at)]:
        return False
    if [rule for rule in told if _covers(rule, at)]:
        return True
    unknown = not told or [rule for rule in told if _is_vague(rule, at)]
    return None if unknown else False


def _covers(rule: Schedule, at: datetime) -> bool:
    plainly = _by_the_hands(rule, at)
    if plainly is not None:
        return plainly
    day = at.astimezone(zone_of(rule.zone) or UTC).date()
    return bool([begin for begin, end in spans(rule, day - DAY, day) if begin <= at < end])


def _by_the_hands(rule: Schedule, at: datetime) -> bool | None:
    """The same for a plain week, by the hands of its clocks; None where that is not enough.

    It is what ten thousand services have, and what one looks through with every letter typed.
    """
    bounded = rule.begins or rule.ends or rule.count or rule.interval > 1
    if rule.always and not bounded:
        return True  # by whichever clock
    if rule.freq != "WEEKLY" or not (rule.byday and rule.opens_at and rule.closes_at) or bounded:
        return None
    here = _hands(rule.zone, at)
    if here is None:
        return None
    day, now = here
    today, yesterday = DAYS[day] in rule.byday, DAYS[day - 1] in rule.byday
    if rule.opens_at < rule.closes_at:
        return today and rule.opens_at <= now < rule.closes_at
    return (today and now >= rule.opens_at) or (yesterday and now < rule.closes_at)


@lru_cache(maxsize=64)
def _hands(zone: str, at: datetime) -> tuple[int, str] | None:
    """Day of the week and HH:MM on the clocks of this zone; None if they are changed these days."""
    known = zone_of(zone)
    if known is None:
        return None
    here = at.astimezone(known)
    around = [(at + n * DAY).astimezone(known).utcoffset() for n in (-2, 2)]
    return (here.weekday(), f"{here:%H:%M}") if around == [here.utcoffset()] * 2 else None


def _is_vague(rule: Schedule, at: datetime) -> bool:
    """Whether it may be open at this time, for all that one knows."""
    zone = zone_of(rule.zone)
    if zone is None:
        return True
    return _hours(rule) is None and falls_on(rule, at.astimezone(zone).date())


def coming(rules: Iterable[Schedule], at: datetime, count: int = 1) -> list[Span]:
    """The next times that begin after this moment, the first one first, at most so many."""
    rules = list(rules)
    off = [rule for rule in rules if rule.closed]
    found: set[Span] = set()
    day, extra = at.date() - DAY, 2
    # Two days more than are needed: calendars of different zones are as far apart as that.
    while extra and day <= at.date() + AHEAD:
        for rule in rules:
            begun = () if rule.closed else spans(rule, day, day)
            found |= {s for s in begun if s[0] > at and not _is_off(off, s[0])}
        extra -= len(found) >= count
        day += DAY
    return sorted(found)[:count]


def _is_off(off: Sequence[Schedule], at: datetime) -> bool:
    return bool([rule for rule in off if _covers(rule, at)])


def is_over(rule: Schedule, at: datetime) -> bool:
    """Whether it will never happen again."""
    ends = last_counted(rule) if rule.count else rule.ends
    return ends is not None and ends < at.astimezone(zone_of(rule.zone) or UTC).date()
