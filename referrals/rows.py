"""Rows of the directory as the plain entries that they hold, and the columns of an entry."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import msgspec
from django.db.models import Model, Prefetch, QuerySet

from referrals import entries
from referrals.models import Answered, Location, Organisation, Programme, Service, Tagging

E = TypeVar("E", bound=msgspec.Struct)
OF_A_TAG = ("service", "preferred", "delivery", "term__code", "term__vocabulary__code")
PLAIN = (str, int, float, bool, date, type(None))


def key_of(row: Any) -> str:
    """What an entry of this row is called: as where it comes from, else by its own id."""
    return row.source_id or str(row.pk)


def columns(entry: msgspec.Struct, model: type[Model]) -> dict[str, Any]:
    """What of an entry stands in columns of its row, as it is stored there."""
    names = {each.name for each in model._meta.concrete_fields if not each.is_relation}
    found = {name: getattr(entry, name) for name in entry.__struct_fields__ if name in names}
    return {
        name: value if isinstance(value, PLAIN) else msgspec.to_builtins(value)
        for name, value in found.items()
    }


def _entry(row: Model, kind: type[E], **more: Any) -> E:
    names = {each.name for each in row._meta.concrete_fields if not each.is_relation}
    held = {name: getattr(row, name) for name in kind.__struct_fields__ if name in names}
    return msgspec.convert({**held, "source_id": key_of(row), **more}, kind)


def place(row: Location) -> entries.Place:
    return _entry(row, entries.Place)


def programme(row: Programme) -> entries.Programme:
    return _entry(row, entries.Programme)


def organisation(row: Organisation) -> entries.Organisation:
    """The organisation alone, without what it runs."""
    return _entry(row, entries.Organisation, places=[], programmes=[], services=[])


def service(row: Service) -> entries.Service:
    """A service; what it is tied to must have been read along, by `whole`."""
    return _entry(
        row,
        entries.Service,
        programme=key_of(row.programme) if row.programme else "",
        places=[key_of(each) for each in row.locations.all()],
        tags=[_tag(each) for each in row.taggings.all()],
        facts=[
            {"name": f.name, "answer": f.answer, "note": f.note, "to_check": f.to_check}
            for f in row.facts.all()
        ],
    )


def _tag(row: Tagging) -> dict[str, Any]:
    return {
        "vocabulary": row.term.vocabulary.code,
        "code": row.term.code,
        "preferred": row.preferred,
        "delivery": row.delivery,
    }


def whole(found: QuerySet[Service]) -> QuerySet[Service]:
    """These services with everything that `service` reads, in a fixed number of statements."""
    # Many services are of one organisation, and a term says a lot that nobody asks for here.
    tags = Tagging.objects.select_related("term__vocabulary").order_by("pk").only(*OF_A_TAG)
    return found.prefetch_related(
        "organisation",
        "programme",
        Prefetch("taggings", tags),
        Prefetch("facts", Answered.objects.order_by("pk")),
        Prefetch("locations", Location.objects.order_by("pk")),
    )


def remembered(read: Callable[[Any], E]) -> Callable[[Any], E]:
    """The same reading, done once for each row: many services are of one organisation."""
    known: dict[Any, E] = {}

    def once(row: Any) -> E:
        if row.pk not in known:
            known[row.pk] = read(row)
        return known[row.pk]

    return once
