"""A look at what a counsellor holds and is offered, after which each of their consoles is told."""

import asyncio
from functools import partial
from uuid import UUID

from msgspec import Struct, field

from helpline import protocol
from helpline.errors import Refused
from routing import hub, serving
from routing.consoles import catchup, desknews
from routing.turnstile import turnstile


class Look(Struct):
    """One that is under way: whether another is wanted, and what had a step since it began."""

    again: bool = False
    moved: set[UUID] = field(default_factory=set)


_looks: dict[hub.Desk, Look] = {}


def look(counsellors: set[UUID]) -> None:
    """Look again at what these counsellors hold and are offered, and tell their consoles."""
    for counsellor in counsellors:
        for desk in hub.desks.get(counsellor, ()):
            look_at(desk)


def look_at(desk: hub.Desk) -> None:
    """One look at a time for each console, so that none is told by what it was shown before."""
    if desk in _looks:
        _looks[desk].again = True
        return
    _looks[desk] = Look()
    # Steps that are missing are read first, and that is asked for in the next turn as well.
    asyncio.get_running_loop().call_soon(_ask, desk)


def _ask(desk: hub.Desk) -> None:
    turnstile.do(
        partial(desknews.DeskNews, desk.counsellor, set(desk.held), set(desk.offers)),
        partial(_seen, desk),
    )


def moved(conversations: set[UUID]) -> None:
    """These had a step while somebody may be looking: what was looked up of them may be old.

    Nobody is told of a step of an offer that no console here shows yet. Without this an offer that
    was looked up just before its words came would never say why it stands first.
    """
    for under_way in _looks.values():
        under_way.moved |= conversations


def _seen(desk: hub.Desk, news: desknews.DeskNews | Refused) -> None:
    done = _looks.pop(desk)
    if desk not in hub.desks.get(desk.counsellor, ()):
        return
    if not isinstance(news, Refused):
        _tell_desk(desk, news)
    if done.again or not done.moved.isdisjoint(desk.offers):
        look_at(desk)


def _tell_desk(desk: hub.Desk, news: desknews.DeskNews) -> None:
    _tell_company(desk, news)
    for view in news.opened:
        if view.conversation not in desk.held:
            hub.desk_joins(view.conversation, desk, view.seq)
            by = news.given.get(view.conversation, "")
            desk.push(protocol.encode(protocol.Opened(view=view, given_by=by)))
            catchup.joined(view.conversation, view.seq, partial(serving.to_desk, desk))
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
            catchup.read({conversation: room.last})
            continue
        hub.leave(conversation, desk)
        desk.held.pop(conversation, None)
        desk.beside.discard(conversation)
        desk.push(protocol.encode(_gone(conversation, seq, state)))
    desk.status_is(news.status, aside=news.aside, rests=news.rests)


def _tell_company(desk: hub.Desk, news: desknews.DeskNews) -> None:
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
        giver=offer.giver,
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
