"""Notes on which website a line's frame was asked for, so that its owner can see that it works.

Counted per week and origin, and an origin at most once an hour by each process: what is kept says
that the chat stands on a page, and nothing of how many opened it or when.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from threading import Lock

from django.db import DatabaseError

from helpline import tallies
from helpline.models import Line, Site, Tally
from helpline.origins import exact_origin

RIGHT, WRONG = "embedded", "embedded_wrong_origin"
# As long as a tally's value may be.
LONGEST = 40
# So many origins that are not registered are told apart; anybody can name any number of them.
MOST_WRONG = 20


class Hour:
    """What has been noted in this hour by this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begun: datetime | None = None
        self._noted: set[tuple[int, str, str]] = set()

    def has_new(self, line: int, what: str, value: str, now: datetime) -> bool:
        """Whether this is to be counted: the first of its kind, and not one of too many."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        with self._lock:
            if hour != self._begun:
                self._begun = hour
                self._noted.clear()
            if (line, what, value) in self._noted:
                return False
            wrong = sum(noted[:2] == (line, WRONG) for noted in self._noted)
            if what == WRONG and wrong > MOST_WRONG:
                return False
            self._noted.add((line, what, value))
            return True


this_hour = Hour()


def asked_from(headers: Mapping[str, str]) -> str:
    """The origin of the page that asks for a frame, "" if this is no frame or none is named."""
    if headers.get("Sec-Fetch-Dest") != "iframe":
        return ""
    return exact_origin(headers.get("Referer", ""))


def note(site: Site, origin: str, now: datetime) -> None:
    """Count that a page of this origin asked for the site's frame."""
    if not origin:
        return
    what = RIGHT if origin == site.origin else WRONG
    value = short(origin)
    if this_hour.has_new(site.line_id, what, value, now):
        # Whoever wants to write must not be kept from it because a note could not be made.
        with suppress(DatabaseError):
            tallies.count(site.line, [(what, _told_apart(site.line, what, value, now))], now)


def _told_apart(line: Line, what: str, value: str, now: datetime) -> str:
    """The value itself, unless too many others of its kind have been counted this week."""
    rows = Tally.objects.filter(line=line, week=tallies.week_of(line, now), what=what)
    if what == WRONG and not rows.filter(value=value).exists() and rows.count() >= MOST_WRONG:
        return tallies.OTHER
    return value


def short(origin: str) -> str:
    return origin[:LONGEST]


def latest(site: Site) -> date | None:
    """The last week in which the site's own pages asked for its frame."""
    rows = Tally.objects.filter(line_id=site.line_id, what=RIGHT, value=short(site.origin))
    return rows.order_by("-week").values_list("week", flat=True).first()


def wrong_ones(line: Line, now: datetime) -> list[str]:
    """The origins that tried this week with a key of this line, and were turned away."""
    rows = Tally.objects.filter(line=line, what=WRONG, week=tallies.week_of(line, now))
    return list(rows.order_by("value").values_list("value", flat=True))
