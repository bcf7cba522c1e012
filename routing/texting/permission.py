"""Whether somebody may be written to just now: one rule for people and for what is said unasked.

What comes to a phone may be read by whoever holds it. So the person decides when it is safe, and
the server holds everybody to it; who wrote a moment ago has the phone in their own hands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from helpline.errors import Code

Writing = Literal["now", "ask", "hours", "never"]
# Whoever wrote so recently is answered, not written to first.
RECENT = timedelta(minutes=30)
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of writing to somebody: `hours` by day as minutes, from and until.

    `asked_at` is when they were last asked whether it is a good time.
    """

    writing: str = "now"
    hours: tuple[int, int] = (0, DAY)
    stopped: bool = False
    left: bool = False
    last_seeker_word_at: datetime | None = None
    asked_at: datetime | None = None
    window: timedelta | None = None


def forbids(
    standing: Standing, now: datetime, zone: ZoneInfo, *, unasked: bool = False, probe: bool = False
) -> Code | None:
    """Why they may not be written to now; None if they may.

    `unasked` is what no person writes, and comes only while they have the phone in their hands; a
    `probe` asks whether it is safe and says nothing else.
    """
    last = standing.last_seeker_word_at
    if standing.stopped:
        return "opted_out"
    if standing.window is not None and (last is None or now - last > standing.window):
        return "window_closed"
    recent = last is not None and now - last <= RECENT
    if unasked and (standing.left or not recent):
        return "not_now"
    if standing.writing == "never" and (unasked or not recent):
        return "never_first"
    if standing.writing == "ask" and not recent and not (probe and may_ask(standing, now)):
        return "ask_first"
    if standing.writing == "hours" and not within(standing.hours, now.astimezone(zone)):
        return "not_these_hours"
    return None


def may_ask(standing: Standing, now: datetime) -> bool:
    """Whether the question whether it is a good time is not out already and unanswered."""
    asked, last = standing.asked_at, standing.last_seeker_word_at
    return asked is None or now - asked > RECENT or (last is not None and last > asked)


def within(hours: tuple[int, int], here: datetime) -> bool:
    """Whether a moment of their day is within these minutes, which may pass midnight."""
    begin, end = hours
    minute = here.hour * 60 + here.minute
    return begin <= minute < end if begin < end else minute >= begin or minute < end
