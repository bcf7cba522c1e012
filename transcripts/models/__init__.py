"""Sealed messages in the main database; keys and tombstones in the database `keys`."""

from transcripts.models.audit import Audit, AuditEnds, AuditLink, WrittenOnce
from transcripts.models.erasing import Backup, Kept, Purge, Purged, Receipt, Tightening, Watch
from transcripts.models.given import Answer, Decision, Demand, Disclosure
from transcripts.models.held import Hold
from transcripts.models.keys import SealedKey, Tombstone
from transcripts.models.words import Message, Picture, Removal

__all__ = [
    "Answer",
    "Audit",
    "AuditEnds",
    "AuditLink",
    "Backup",
    "Decision",
    "Demand",
    "Disclosure",
    "Hold",
    "Kept",
    "Message",
    "Picture",
    "Purge",
    "Purged",
    "Receipt",
    "Removal",
    "SealedKey",
    "Tightening",
    "Tombstone",
    "Watch",
    "WrittenOnce",
]
