"""Runs a coroutine at once, up to its first real wait; a task is made only for what waits.

Daphne's send never waits, and a task for every frame would cost as much as the frame. With a server
whose send does wait for a slow reader, the rest goes on in a task and holds up nobody else.
"""

from collections.abc import Coroutine, Generator
from typing import Any

from routing import bells


class _Rest:
    """What is left of a coroutine that waits for something already: takes up that very wait."""

    def __init__(self, work: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self.work = work
        self.waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        try:
            while True:
                try:
                    result = yield self.waits_for
                except BaseException as fault:
                    self.waits_for = self.work.throw(fault)
                else:
                    self.waits_for = self.work.send(result)
        except StopIteration:
            return


def start(work: Coroutine[Any, Any, None]) -> None:
    """Run it now; what has to wait goes on by itself."""
    try:
        waits_for = work.send(None)
    except StopIteration:
        return
    bells.keep(_go_on(work, waits_for))


async def _go_on(work: Coroutine[Any, Any, None], waits_for: Any) -> None:
    await _Rest(work, waits_for)
