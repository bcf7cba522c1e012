"""What time brings to what is held: its end, and before it the end of the words' own time."""

from collections.abc import Callable, Sequence
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
    """How many there are to be ended or told now, or to be set aside."""
    return _over(now).count() + _to_be_told(now).count() + to_set_aside(now).count()


# Told of a hold that time has changed, in the transaction in which it was.
Tell = Callable[[Hold], None]
# Rooms above: they know whose pages are open.
_listening: list[Tell] = []


def listen(tell: Tell) -> None:
    """Have this told of every hold that time changes, whoever lets time pass: the worker, a process
    that starts, a command. Said twice it counts once."""
    if tell not in _listening:
        _listening.append(tell)


def _tell(hold: Hold) -> None:
    for each in _listening:
        each(hold)


def go_on(now: datetime) -> int:
    """End what time has ended, holds and orders to be silent about them; returns how many.

    What was held and is due may go then.
    """
    ended = [_end(pk, now) for pk in _over(now).values_list("pk", flat=True)[:AT_ONCE]]
    told = [_speak(pk) for pk in _to_be_told(now).values_list("pk", flat=True)[:AT_ONCE]]
    return sum(ended) + sum(told)


def _over(now: datetime) -> QuerySet[Hold]:
    due = Q(conversation__erase_at__lte=now) | Q(conversation__erased_at__isnull=False)
    return Hold.objects.filter(Q(until__lte=now) | Q(due, state="asked"), state__in=LIVE)


def _to_be_told(now: datetime) -> QuerySet[Hold]:
    return Hold.objects.filter(state="holding", silent=True, silent_until__lte=now)


def _end(hold: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            found, row = rows.found(hold)
            over = rows.end_if_over(found, row, now)
            if over:
                _tell(found)
            return over
    except Refused:
        return False


def _speak(hold: UUID) -> bool:
    try:
        with transaction.atomic():
            found, _row = rows.found(hold)
            rows.end_silence(found, rows.TIME)
            _tell(found)
            return True
    except Refused:
        return False


def passed_on(row: Conversation) -> None:
    """A locked conversation goes to another line: what this one had to read of it stays the same
    for what it holds."""
    mine = Hold.objects.filter(conversation=row, line=row.line_id, state__in=LIVE)
    mine.update(words_from=row.words_after, notes_from=row.notes_after, upto=row.last_seq)


def to_set_aside(now: datetime) -> QuerySet[Conversation]:
    """Those of which whoever wrote is to be forgotten now (`transcripts/erasing/aside.py`)."""
    theirs = Hold.objects.filter(state="holding", aside_at=None)
    return past_their_time(now).filter(pk__in=theirs.values("conversation"))


def untold(channels: Sequence[str], now: datetime) -> list[Hold]:
    """Holds of which whoever wrote by these channels was not told, and has a talk that goes on."""
    live = Hold.objects.filter(
        state="holding", silent=False, until__gt=now, aside_at=None, told_at=None
    )
    talks = Q(conversation__seeker__conversations__state__in=OPEN_STATES)
    theirs = live.filter(talks, conversation__channel__in=channels).distinct()
    return list(theirs.select_related("conversation").order_by("agreed_at"))


def told(hold: Hold, now: datetime) -> bool:
    """They have been, of each that may be told; whether nobody had told them yet."""
    same = Hold.objects.filter(conversation=hold.conversation_id, silent=False, told_at=None)
    return bool(same.filter(state="holding").update(told_at=now))


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
