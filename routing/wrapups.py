"""What a wrap-up begins with and says so far: kept until it closes, and then only counted."""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from helpline import figures
from helpline.models import Conversation
from helpline.protocol import Noted
from referrals.figures import categories_of
from routing.models import Used, WrapUp

Stands = tuple[list[str], Noted | UnsetType]
"""What was inserted, and what is chosen so far, if anything is."""


def use(inserted: Iterable[tuple[UUID, str]], known: Collection[str]) -> None:
    """Note what was inserted in which talk, of what is `known`; nothing is read or written else."""
    rows = [Used(conversation_id=pk, slug=slug) for pk, slug in inserted if slug in known]
    if rows:
        Used.objects.bulk_create(rows, ignore_conflicts=True)


def standing(conversations: Collection[UUID]) -> Callable[[UUID], Stands]:
    """What was inserted in each of these talks, in its order, and what is chosen so far."""
    used: dict[UUID, list[str]] = {}
    rows = Used.objects.filter(conversation_id__in=conversations).order_by("pk")
    for pk, slug in rows.values_list("conversation_id", "slug"):
        used.setdefault(pk, []).append(slug)
    chosen = WrapUp.objects.filter(conversation_id__in=conversations)
    noted = dict(chosen.values_list("conversation_id", "chosen"))
    return lambda pk: (used.get(pk, []), _read(noted.get(pk, {})))


def of(conversation: UUID) -> Stands:
    """The same of one."""
    return standing([conversation])(conversation)


def _read(chosen: dict[str, Any]) -> Noted | UnsetType:
    """What was chosen; nothing if an older or newer program means something else by it."""
    try:
        return msgspec.convert(chosen, Noted) if chosen else UNSET
    except msgspec.ValidationError:
        return UNSET


def keep(row: Conversation, chosen: Noted) -> None:
    """Keep what is chosen so far of a locked conversation, in the place of what was."""
    told, there = figures.told(chosen), of(row.pk)[0]
    kept = Noted(
        kind=chosen.kind,
        needs=list(told.needs),
        outcome=told.outcome,
        relation=chosen.relation,
        left_out=[slug for slug in chosen.left_out if slug in there],
    )
    WrapUp.objects.update_or_create(
        conversation=row, defaults={"chosen": msgspec.to_builtins(kept)}
    )


def told(row: Conversation, chosen: Noted | None = None) -> figures.Told:
    """What is to be counted of a locked conversation: what was chosen, else what stands so far."""
    used, so_far = of(row.pk)
    said = chosen or so_far or Noted()
    offered = [slug for slug in used if slug not in said.left_out]
    return figures.told(said, categories_of(offered).values() if offered else ())


def forget(row: Conversation) -> None:
    """It is over: nothing of this is kept but the counts."""
    Used.objects.filter(conversation=row).delete()
    WrapUp.objects.filter(conversation=row).delete()
