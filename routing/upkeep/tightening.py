"""A line that keeps less from now on keeps less of what is there, too; nothing is ever kept longer.

It is done by the worker in small steps, each of which can be repeated. What somebody agreed to, of
their own words, stands.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from helpline.errors import Refused
from helpline.models import Conversation
from helpline.states import FINAL
from routing import moves, outbound, wishes
from routing.beside import expiry
from transcripts import policies
from transcripts.models import Tightening

AT_ONCE = 50


def tighten(now: datetime) -> int:
    """Let some more conversations go by what their line has chosen since; returns how many."""
    job = Tightening.objects.filter(done_at=None).order_by("at", "pk").first()
    if job is None:
        return 0
    found = list(_laxer(job).values_list("pk", flat=True)[:AT_ONCE])
    for pk in found:
        _tighten(pk, job, now)
    if not found:
        Tightening.objects.filter(pk=job.pk).update(done_at=now)
    return len(found)


def _laxer(job: Tightening) -> QuerySet[Conversation]:
    """What is there of this line and channel, and keeps more than it does by now."""
    rows = Conversation.objects.filter(
        line=job.line_id, channel=job.channel, erased_at=None, opened_at__lte=job.at
    )
    known = set(rows.order_by().values_list("policy", flat=True).distinct())
    return rows.filter(policy__in=[each for each in known if _keeps_more(each, job.policy)])


def _keeps_more(one: str, other: str) -> bool:
    return policies.keeps(one) > policies.keeps(other)


def _tighten(conversation: UUID, job: Tightening, now: datetime) -> None:
    with transaction.atomic():
        try:
            row = moves.locked(conversation)
        except Refused:
            return
        if row.erased_at or not _keeps_more(row.policy, job.policy):
            return
        row.policy = job.policy
        stands = expiry.stands(row)
        if row.state in FINAL and row.closed_at and stands and stands > now:
            expiry.settle(row, wishes.verdict(row, row.closed_at, stands), now)
        outbound.publish(row, "kept", actor="helpline", at=now, before=row.state, detail=row.policy)
