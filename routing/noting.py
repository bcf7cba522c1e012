"""A half-filled wrap-up is the same in all windows of whoever holds the talk, and after a crash."""

from uuid import UUID

from django.db import transaction

from helpline import access, protocol
from routing import moves, wrapups
from routing.instep import InStep


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
    return protocol.WrapUp(conversation, *wrapups.of(conversation))


windows = InStep("noted", read)
