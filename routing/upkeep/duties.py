"""What time brings to conversations and doors, one function each: done twice it is done once."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from helpline import hours
from helpline.models import Conversation, Line
from helpline.states import QUEUED, State, Trigger
from routing import asides, endings, guards, moves, outbound, presence, queue, returning
from routing.adapters import Channel, channels
from routing.events import PAUSABLE
from routing.models import Assignment, Offer, Step
from routing.texting.numbers import register
from routing.waiting import doors, health, lineup
from transcripts import keys, policies

log = logging.getLogger("helpline.timers")

# A web seeker who has been gone from the queue for so long has left it.
GONE_AFTER = timedelta(minutes=5)
# Before a texter's words are let go unanswered, the line must have been open for so long; but if it
# does not open for a month, nobody will ever read them.
CHANCE = timedelta(hours=2)
NOBODY_COMES = timedelta(days=31)

# Steps by which a web seeker is there as if they had written.
SIGNS_OF_LIFE = ("ready", "paused", "resumed")

Change = Callable[[Conversation, datetime], None]

# The lines on which somebody waits too long, as this worker has said.
_alarmed: set[int] = set()


def lapse_offers(now: datetime) -> int:
    """Every offer that was not answered in time goes to somebody else."""
    lapsed = 0
    overdue = Offer.objects.filter(answer="", until__lte=now)
    for conversation in overdue.values_list("conversation_id", flat=True):
        with transaction.atomic():
            lapsed += presence.pass_on(conversation, "lapsed", Trigger.OFFER_LAPSED, overdue=now)
    return lapsed


def leave_for_the_gone(now: datetime) -> int:
    """Web seekers who are gone from the queue without a word leave it."""
    gone = Conversation.objects.filter(
        guards.free(now),
        ~returning.holds(now),
        lineup.not_paused(now),
        state__in=[State.WAITING, State.OFFERED],
        channel="web",
        seeker__seen_at__lte=now - GONE_AFTER,
        last_seeker_word_at__lte=now - GONE_AFTER,
    )
    return _each(gone, _abandon, now)


def end_pauses(now: datetime) -> int:
    """A pause that has lasted its time is over, and says so."""
    over = Conversation.objects.filter(paused_until__lte=now, state__in=PAUSABLE)
    return _each(over, _resume, now)


def _resume(row: Conversation, now: datetime) -> None:
    asides.resume(row, now, actor="helpline")


def close_doors(now: datetime) -> int:
    """Those who still wait at a closed door, and whom nobody will take, are told so and let go."""
    doors.forget_last_orders(now)
    let_go = 0
    waiting = Conversation.objects.filter(
        guards.free(now), state=State.WAITING, channel__in=_live()
    )
    for line in Line.objects.filter(pk__in=waiting.values_list("line_id").distinct()):
        if doors.lets_go(line, now):
            let_go += _each(waiting.filter(line=line), _close_door, now)
    return let_go


def _live() -> list[str]:
    return [channel.name for channel in channels().values() if channel.live]


def _close_door(row: Conversation, now: datetime) -> None:
    guards.lapse(row, now)
    outbound.publish(row, "closed_door", actor="helpline", at=now, before=row.state)
    endings.abandon(row, actor="helpline", now=now)


def leave_for_the_unanswered(now: datetime) -> int:
    """Texters whom nobody answered for very long leave the queue, and are not written to.

    They were told how long their words are kept: those may not wait with them for ever. But no word
    is let go that nobody could have read: a line that was closed all the while keeps it.
    """
    texting = [channel for channel in channels().values() if not channel.live]
    rows = Conversation.objects.filter(guards.free(now), _silent(texting, now), state=State.WAITING)
    read = [row.pk for row in rows if _could_be_read(row, now)]
    return _each(rows.filter(pk__in=read), _abandon, now)


def _could_be_read(row: Conversation, now: datetime) -> bool:
    ours = register.by_id().get(row.number_id or 0)
    since = row.last_seeker_word_at
    open_for = hours.open_for(ours.hours if ours else None, since, now)
    return open_for >= CHANCE or now - since > NOBODY_COMES


def _abandon(row: Conversation, now: datetime) -> None:
    guards.lapse(row, now)
    endings.abandon(row, actor="helpline", now=now)


def end_the_silent(now: datetime) -> int:
    """Talks without a word for very long go into wrap-up; nobody is written to.

    So do those that somebody left in a hurry, when their place is not held any longer.
    """
    silent = _silent(channels().values(), now) | _out_of_time(now)
    over = silent & ~_seen(now) | _left_in_a_hurry(now)
    rows = Conversation.objects.filter(
        guards.free(now), over, lineup.not_paused(now), ~returning.holds(now), state=State.ACTIVE
    )
    return _each(rows, _fall_silent, now)


def _out_of_time(now: datetime) -> Q:
    """Whose words were to go so long after the last one, as was told, however long that channel
    waits for another."""
    over = Q(pk__in=[])
    there = Conversation.objects.filter(state__in=[State.ACTIVE, State.WRAP_UP])
    for written in there.values_list("policy", flat=True).distinct():
        policy = policies.of(written)
        if policy.clock == "last_word":
            over |= Q(policy=written, last_word_at__lte=now - policy.keep)
    return over


def _left_in_a_hurry(now: datetime) -> Q:
    held = Q(pk__in=[])
    for line in Line.objects.all():
        held |= Q(line=line, exited_at__lte=now - timedelta(minutes=line.hold_minutes))
    return held


def _seen(now: datetime) -> Exists:
    """They have shown without words that they are there, or their pause is just over."""
    longest = max(channel.silent_after for channel in channels().values() if channel.live)
    return Exists(
        Step.objects.filter(
            conversation=OuterRef("pk"), happening__in=SIGNS_OF_LIFE, at__gt=now - longest
        )
    )


def _silent(among: Iterable[Channel], now: datetime) -> Q:
    """Of these channels: without a word for so long that a tab was closed, a phone put away."""
    silent = Q(pk__in=[])
    for channel in among:
        silent |= Q(channel=channel.name, last_word_at__lte=now - channel.silent_after)
    return silent


def _fall_silent(row: Conversation, now: datetime) -> None:
    guards.lapse(row, now)
    endings.wrap_up(row, Trigger.SEEKER_SILENT, actor="helpline", now=now)


def lapse_wrap_ups(now: datetime) -> int:
    """A wrap-up that was forgotten closes by itself after the line's minutes, or sooner: of words
    that are to go at the end, or to be redacted then, so many minutes are the only grace, and of
    those that are to go after the last one there is none."""
    total, over = 0, _out_of_time(now)
    for line in Line.objects.all():
        minutes = timedelta(minutes=line.wrap_minutes)
        lapsed = Q(state_at__lte=now - minutes) | over
        if minutes > policies.GRACE:
            lapsed |= ~Q(policy__startswith="day") & Q(state_at__lte=now - policies.GRACE)
        rows = Conversation.objects.filter(guards.free(now), lapsed, line=line, state=State.WRAP_UP)
        total += _each(rows, _close, now)
    return total


def _close(row: Conversation, now: datetime) -> None:
    guards.lapse(row, now)
    endings.close(row, Trigger.WRAP_LAPSED, actor="helpline", now=now)


def _each(found: QuerySet[Conversation], change: Change, now: datetime) -> int:
    """Change each of these that, once locked, is still to be found: a word may have come in."""
    changed = 0
    for pk in found.values_list("pk", flat=True):
        with transaction.atomic():
            row = moves.locked(pk)
            if found.filter(pk=pk).exists():
                change(row, now)
                changed += 1
    return changed


def assign_all(now: datetime) -> int:
    """Make the offers that an event has missed, on every line where somebody waits."""
    waiting = Conversation.objects.filter(state=State.WAITING)
    return sum(queue.assign(line) for line in waiting.values_list("line_id", flat=True).distinct())


def alarm_long_waits(now: datetime) -> int:
    """Warn of each line where somebody waits too long: once, until nobody there does any more.

    Who comes back to the queue from a talk has waited since then, though their place is the first.
    """
    if not settings.QUEUE_ALARM_MINUTES:
        return 0
    limit = now - timedelta(minutes=settings.QUEUE_ALARM_MINUTES)
    heard = Assignment.objects.filter(conversation=OuterRef("pk"), ended_at__gt=limit)
    overdue = (
        Conversation.objects.filter(~Exists(heard), state__in=QUEUED, waiting_since__lte=limit)
        .filter(line__drill=False)
        .values_list("line_id")
        .annotate(people=Count("pk"), since=Min("waiting_since"))
    )
    found = {line: (people, since) for line, people, since in overdue}
    for line in found.keys() - _alarmed:
        people, since = found[line]
        log.warning(
            "queue_waits_long",
            extra={"count": people, "seconds": int((now - since).total_seconds())},
        )
    _alarmed.clear()
    _alarmed.update(found)
    return len(found)


def forget_keys(now: datetime) -> int:
    """Let destroyed keys leave this process's memory."""
    keys.forget_old()
    return 0


def write_health(now: datetime) -> int:
    """Write down how the channels do, as far as this process has seen."""
    return health.write()
