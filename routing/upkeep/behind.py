"""Says in the log what the worker has left undone for too long: it cannot say so itself.

Each web process looks once a minute, and says each thing once for as long as it lasts.
"""

import logging
import time

from django.utils import timezone

from transcripts import lateness

log = logging.getLogger("helpline.behind")

EVERY_SECONDS = 60.0

_looked: list[float] = [float("-inf")]
_said: set[str] = set()


def look() -> int:
    """How many conversations wait too long for anything; 0 also if it is not time to look yet."""
    if time.monotonic() - _looked[0] < EVERY_SECONDS:
        return 0
    _looked[0] = time.monotonic()
    found = {what: count for what, count in lateness.late(timezone.now()).items() if count}
    for what, count in found.items():
        if what not in _said:
            log.error("worker_late", extra={"cause": what, "count": count})
    _said.clear()
    _said.update(found)
    return sum(found.values())


def forget() -> None:
    """As a process that has just begun."""
    _looked[0] = float("-inf")
    _said.clear()
