"""What a wrap-up begins with and says so far: kept until it closes, and then only counted."""

import dataclasses
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpline import figures, protocol, terms
from helpline.errors import Refused
from helpline.models import Conversation
from helpline.protocol import Noted
from helpline.terms import Term, Terms
from referrals.barriers import barriers
from referrals.figures import about
from routing.models import Step, Used, WrapUp

# What may leave nothing that fits, beside the questions of the directory.
UNMET = frozenset({"nothing", "open_now", "free"})


@dataclass(frozen=True, slots=True)
class Stands:
    """What was inserted, what is chosen so far, if anything is, and what can be: all but what is
    off the line's lists and not chosen."""

    used: list[str]
    noted: Noted | UnsetType
    needs: list[protocol.Term]
    outcomes: list[protocol.Term]


def use(inserted: Iterable[tuple[UUID, str]], known: Collection[str]) -> None:
    """Note what was inserted in which talk, of what is `known`; nothing is read or written else."""
    rows = [Used(conversation_id=pk, slug=slug) for pk, slug in inserted if slug in known]
    if rows:
        Used.objects.bulk_create(rows, ignore_conflicts=True)


def standing(rows: Collection[Conversation]) -> Callable[[Conversation], Stands]:
    """How each of these talks stands; their lines are at hand."""
    talks = [row.pk for row in rows]
    used: dict[UUID, list[str]] = {}
    inserted = Used.objects.filter(conversation_id__in=talks).order_by("pk")
    for pk, slug in inserted.values_list("conversation_id", "slug"):
        used.setdefault(pk, []).append(slug)
    chosen = WrapUp.objects.filter(conversation_id__in=talks)
    noted = dict(chosen.values_list("conversation_id", "chosen"))
    return lambda row: _stands(row, used.get(row.pk, []), _read(noted.get(row.pk, {})))


def of(row: Conversation) -> Stands:
    """The same of one."""
    return standing([row])(row)


def terms_of(row: Conversation) -> Terms:
    """The lists of the line that a talk belongs to, whoever holds it."""
    return terms.of(row.line.needs, row.line.outcomes)


def _stands(row: Conversation, used: list[str], noted: Noted | UnsetType) -> Stands:
    lists = terms_of(row)
    if noted is not UNSET:
        # It may have been begun on another line.
        needs, outcome = lists.chosen(noted)
        noted = replace(noted, needs=needs, outcome=outcome)
    said = noted or Noted()
    return Stands(
        used, noted, _offered(lists.needs, said.needs), _offered(lists.outcomes, [said.outcome])
    )


def _offered(some: Iterable[Term], chosen: Collection[str]) -> list[protocol.Term]:
    return [
        protocol.Term(each.id, each.en, each.fr, each.retired is not None)
        for each in some
        if each.retired is None or each.id in chosen
    ]


def _read(chosen: dict[str, Any]) -> Noted | UnsetType:
    """What was chosen; nothing if an older or newer program means something else by it."""
    try:
        return msgspec.convert(chosen, Noted) if chosen else UNSET
    except msgspec.ValidationError:
        return UNSET


def must_be_choices(row: Conversation, chosen: Noted) -> None:
    """Raises `Refused("unknown_choice")` for what was never on the lists of its line."""
    if terms_of(row).unknown(chosen):
        raise Refused("unknown_choice")


def keep(row: Conversation, chosen: Noted) -> None:
    """Keep what is chosen so far of a locked conversation, in the place of what was."""
    must_be_choices(row, chosen)
    needs, outcome = terms_of(row).chosen(chosen)
    used = of(row).used
    kept = replace(
        chosen,
        needs=needs,
        outcome=outcome,
        left_out=[slug for slug in chosen.left_out if slug in used],
        lots={slug: lot for slug, lot in chosen.lots.items() if slug in used},
        unmet=[name for name in chosen.unmet if name in UNMET or name in barriers()],
    )
    WrapUp.objects.update_or_create(
        conversation=row, defaults={"chosen": msgspec.to_builtins(kept)}
    )


def told(row: Conversation, chosen: Noted | None = None) -> figures.Told:
    """What is to be counted of a locked conversation: what was chosen, else what stands so far.

    What became of places was noted before the end, whatever is chosen at it.
    """
    stands = of(row)
    kept = stands.noted or Noted()
    said = chosen or kept
    offered = [slug for slug in stands.used if slug not in said.left_out]
    found = about(offered) if offered else {}
    categories = [each.category for each in found.values()]
    counted = figures.told(said, terms_of(row), categories, _answered(row.pk))
    lots = {kept.lots.get(slug, "offered") for slug, each in found.items() if each.referral}
    return dataclasses.replace(counted, lots=tuple(sorted(lots)), unmet=_unmet(kept))


def _unmet(kept: Noted) -> tuple[str, ...]:
    return tuple(sorted(set(kept.unmet)))


def _answered(conversation: UUID) -> datetime | None:
    """When a counsellor first wrote."""
    said = Step.objects.filter(conversation_id=conversation, happening="said")
    theirs = said.exclude(actor__in=["seeker", "helpline"]).order_by("seq")
    return theirs.values_list("at", flat=True).first()


def forget(row: Conversation) -> None:
    """It is over: nothing of this is kept but the counts."""
    Used.objects.filter(conversation=row).delete()
    WrapUp.objects.filter(conversation=row).delete()
