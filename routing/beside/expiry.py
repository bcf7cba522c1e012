"""Sets when the words of a locked conversation go: it stands on the conversation, and is shown.

What is to be kept redacted goes within minutes like anything else, until the worker has redacted
it: only then is the later time set (`routing/upkeep/aftercare.py`). So a redaction that fails keeps
nothing, whatever stands still. What is in doubt goes after some days, unless somebody checks it.
"""

from datetime import datetime, timedelta

from helpline.models import Conversation
from transcripts.models import Kept
from transcripts.policies import GRACE
from transcripts.promised.deadlines import Verdict


def settle(row: Conversation, verdict: Verdict, now: datetime) -> None:
    """The words of a conversation that is over go as the rule says that fits it."""
    row.erase_at = _provisional(row, verdict, now) if verdict.redact else _plainly(row, verdict)


def erase(row: Conversation, at: datetime) -> None:
    """Whoever wrote them wants the words gone by that time."""
    Kept.objects.filter(conversation=row, until__gt=at).update(until=at)
    row.erase_at = at


def stands(row: Conversation) -> datetime | None:
    """When the words go, as people were told: also of what waits to be redacted first."""
    kept = Kept.objects.filter(conversation=row).values_list("until", flat=True).first()
    return kept if kept and row.erase_at else row.erase_at


def until(row: Conversation, kept: Kept) -> datetime:
    """When words that are redacted go: sooner, as long as they are in doubt."""
    if not kept.doubtful or kept.redacted_at is None:
        return kept.until
    return min(kept.until, kept.redacted_at + timedelta(days=row.line.unchecked_days))


def _plainly(row: Conversation, verdict: Verdict) -> datetime:
    Kept.objects.filter(conversation=row).delete()
    return verdict.at


def _provisional(row: Conversation, verdict: Verdict, now: datetime) -> datetime:
    """When the words go for now; as the rule says once they are redacted."""
    kept, _ = Kept.objects.update_or_create(
        conversation=row, defaults={"until": verdict.at}, create_defaults=_fresh(verdict, now)
    )
    return until(row, kept) if kept.redacted_at else min(verdict.at, now + GRACE)


def _fresh(verdict: Verdict, now: datetime) -> dict[str, datetime]:
    return {"until": verdict.at, "forget_at": now + GRACE}
