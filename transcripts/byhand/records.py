"""Somebody takes out by hand what a record of staff says: a demand by law, or a yes to a copy."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from helpline import access
from helpline.access import SignedIn
from helpline.errors import Refused
from helpline.models import Counsellor
from transcripts import audit, keys
from transcripts.byhand import picking, taking
from transcripts.byhand.taking import Changed, Kind
from transcripts.copies import demands, disclosures, ending
from transcripts.models import Demand
from transcripts.redact.spans import Span

# Whoever runs the installation answers demands, and so may take words out of them.
RIGHTS: dict[Kind, str] = {"mask": "mask_demand", "erase": "erase_demand"}


def may(user: SignedIn, found: Demand, kind: Kind) -> bool:
    try:
        access.check_line(user, RIGHTS[kind], found.line_id)
    except Refused:
        return False
    return True


def redact_demand(
    user: SignedIn,
    by: demands.By,
    demand: UUID,
    name: str,
    spans: Sequence[Span],
    kind: Kind,
    seen: str,
) -> None:
    """As `taking.redact_by_hand`, with one of the texts of a demand (`demands.texts`), open or
    closed; the key under which it stood goes as well."""
    with transaction.atomic():
        row = demands.locked(demand)
        access.check_line(user, RIGHTS[kind], row.line_id)
        words = demands.texts(row)
        left = _left(row.pk, name, words, spans, kind, seen)
        others = {each: said for each, said in words.items() if said != keys.UNREADABLE}
        ending.rekey(row, {**others, name: left}, timezone.now())
        about, parts = f"demand:{row.pk}", str(len(spans))
        audit.note(None, RIGHTS[kind], account=by.name, about=about, detail=parts)


def redact_copy(
    who: Counsellor, one: UUID, name: str, spans: Sequence[Span], kind: Kind, seen: str
) -> None:
    """As `taking.redact_by_hand`, with `to` or `purpose` of a yes, over or not."""
    with transaction.atomic():
        found = disclosures.locked(one)
        if found is None:
            raise Refused("erased")
        row = found.conversation
        access.must(who.pk, taking.RIGHTS[kind], row)
        taking.must_not_be_held(row)
        words = disclosures.texts(found)
        left = _left(found.pk, name, words, spans, kind, seen)
        taking.new_key(row, timezone.now())
        disclosures.put(found, disclosures.Told(**{**words, name: left}))
        about, parts = f"disclosure:{found.pk}", str(len(spans))
        audit.note(who, taking.RIGHTS[kind], conversation=row.pk, about=about, detail=parts)


def _left(
    pk: UUID, name: str, words: dict[str, str], spans: Sequence[Span], kind: Kind, seen: str
) -> str:
    said = words.get(name, "")
    if not said or said == keys.UNREADABLE:
        raise Refused("erased")
    if seen != picking.seen_of(pk, name, said):
        raise Changed
    return taking.left(said, spans, kind)
