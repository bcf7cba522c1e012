"""The event loop under Daphne: uvloop, which spends less on each frame and is otherwise the same.

Twisted takes the first reactor that is installed, and importing Daphne installs one on Python's own
loop. So this comes before.
"""

import sys

from twisted.internet import asyncioreactor

if sys.platform == "win32":
    from asyncio import new_event_loop
else:
    from uvloop import new_event_loop


def install() -> None:
    """Make the reactor of this process, where nobody has made one yet."""
    # Twisted types its reactors, and leaves out this function.
    if "twisted.internet.reactor" not in sys.modules:
        asyncioreactor.install(new_event_loop())  # type: ignore[no-untyped-call]
