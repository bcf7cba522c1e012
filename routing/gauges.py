"""What the database says of the present moment: who waits, since when, and which texts are stuck.

Asked when `/metrics` is read; some small counts by index, whatever has been kept.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from helpline.models import OPEN_STATES, Conversation, Line
from helpline.states import State
from referrals.models import PageCheck
from referrals.pagechecks.deciding import MOVED, SILENT
from routing.models import Delivery, Shift
from transcripts import lateness
from transcripts.backups import folders, looking
from transcripts.held import times
from transcripts.models import Removal, Watch

STUCK = ("queued", "sending", "not_confirmed")
# What is rehearsed is no load, and nobody waits there.
REAL = Q(line__drill=False)
WAITS = (State.WAITING, State.OFFERED)


class Gauges(Collector):
    """The gauges that are read from the database; without one, `helpline_database_up` is 0."""

    def describe(self) -> list[GaugeMetricFamily]:
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("helpline_database_up", "Whether the database can be asked.")
        try:
            now = timezone.now()
            found = [*queue(now), conversations(), texts(), shifts(), *erasing(), overdue(now)]
            found += [*copies(now), addresses()]
        except (DatabaseError, InterfaceError):
            found = []
        up.add_metric([], float(bool(found)))
        yield up
        yield from found


def queue(now: datetime) -> list[GaugeMetricFamily]:
    """How many wait on each line, and for how long the first of them has waited."""
    many = GaugeMetricFamily("helpline_waiting", "Seekers who wait now.", labels=["line"])
    oldest = GaugeMetricFamily(
        "helpline_waiting_oldest_seconds", "How long the first has waited.", labels=["line"]
    )
    waiting = {
        line: (count, since)
        for line, count, since in Conversation.objects.filter(REAL, state__in=WAITS)
        .values_list("line__slug")
        .annotate(Count("pk"), Min("waiting_since"))
    }
    for slug in Line.objects.filter(drill=False).values_list("slug", flat=True):
        count, since = waiting.get(slug, (0, now))
        many.add_metric([slug], count)
        oldest.add_metric([slug], max((now - since).total_seconds(), 0.0))
    return [many, oldest]


def conversations() -> GaugeMetricFamily:
    found = GaugeMetricFamily("helpline_conversations_open", "By state.", labels=["state"])
    counted = Conversation.objects.filter(REAL, state__in=OPEN_STATES).values_list("state")
    by_state = dict(counted.annotate(Count("pk")))
    for state in OPEN_STATES:
        found.add_metric([State(state).value], by_state.get(state, 0))
    return found


def texts() -> GaugeMetricFamily:
    found = GaugeMetricFamily("helpline_texts_waiting", "Texts not gone yet.", labels=["state"])
    real = Delivery.objects.filter(conversation__line__drill=False)
    counted = real.filter(state__in=STUCK).order_by().values_list("state")
    by_state = dict(counted.annotate(Count("pk")))
    for state in STUCK:
        found.add_metric([state], by_state.get(state, 0))
    return found


def erasing() -> list[GaugeMetricFamily]:
    """Whether erasing has stopped, and why; what is left at the provider; what may not go."""
    stopped = GaugeMetricFamily("helpline_erasing_stopped", "1: it has.", labels=["cause"])
    causes = set(Watch.objects.values_list("cause", flat=True))
    for cause in ("clock", "many"):
        stopped.add_metric([cause], float(cause in causes))
    outstanding = Removal.objects.filter(done_at=None).count()
    waiting = GaugeMetricFamily("helpline_removals_waiting", "Texts to go at the provider.")
    waiting.add_metric([], outstanding)
    held = GaugeMetricFamily("helpline_holds", "Not to be erased, by law.", labels=["state"])
    for state, count in times.counted(timezone.now()).items():
        held.add_metric([state], count)
    return [stopped, waiting, held]


def overdue(now: datetime) -> GaugeMetricFamily:
    """What the worker should have done a while ago; it may stand still."""
    found = GaugeMetricFamily("helpline_worker_late", "Conversations too late.", labels=["what"])
    for what, count in lateness.late(now).items():
        found.add_metric([what], count)
    return found


def copies(now: datetime) -> list[GaugeMetricFamily]:
    """How old the copies of words and keys are, and what of it is not as promised."""
    newest = GaugeMetricFamily("helpline_backup_newest_seconds", "Its age.", labels=["what"])
    oldest = GaugeMetricFamily("helpline_backup_oldest_seconds", "Its age.", labels=["what"])
    late = GaugeMetricFamily("helpline_backup_late", "1: not as promised.", labels=["cause"])
    for kind, (there, causes) in looking.standing(now).items():
        for family, at in ((newest, there.newest), (oldest, there.oldest)):
            if at is not None:
                family.add_metric([kind], (now - at).total_seconds())
        for cause in folders.CAUSES[kind]:
            late.add_metric([cause], float(cause in causes))
    return [newest, oldest, late]


def addresses() -> GaugeMetricFamily:
    """Web addresses of the directory that somebody must look at."""
    found = GaugeMetricFamily("helpline_addresses", "To be looked at.", labels=["state"])
    silent, moved = Count("pk", filter=SILENT), Count("pk", filter=MOVED)
    for state, count in PageCheck.objects.aggregate(silent=silent, moved=moved).items():
        found.add_metric([state], count)
    return found


def shifts() -> GaugeMetricFamily:
    """Counsellors on shift, by status; a lease that ran out counts as away."""
    found = GaugeMetricFamily("helpline_counsellors", "Counsellors on shift.", labels=["status"])
    real = Shift.objects.filter(counsellor__line__drill=False)
    counted = real.filter(lease_until__gt=timezone.now()).values_list("status")
    by_status = dict(counted.annotate(Count("pk")))
    for status in ("here", "resting"):
        found.add_metric([status], by_status.get(status, 0))
    return found
