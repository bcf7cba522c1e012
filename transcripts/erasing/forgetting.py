"""Forgets who wrote, once nothing of theirs is kept that needs them."""

from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from helpline import failpoints
from helpline.models import Conversation, ReturnCode, Seeker
from transcripts import keys


def forget_seekers(erased: list[UUID]) -> None:
    """Erase address and token of these conversations' seekers, and destroy their keys."""
    make_unknown(erased)
    destroy_keys(erased)


def make_unknown(erased: list[UUID]) -> tuple[int, dict[str, int]]:
    """Erase address and token of these conversations' seekers, unless another of theirs is kept.

    With them goes a number for coming back.

    The seekers are locked before it is asked what is kept: one who writes just now is either seen
    here, or finds that they were forgotten and becomes somebody new. Returns how many there were,
    and how many rows that was, by table.
    """
    with transaction.atomic():
        whose = Conversation.objects.filter(pk__in=erased).values("seeker")
        locked = list(Seeker.objects.select_for_update().filter(pk__in=whose).order_by("pk"))
        nobody = Seeker.objects.filter(~_kept(erased), pk__in=[seeker.pk for seeker in locked])
        gone = list(nobody.values_list("pk", flat=True))
        return len(gone), _empty(gone)


def destroy_keys(erased: list[UUID]) -> None:
    """Destroy the keys of those seekers of these conversations who are unknown by now.

    Their keys go last: were they gone while the address can still be found, whoever texts from it
    could never be answered again.
    """
    failpoints.reach("after_seeker_unknown")
    exited = Exists(Conversation.objects.filter(seeker=OuterRef("pk"), exited_at__isnull=False))
    unknown = Seeker.objects.filter(Q(token_hash=None) | exited, ~_kept(erased), address_hash=None)
    whose = Conversation.objects.filter(pk__in=erased).values("seeker")
    keys.destroy(list(unknown.filter(pk__in=whose).values_list("pk", flat=True)))


def _kept(erased: list[UUID]) -> Exists:
    """Something else of theirs is kept, and by whom it is with it.

    What is held by law past its time needs nobody: it holds the words alone.
    """
    needed = Q(kept=None) | Q(kept__forget_at__gt=timezone.now()) | Q(kept__redacted_at=None)
    theirs = Conversation.objects.filter(needed, seeker=OuterRef("pk"), erased_at=None)
    aside = Q(held_until__isnull=False, erase_at__lte=timezone.now())
    return Exists(theirs.exclude(aside).exclude(pk__in=erased))


def _empty(seekers: list[UUID]) -> dict[str, int]:
    known = Seeker.objects.filter(pk__in=seekers)
    known.update(address_hash=None, address=None, code="")
    # After a quick exit the hash stays, so that the token goes on being refused: one that is
    # young and unknown would be welcomed as new.
    known.exclude(conversations__exited_at__isnull=False).update(token_hash=None)
    _count, rows = ReturnCode.objects.filter(seeker__in=seekers).delete()
    return {Seeker._meta.label: len(seekers), **rows}
