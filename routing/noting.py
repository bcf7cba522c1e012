"""A half-filled wrap-up is the same in every window of whoever holds the talk, and after a crash.

It is kept as it is chosen; other windows, and other processes, are rung and read it again.
"""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from helpline import access, protocol
from helpline.errors import Refused
from helpline.models import Conversation
from helpline.states import HELD
from routing import bells, hub, moves, outbound, wrapups
from routing.turnstile import turnstile

RING = "noted"


def note(counsellor: UUID, conversation: UUID, noted: protocol.Noted) -> None:
    """Keep what is chosen so far, on a database thread, and have their windows told."""
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "noting", row)
        wrapups.keep(row, noted)
        stands = read(conversation)
    loop = outbound.door.loop
    if loop is not None:
        loop.call_soon_threadsafe(_kept, counsellor, stands)


def read(conversation: UUID) -> protocol.WrapUp:
    """How a wrap-up stands, on a database thread."""
    row = Conversation.objects.select_related("line").get(pk=conversation)
    stands = wrapups.of(row)
    return protocol.WrapUp(conversation, stands.used, stands.noted, stands.needs, stands.outcomes)


def relisted(line: int) -> None:
    """The lists of a line were changed: have everybody told who holds a talk of it."""
    held = Conversation.objects.filter(line=line, state__in=HELD, counsellor__isnull=False)
    loop = outbound.door.loop
    if loop is not None and not loop.is_closed():
        for counsellor, conversation in held.values_list("counsellor_id", "pk"):
            loop.call_soon_threadsafe(changed, counsellor, conversation)


# ---- on the event loop -------------------------------------------------------------------------


def _kept(counsellor: UUID, stands: protocol.WrapUp) -> None:
    _told(counsellor, stands)
    bells.gather(RING, [[counsellor.hex, stands.conversation.hex]])


def changed(counsellor: UUID, conversation: UUID) -> None:
    """Have every window of theirs told how this wrap-up stands, here and in other processes."""
    _tell(counsellor, conversation)
    bells.gather(RING, [[counsellor.hex, conversation.hex]])


def _tell(counsellor: UUID, conversation: UUID) -> None:
    if counsellor in hub.desks:
        turnstile.do(partial(read, conversation), partial(_told, counsellor))


def _told(counsellor: UUID, found: protocol.WrapUp | Refused) -> None:
    if isinstance(found, Refused):
        return
    encoded = protocol.encode(found)
    for desk in hub.desks.get(counsellor, ()):
        if found.conversation in desk.held:
            desk.push(encoded)


def rung(message: dict[str, Any]) -> None:
    """What a bell of another process says of wrap-ups."""
    if message.get("from") == bells.name:
        return
    for counsellor, conversation in message.get(RING, []):
        _tell(UUID(hex=counsellor), UUID(hex=conversation))
