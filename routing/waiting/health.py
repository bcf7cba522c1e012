"""How each text channel does: when something last came in, went out, was receipted, went wrong.

Noted in memory, since the door in must not wait for it, and written by each process every few
seconds; what a crash takes with it is some seconds of a hint.
"""

import threading
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone
from msgspec import UNSET

from helpline import protocol
from routing.adapters import channels
from routing.events import milliseconds
from routing.models import Delivery, Health
from routing.texting.numbers import register
from transcripts.models import Removal

WHAT = ("arrived", "receipt", "sent", "error")
STUCK = ("queued", "sending")

_lock = threading.Lock()
_noted: dict[tuple[str, str], tuple[datetime, str]] = {}


def note(channel: str, what: str, cause: str = "") -> None:
    """Something happened on this channel just now; `cause` is the code of an error."""
    with _lock:
        _noted[channel, what] = (timezone.now(), cause)


def write() -> int:
    """Write down what was noted since the last time; returns how much that was."""
    with _lock:
        noted = dict(_noted)
        _noted.clear()
    for (channel, what), (at, cause) in noted.items():
        Health.objects.update_or_create(
            channel=channel, what=what, defaults={"at": at, "cause": cause}
        )
    return len(noted)


def claim(channel: str, what: str, now: datetime, every: timedelta) -> bool:
    """Take on something that one process is to do now and then; False if it is not time yet."""
    row, made = Health.objects.get_or_create(channel=channel, what=what, defaults={"at": now})
    due = Health.objects.filter(pk=row.pk, at=row.at, at__lte=now - every)
    return made or bool(due.update(at=now))


def reached(channel: str, what: str, now: datetime) -> datetime:
    """Up to when something has been done; it begins now if it never was."""
    row, _ = Health.objects.get_or_create(channel=channel, what=what, defaults={"at": now})
    return row.at


def reach(channel: str, what: str, at: datetime) -> None:
    """Something has been done up to this moment."""
    Health.objects.filter(channel=channel, what=what, at__lt=at).update(at=at)


def shown() -> list[protocol.ChannelHealth]:
    """What consoles are shown of every channel that is switched on and has a number of ours."""
    used = {ours.channel for ours in register.by_id().values()}
    texted = [
        name for name, channel in channels().items() if name in used and not channel.missing()
    ]
    noted = {(row.channel, row.what): row for row in Health.objects.filter(channel__in=texted)}
    waiting = dict(
        # Whatever waits has a next time, and an index by it.
        Delivery.objects.filter(state__in=STUCK, next_at__isnull=False)
        .order_by()
        .values_list("conversation__channel")
        .annotate(Count("pk"))
    )
    removals = dict(
        Removal.objects.filter(done_at=None).values_list("channel").annotate(Count("pk"))
    )
    found = []
    for name in texted:
        error = noted.get((name, "error"))
        times = {
            what: milliseconds(noted[name, what].at) if (name, what) in noted else UNSET
            for what in WHAT
        }
        found.append(
            protocol.ChannelHealth(
                name=name,
                cause=error.cause if error else "",
                waiting=waiting.get(name, 0),
                removals=removals.get(name, 0),
                **times,
            )
        )
    return found
