"""Whom their own line keeps waiting too long may be offered to another: switched on by somebody.

The other line's counsellors are offered them after their own, by the same rule of assignment. A
conversation stays its line's; only the hands that hold it are another's.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from helpline import access
from helpline.errors import Refused
from helpline.models import Conversation, Line, Overflow
from helpline.protocol import OtherLine, Overflowing
from helpline.states import State
from routing import assign as rule
from routing import lineup, outbound, queue
from routing.events import milliseconds
from routing.models import Shift


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
    """What has come to its end is over; returns how many."""
    over = list(Overflow.objects.filter(ended_at=None, until__lte=now))
    for each in over:
        Overflow.objects.filter(pk=each.pk).update(ended_at=each.until)
        _tell(each.line_id, each.to_id)
    return len(over)


def shown(line: int, now: datetime) -> list[Overflowing]:
    """What goes from this line to another, and what comes here, with who switched it on."""
    found = Overflow.objects.filter(Q(line=line) | Q(to=line), ended_at=None, until__gt=now)
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


def assign(now: datetime) -> int:
    """Offer those who have waited too long to the other line; returns how many offers were made."""
    open_ones = Overflow.objects.filter(ended_at=None, until__gt=now)
    return sum(_assign(each, now) for each in open_ones.select_related("to"))


def _assign(overflow: Overflow, now: datetime) -> int:
    waited = now - timedelta(seconds=overflow.after_seconds)
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
        outbound.after_commit(outbound.board_changed, line)
