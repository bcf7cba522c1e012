"""Looks at every key: does it open, may it still be there, does anybody own it, is any missing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from helpline.models import Conversation
from transcripts.keyring import masters, wrapping
from transcripts.models import SealedKey
from transcripts.upkeep import burials, strays

# So many of a kind are named one by one.
NAMED = 20

SAYS = {
    "destroyed": "was destroyed and is here: an old copy. The next start puts it away.",
    "erased": "is of somebody who is erased: an old copy. The next start puts it away.",
    "nobody": "is nobody's. The worker throws it away when it has looked twice.",
    "missing": "is not here, its words are: this copy of the keys is older than that of the words.",
}


@dataclass(slots=True)
class Report:
    """How many keys each master key wraps and does not open; with whom something is wrong."""

    under: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    altered: list[UUID] = field(default_factory=list)
    wrong: dict[str, list[UUID]] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """What is wrong, a line each; none if nothing is."""
        for name, count in sorted(self.closed.items()):
            yield (
                f"The master key {name!r} is not there, and wraps {count} keys."
                f" Put it back into {masters.source()}."
            )
        yield from _named(self.altered, "does not open: altered, or not by this master key.")
        for what, owners in self.wrong.items():
            yield from _named(owners, SAYS[what])


def _named(owners: list[UUID], says: str) -> Iterator[str]:
    yield from (f"The key of {owner} {says}" for owner in owners[:NAMED])
    if len(owners) > NAMED:
        yield f"{len(owners) - NAMED} more: each key {says}"


def look() -> Report:
    """Look at all of them; nothing is changed."""
    report = Report()
    for ids in burials.batches(SealedKey.objects.using("keys"), "owner"):
        _open(SealedKey.objects.using("keys").filter(owner__in=ids), report)
        destroyed = strays.tombstones(ids)
        _note(report, "destroyed", destroyed)
        _note(report, "erased", burials.erased(ids) - destroyed)
    _note(report, "nobody", strays.without_owner(timezone.now() - strays.AGE))
    for ids in burials.batches(Conversation.objects.filter(erased_at=None), "pk"):
        _note(report, "missing", set(ids) - _keyed(ids) - strays.tombstones(ids))
    return report


def _open(rows: Iterable[SealedKey], report: Report) -> None:
    for row in rows:
        report.under[row.master] += 1
        if wrapping.opened(row) is not None:
            continue
        if row.master not in masters.names():
            report.closed[row.master] += 1
        else:
            report.altered.append(row.owner)


def _note(report: Report, what: str, owners: set[UUID]) -> None:
    if owners:
        report.wrong.setdefault(what, []).extend(sorted(owners))


def _keyed(ids: list[UUID]) -> set[UUID]:
    found = SealedKey.objects.using("keys").filter(owner__in=ids)
    return set(found.values_list("owner", flat=True))


def samples() -> dict[str, bool | None]:
    """For each master key in use, whether it opens one of the keys made last; None: it is gone."""
    found: dict[str, bool | None] = {}
    used = SealedKey.objects.using("keys").values_list("master", flat=True).distinct()
    for name in used.order_by("master"):
        rows = SealedKey.objects.using("keys").filter(master=name).order_by("-made_at")
        tried = [wrapping.opened(row) is not None for row in rows[:NAMED]]
        # Asked after it was tried, for then the file was looked at once more.
        found[name] = any(tried) if name in masters.names() else None
    return found
