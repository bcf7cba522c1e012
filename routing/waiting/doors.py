"""How the doors of the lines stand, read from what is set up and who is there; kept for a second.

Whoever opens a conversation asks here first; an ordinary message never does.
"""

import dataclasses
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

import msgspec
from django.utils import timezone
from msgspec import UNSET, UnsetType

from helpline import access, door, hours
from helpline.door import Inside, Rules
from helpline.errors import Code
from helpline.hours import Hours
from helpline.models import Conversation, Line
from helpline.protocol import DeskDoor, Door
from helpline.states import QUEUED
from routing.events import milliseconds
from routing.models import Shift
from routing.texting import blocks

KEPT = timedelta(seconds=1)
Who = TypeVar("Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standing:
    """A line's door as it was read: by which rules, and who called last orders, if they hold."""

    door: Door
    rules: Rules
    read_at: datetime
    closing_by: str = ""
    closing_since: int | UnsetType = UNSET
    blocked: Mapping[bytes, datetime] = field(default_factory=dict)

    def for_desks(self) -> DeskDoor:
        return DeskDoor(self.door, self.closing_by, self.closing_since)

    def for_who_waits(self) -> Door:
        """Whether it is full is nothing to whoever is inside."""
        if self.door.state != "full":
            return self.door
        return msgspec.structs.replace(self.door, state="open")


_kept: dict[int, Standing] = {}


def of(line: int) -> Standing:
    """How a line's door stood a second ago at most."""
    now = timezone.now()
    known = _kept.get(line)
    if known is None or not timedelta() <= now - known.read_at < KEPT:
        known = read(line)
    return known


def read(line: int) -> Standing:
    """How it stands now; a line that is not there any more is left to who needs it."""
    now = timezone.now()
    row = Line.objects.select_related("closing_by").filter(pk=line).first()
    if row is None:
        return Standing(Door(), Rules(), now)
    rules = rules_of(row)
    found = door.stands(rules, _inside(line, rules, now), now)
    standing = Standing(found, rules, now, blocked=blocks.pages(line, now))
    if row.closing_since is not None and door.called(rules, now):
        by = row.closing_by.shift_name if row.closing_by else ""
        since = milliseconds(row.closing_since)
        standing = dataclasses.replace(standing, closing_by=by, closing_since=since)
    _kept[line] = standing
    return standing


def blocked_until(line: int, token_hash: bytes) -> datetime | None:
    """Until when nothing is taken in from the page that has this token; None if it is."""
    return blocks.until_of(of(line).blocked, line, token_hash)


def forget() -> None:
    """Something has changed: read before it is asked for again."""
    _kept.clear()


def rules_of(line: Line) -> Rules:
    return Rules(
        hours=_hours(line),
        last_orders=timedelta(minutes=line.last_orders_minutes),
        most_waiting=line.most_waiting,
        only_staffed=line.only_staffed,
        closing_since=line.closing_since,
    )


def _hours(line: Line) -> Hours | None:
    """As the form has checked them; what was written past it and cannot be read says nothing."""
    try:
        return hours.read(line.hours)
    except ValueError:
        return None


def _inside(line: int, rules: Rules, now: datetime) -> Inside:
    """Who waits and who is there, as far as the rules ask."""
    waiting = 0 if rules.most_waiting is None else _waiting(line)
    if not rules.only_staffed and rules.closing_since is None:
        return Inside(waiting)
    return Inside(waiting, *_people(line, now))


def lets_go(line: Line, now: datetime) -> bool:
    """Whether nobody will take those who still wait on this line."""
    return door.lets_go(rules_of(line), Inside(0, *_people(line.pk, now)), now)


def _waiting(line: int) -> int:
    return Conversation.objects.filter(line_id=line, state__in=QUEUED).count()


def _people(line: int, now: datetime) -> tuple[bool, bool]:
    """Whether anybody is on shift, and whether anybody took offers within the grace.

    Who ends a shift leaves a lease behind that began then.
    """
    shifts = Shift.objects.filter(counsellor__line_id=line, lease_until__gt=now - door.GRACE)
    leases = list(shifts.values_list("status", "lease_until"))
    staffed = any(status != "away" and until > now for status, until in leases)
    return staffed, any(status != "resting" for status, _ in leases)


@dataclass(slots=True)
class Gate(Generic[Who]):
    """The doors for one batch: whoever is let in takes a place from those behind them."""

    shut_out: dict[Who, Code] = field(default_factory=dict)
    _left: dict[int, int] = field(default_factory=dict)

    def lets_in(self, line: int, who: Who) -> bool:
        """Whether one more is let in; why not, stands in `shut_out` then."""
        if who not in self.shut_out and (cause := self._cause(line)):
            self.shut_out[who] = cause
        return who not in self.shut_out

    def _cause(self, line: int) -> Code | None:
        standing = of(line)
        if standing.door.state in ("closing", "closed"):
            return "closed"
        most = standing.rules.most_waiting
        if most is None:
            return None
        left = self._left[line] if line in self._left else most - _waiting(line)
        self._left[line] = left - 1
        if left > 0:
            return None
        full = msgspec.structs.replace(standing.door, state="full")
        _kept[line] = dataclasses.replace(standing, door=full)
        return "line_full"


# ---- last orders -------------------------------------------------------------------------------


def last_orders(counsellor: UUID, on: bool) -> None:
    """Call last orders, or take them back; raises `Refused` unless a supervisor does it.

    Who calls a second time changes nothing: it is shown who called first, and since when.
    """
    person = access.must(counsellor, "last_orders")
    lines = Line.objects.filter(pk=person.line_id)
    if not on:
        lines.update(closing_since=None, closing_by=None)
    elif not door.called(rules_of(person.line), timezone.now()):
        lines.update(closing_since=timezone.now(), closing_by=person)
    forget()


def forget_last_orders(now: datetime) -> int:
    """Take back what holds no longer: the hours have opened again since."""
    over = [
        line.pk
        for line in Line.objects.filter(closing_since__isnull=False)
        if not door.called(rules_of(line), now)
    ]
    return Line.objects.filter(pk__in=over, closing_since__lte=now).update(
        closing_since=None, closing_by=None
    )
