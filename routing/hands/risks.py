"""What a counsellor writes down at a high risk: the line's checklist, and what was decided.

It is apart from the talk: of what is written here the seeker hears nothing, and the talk only that
something was written down.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from msgspec import UnsetType

from helpline import access, firstchecks
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor
from routing import moves, outbound
from routing.beside import deciding
from routing.texting import reasons
from transcripts import audit, decisions


def decide(
    counsellor: UUID,
    conversation: UUID,
    decided: str,
    checks: Mapping[str, str],
    beside: str,
    colleague: UUID | UnsetType,
    confirmed: str,
    reason: str,
) -> None:
    """Write one decision down; raises `Refused("checklist_changed")` for questions that are gone.

    There must have been a flag of high risk: of others no such record is kept.
    """
    said = reasons.checked(reason) if reason.strip() else ""
    now = timezone.now()
    with transaction.atomic():
        row, person = at_high_risk(counsellor, conversation, "decide")
        chosen = decisions.Said(
            decided=decided,
            beside=beside,
            colleague=_colleague(row, beside, colleague),
            confirmed=confirmed,
            checks=_answered(row, checks),
            reason=said,
        )
        record = decisions.write_down(row, person, chosen, now)
        deciding.forget(row)
        audit.note(person, "decide", conversation=row.pk, about=f"decision:{record.pk}")
        outbound.publish(row, "decided", actor=person.pk.hex, at=now, before=row.state)


def at_high_risk(
    counsellor: UUID, conversation: UUID, action: str
) -> tuple[Conversation, Counsellor]:
    """A conversation whose risk was high once, locked, and who may do this; raises `Refused`."""
    row = moves.locked(conversation)
    person = access.must(counsellor, action, row)
    if not deciding.was_high(row):
        raise Refused("not_now", "The risk was never flagged as high.")
    return row, person


def _colleague(row: Conversation, beside: str, colleague: UUID | UnsetType) -> Counsellor | None:
    if beside != "colleague" or isinstance(colleague, UnsetType):
        return None
    found = Counsellor.objects.filter(pk=colleague, line=row.line_id).first()
    if found is None:
        raise Refused("no_colleague")
    return found


def _answered(row: Conversation, checks: Mapping[str, str]) -> list[dict[str, str]]:
    """The answers, each with the question as it was read, in the order of the list."""
    asked = firstchecks.read(row.line.checklist)
    if checks.keys() - {each.id for each in asked}:
        raise Refused("checklist_changed")
    return [
        {"en": each.en, "fr": each.fr, "answer": checks[each.id]}
        for each in asked
        if checks.get(each.id)
    ]
