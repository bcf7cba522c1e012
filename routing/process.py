"""What each web process runs beside its sockets: one database thread, one bell, one slow clock.

Everything starts with the first connection, because Daphne has no start-up event. Nothing here is
needed for correctness: bells and beats only make things fast, and the slow look finds what a lost
bell left behind.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from functools import partial
from uuid import UUID

from channels.layers import BaseChannelLayer, get_channel_layer
from redis.exceptions import RedisError

from helpline import protocol
from helpline.errors import Refused
from routing import (
    bells,
    guests,
    health,
    hub,
    noticeboard,
    noting,
    outbound,
    presence,
    sittings,
    snapshots,
    weighing,
    windows,
)
from routing.events import Event
from routing.turnstile import turnstile
from transcripts import keys

log = logging.getLogger("helpline.process")

LOOK_SECONDS = 10.0
# How long a sign-in that is over may stay open at the most, with the look itself.
SITTINGS_SECONDS = 3.0
LEASES_SECONDS = 1.0
BELL_PAUSE = 2.0

_to_read: dict[UUID, int] = {}
_reading: list[bool] = []
_visits: dict[hub.Desk, bool] = {}
_beaten: set[UUID] = set()
_health: list[protocol.ChannelHealth] = []
_started: list[asyncio.AbstractEventLoop] = []


def start(loop: asyncio.AbstractEventLoop) -> None:
    """Start what this process needs; does nothing after the first time."""
    if _started:
        return
    _started.append(loop)
    outbound.door.bind(loop)
    outbound.door.read, outbound.door.visit = read, visit_desks
    outbound.door.board = noticeboard.board
    turnstile.start(loop)
    bells.keep(_beats())
    bells.keep(_slow_look())
    bells.keep(_watch_sittings())
    if get_channel_layer() is not None:
        bells.keep(_bells())


# ---- reading what was missed -------------------------------------------------------------------


def read(since: dict[UUID, int]) -> None:
    """Read and serve what these rooms miss; one gathered read at a time."""
    _to_read.update(since)
    if not _reading:
        _reading.append(True)
        asyncio.get_running_loop().call_soon(_read_now)


def _read_now() -> None:
    wanted = {pk: room.last for pk in _to_read if (room := hub.rooms.get(pk)) is not None}
    _to_read.clear()
    if wanted:
        turnstile.do(partial(snapshots.missed, wanted), _serve_missed, place="first")
    else:
        _reading.clear()


def _serve_missed(events: list[Event] | Refused) -> None:
    _reading.clear()
    if not isinstance(events, Refused):
        outbound.serve(events, rung=True)
    if _to_read:
        read({})


def joined(conversation: UUID, seq: int, give: Callable[[Event], None]) -> None:
    """Bring a newcomer, who has everything up to `seq`, and their room to the same number.

    A room that is behind is served what it misses; a newcomer who is behind is given what the
    others had meanwhile, beside what comes from now on: pages sort by number.
    """
    room = hub.rooms[conversation]
    if room.last < seq:
        read({conversation: room.last})
    elif room.last > seq:
        _catch_up(conversation, seq, room.last, give)


def _catch_up(conversation: UUID, seq: int, top: int, give: Callable[[Event], None]) -> None:
    turnstile.do(
        partial(snapshots.missed, {conversation: seq}),
        partial(_give, conversation, seq, top, give),
    )


def _give(
    conversation: UUID,
    seq: int,
    top: int,
    give: Callable[[Event], None],
    events: list[Event] | Refused,
) -> None:
    if isinstance(events, Refused):
        again = partial(_catch_up, conversation, seq, top, give)
        asyncio.get_running_loop().call_later(BELL_PAUSE, again)
        return
    for event in events:
        if event.seq <= top:
            give(event)


# ---- consoles ----------------------------------------------------------------------------------


def visit_desks(counsellors: set[UUID]) -> None:
    """Look again at what these counsellors hold and are offered, and tell their consoles."""
    for counsellor in counsellors:
        for desk in hub.desks.get(counsellor, ()):
            _visit(desk)


def _visit(desk: hub.Desk) -> None:
    """One look at a time for each console, so that none is told by what it was shown before."""
    if desk in _visits:
        _visits[desk] = True
        return
    _visits[desk] = False
    turnstile.do(
        partial(snapshots.DeskNews, desk.counsellor, set(desk.held), set(desk.offers)),
        partial(_visited, desk),
    )


def _visited(desk: hub.Desk, news: snapshots.DeskNews | Refused) -> None:
    again = _visits.pop(desk)
    if desk not in hub.desks.get(desk.counsellor, ()):
        return
    if not isinstance(news, Refused):
        _tell_desk(desk, news)
    if again:
        _visit(desk)


def _tell_desk(desk: hub.Desk, news: snapshots.DeskNews) -> None:
    _tell_company(desk, news)
    for view in news.opened:
        if view.conversation not in desk.held:
            hub.desk_joins(view.conversation, desk, view.seq)
            by = news.given.get(view.conversation, "")
            desk.push(protocol.encode(protocol.Opened(view=view, given_by=by)))
            joined(view.conversation, view.seq, partial(outbound.to_desk, desk))
    for offer in news.offers:
        # Also one that rings already, when what they write has raised it meanwhile.
        if desk.offers.get(offer.conversation) != offer:
            desk.push(protocol.encode(_offer(offer)))
    if news.asks != desk.asks:
        desk.asks = news.asks
        desk.push(protocol.encode(protocol.Asks(asks=news.asks)))
    still_shown = set(desk.held) | set(desk.offers)
    desk.offers = {offer.conversation: offer for offer in news.offers}
    for conversation, seq, state in news.gone:
        if conversation not in still_shown:
            continue  # the step itself has told it meanwhile
        room = hub.rooms.get(conversation) if conversation in desk.held else None
        if room is not None and room.last < seq:
            # The step is still to be read, and says more than that it is gone.
            read({conversation: room.last})
            continue
        hub.leave(conversation, desk)
        desk.held.pop(conversation, None)
        desk.beside.discard(conversation)
        desk.push(protocol.encode(_gone(conversation, seq, state)))
    desk.status_is(news.status, aside=news.aside, rests=news.rests)


def _tell_company(desk: hub.Desk, news: snapshots.DeskNews) -> None:
    """Before what opens: by this a console knows whether it is its own.

    Where it read along it does so until it is told that it is gone, or its own: in between it must
    not look like something that is in its hands. The slow look takes away what is left of that.
    """
    desk.beside = (desk.beside | news.beside) - news.own
    leaving = (desk.beside & desk.held.keys()) - news.beside
    stays = [each for each in desk.company if each.mine and each.conversation in leaving]
    company = [*news.company, *stays]
    if company != desk.company:
        desk.company = company
        desk.push(protocol.encode(protocol.Company(company=company)))


def _offer(offer: protocol.Asked) -> protocol.Offer:
    return protocol.Offer(
        conversation=offer.conversation,
        channel=offer.channel,
        locale=offer.locale,
        since=offer.since,
        until=offer.until,
        why=offer.why,
        presence=offer.presence,
        line=offer.line,
    )


def _gone(conversation: UUID, seq: int, state: protocol.StateName) -> protocol.Step:
    return protocol.Step(
        conversation=conversation,
        seq=seq,
        happening="offer_lapsed" if state in ("waiting", "offered") else "transferred",
        state=state,
        at=0,
        gone=True,
    )


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
        if hub.rooms:
            turnstile.do(partial(snapshots.last_seqs, list(hub.rooms)), _compare)
        if hub.desks:
            turnstile.do(partial(snapshots.in_hand, set(hub.desks)), _compare_desks)
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


def _compare_desks(found: dict[UUID, snapshots.InHand] | Refused) -> None:
    """Visit whoever shows something else than what is so; most desks show what is so."""
    if isinstance(found, Refused):
        return
    for counsellor, theirs in found.items():
        for desk in hub.desks.get(counsellor, ()):
            asks = {ask.conversation for ask in desk.asks}
            company = guests.places(desk.company)
            if (set(desk.held), set(desk.offers), asks, company) != theirs:
                _visit(desk)


def _compare(seqs: dict[UUID, int] | Refused) -> None:
    if isinstance(seqs, Refused):
        return
    behind = {
        pk: room.last
        for pk, seq in seqs.items()
        if (room := hub.rooms.get(pk)) is not None and room.last < seq
    }
    if behind:
        read(behind)


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
        outbound.rung(message)
        windows.rung(message)
        noting.windows.rung(message)
        weighing.windows.rung(message)
    except (RedisError, OSError):
        raise
    except Exception as fault:
        # Not one of ours, or of another version of us during an upgrade; the slow look makes up.
        log.warning("bell_lost", extra={"cause": type(fault).__name__})
