"""Marks the directory as changed, so that whoever holds it in memory reads it anew."""

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from referrals.models import Edition, Service

ONLY = 1


def mark() -> str:
    """That of the edition that stands; "" before the first."""
    return Edition.objects.filter(pk=ONLY).values_list("mark", flat=True).first() or ""


def changed(services: Iterable[UUID] = ()) -> None:
    """Something was changed, in this transaction; of these services something beside their row."""
    if ids := list(services):
        Service.objects.filter(pk__in=ids).update(changed_at=timezone.now())
    drawn = secrets.token_hex(8)
    if not Edition.objects.filter(pk=ONLY).update(mark=drawn):
        Edition.objects.bulk_create([Edition(pk=ONLY, mark=drawn)], ignore_conflicts=True)
