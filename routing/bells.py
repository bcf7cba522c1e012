"""Rings the other processes: conversations and numbers only, and whatever may be lost.

What one turn of the event loop has to ring is one message of the channel layer. Who hears it reads
the rest from the database (`serving.rung`), so a lost ring costs time and nothing else. A process
that has heard nobody but itself for a while spares itself the ringing, until somebody else calls.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Iterable, Sequence
from typing import Any

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from helpline import failpoints, metrics
from routing.events import Event

log = logging.getLogger("helpline.bells")

GROUP = "bells"
RING_SECONDS = 2.0
# Everybody who listens calls every ten seconds; who was not heard for so long is not there.
CALL_SECONDS = 35.0

# Tells our own rings from those of others.
name = secrets.token_hex(8)
_gathered: dict[str, list[Any]] = {}
_tasks: set[asyncio.Task[None]] = set()
_said: set[str] = set()


class _Company:
    """Whether anybody else listens: since when we hear our own calls, and when we heard others'."""

    mine_since = mine_at = others_at = float("-inf")

    def heard(self, sender: str, now: float) -> None:
        if sender != name:
            self.others_at = now
            return
        if now - self.mine_at > CALL_SECONDS:
            self.mine_since = now
        self.mine_at = now

    def alone(self, now: float) -> bool:
        """Known only if our own calls have come through for long enough to hear others' as well."""
        sure = now - self.mine_at < CALL_SECONDS <= now - self.mine_since
        return sure and now - self.others_at > CALL_SECONDS


_company = _Company()


def call() -> None:
    """Tell the other processes that somebody listens here."""
    if get_channel_layer() is not None:
        gather("listens", [name])


def heard(message: dict[str, Any]) -> None:
    """Note whose call this is; our own come back to us as well."""
    for sender in message.get("listens", []):
        _company.heard(sender, time.monotonic())


def ring(events: Iterable[Event]) -> None:
    """Tell the other processes which conversations moved; words and addresses never travel."""
    gather(
        "pairs",
        [
            [
                event.conversation.hex,
                event.seq,
                event.line if event.changes_board() else 0,
                [desk.hex for desk in (event.holder, event.desk) if desk and event.changes_board()],
            ]
            for event in events
        ],
    )


def gather(what: str, items: Sequence[Any]) -> None:
    """Collect what this turn of the loop has to ring; without Redis there is nobody to ring."""
    if get_channel_layer() is None or not items:
        return
    if what != "listens" and _company.alone(time.monotonic()):
        return
    if not _gathered:
        asyncio.get_running_loop().call_soon(_ring_now)
    _gathered.setdefault(what, []).extend(items)


def _ring_now() -> None:
    message = {"type": "bell", "from": name, **_gathered}
    _gathered.clear()
    layer = get_channel_layer()
    if layer is not None:
        keep(_send(layer.group_send(GROUP, message)))


async def _send(sending: Awaitable[None]) -> None:
    """Send it or lose it; said once, not for each of the hundreds that a silent Redis loses."""
    try:
        failpoints.reach("before_ring")
        await asyncio.wait_for(sending, RING_SECONDS)
        failpoints.reach("after_ring")
        _said.clear()
    except (RedisError, OSError, TimeoutError) as trouble:
        cause = type(trouble).__name__
        metrics.BELLS_LOST.inc()
        if cause not in _said:
            log.warning("bell_lost", extra={"cause": cause})
        _said.add(cause)


def keep(work: Any) -> None:
    """Run a coroutine to its end without anyone waiting for it."""
    task = asyncio.get_running_loop().create_task(work)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
