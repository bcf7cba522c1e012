"""Takes the words away when their time has come: what is due, in which order, at which pace.

What is past its deadline is unreadable even before it is erased (`record.after` refuses it). How it
is erased is in `transcripts/erasing/purge.py`, when it must stop in `transcripts/erasing/watch.py`.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from helpline.models import Conversation
from helpline.states import FINAL
from transcripts.erasing import aside, purge, watch
from transcripts.erasing.leftovers import truncate_wal, truncate_wal_once
from transcripts.held import times
from transcripts.models import Purge
from transcripts.promised.foresight import AGREED

# Between two batches everybody else has as long as one took, and no longer than this.
LONGEST_PAUSE = 0.5
# Where much is erased, SQLite's log is emptied so often.
BATCHES_A_LOG = 20


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan: how many conversations under a policy are due and kept, and how many
    of the kept are held by law, or are there since whoever wrote chose days for them."""

    policy: str
    due: int
    kept: int
    next_at: datetime | None
    held: int = 0
    chosen: int = 0


def _due(now: datetime) -> Q:
    free = Q(held_until=None) | Q(held_until__lte=now)
    return free & Q(erase_at__lte=now, erased_at__isnull=True, state__in=sorted(FINAL))


def due_since(since: datetime) -> int:
    """How many should have been erased by then, and are not."""
    return Conversation.objects.filter(_due(since)).count()


def plan(now: datetime) -> list[Planned]:
    """What a run at `now` would do, as counts."""
    counted = (
        Conversation.objects.filter(erased_at__isnull=True)
        .values("policy")
        .annotate(
            due=Count("pk", filter=_due(now)),
            all=Count("pk"),
            held=Count("pk", filter=times.holding(now)),
            chosen=Count("pk", filter=Q(keep_wish__in=AGREED, erase_at__gt=now)),
        )
        .order_by("policy")
    )
    return [
        Planned(
            row["policy"],
            row["due"],
            row["all"] - row["due"],
            _next(row["policy"], now),
            row["held"],
            row["chosen"],
        )
        for row in counted
    ]


def _next(policy: str, now: datetime) -> datetime | None:
    waiting = Conversation.objects.filter(policy=policy, erased_at__isnull=True, erase_at__gt=now)
    return waiting.order_by("erase_at").values_list("erase_at", flat=True).first()


def apply(now: datetime, *, despite: bool = False, ahead: timedelta = watch.AHEAD) -> int:
    """Erase everything that is due at `now`; returns how many conversations.

    What was begun is finished first. Where something looks wrong nothing is begun, unless somebody
    has looked and goes on `despite` it. Whoever listens hears of each hold that time has
    ended (`times.listen`).
    """
    under_way = Purge.objects.filter(done_at=None).order_by("begun_at")
    total = sum(purge.finish(pk, now) for pk in under_way.values_list("pk", flat=True))
    if despite:
        watch.go_on(now)
    if despite or _may(now, ahead):
        times.go_on(now)
        aside.set_aside(now)
        total += _erase(now)
    if total:
        truncate_wal()
    else:
        truncate_wal_once()
    return total


def after_sleep(now: datetime) -> int:
    """The same when a house wakes: it may have been off for some days, and nothing jumped.

    What is made up may go at once.
    """
    return apply(now, despite=bool(settings.DEMO), ahead=watch.SLEEP)


def _may(now: datetime, ahead: timedelta) -> bool:
    due = Conversation.objects.filter(_due(now)).count()
    enough = due and Conversation.objects.filter(erased_at__isnull=True).count()
    return watch.look(now, due, enough, ahead=ahead, beside=times.waiting(now))


def _erase(now: datetime) -> int:
    due = Conversation.objects.filter(_due(now), purged=None)
    total, batches = 0, 0
    while begun := purge.begin(due, now):
        began = time.monotonic()
        total += purge.finish(begun.pk, now)
        batches += 1
        if batches % BATCHES_A_LOG == 0:
            truncate_wal()
        if begun.conversations == purge.BATCH:
            time.sleep(min(time.monotonic() - began, LONGEST_PAUSE))
    return total


def shred(conversations: list[UUID], now: datetime) -> None:
    """Erase these now, whatever is due; what was begun is finished."""
    under_way = Purge.objects.filter(done_at=None, purged__conversation__in=conversations)
    for pk in under_way.distinct().values_list("pk", flat=True):
        purge.finish(pk, now)
    rows = Conversation.objects.filter(pk__in=conversations, purged=None)
    while begun := purge.begin(rows.filter(erased_at=None), now):
        purge.finish(begun.pk, now)
    truncate_wal()
