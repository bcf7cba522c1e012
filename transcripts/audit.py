"""Written down for good: who looked, who tried what they may not, who changed what; never a word.

A typed reason is about a person who sought help, so it is sealed under their conversation's key and
goes with it; that there was one, and whose it was, stays until `ledger.forget`.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from helpline.models import Counsellor
from transcripts import chain, keys, ledger
from transcripts.keyring import hashes
from transcripts.models import Audit
from transcripts.redacted import typed


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
    now, name = timezone.now(), who.shift_name if who else account
    said = typed.reason(conversation, reason)
    about_reason = _about_reason(name, action, now)
    row = Audit(
        at=now,
        who=who,
        name=name,
        action=action,
        conversation=conversation,
        about=about,
        detail=detail,
        sealed=keys.seal(conversation, said, about_reason) if conversation and said else None,
    )
    row.mark = chain.marked(ledger.content_of(row), hashes.mark)
    row.save(force_insert=True)
    return row


def reason_of(row: Audit) -> str | None:
    """The reason that was typed; None if there was none, or its conversation is erased.

    Nor is there one from before a conversation was redacted: it was sealed by the key of then.
    """
    about = _about_reason(row.name, row.action, row.at)
    sealed = bytes(row.sealed or b"")
    if row.conversation and sealed and keys.of_before(row.conversation, sealed, about, row.at):
        return None
    return keys.told(row.conversation, row.sealed, about) or None


def _about_reason(name: str, action: str, at: datetime) -> bytes:
    return f"audit {name} {action} ".encode() + keys.moment(at)
