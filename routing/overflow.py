"""Whom their own line keeps waiting too long may be offered to another: switched on by somebody.

The other line's counsellors are offered them after their own, by the same rule of assignment. A
conversation stays its line's; only the hands that hold it are another's.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Overflow
from helpline.protocol import OtherLine, Overflowing
from helpline.states import State
from routing import assign as rule
from routing import outbound, queue, serving
from routing.events import milliseconds
from routing.models import Shift
from routing.waiting import lineup

# However many are due one after the other, the worker does not look more often than so.
SOONEST = 0.1


class _Next:
    """When the next person will have waited too long, as the last look of this process saw it."""

    at: datetime | None = None


_next = _Next()


def begin(counsellor: UUID, to: str, after: int, minutes: int) -> None:
    """Let people of one's line be answered by another that takes them; raises `Refused`."""
    person = access.must(counsellor, "overflow")
    other = (
        Line.objects.filter(slug=to, takes_overflow=True, drill=False)
        .exclude(pk=person.line_id)
        .first()
    )
    if other is None or person.line.drill:
        raise Refused("no_such_line")
    now = timezone.now()
    end_those_over(now)
    try:
        with transaction.atomic():
            Overflow.objects.create(
                line=person.line,
                to=other,
                after_seconds=after,
                by=person,
                began_at=now,
                until=now + timedelta(minutes=minutes),
            )
    except IntegrityError:
        raise Refused("overflows_already") from None
    _tell(person.line_id, other.pk)


def end(counsellor: UUID) -> None:
    """Nobody of one's line is offered to another any more; who is with somebody stays there."""
    person = access.must(counsellor, "end_overflow")
    found = Overflow.objects.filter(line=person.line_id, ended_at=None).first()
    if found is None:
        raise Refused("no_overflow")
    Overflow.objects.filter(pk=found.pk).update(ended_at=timezone.now())
    _tell(found.line_id, found.to_id)


def end_those_over(now: datetime) -> int:
    """End what has come to its end, or is not taken there any more; returns how many."""
    over = list(
        Overflow.objects.filter(Q(until__lte=now) | Q(to__takes_overflow=False), ended_at=None)
    )
    for each in over:
        Overflow.objects.filter(pk=each.pk).update(ended_at=min(each.until, now))
        _tell(each.line_id, each.to_id)
    return len(over)


def on(now: datetime) -> QuerySet[Overflow]:
    """What is switched on now, and taken by the other line."""
    return Overflow.objects.filter(ended_at=None, until__gt=now, to__takes_overflow=True)


def shown(line: int, now: datetime) -> list[Overflowing]:
    """What goes from this line to another, and what comes here, with who switched it on."""
    found = on(now).filter(Q(line=line) | Q(to=line))
    return [
        Overflowing(
            line=each.line.name,
            to=each.to.name,
            after=each.after_seconds,
            by=each.by.shift_name if each.by else "",
            since=milliseconds(each.began_at),
            until=milliseconds(each.until),
            here=each.to_id == line,
        )
        for each in found.select_related("line", "to", "by").order_by("began_at")
    ]


def others(line: int) -> list[OtherLine]:
    """The lines that take people of others."""
    found = Line.objects.filter(takes_overflow=True, drill=False).exclude(pk=line).order_by("name")
    return [OtherLine(each.slug, each.name) for each in found]


def lent_to(line: int, now: datetime) -> Q:
    """Who waits too long on other lines, so that people of this line may take them now."""
    lent = lineup.NOBODY
    for each in on(now).filter(to=line):
        lent |= Q(line=each.line_id, giver=None, waiting_since__lte=_latest(each, now))
    return lent


def let_go(row: Conversation, counsellor: UUID) -> None:
    """Somebody let go of it: offers are made on its line and, if that is another, on their own."""
    theirs = Counsellor.objects.values_list("line_id", flat=True).get(pk=counsellor)
    for line in dict.fromkeys((row.line_id, theirs)):
        queue.assign(line)


def assign(now: datetime) -> int:
    """Offer those who have waited too long to the other line; returns how many offers were made."""
    switched_on = list(on(now).select_related("to"))
    made = sum(_assign(each, now) for each in switched_on)
    _next.at = min(filter(None, (_next_of(each, now) for each in switched_on)), default=None)
    return made


def due_in(now: datetime) -> float:
    """In how many seconds, as the last look of this process saw it, somebody will have waited too
    long; a little more, for many may be due one after the other."""
    if _next.at is None:
        return float("inf")
    return max((_next.at - now).total_seconds(), 0.0) + SOONEST


def _next_of(overflow: Overflow, now: datetime) -> datetime | None:
    """When the next person of this line will have waited too long."""
    waiting = Conversation.objects.filter(
        line=overflow.line_id, state=State.WAITING, waiting_since__gt=_latest(overflow, now)
    )
    first: datetime | None = waiting.aggregate(first=Min("waiting_since"))["first"]
    return first and first + timedelta(seconds=overflow.after_seconds)


def _latest(overflow: Overflow, now: datetime) -> datetime:
    """Who waits since then, or since before, waits too long."""
    return now - timedelta(seconds=overflow.after_seconds)


def _assign(overflow: Overflow, now: datetime) -> int:
    waited = _latest(overflow, now)
    waiting = _too_long(overflow.line_id, lineup.waiting(overflow.line_id, now), waited)
    pairs = rule.plan(waiting, lineup.free(overflow.to_id, now)) if waiting else []
    return sum(_offer(overflow.to, each, free, waited, now) for each, free in pairs)


def _too_long(line: int, waiting: Iterable[rule.Waiting], waited: datetime) -> list[rule.Waiting]:
    late = Conversation.objects.filter(
        # Whoever said yes to this partner has not said so to another.
        line=line,
        giver=None,
        state=State.WAITING,
        waiting_since__lte=waited,
    ).values_list("pk", flat=True)
    pks = set(late)
    return [each for each in waiting if each.id in pks]


def _offer(
    to: Line, waiting: rule.Waiting, free: rule.Free, waited: datetime, now: datetime
) -> int:
    """One offer, if both are still as they were when they were chosen."""
    with transaction.atomic():
        rows = Conversation.objects.select_related("line").filter(
            lineup.not_paused(now), lineup.is_here(now), pk=waiting.id, state=State.WAITING
        )
        late = rows.filter(waiting_since__lte=waited, giver=None)
        row = late.select_for_update(of=("self",), skip_locked=True).first()
        shifts = Shift.objects.filter(
            pk=free.id, counsellor__line=to, status="here", lease_until__gt=now, load__lte=free.load
        )
        shift = shifts.select_for_update(of=("self",), skip_locked=True).first()
        if row is None or shift is None:
            return 0
        queue.offer(row, free.id, now)
    return 1


def _tell(*lines: int) -> None:
    for line in lines:
        outbound.after_commit(serving.board_changed, line)
