"""The directory in memory: read once, and again only what was changed since."""

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from referrals import editions, rows
from referrals.directory import Listing
from referrals.feedback import COUNTED
from referrals.models import Review, Service, Term
from referrals.reach import Reach
from referrals.search.listings import Labels, Parents, listing
from referrals.wording.texts import Texts

# The vocabularies that stay in the house, each with the notice of whose it is.
Licensed = Mapping[str, Texts]


class Shelf:
    """Every listing of this process; `listings` brings it up to date first."""

    def __init__(self) -> None:
        self._edition: str | None = None
        self._held: dict[UUID, tuple[datetime, Listing]] = {}
        self._sorted: tuple[Listing, ...] = ()
        self._terms: tuple[Parents, Labels, Licensed] = ({}, {}, {})
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Hold nothing: what comes next is read anew."""
        with self._lock:
            self._edition, self._held = None, {}

    def listings(self) -> tuple[Listing, ...]:
        """All services, whatever their status, in no order. One statement if nothing changed."""
        edition = editions.mark()
        if edition != self._edition:
            with self._lock:
                self._read(edition)
        return self._sorted

    def get(self, pk: UUID) -> Listing | None:
        return self.some([pk]).get(pk)

    def some(self, wanted: Iterable[UUID]) -> dict[UUID, Listing]:
        """Those of these that are there, by their id. One statement, however many."""
        self.listings()
        held = self._held
        return {pk: held[pk][1] for pk in wanted if pk in held}

    def lent(self, listing: Listing) -> list[tuple[list[Texts], Texts]]:
        """What its terms of licensed lists are called, and the notice of each list."""
        _parents, labels, licensed = self._terms
        return [
            ([labels[name][code] for code in sorted(codes) if code in labels[name]], licensed[name])
            for name, codes in sorted(listing.terms.items())
            if name in licensed and name in labels
        ]

    def _read(self, edition: str) -> None:
        terms = _terms()
        if terms != self._terms:
            self._terms, self._held = terms, {}
        stands = dict(Service.objects.values_list("pk", "changed_at"))
        known = {pk for pk, (at, _l) in self._held.items() if stands.get(pk) == at}
        fresh = dict(self._fresh(stands.keys() - known, stands))
        self._held = {pk: self._held[pk] for pk in known} | fresh
        self._sorted = tuple(each for _at, each in self._held.values())
        # Written last: whoever comes meanwhile sees what was there before, or waits.
        self._edition = edition

    def _fresh(
        self, wanted: Iterable[UUID], stands: dict[UUID, datetime]
    ) -> Iterable[tuple[UUID, tuple[datetime, Listing]]]:
        ids = list(wanted)
        parents, labels, licensed = self._terms
        organisation = rows.remembered(rows.organisation)
        programme, place = rows.remembered(rows.programme), rows.remembered(rows.place)
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            lowered = _lowered(some)
            for row in rows.whole(Service.objects.filter(pk__in=some)):
                found = listing(
                    row.pk,
                    rows.service(row),
                    organisation(row.organisation),
                    programme(row.programme) if row.programme else None,
                    tuple(place(each) for each in row.locations.all()),
                    parents,
                    labels,
                    lowered.get(row.pk, 0),
                    licensed,
                    _reach(row),
                )
                yield row.pk, (stands[row.pk], found)


def _reach(row: Service) -> Reach:
    switches = (row.only_lines, row.only_roles, row.not_in)
    return Reach(*map(frozenset, switches))


def _lowered(services: list[UUID]) -> dict[UUID, int]:
    """How much speaks against each of these."""
    since = timezone.localdate() - COUNTED
    counted = Q(feedback__day__gte=since)
    found = Review.objects.filter(service__in=services, outcome__in=["", "stands"])
    said = found.annotate(said=Count("feedback", filter=counted)).values_list("service_id", "said")
    told: dict[UUID, int] = {}
    for pk, count in said:
        told[pk] = told.get(pk, 0) + count
    return told


def _terms() -> tuple[Parents, Labels, Licensed]:
    """What hangs below what, how it is called, and the vocabularies that stay in the house."""
    licensed: dict[str, Texts] = {}
    parents: dict[str, dict[str, str]] = {}
    labels: dict[str, dict[str, dict[str, str]]] = {}
    for row in Term.objects.select_related("vocabulary", "parent"):
        name = row.vocabulary.code
        if not row.vocabulary.may_export:
            licensed[name] = row.vocabulary.notice
        labels.setdefault(name, {})[row.code] = row.label
        if row.parent:
            parents.setdefault(name, {})[row.code] = row.parent.code
    return parents, labels, licensed


shelf = Shelf()
