"""Who has no socket looks by themselves; their counsellor is told when they come, or stop.

Used on the event loop only. What is said here is a hint, and may be lost.
"""

import asyncio
from functools import partial
from uuid import UUID

from helpline.errors import Refused
from helpline.models import Conversation
from routing import hub, serving
from routing.turnstile import turnstile
from routing.waiting import lineup

# After so long without a look it is asked whether they look elsewhere; a little late is not gone.
QUIET_SECONDS = lineup.QUIET_AFTER.total_seconds() + 1

_due: dict[UUID, asyncio.TimerHandle] = {}


def looked(conversation: UUID) -> None:
    """Somebody has just looked at this conversation of theirs, from here."""
    known = _due.pop(conversation, None)
    if known is not None:
        known.cancel()
    else:
        serving.hint(conversation, "presence", "here")
    loop = asyncio.get_running_loop()
    _due[conversation] = loop.call_later(QUIET_SECONDS, _missed, conversation)


def looked_from_a_thread(conversation: UUID) -> None:
    """The same, where there is no event loop."""
    loop = serving.door.loop
    if loop is not None and not loop.is_closed():
        loop.call_soon_threadsafe(looked, conversation)


def _missed(conversation: UUID) -> None:
    _due.pop(conversation, None)
    turnstile.do(partial(_presence, conversation), partial(_tell, conversation))


def _presence(conversation: UUID) -> str:
    row = Conversation.objects.select_related("seeker").filter(pk=conversation).first()
    return lineup.presence_of(row) if row is not None else ""


def _tell(conversation: UUID, found: str | Refused) -> None:
    room = hub.rooms.get(conversation)
    if found == "quiet" and not (room is not None and room.seekers):
        serving.hint(conversation, "presence", "quiet")
