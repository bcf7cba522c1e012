"""A hold as somebody agrees to it or ends it: done, and told at once to whoever has the talk open.

Whoever wrote is not to read a promise that does not hold any more; whoever answers them is told
that a law has the words kept and till when, and never why. Where an order bids silence neither is
told before it ends, and the page promises nothing meanwhile.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from routing import moves, outbound
from routing.events import milliseconds
from transcripts.held import holds, rows, times
from transcripts.held.rows import By
from transcripts.models import Hold


def agree(hold: UUID, by: By) -> None:
    """As `holds.agree`, which says what it raises."""
    with transaction.atomic():
        _tell(holds.agree(hold, by), by)


def release(hold: UUID, by: By, reason: str) -> None:
    """As `holds.release`, which says what it raises."""
    with transaction.atomic():
        _tell(holds.release(hold, by, reason), by)


def speak(hold: UUID, by: By) -> None:
    """As `holds.speak`, which says what it raises."""
    with transaction.atomic():
        _tell(holds.speak(hold, by), by)


def connect() -> None:
    """Hear of what time changes, in whatever process it does."""
    times.listen(told_by_time)


def told_by_time(hold: Hold) -> None:
    """Time has ended it, or the order to be silent about it; its conversation is locked."""
    if hold.agreed_at is not None:
        _tell(hold, rows.TIME)


def _tell(hold: Hold, by: By) -> None:
    """Every page that is open, of what stands there now; of one nobody may hear of, none.

    Its page says that nobody can read it no more with the next state, or when it is loaded.
    """
    if hold.silent:
        return
    row = moves.locked(hold.conversation_id)
    actor = by.person.pk.hex if by.person else "helpline"
    detail = str(milliseconds(row.held_openly)) if row.held_openly else ""
    happening = "law_holds" if detail else "law_ends"
    outbound.publish(
        row, happening, actor=actor, at=timezone.now(), before=row.state, detail=detail
    )
