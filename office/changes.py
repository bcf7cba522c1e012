"""Writes down what was changed, field by field, and reads it back for the page it was on."""

from collections.abc import Mapping

from django.db.models import Model, QuerySet
from django.utils import timezone

from office.doorway import Who
from office.models import Change

State = Mapping[str, str]


def subject_of(row: Model) -> str:
    """What a change is about: the table and the row."""
    return f"{row._meta.model_name}:{row.pk}"


def note(who: Who, section: str, row: Model, before: State, after: State) -> int:
    """One row for each field that is not what it was; returns how many."""
    now = timezone.now()
    changed = [
        Change(
            at=now,
            user=who.user,
            who=who.name,
            section=section,
            subject=subject_of(row),
            name=name,
            before=before.get(name, ""),
            after=after.get(name, ""),
        )
        for name in dict.fromkeys((*before, *after))
        if before.get(name, "") != after.get(name, "")
    ]
    Change.objects.bulk_create(changed)
    return len(changed)


def of(section: str, row: Model) -> QuerySet[Change]:
    """What was changed on this page, the latest first."""
    found = Change.objects.filter(section=section, subject=subject_of(row))
    return found.order_by("-at", "-pk")
