"""A hold as somebody agrees to it or ends it: done, and told at once to whoever has the talk open.

Whoever wrote is not to read a promise that does not hold any more; whoever answers them is told
that a law has the words kept and till when, and never why.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from helpline.models import Conversation
from routing import moves, outbound
from routing.events import milliseconds
from transcripts.held import holds
from transcripts.held.rows import By
from transcripts.models import Hold


def agree(hold: UUID, by: By) -> None:
    """As `holds.agree`, which says what it raises."""
    with transaction.atomic():
        found = holds.agree(hold, by)
        _tell(found, "law_holds", by, str(milliseconds(found.until)))


def release(hold: UUID, by: By, reason: str) -> None:
    """As `holds.release`, which says what it raises."""
    with transaction.atomic():
        _tell(holds.release(hold, by, reason), "law_ends", by)


def _tell(hold: Hold, happening: str, by: By, detail: str = "") -> None:
    row: Conversation = moves.locked(hold.conversation_id)
    actor = by.person.pk.hex if by.person else "helpline"
    now = timezone.now()
    outbound.publish(row, happening, actor=actor, at=now, before=row.state, detail=detail)
