"""What stands of a decision at a high risk: what is chosen so far, and which was written down last.

What is chosen so far is its counsellor's alone: whoever takes the talk over begins anew, and
answers for nothing that somebody else has ticked.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpline import firstchecks
from helpline.models import Conversation, Counsellor
from helpline.protocol import Weighed, WrittenDown
from helpline.ranks import HIGH
from routing.events import milliseconds
from routing.models import Step, Weighing

# A flag from here on was there, even if it is taken back by now.
HIGH_FLAGS = ("2", "3")

WHO = ("shift_name", "line_id")
Stands = tuple[bool, Weighed | UnsetType, WrittenDown | UnsetType]
"""Whether its risk was ever high; what is chosen so far, and what was written down last, if any."""
NOTHING: Stands = (False, UNSET, UNSET)


def was_high(row: Conversation) -> bool:
    """Whether its risk is flagged as high, or ever was."""
    flags = Step.objects.filter(conversation=row, happening="flagged", detail__in=HIGH_FLAGS)
    return row.risk >= HIGH or flags.exists()


def keep(row: Conversation, person: Counsellor, chosen: Weighed) -> None:
    """Keep what is chosen so far of a locked conversation, in the place of what was."""
    asked = {each.id for each in firstchecks.read(row.line.checklist)}
    kept = replace(chosen, checks={k: v for k, v in chosen.checks.items() if k in asked})
    if kept.beside != "colleague" or not _is_there(row, kept.colleague):
        beside = "" if kept.beside == "colleague" else kept.beside
        kept = replace(kept, beside=beside, colleague=UNSET)
    if kept == Weighed():
        forget(row)
        return
    Weighing.objects.update_or_create(
        conversation=row, defaults={"counsellor": person, "chosen": msgspec.to_builtins(kept)}
    )


def _is_there(row: Conversation, colleague: UUID | UnsetType) -> bool:
    if isinstance(colleague, UnsetType):
        return False
    return Counsellor.objects.filter(pk=colleague, line=row.line_id).exists()


def standing(conversations: Collection[UUID]) -> Callable[[UUID, UUID | None], Stands]:
    """How a decision stands in each of these talks, as a counsellor who holds it sees that."""
    telling = Q(happening="flagged", detail__in=HIGH_FLAGS) | Q(happening="decided")
    steps = Step.objects.filter(telling, conversation__in=conversations).order_by("seq")
    found = list(steps.select_related("conversation"))
    # As nearly always: then nothing more is asked.
    if not found:
        return lambda pk, reader: NOTHING
    last = _written([step for step in found if step.happening == "decided"])
    rows = Weighing.objects.filter(conversation__in=conversations)
    chosen = {
        (pk, who): _read(said)
        for pk, who, said in rows.values_list("conversation_id", "counsellor_id", "chosen")
    }
    high = {step.conversation_id for step in found}
    return lambda pk, reader: (
        pk in high,
        chosen.get((pk, reader), UNSET) if reader else UNSET,
        last.get(pk, UNSET),
    )


def _written(steps: Sequence[Step]) -> dict[UUID, WrittenDown]:
    """The last in each talk; what a line wrote down before it passed the talk on stays with it."""
    people = Counsellor.objects.filter(pk__in={UUID(hex=step.actor) for step in steps})
    known = {pk.hex: (name, line) for pk, name, line in people.values_list("pk", *WHO)}
    last = {}
    for step in steps:
        name, line = known.get(step.actor, ("", None))
        row = step.conversation
        if row.giver_id is None or line == row.line_id:
            last[row.pk] = WrittenDown(step.seq, milliseconds(step.at), name)
    return last


def of(conversation: UUID, reader: UUID) -> Stands:
    """The same of one."""
    return standing([conversation])(conversation, reader)


def _read(chosen: dict[str, Any]) -> Weighed | UnsetType:
    """What was chosen; nothing if an older or newer program means something else by it."""
    try:
        return msgspec.convert(chosen, Weighed)
    except msgspec.ValidationError:
        return UNSET


def forget(row: Conversation) -> None:
    """It is written down, or the talk is over: nothing of what was chosen is kept."""
    Weighing.objects.filter(conversation=row).delete()
