"""What was decided at a high risk: a small record of its own, which outlives the transcript.

It holds choices from fixed lists, the line's own questions with their answers, and who answers for
it. A reason that was typed is sealed under a key of the record, never that of the words; so is why
a supervisor opened it. All goes when the record's own time has come (`policies.DECISIONS`).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpline import failpoints
from helpline.models import Conversation, Counsellor
from transcripts import keys
from transcripts.models import Decision
from transcripts.policies import DECISIONS
from transcripts.redacted import typed

ABOUT = b"decision"
# The empty row stays so long: those who look after keys see that theirs was destroyed on purpose.
EMPTY_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Said:
    """What was chosen: the decision, with whom, whether help arrived, and the answers."""

    decided: str
    beside: str = ""
    colleague: Counsellor | None = None
    confirmed: str = ""
    checks: Sequence[Mapping[str, str]] = field(default_factory=list)
    reason: str = ""


def write_down(row: Conversation, who: Counsellor, said: Said, now: datetime) -> Decision:
    """Add a record; an earlier one is never changed."""
    record, reason = uuid.uuid4(), typed.reason(row.pk, said.reason)
    keys.make([record])
    failpoints.reach("between_databases")
    return Decision.objects.create(
        id=record,
        line_id=row.line_id,
        conversation=row.pk,
        at=now,
        who=who,
        name=who.shift_name,
        risk=row.risk,
        decided=said.decided,
        beside=said.beside,
        beside_name=said.colleague.shift_name if said.colleague else "",
        confirmed=said.confirmed,
        checks=[dict(each) for each in said.checks],
        sealed=keys.seal(record, reason, ABOUT) if reason else None,
        erase_at=now + DECISIONS,
    )


def reason_of(record: Decision) -> str:
    """The reason that was typed; empty if there was none, or it cannot be read any more."""
    return keys.told(record.pk, record.sealed, ABOUT)


def forget(now: datetime) -> int:
    """Empty every record whose time has come, its key first; returns how many."""
    due = Decision.objects.filter(erase_at__lte=now).exclude(decided="")
    gone = list(due.values_list("pk", flat=True))
    if gone:
        keys.destroy(gone)
        Decision.objects.filter(pk__in=gone).update(
            who=None,
            name="",
            risk=0,
            decided="",
            beside="",
            beside_name="",
            confirmed="",
            checks=[],
            sealed=None,
        )
    Decision.objects.filter(erase_at__lte=now - EMPTY_FOR, decided="").delete()
    return len(gone)
