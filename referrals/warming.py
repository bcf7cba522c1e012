"""Keeps the directory ready to be searched, so that nobody's search has to wait until it is read.

Reading ten thousand services and making their index takes seconds. A web process does it beside its
serving when it starts, and again when it sees that something was changed.
"""

import threading
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, connections

from referrals.publicshelf import public

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
                public.now()
            connections.close_all()
            if self._over.wait(self._seconds):
                return

    def stop(self) -> None:
        self._over.set()
        self.join()
