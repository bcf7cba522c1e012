"""What others may have of the directory, as HSDS 3: nothing for the staff, licensed or secret."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from msgspec.structs import replace

from referrals import rows
from referrals.exchange import opening, sending
from referrals.exchange.hsds import Labels, Sent, Tree
from referrals.models import Organisation, Service, Source, Term, Vocabulary
from referrals.transfer.firstdirectory import SOURCE

# Ours: what was written here, and what the project brings along.
OWN = ("", SOURCE)


def services() -> QuerySet[Service]:
    """Those that may be passed on."""
    return Service.objects.filter(
        _may_go(""), _may_go("organisation__"), public=True, organisation__public=True
    ).order_by("pk")


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(_may_go(""), public=True).order_by("pk")


def _may_go(prefix: str) -> Q:
    free = Source.objects.filter(may_export=True).values_list("name", flat=True)
    return Q(**{f"{prefix}source__in": [*OWN, *free]})


def free_vocabularies() -> list[str]:
    return list(Vocabulary.objects.filter(may_export=True).values_list("code", flat=True))


def labels(free: Iterable[str]) -> Labels:
    """How the terms of these vocabularies are called."""
    found: dict[str, dict[str, Any]] = {}
    terms = Term.objects.filter(vocabulary__code__in=list(free))
    for vocabulary, code, label in terms.values_list("vocabulary__code", "code", "label"):
        found.setdefault(vocabulary, {})[code] = label
    return found


def trees(found: QuerySet[Service]) -> Iterator[Tree]:
    """Each of these services as one object of HSDS 3, called by the ids that they have here."""
    free = free_vocabularies()
    called = labels(free)
    for row in rows.whole(found).iterator(chunk_size=200):
        yield sending.tree(_sent(row, free), called)


def _sent(row: Service, free: list[str]) -> Sent:
    where = list(row.locations.all())
    entry = replace(
        rows.service(row),
        source_id=str(row.pk),
        programme=str(row.programme_id or ""),
        places=[str(each.pk) for each in where],
    )
    programme = row.programme and rows.programme(row.programme)
    return Sent(
        service=opening.service(entry, free),
        organisation=organisation(row.organisation),
        programme=replace(opening.programme(programme), source_id=str(row.programme_id))
        if programme
        else None,
        places=tuple(
            opening.place(replace(rows.place(each), source_id=str(each.pk))) for each in where
        ),
    )


def organisation(row: Organisation) -> Any:
    """An organisation as others may have it."""
    return replace(opening.organisation(rows.organisation(row)), source_id=str(row.pk))


def idle(found: QuerySet[Organisation]) -> Iterator[Tree]:
    """Organisations that run no service that may be passed on: they would be in no tree."""
    busy = services().values_list("organisation_id", flat=True)
    for row in found.exclude(pk__in=busy):
        yield sending.organisation(organisation(row))


def one(pk: UUID) -> Tree | None:
    """One service; None if there is none that may be passed on."""
    return next(trees(services().filter(pk=pk)), None)


def notices() -> list[dict[str, Any]]:
    """Whose lists are in it, as their licences want it said."""
    found = Source.objects.filter(may_export=True).exclude(owner="").order_by("name")
    return [{"owner": s.owner, "licence": s.licence, "notice": s.notice} for s in found]
