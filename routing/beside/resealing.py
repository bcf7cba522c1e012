"""What hangs on a conversation that is kept redacted: notes go, reasons are redacted, and all that
stays is sealed by its new key."""

from uuid import UUID

from routing.models import Alert, Guest, Handing
from routing.texting import reveals
from transcripts import record
from transcripts.copies import disclosures
from transcripts.held import holds
from transcripts.redacted import closing


def at_close(conversation: UUID) -> None:
    """Notes from hand to hand were for the talk, and nobody reads them after it."""
    for notes in (Handing, Guest, Alert):
        notes.objects.filter(conversation=conversation).update(sealed=None)
    for reasons in (reveals, holds):
        reasons.reseal(conversation, lambda said: closing.reason(conversation, said))
    disclosures.reseal(conversation)


def again(conversation: UUID) -> None:
    """What somebody has sealed meanwhile by the key that they had in mind."""
    record.reseal(conversation)
    at_close(conversation)
