"""What time brings to what is held: its end, and before it the end of the words' own time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from helpline.errors import Refused
from helpline.models import OPEN_STATES, Conversation
from helpline.states import FINAL
from transcripts.held import rows
from transcripts.held.rules import LIVE
from transcripts.models import Hold

AT_ONCE = 50


def holding(now: datetime) -> Q:
    """Conversations that may not be erased at this moment."""
    return Q(held_until__gt=now)


def past_their_time(now: datetime) -> QuerySet[Conversation]:
    """Those that are held, and would be gone without it: unreadable but to who is named."""
    return Conversation.objects.filter(
        holding(now), erase_at__lte=now, erased_at=None, state__in=sorted(FINAL)
    )


def waiting(now: datetime) -> int:
    """How many there are to be ended now, or to be set aside."""
    return _over(now).count() + to_set_aside(now).count()


def end_over(now: datetime) -> int:
    """End what time has ended; returns how many. What was held and is due may go then."""
    return sum(_end(pk, now) for pk in _over(now).values_list("pk", flat=True)[:AT_ONCE])


def _over(now: datetime) -> QuerySet[Hold]:
    due = Q(conversation__erase_at__lte=now) | Q(conversation__erased_at__isnull=False)
    return Hold.objects.filter(Q(until__lte=now) | Q(due, state="asked"), state__in=LIVE)


def _end(hold: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            found, row = rows.found(hold)
            return rows.end_if_over(found, row, now)
    except Refused:
        return False


def to_set_aside(now: datetime) -> QuerySet[Conversation]:
    """Those of which whoever wrote is to be forgotten now (`transcripts/erasing/aside.py`)."""
    return past_their_time(now).filter(holds__state="holding", holds__aside_at=None)


def untold(channels: Sequence[str], now: datetime) -> list[Hold]:
    """Holds of which whoever wrote by these channels was not told, and has a talk that goes on."""
    live = Hold.objects.filter(state="holding", until__gt=now, aside_at=None, told_at=None)
    talks = Q(conversation__seeker__conversations__state__in=OPEN_STATES)
    theirs = live.filter(talks, conversation__channel__in=channels).distinct()
    return list(theirs.select_related("conversation").order_by("agreed_at"))


def told(hold: Hold, now: datetime) -> bool:
    """They have been."""
    return bool(Hold.objects.filter(pk=hold.pk, told_at=None).update(told_at=now))


def forget(conversations: Sequence[UUID], now: datetime) -> tuple[int, dict[str, int]]:
    """They go with the words of these conversations.

    How many of those had been held past their time, and how many rows went, by table.
    """
    theirs = Hold.objects.filter(conversation__in=conversations)
    for each in theirs.select_for_update(of=("self",)).filter(state__in=LIVE):
        rows.end(each, "time", rows.TIME, now)
    kept = theirs.filter(agreed_at__isnull=False, over_at__gt=F("conversation__erase_at"))
    released = kept.values("conversation").distinct().count()
    return released, theirs.delete()[1]


def counted(now: datetime) -> dict[str, int]:
    """How many are asked for, how many hold, and how many of those are past their time."""
    live = Hold.objects.filter(state__in=LIVE, until__gt=now)
    past = Q(state="holding", conversation__in=past_their_time(now))
    return live.aggregate(
        asked=Count("pk", filter=Q(state="asked")),
        holding=Count("pk", filter=Q(state="holding")),
        past_their_time=Count("pk", filter=past),
    )
