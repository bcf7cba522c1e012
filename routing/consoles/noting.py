"""A half-filled wrap-up is the same in all windows of whoever holds the talk, and after a crash."""

from uuid import UUID

from django.db import transaction

from helpline import access, protocol
from helpline.models import Conversation
from helpline.states import HELD
from routing import moves, serving
from routing.beside import wrapups
from routing.consoles.instep import InStep


def note(counsellor: UUID, conversation: UUID, noted: protocol.Noted) -> None:
    """Keep what is chosen so far, on a database thread, and have their windows told."""
    with transaction.atomic():
        row = moves.locked(conversation)
        access.must(counsellor, "noting", row)
        wrapups.keep(row, noted)
        stands = read(counsellor, conversation)
    windows.kept(counsellor, stands)


def read(counsellor: UUID, conversation: UUID) -> protocol.WrapUp:
    """How a wrap-up stands, on a database thread."""
    row = Conversation.objects.select_related("line").get(pk=conversation)
    stands = wrapups.of(row)
    return protocol.WrapUp(conversation, stands.used, stands.noted, stands.needs, stands.outcomes)


def relisted(line: int) -> None:
    """The lists of a line were changed: have everybody told who holds a talk of it."""
    held = Conversation.objects.filter(line=line, state__in=HELD, counsellor__isnull=False)
    loop = serving.door.loop
    if loop is not None and not loop.is_closed():
        for counsellor, conversation in held.values_list("counsellor_id", "pk"):
            loop.call_soon_threadsafe(windows.changed, counsellor, conversation)


windows = InStep("noted", read)
