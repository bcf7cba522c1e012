"""The rows of a hold and of what it holds: locked, moved on by the table, written down.

Whoever erases locks the same conversation, so either the erasing comes first or the hold.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from transcripts import audit
from transcripts.held import rules
from transcripts.held.rules import HOLDING, Standing
from transcripts.models import Hold, Purged


@dataclass(frozen=True, slots=True)
class By:
    """Whoever asks or answers: their account, the name that stays, and the person, if any."""

    account: int
    name: str
    person: Counsellor | None = None


# What time does, nobody does.
TIME = By(0, "")


def locked(conversation: UUID) -> Conversation:
    """The conversation, locked until the transaction ends; raises `Refused` if there is none."""
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("line")
    found = rows.filter(pk=conversation).first()
    if found is None:
        raise Refused("no_conversation")
    return found


def found(hold: UUID) -> tuple[Hold, Conversation]:
    """A hold as it stands, and its conversation, locked; raises `Refused` if there is none."""
    whose = Hold.objects.filter(pk=hold).values_list("conversation_id", flat=True).first()
    if whose is None:
        raise Refused("no_conversation")
    row = locked(whose)
    there = Hold.objects.select_for_update(of=("self",)).filter(pk=hold).first()
    if there is None:
        raise Refused("no_conversation")
    return there, row


def standing(row: Conversation) -> Standing:
    """What counts of a locked conversation."""
    going = Purged.objects.filter(conversation=row).exists()
    return Standing(row.erase_at, row.erased_at is not None, going)


def move(hold: Hold, happening: str) -> None:
    """On by the table; raises `Refused("not_now")` where that may not happen."""
    state = rules.after(hold.state, happening)
    if state is None:
        raise Refused("not_now")
    hold.state = state


def end(hold: Hold, happening: str, by: By, now: datetime, reason: str = "") -> None:
    """It is over, and holds nothing any more; written down. Raises `Refused` as `move` does."""
    held = hold.state == HOLDING
    move(hold, happening)
    hold.over_at, hold.over_name = now, by.name
    hold.save()
    if held:
        reckon(hold.conversation_id)
    note(hold, by, hold.state, reason)


def reckon(conversation: UUID) -> None:
    """Till when a locked conversation is held, by all that hold it, and by what may be told."""
    held = Hold.objects.filter(conversation=conversation, state=HOLDING)
    latest = held.aggregate(
        held_until=Max("until"), held_openly=Max("until", filter=Q(silent=False))
    )
    Conversation.objects.filter(pk=conversation).update(**latest)


def end_silence(hold: Hold, by: By) -> None:
    """It may be told from now on; raises `Refused("not_now")` where it does not hold, or may be."""
    if hold.state != HOLDING or not hold.silent:
        raise Refused("not_now")
    hold.silent = False
    hold.save(update_fields=["silent"])
    reckon(hold.conversation_id)
    note(hold, by, "told")


def end_if_over(hold: Hold, row: Conversation, now: datetime) -> bool:
    """End it if time has."""
    over = rules.is_over(hold.state, hold.until, standing(row), now)
    if over:
        end(hold, "time", TIME, now)
    return over


def note(hold: Hold, by: By, what: str, reason: str = "") -> None:
    """In the audit: who did what about it; a reason goes with the words."""
    audit.note(
        by.person,
        "hold",
        account=by.name,
        conversation=hold.conversation_id,
        about=f"hold:{hold.pk}",
        detail=what,
        reason=reason,
    )
