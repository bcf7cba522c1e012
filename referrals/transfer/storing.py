"""Puts the entries of one source into rows, in one transaction: all of them or none.

What is the same as last time is left alone; what somebody here has corrected is kept.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from msgspec.structs import replace

from referrals import editions, entries, rows
from referrals.models import Location, Organisation, Programme, Service
from referrals.models.sourced import Sourced
from referrals.terms import tying

R = TypeVar("R", Organisation, Programme, Location, Service)
MODELS: dict[type[Sourced], type[Any]] = {
    Organisation: entries.Organisation,
    Location: entries.Place,
    Programme: entries.Programme,
    Service: entries.Service,
}
# An entry, and the rows that it hangs on.
Pair = tuple[Any, dict[str, Any]]
BATCH = 200


@dataclass
class Written:
    """How many entries were new, changed, the same; and which were kept as corrected here."""

    made: int = 0
    changed: int = 0
    same: int = 0
    kept: list[str] = field(default_factory=list)


def store(
    directory: entries.Directory, source: str, who: str, *, overwrite: bool = False
) -> Written:
    """Write all of it; `overwrite` also takes back what was corrected here.

    Whatever the database raises, nothing was written then.
    """
    with transaction.atomic():
        return _Writing(source, who, overwrite=overwrite).all(directory)


def would(directory: entries.Directory, source: str, *, overwrite: bool = False) -> Written:
    """What `store` would do; nothing is written."""
    writing, found = _Writing(source, "", overwrite=overwrite), directory.organisations
    rest = [(o, e) for o in found for e in (*o.places, *o.programmes, *o.services)]
    for model, kind in MODELS.items():
        known = {row.source_id: row for row in model._default_manager.filter(source=source)}
        pairs = [(None, _bare(o)) for o in found] if kind is entries.Organisation else rest
        for owner, entry in pairs:
            if isinstance(entry, kind):
                writing.weigh(known.get(entry.source_id), _digest(entry, owner))
    return writing.written


class _Writing:
    """One source's entries on their way into rows."""

    def __init__(self, source: str, who: str, *, overwrite: bool) -> None:
        self.source, self.who, self.overwrite = source, who, overwrite
        self.now = timezone.now()
        self.written = Written()
        # The ids of rows that were there and are different now.
        self.different: set[UUID] = set()

    def all(self, directory: entries.Directory) -> Written:
        found = directory.organisations
        terms = tying.terms_of(directory)
        owners, _new = self._put(Organisation, [(_bare(each), {}) for each in found])
        of = {each.source_id: {"organisation": owners[each.source_id]} for each in found}
        places = [(e, of[o.source_id]) for o in found for e in o.places]
        locations, _new = self._put(Location, places)
        belonging = [(e, of[o.source_id]) for o in found for e in o.programmes]
        programmes, _new = self._put(Programme, belonging)
        services = [
            (e, {**of[o.source_id], "programme": programmes.get(e.programme)})
            for o in found
            for e in o.services
        ]
        stored, new = self._put(Service, services)
        ties = tying.Ties(locations, terms, self.who, self.now)
        pairs = [(stored[e.source_id], e) for e, _of in services if e.source_id in new]
        ties.renew(pairs, [row.pk for row, _entry in pairs if row.pk in self.different])
        if self.written.made or self.written.changed:
            editions.changed(self._beside())
        return self.written

    def _put(self, model: type[R], found: Sequence[Pair]) -> tuple[dict[str, R], set[str]]:
        """The row of each entry by its source id; and of which ones it was written now."""
        known = {row.source_id: row for row in model.objects.filter(source=self.source)}
        fresh: list[R] = []
        new: set[str] = set()
        for entry, owners in found:
            row = known.get(entry.source_id)
            digest = _digest(entry, owners.get("organisation"))
            if row is not None and self._is_left(row, digest):
                continue
            new.add(entry.source_id)
            if row is None:
                row = known[entry.source_id] = model(source=self.source, source_id=entry.source_id)
                fresh.append(row)
            else:
                self.different.add(row.pk)
            self._fill(row, {**rows.columns(entry, model), **owners, "digest": digest})
        self._save(model, fresh, [row for row in known.values() if row.pk in self.different])
        return known, new

    def _save(self, model: type[R], fresh: list[R], different: list[R]) -> None:
        model.objects.bulk_create(fresh, batch_size=BATCH)
        for row in different:
            row.save()
        self.written.made += len(fresh)
        self.written.changed += len(different)

    def weigh(self, row: Any, digest: str) -> None:
        """Count an entry as what it would be."""
        if row is None:
            self.written.made += 1
        elif not self._is_left(row, digest):
            self.written.changed += 1

    def _is_left(self, row: R, digest: str) -> bool:
        """Whether a row stays as it is; counted as what it is."""
        if row.corrected_at and not self.overwrite:
            if row.digest != digest:
                self.written.kept.append(row.source_id)
            else:
                self.written.same += 1
            return True
        same = row.digest == digest and not row.corrected_at
        self.written.same += same
        return same

    def _fill(self, row: R, values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.changed_at, row.corrected_at = self.now, None
        if isinstance(row, Location):
            row.hide()

    def _beside(self) -> list[UUID]:
        """The services around rows that are different now."""
        ids = self.different
        around = Q(organisation__in=ids) | Q(programme__in=ids) | Q(locations__in=ids)
        return list(Service.objects.filter(around).values_list("pk", flat=True)) if ids else []


def _digest(entry: msgspec.Struct, owner: Organisation | entries.Organisation | None) -> str:
    whose = owner.source_id if owner else ""
    return hashlib.sha256(whose.encode() + b"\0" + msgspec.json.encode(entry)).hexdigest()


def _bare(entry: entries.Organisation) -> entries.Organisation:
    """An organisation without what it runs, which has rows of its own."""
    return replace(entry, places=[], programmes=[], services=[])
