"""The terms that services are sorted by: those the project brings along, their tree, their pins."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec
from django.db import transaction

from referrals import editions, entries
from referrals.directory import CATEGORY, Listing
from referrals.models import Term, Vocabulary
from referrals.terms import tying
from referrals.wording.texts import Texts

FIRST_TERMS = Path(__file__).with_name("first_terms.json")
# The vocabulary of what is said in a talk and sends nobody anywhere.
TALK = "talk"
PINNED = 5


class Node(msgspec.Struct, kw_only=True):
    """A category with what is below it; `count` is of active services, each counted once."""

    id: int
    code: str
    label: Texts
    definition: Texts
    count: int
    pin: int | None
    see_also: list[str]
    active: bool = True
    children: list["Node"] = []


@cache
def first_terms() -> tuple[entries.Vocabulary, ...]:
    """The vocabularies that the project brings along."""
    return tuple(msgspec.json.decode(FIRST_TERMS.read_bytes(), type=list[entries.Vocabulary]))


def load_terms() -> int:
    """Add what is missing of them; what an organisation has worded anew stays.

    Returns how many terms were added.
    """
    with transaction.atomic():
        before = Term.objects.count()
        tying.terms_of(entries.Directory(vocabularies=list(first_terms())))
        added = Term.objects.count() - before
        if added:
            editions.changed()
    return added


def count(listings: Iterable[Listing], *, public: bool = False) -> Counter[str]:
    """How many active services each category has, those of the terms below it among them."""
    found: Counter[str] = Counter()
    for listing in listings:
        if listing.service.status == "active" and (listing.public or not public):
            found.update(listing.terms.get(CATEGORY, ()))
    return found


def tree(counts: Counter[str], vocabulary: str = CATEGORY, *, whole: bool = False) -> list[Node]:
    """The categories as a tree: those that are pinned first, in their order.

    The `whole` tree has those that are off the list, too.
    """
    found = Term.objects.filter(vocabulary__code=vocabulary)
    rows = {row.pk: row for row in found if whole or row.active}
    nodes: dict[int, Node] = {}
    below: dict[int | None, list[Node]] = {}
    for row in rows.values():
        nodes[row.pk] = node = _node(row, counts)
        below.setdefault(row.parent_id if row.parent_id in rows else None, []).append(node)
    for pk, node in nodes.items():
        node.children = below.get(pk, [])
    return sorted(below.get(None, []), key=lambda node: node.pin or PINNED + 1)


def _node(row: Term, counts: Counter[str]) -> Node:
    return Node(
        id=row.pk,
        code=row.code,
        label=row.label,
        definition=row.definition,
        count=counts[row.code],
        pin=row.pin,
        see_also=row.see_also,
        active=row.active,
    )


def pin(codes: Sequence[str]) -> None:
    """Put these categories on top, in this order, and no others.

    Raises ValueError if they are too many, twice the same, or not there.
    """
    with transaction.atomic():
        rows = {row.code: row for row in Term.objects.filter(vocabulary__code=CATEGORY)}
        if len(codes) > PINNED or len(set(codes)) < len(codes) or not set(codes) <= rows.keys():
            raise ValueError(", ".join(codes))
        for code, row in rows.items():
            row.pin = codes.index(code) + 1 if code in codes else None
        Term.objects.bulk_update(rows.values(), ["pin"])
        editions.changed()


def notices() -> list[Vocabulary]:
    """The vocabularies that are somebody's, whose notice stands where their terms are shown."""
    return list(Vocabulary.objects.exclude(owner="").order_by("code"))
