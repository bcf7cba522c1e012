"""What somebody tried that they may not is written down: who, what, about which, nothing else."""

from uuid import UUID

from django.db import transaction

from helpline import access
from helpline.errors import Code, Refused
from helpline.models import Conversation, Counsellor
from transcripts import audit

# Refused because of who it is; the rest is refused because of how things stand.
NOT_THEIRS: frozenset[Code] = frozenset({"not_yours", "not_allowed", "not_supervisor"})


def note(counsellor: UUID, action: str, conversation: UUID | None, refusal: Refused) -> None:
    """Write it down, unless what they ask about was in their hands before, or is not there."""
    if refusal.code not in NOT_THEIRS:
        return
    person = Counsellor.objects.filter(pk=counsellor).first()
    if person is None:
        return
    with transaction.atomic():
        if conversation is not None and _was_theirs(person, conversation):
            return
        audit.note(person, action, conversation=conversation, detail=refusal.code)


def reach(person: Counsellor | None, action: str, pk: UUID) -> Conversation | None:
    """The conversation that a page is about, if they may open it; else that is written down."""
    row = Conversation.objects.filter(pk=pk).first()
    if person is None or row is None:
        return None
    try:
        access.check(person, action, row)
    except Refused as refusal:
        note(person.pk, action, pk, refusal)
        return None
    return row


def _was_theirs(person: Counsellor, conversation: UUID) -> bool:
    held = person.assignment_set.filter(conversation=conversation)
    return held.exists() or not Conversation.objects.filter(pk=conversation).exists()
