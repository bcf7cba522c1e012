"""Takes the words away when their time has come: first the key, then the rows, then the seeker.

Every step can be repeated, so a crash between two of them is mended by the next run. What is past
its deadline is unreadable even before it is shredded (`record.after` refuses it).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from helpline import failpoints
from helpline.models import Conversation, ReturnCode, Seeker
from helpline.states import FINAL
from transcripts import keys, record, removals
from transcripts.leftovers import truncate_wal
from transcripts.models import Kept

BATCH = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan: how many conversations under a policy are due and kept."""

    policy: str
    due: int
    kept: int
    next_at: datetime | None


def _due(now: datetime) -> Q:
    return Q(erase_at__lte=now, erased_at__isnull=True, state__in=sorted(FINAL))


def plan(now: datetime) -> list[Planned]:
    """What a run at `now` would do, as counts."""
    counted = (
        Conversation.objects.filter(erased_at__isnull=True)
        .values("policy")
        .annotate(due=Count("pk", filter=_due(now)), stays=Count("pk", filter=~_due(now)))
        .order_by("policy")
    )
    return [
        Planned(row["policy"], row["due"], row["stays"], _next(row["policy"], now))
        for row in counted
    ]


def _next(policy: str, now: datetime) -> datetime | None:
    waiting = Conversation.objects.filter(policy=policy, erased_at__isnull=True, erase_at__gt=now)
    return waiting.order_by("erase_at").values_list("erase_at", flat=True).first()


def apply(now: datetime) -> int:
    """Shred everything that is due at `now`; returns how many conversations."""
    total = 0
    while due := list(Conversation.objects.filter(_due(now)).values_list("pk", flat=True)[:BATCH]):
        shred(due, now)
        total += len(due)
    return total


def shred(conversations: list[UUID], now: datetime) -> None:
    """Destroy the keys of these conversations, their messages and who they were with; then say so.

    What went through a provider is written down before its rows go: it must go there as well.

    Saying so comes last: until then the next run finds them again and repeats every step.
    """
    keys.destroy(conversations)
    failpoints.reach("after_key_destroyed")
    removals.of_conversations(conversations, now)
    record.shred(conversations)
    failpoints.reach("after_rows_deleted")
    Kept.objects.filter(conversation__in=conversations).delete()
    forget_seekers(conversations)
    failpoints.reach("after_seeker_forgotten")
    truncate_wal()
    Conversation.objects.filter(pk__in=conversations).update(erased_at=now)


def forget_seekers(erased: list[UUID]) -> int:
    """Erase address and token of these conversations' seekers, unless another of theirs is kept.

    With them goes a number for coming back.

    The seekers are locked before it is asked what is kept: one who writes just now is either seen
    here, or finds that they were forgotten and becomes somebody new. Their keys go last: were they
    gone while the address can still be found, whoever texts from it could never be answered again.
    Returns how many there were.
    """
    whose = Conversation.objects.filter(pk__in=erased).values("seeker")
    # Whoever wrote what is kept redacted is forgotten without it.
    needed = Q(kept=None) | Q(kept__forget_at__gt=timezone.now()) | Q(kept__redacted_at=None)
    theirs = Conversation.objects.filter(needed, seeker=OuterRef("pk"), erased_at=None)
    kept = theirs.exclude(pk__in=erased)
    with transaction.atomic():
        locked = list(Seeker.objects.select_for_update().filter(pk__in=whose).order_by("pk"))
        nobody = Seeker.objects.filter(~Exists(kept), pk__in=[seeker.pk for seeker in locked])
        gone = list(nobody.values_list("pk", flat=True))
        known = Seeker.objects.filter(pk__in=gone)
        known.update(address_hash=None, address=None, code="")
        # After a quick exit the hash stays, so that the token goes on being refused: one that is
        # young and unknown would be welcomed as new.
        known.exclude(conversations__exited_at__isnull=False).update(token_hash=None)
        ReturnCode.objects.filter(seeker__in=gone).delete()
    failpoints.reach("after_seeker_unknown")
    keys.destroy(gone)
    return len(gone)
