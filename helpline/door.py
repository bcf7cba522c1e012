"""The line's door: whether somebody new is let in by the web, and when those who wait are let go.

Pure: from the hours, last orders, how many wait and who is there. Last orders are called by a
supervisor and hold until the hours open the next time; without hours until they are taken back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec import UNSET, UnsetType

from helpline import hours
from helpline.hours import Hours
from helpline.protocol import Door

# Who waits when a line closes is still answered for so long, if somebody is there to do it.
DRAIN = timedelta(minutes=30)
# For so long nobody is taken to be gone for good: a browser may have crashed and come back.
GRACE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a line has set up, and since when last orders are called, if they are."""

    hours: Hours | None = None
    last_orders: timedelta = timedelta()
    most_waiting: int | None = None
    only_staffed: bool = False
    closing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """How many wait; whether anybody is on shift, and took offers within the grace."""

    waiting: int = 0
    staffed: bool = True
    lately: bool = True


def stands(rules: Rules, inside: Inside, at: datetime) -> Door:
    """How the door stands at this moment (an aware one)."""
    if not hours.is_open(rules.hours, at):
        return Door("closed", opens=_known(hours.opens(rules.hours, at)))
    last = called(rules, at)
    if not inside.staffed and last:
        return Door("closed", opens=_known(hours.opens(rules.hours, at)))
    if not inside.staffed and rules.only_staffed:
        # The hours say open: when somebody comes, nobody knows.
        return Door("closed")
    closes = hours.closes(rules.hours, at)
    if last or (closes is not None and closes - at <= rules.last_orders):
        return Door("closing", _known(hours.opens(rules.hours, at)), _known(closes))
    full = rules.most_waiting is not None and inside.waiting >= rules.most_waiting
    return Door("full" if full else "open", closes=_known(closes))


def called(rules: Rules, at: datetime) -> bool:
    """Whether last orders that somebody called still hold."""
    if rules.closing_since is None:
        return False
    again = hours.opens(rules.hours, rules.closing_since)
    return again is None or again > at


def lets_go(rules: Rules, inside: Inside, at: datetime) -> bool:
    """Whether those who still wait will not be answered: it is closed, and nobody takes them."""
    if stands(rules, inside, at).state != "closed":
        return False
    return not inside.lately or hours.open_for(rules.hours, at - DRAIN, at) == timedelta()


def _known(moment: datetime | None) -> int | UnsetType:
    return UNSET if moment is None else int(moment.timestamp() * 1000)
