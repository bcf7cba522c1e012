"""Keeps the directory ready to be searched, so that nobody's search has to wait until it is read.

Reading ten thousand services and making their index takes seconds. A web process does it beside its
serving when it starts, and again when it sees that something was changed.
"""

import threading
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, connections

from helpline.models import Line
from referrals.search.publicshelf import public, seat_of

SECONDS = 20.0


class Warmer(threading.Thread):
    """Looks whether the directory was changed, and makes what is searched anew, until stopped."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__(name="warmer", daemon=True)
        self._seconds = seconds
        self._over = threading.Event()

    def run(self) -> None:
        while True:
            # Without a database nothing can be searched either; it is tried again.
            with suppress(DatabaseError, InterfaceError):
                warm()
            connections.close_all()
            if self._over.wait(self._seconds):
                return

    def stop(self) -> None:
        self._over.set()
        self.join()


def warm() -> None:
    """Make what is searched, and what is open to all on each line."""
    for line in Line.objects.filter(drill=False).only("slug", "country"):
        public.now(seat_of(line))
