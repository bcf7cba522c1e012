"""Before a process serves anybody: what time has brought while the house slept is done first.

The house may have slept for forty days: its databases come from a backup then. What they bring back
of what was erased is put away again, who waited or talked has gone, and what is past its time goes.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from helpline.models import Conversation
from routing import presence
from routing.upkeep import duties
from transcripts import retention
from transcripts.held import times
from transcripts.keyring import hashes
from transcripts.upkeep import burials

# The worker needs a few seconds. What is due for longer was left behind by a worker that stood
# still, or comes from a backup.
OVERDUE = timedelta(hours=1)
# So long a database may take that is started at the same time.
START_SECONDS = 60.0
PAUSE = 0.5


FIRST: tuple[Callable[[datetime], object], ...] = (
    burials.put_away,
    presence.lapse_leases,
    duties.end_pauses,
    duties.leave_for_the_gone,
    duties.leave_for_the_unanswered,
    duties.end_the_silent,
    duties.lapse_wrap_ups,
    retention.after_sleep,
)


class Overdue(Exception):
    """Words are still here that should be gone; nothing is served before they are."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"The words of {count} conversations should have been erased more than an hour ago. "
            f"Is it {timezone.now():%d %B %Y, %H:%M} UTC? Then look at them with `manage.py "
            "retention`, erase them with --apply --despite-jump, and start again. Else set the "
            "clock of this machine right first."
        )


def wake(now: datetime) -> None:
    """Do it; raises `Overdue` if something past its time is left all the same."""
    for each in FIRST:
        each(now)
    overdue = Conversation.objects.filter(erased_at=None, erase_at__lte=now - OVERDUE)
    left = overdue.exclude(times.holding(now)).count()
    if left:
        raise Overdue(left)


def until_ready() -> None:
    """Return when this process may serve; else exit with the lines that say why it may not."""
    deadline = time.monotonic() + START_SECONDS
    while not _ready(give_up=time.monotonic() > deadline):
        time.sleep(PAUSE)
    connections.close_all()


def _ready(*, give_up: bool) -> bool:
    try:
        if refused := _refused():
            sys.exit("\n".join(refused))
        hashes.pin()
        wake(timezone.now())
    except Overdue as left:
        sys.exit(str(left))
    except (DatabaseError, InterfaceError):
        connections.close_all()
        if give_up:
            raise
        return False
    return True


def _refused() -> list[str]:
    """What the checks say that ask the databases."""
    found = checks.run_checks(tags=[checks.Tags.database], databases=list(settings.DATABASES))
    return [f"{each.id}: {each.msg}" for each in found if each.level >= checks.ERROR]
