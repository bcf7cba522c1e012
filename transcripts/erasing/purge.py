"""Erases conversations, some at a time, step by step: each step can be repeated, none is skipped.

What is due is hidden already: nobody can read past a deadline. Then what lies at the provider is
written down, to go there too; the keys are destroyed; pictures go, then words and what hangs on
them, then whoever wrote, and their keys. How far it is stands in the database, so whoever is killed
is gone on for.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from helpline import failpoints
from helpline.models import Conversation
from transcripts import keys, policies, record, removals
from transcripts.copies import disclosures
from transcripts.erasing import forgetting
from transcripts.held import times
from transcripts.models import Kept, Purge, Purged

# A transaction of so many keeps nobody waiting.
BATCH = 100
Counts = dict[str, int]


def begin(due: QuerySet[Conversation], now: datetime) -> Purge | None:
    """Write down which of these are erased together now, all of one policy; None if there are none,
    or another worker has just begun with them."""
    policy = due.order_by("erase_at").values_list("policy", flat=True).first()
    if policy is None:
        return None
    try:
        with transaction.atomic():
            rows = due.filter(policy=policy).order_by("erase_at")
            found = rows.select_for_update(of=("self",), skip_locked=True)[:BATCH]
            purge = write_down(policy, [row.pk for row in found], now)
    except IntegrityError:
        return None
    failpoints.reach("after_purge_begun")
    return purge


def write_down(policy: str, conversations: list[UUID], now: datetime) -> Purge | None:
    """These are being erased from now on; raises IntegrityError if any is already."""
    if not conversations:
        return None
    purge = Purge.objects.create(
        policy=policy,
        version=policies.of(policy).version,
        conversations=len(conversations),
        begun_at=now,
    )
    Purged.objects.bulk_create(Purged(purge=purge, conversation_id=pk) for pk in conversations)
    return purge


def finish(pk: int, now: datetime) -> int:
    """Do every step that is left; returns how many conversations were erased by us."""
    while True:
        purge = Purge.objects.filter(pk=pk, done_at=None).first()
        if purge is None:
            return 0
        talks = list(Purged.objects.filter(purge=purge).values_list("conversation_id", flat=True))
        if STEPS[purge.stage](purge, talks, now) and purge.stage == LAST:
            return purge.conversations


# ---- the steps -----------------------------------------------------------------------------------


def _at_the_provider(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    """What went through a provider must go there as well, however often it takes to ask."""
    removals.of_conversations(talks, now)
    return _pass(purge, {})


def _keys(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    keys.destroy(talks)
    failpoints.reach("after_key_destroyed")
    return _pass(purge, {}, destroyed=len(talks))


def _pictures(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    with transaction.atomic():
        return _is_here(purge) and _pass(purge, record.shred_pictures(talks))


def _words(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    with transaction.atomic():
        passed = _is_here(purge) and _with_words(purge, talks, now)
    failpoints.reach("after_rows_deleted")
    return passed


def _with_words(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    released, holds = times.forget(talks, now)
    rows = record.shred(talks) | disclosures.forget(talks) | holds
    return _pass(purge, rows, released=released)


def _who_wrote(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    with transaction.atomic():
        if not _is_here(purge):
            return False
        gone, rows = forgetting.make_unknown(talks)
        return _pass(purge, rows, destroyed=gone)


def _their_keys(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    """They were counted with who wrote, in the one transaction that knows how many these are."""
    forgetting.destroy_keys(talks)
    failpoints.reach("after_seeker_forgotten")
    return _pass(purge, {})


def _say_so(purge: Purge, talks: list[UUID], now: datetime) -> bool:
    with transaction.atomic():
        if not _is_here(purge):
            return False
        Kept.objects.filter(conversation__in=talks).delete()
        Conversation.objects.filter(pk__in=talks).update(erased_at=now)
        Purged.objects.filter(purge=purge).delete()
        return bool(Purge.objects.filter(pk=purge.pk).update(done_at=now))


Step = Callable[[Purge, list[UUID], datetime], bool]
STEPS: dict[str, Step] = {
    "provider": _at_the_provider,
    "keys": _keys,
    "pictures": _pictures,
    "words": _words,
    "who_wrote": _who_wrote,
    "their_keys": _their_keys,
    "done": _say_so,
}
ORDER = list(STEPS)
LAST = ORDER[-1]


def _is_here(purge: Purge) -> bool:
    """Locks it; whether nobody else has done this step meanwhile."""
    there = Purge.objects.select_for_update().filter(pk=purge.pk, done_at=None)
    return there.values_list("stage", flat=True).first() == purge.stage


def _pass(purge: Purge, rows: Counts, destroyed: int = 0, released: int = 0) -> bool:
    """On to the next step, with what was counted; False if somebody else was faster."""
    counted = dict(purge.rows)
    for table, count in rows.items():
        counted[table] = counted.get(table, 0) + count
    here = Purge.objects.filter(pk=purge.pk, stage=purge.stage)
    following = ORDER[ORDER.index(purge.stage) + 1]
    sums = {"keys": purge.keys + destroyed, "released": purge.released + released}
    return bool(here.update(stage=following, rows=counted, **sums))
