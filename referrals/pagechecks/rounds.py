"""The worker's turn: one page at a time in the whole house, after a pause, whoever's turn it is.

Taken by a guarded change, so that any number of workers ask as often as one.
"""

import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connections
from django.utils import timezone

from helpline import metrics
from referrals.models import PageCheck, PageTurn
from referrals.pagechecks import held, verdicts, visits
from referrals.pagechecks.verdicts import NOTHING_CAME, Answer, Standing

ONLY = 1
# Between two looks; where nothing is due, till it is looked again whether something is.
PAUSE, IDLE = timedelta(seconds=15), timedelta(minutes=1)
# Longer than a look can take: who dies meanwhile keeps nobody from it for longer.
LEASE = timedelta(seconds=60)
# If nobody else has answered for so long, it may be our own net that is down.
LATELY = timedelta(days=1)
FIELDS = Standing.__struct_fields__


def go_on(now: datetime) -> int:
    """Look at the page that is due, if it is our turn; returns how many that were."""
    if not settings.LINK_CHECK_DAYS or not _take_turn(now):
        return 0
    looked = _next(now)
    over = timezone.now() + (PAUSE if looked else IDLE)
    PageTurn.objects.filter(pk=ONLY, next_at=now + LEASE).update(next_at=over)
    return looked


def _take_turn(now: datetime) -> bool:
    if PageTurn.objects.filter(pk=ONLY, next_at__lte=now).update(next_at=now + LEASE):
        return True
    if not PageTurn.objects.filter(pk=ONLY).exists():
        PageTurn.objects.bulk_create([PageTurn(pk=ONLY, next_at=now)], ignore_conflicts=True)
    return False


def _next(now: datetime) -> int:
    wanted = held.wanted()
    _keep_in_step(wanted.addresses, now)
    row = PageCheck.objects.filter(next_at__lte=now).order_by("next_at", "pk").first()
    if row is None:
        return 0
    # Nobody waits for a stranger's server with a connection of the few in the hand.
    connections.close_all()
    _note(row, visits.look(row.address, wanted.never))
    return 1


def _keep_in_step(addresses: frozenset[str], now: datetime) -> None:
    """New addresses wait to be looked at; of those that are gone nothing is kept."""
    known = set(PageCheck.objects.values_list("address", flat=True))
    fresh = [
        PageCheck(address=each, host=visits.host_of(each), next_at=now)
        for each in addresses - known
    ]
    # Not in the order in which they stand here, which says whose list it is.
    random.shuffle(fresh)
    PageCheck.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    gone = list(known - addresses)
    for first in range(0, len(gone), 500):
        PageCheck.objects.filter(address__in=gone[first : first + 500]).delete()


def _note(row: PageCheck, answer: Answer) -> None:
    """What came of it, unless somebody has decided about the page meanwhile."""
    now = timezone.now()
    before = standing_of(row)
    after = verdicts.after(
        before, answer, timezone.localdate(now), counts=_counts(row, answer, now)
    )
    due = verdicts.next_look(after, answer, now, settings.LINK_CHECK_DAYS, random.random())
    told = {name: getattr(after, name) for name in FIELDS} | {"asked_at": now, "next_at": due}
    if answer.code not in NOTHING_CAME:
        told["answered_at"] = now
    if PageCheck.objects.filter(pk=row.pk, next_at=row.next_at).update(**told):
        metrics.PAGES_ASKED.labels(answer.code).inc()


def standing_of(row: PageCheck) -> Standing:
    return Standing(**{name: getattr(row, name) for name in FIELDS})


def _counts(row: PageCheck, answer: Answer, now: datetime) -> bool:
    """Where nothing came back from anybody lately, nothing is said of this one.

    If there is nobody else to compare with, it counts where this one has ever answered.
    """
    if answer.code not in NOTHING_CAME:
        return True
    others = PageCheck.objects.exclude(host=row.host)
    if others.exists():
        return others.filter(answered_at__gte=now - LATELY).exists()
    return row.answered_at is not None
