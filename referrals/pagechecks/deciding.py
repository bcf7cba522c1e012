"""What somebody decides about an address: it is right as it is, or the new one is taken over."""

from datetime import datetime, timedelta
from typing import TypeGuard
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from referrals import editions
from referrals.models import Organisation, PageCheck, Service
from referrals.pagechecks import held, verdicts
from referrals.pagechecks.held import Row
from referrals.pagechecks.rounds import FIELDS, standing_of
from referrals.wording import links

Owner = Organisation | Service
# What `verdicts.trouble` says, asked of the database.
SILENT = Q(days_failed__gte=verdicts.CALLED)
MOVED = ~SILENT & ~Q(moved_to="") & ~Q(moved_to=F("settled"))
# The row, and its addresses before and after.
Told = tuple[Owner, dict[str, str], dict[str, str]]


def troubled() -> list[tuple[PageCheck, list[Row]]]:
    """Every address that somebody must look at, with those who have it; silent ones first."""
    rows = list(PageCheck.objects.filter(SILENT | MOVED).order_by("since", "address"))
    found = held.whose([each.address for each in rows])
    told = [(each, found[each.address]) for each in rows if each.address in found]
    return sorted(told, key=lambda each: trouble(each[0]) != "silent")


def troubles_of(row: Row) -> list[PageCheck]:
    """Those of the addresses in this row."""
    mine = Q(address__in=held.addresses_of(row))
    return list(PageCheck.objects.filter(mine, SILENT | MOVED).order_by("address"))


def trouble(row: PageCheck) -> verdicts.Trouble:
    return verdicts.trouble(standing_of(row))


def still_right(row: PageCheck, now: datetime, days: int) -> bool:
    """Somebody has made sure of it; False if it was looked at meanwhile."""
    after = verdicts.still_right(standing_of(row))
    told = {name: getattr(after, name) for name in FIELDS}
    mine = PageCheck.objects.filter(pk=row.pk, asked_at=row.asked_at)
    return bool(mine.update(**told, next_at=now + timedelta(days=max(days, 1))))


def take_over(row: PageCheck) -> list[Told]:
    """Put the new address wherever organisations and services have the old one.

    Words of snippets are left, since their length is somebody's care, and so are sentences.
    Nothing, where nobody could be sent to the new one.
    """
    if not row.moved_to or links.complaint(row.moved_to):
        return []
    old, new = row.address, row.moved_to
    with transaction.atomic():
        return [exchange(each.pk, type(each), old, new) for each in owners_of(old)]


def owners_of(address: str) -> list[Owner]:
    """Organisations and services that have it by itself."""
    return [each for each in held.whose([address]).get(address, []) if has_it_alone(each, address)]


def has_it_alone(row: Row, address: str) -> TypeGuard[Owner]:
    """Whether it stands there outside of sentences, so that another can be put in its place."""
    return isinstance(row, Organisation | Service) and address in held.links_of(row)


def exchange(pk: UUID, kind: type[Owner], old: str, new: str) -> Told:
    """Put the new address in the place of the old one, in this row; in a transaction."""
    row: Owner = kind._default_manager.select_for_update(no_key=True).get(pk=pk)
    before = _state(row)
    row.url = new if row.url == old else row.url
    row.links = [{**each, "url": new} if each.get("url") == old else each for each in row.links]
    row.corrected_at = timezone.now() if row.source else row.corrected_at
    row.save(update_fields=["url", "links", "corrected_at", "changed_at"])
    around = row.services.values_list("pk", flat=True) if isinstance(row, Organisation) else [pk]
    editions.changed(around)
    return row, before, _state(row)


def _state(row: Owner) -> dict[str, str]:
    return {"url": row.url, "links": "\n".join(each.get("url", "") for each in row.links)}
