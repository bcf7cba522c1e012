"""Stops erasing where something looks wrong: a clock that jumped, or too much that is due at once.

Nothing is readable for longer because of it: whoever reads asks the deadline itself. What is only
erased too early can never be brought back, so somebody looks first.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from transcripts.models import Watch

log = logging.getLogger("transcripts.erasing.watch")

# Between two looks of a worker lie seconds, not days.
AHEAD = timedelta(hours=48)
# A house that was switched off slept for a week-end, or a week of rest; longer may be a backup, or
# a clock that is wrong, and somebody looks.
SLEEP = timedelta(days=8)
BACK = timedelta(minutes=5)
# A look that is no news is written down so often.
EVERY = timedelta(minutes=1)


def standing(now: datetime) -> Watch:
    """How erasing goes; it begins now if it never has."""
    return Watch.objects.get_or_create(pk=1, defaults={"last_at": now})[0]


def look(now: datetime, due: int, kept: int, *, ahead: timedelta = AHEAD, beside: int = 0) -> bool:
    """Whether so many that are due, of all that are kept, may be erased now.

    `ahead` is how long may have gone by since the last look. `beside` counts what else time would
    do that cannot be undone: what a clock that jumped has made due is as wrong there.
    """
    row = standing(now)
    cause = _cause(row, now, due, kept, ahead) if due or beside else ""
    if cause != row.cause:
        _turn(row, cause, now, due)
    elif not cause and not timedelta() <= now - row.last_at < EVERY:
        Watch.objects.filter(pk=row.pk).update(last_at=now)
    return not cause


def go_on(now: datetime) -> None:
    """Somebody has looked: the clock is right, and what is due is due."""
    standing(now)
    Watch.objects.filter(pk=1).update(last_at=now, cause="", since=None, due=0)


def _cause(row: Watch, now: datetime, due: int, kept: int, ahead: timedelta) -> str:
    """What is wrong; it is asked where there is something to stop."""
    if now - row.last_at > ahead or row.last_at - now > BACK:
        return "clock"
    many = due >= settings.ERASE_ALARM_LEAST and 100 * due > settings.ERASE_ALARM_PERCENT * kept
    return "many" if many else ""


def _turn(row: Watch, cause: str, now: datetime, due: int) -> None:
    if not cause:
        go_on(now)
        return
    Watch.objects.filter(pk=row.pk).update(cause=cause, since=now, due=due)
    log.error("erasing_stopped", extra={"cause": cause, "count": due})
