"""What each web process runs beside its sockets: one database thread, one bell, one slow clock.

Everything starts with the first connection, because Daphne has no start-up event. Nothing here is
needed for correctness: bells and beats only make things fast, and the slow look finds what a lost
bell left behind.
"""

import asyncio
import contextlib
import logging
from functools import partial
from uuid import UUID

from channels.layers import BaseChannelLayer, get_channel_layer
from redis.exceptions import RedisError

from helpline import protocol
from helpline.errors import Refused
from routing import bells, hub, presence, serving, sittings
from routing.beside import guests
from routing.consoles import (
    catchup,
    desklooks,
    desknews,
    missed,
    noticeboard,
    noting,
    weighing,
    windows,
)
from routing.turnstile import turnstile
from routing.upkeep import behind
from routing.waiting import health
from transcripts import keys

log = logging.getLogger("helpline.process")

LOOK_SECONDS = 10.0
# How long a sign-in that is over may stay open at the most, with the look itself.
SITTINGS_SECONDS = 3.0
LEASES_SECONDS = 1.0
BELL_PAUSE = 2.0

_beaten: set[UUID] = set()
_health: list[protocol.ChannelHealth] = []
_started: list[asyncio.AbstractEventLoop] = []


def start(loop: asyncio.AbstractEventLoop) -> None:
    """Start what this process needs; does nothing after the first time."""
    if _started:
        return
    _started.append(loop)
    serving.door.bind(loop)
    serving.door.read, serving.door.visit = catchup.read, desklooks.look
    serving.door.moved = desklooks.moved
    serving.door.board = noticeboard.board
    turnstile.start(loop)
    bells.keep(_beats())
    bells.keep(_slow_look())
    bells.keep(_watch_sittings())
    if get_channel_layer() is not None:
        bells.keep(_bells())


# ---- leases ------------------------------------------------------------------------------------


def beaten(counsellor: UUID) -> None:
    """Renew this counsellor's lease; those of all who answer within a second are one write."""
    if not _beaten:
        asyncio.get_running_loop().call_later(LEASES_SECONDS, _renew)
    _beaten.add(counsellor)


def _renew() -> None:
    counsellors = set(_beaten)
    _beaten.clear()
    turnstile.do(partial(presence.beat, counsellors), partial(_renewed, counsellors))


def _renewed(counsellors: set[UUID], away: set[UUID] | Refused) -> None:
    if isinstance(away, Refused):
        return
    for counsellor in away:
        for desk in hub.desks.get(counsellor, ()):
            desk.status_is("away")


# ---- clocks ------------------------------------------------------------------------------------


async def _beats() -> None:
    """Ask every console for a sign of life, and note those of connected web seekers."""
    while True:
        await asyncio.sleep(presence.BEAT_SECONDS)
        for desk in hub.all_desks():
            desk.ask_for_life()
        alive = [s.seeker for room in hub.rooms.values() for s in room.seekers if s.seeker]
        if alive:
            turnstile.do(partial(presence.seekers_alive, alive))
        turnstile.do(keys.forget_old)


async def _slow_look() -> None:
    """Find what no bell announced: new steps of the rooms here, offers of the consoles here."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        bells.call()
        turnstile.do(health.write, place="last")
        turnstile.do(behind.look, place="last")
        if hub.rooms:
            turnstile.do(partial(missed.last_seqs, list(hub.rooms)), catchup.compare)
        if hub.desks:
            turnstile.do(partial(desknews.in_hand, set(hub.desks)), _compare_desks)
            turnstile.do(health.shown, _tell_health, place="last")
        # Also because time alone may close a door.
        noticeboard.board(
            {desk.line for desk in hub.all_desks()} | {tab.line for tab in hub.visitors()}
        )


def _tell_health(found: list[protocol.ChannelHealth] | Refused) -> None:
    """Say how the channels do to every console here, when it is not what was said last."""
    if isinstance(found, Refused) or found == _health:
        return
    _health[:] = found
    frame = protocol.encode(protocol.Channels(health=found))
    for desk in hub.all_desks():
        desk.push(frame)


def _compare_desks(found: dict[UUID, desknews.InHand] | Refused) -> None:
    """Visit whoever shows something else than what is so; most desks show what is so."""
    if isinstance(found, Refused):
        return
    for counsellor, theirs in found.items():
        for desk in hub.desks.get(counsellor, ()):
            asks = {ask.conversation for ask in desk.asks}
            company = guests.places(desk.company)
            if (set(desk.held), set(desk.offers), asks, company) != theirs:
                desklooks.look_at(desk)


async def _watch_sittings() -> None:
    """Cut the consoles whose sign-in is over; who may not be there as before is away."""
    while True:
        await asyncio.sleep(SITTINGS_SECONDS)
        found = {desk.sitting for desk in hub.all_desks()}
        if found:
            turnstile.do(partial(sittings.look, found), _cut, place="last")


def _cut(found: dict[sittings.Sitting, sittings.Verdict] | Refused) -> None:
    if isinstance(found, Refused):
        return
    for desk in hub.all_desks():
        verdict = found.get(desk.sitting, "good")
        if verdict != "good":
            desk.cut(sittings.LOCKED if verdict == "locked" else sittings.SIGNED_OUT)
    for counsellor in {each.counsellor for each, verdict in found.items() if verdict == "changed"}:
        turnstile.do(partial(presence.set_status, counsellor, "away"))


async def _bells() -> None:
    """Listen to the bells of the other processes, for ever, whatever happens to Redis."""
    layer = get_channel_layer()
    while layer is not None:
        try:
            name = await layer.new_channel()
            await layer.group_add(bells.GROUP, name)
            bells.call()
            while True:
                await _hear(layer, name)
        except (RedisError, OSError):
            log.warning("bells_silent")
            with contextlib.suppress(RedisError, OSError):
                await layer.flush()  # or each try would leave a channel behind
            await asyncio.sleep(BELL_PAUSE)


async def _hear(layer: BaseChannelLayer, name: str) -> None:
    try:
        message = await layer.receive(name)
        serving.rung(message)
        windows.rung(message)
        noting.windows.rung(message)
        weighing.windows.rung(message)
    except (RedisError, OSError):
        raise
    except Exception as fault:
        # Not one of ours, or of another version of us during an upgrade; the slow look makes up.
        log.warning("bell_lost", extra={"cause": type(fault).__name__})
