"""Written down for good: who looked, who tried what they may not, who changed what; never a word.

A typed reason is about a person who sought help, so it is sealed under their conversation's key and
goes with it; that there was one, and whose it was, stays until `forget`.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Counsellor
from transcripts import keys
from transcripts.models import Audit

KEPT = timedelta(days=400)
REASON = b"audit"


def note(
    who: Counsellor | None,
    action: str,
    *,
    account: str = "",
    conversation: UUID | None = None,
    about: str = "",
    detail: str = "",
    reason: str = "",
) -> Audit:
    """Write down what somebody did, in the transaction of what they did.

    `account` names whoever has no person behind their account; `about` is what it was about if it
    was no conversation, as "line:3"; `detail` a code. A reason needs the conversation that it is
    about; raises `Refused("erased")` when that is gone.
    """
    return Audit.objects.create(
        at=timezone.now(),
        who=who,
        name=who.shift_name if who else account,
        action=action,
        conversation=conversation,
        about=about,
        detail=detail,
        sealed=keys.seal(conversation, reason, REASON) if conversation and reason else None,
    )


def reason_of(row: Audit) -> str | None:
    """The reason that was typed; None if there was none, or its conversation is erased."""
    if row.sealed is None or row.conversation is None:
        return None
    try:
        return keys.open_sealed(row.conversation, bytes(row.sealed), REASON)
    except Refused:
        return None


def forget(now: datetime) -> int:
    """Strike out what was written down more than a year ago; returns how many."""
    gone, _ = Audit.objects.filter(at__lte=now - KEPT).delete()
    return gone
