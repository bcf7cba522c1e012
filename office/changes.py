"""Writes down what was changed, field by field, and reads it back for the page it was on."""

from collections.abc import Mapping
from typing import Protocol

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from helpline.models import Counsellor
from office.models import Change
from transcripts import audit

State = Mapping[str, str]


class Teller(Protocol):
    """Whoever did it: somebody with an account, or an organisation that answered by a link."""

    @property
    def user(self) -> User | None: ...

    @property
    def person(self) -> Counsellor | None: ...

    @property
    def name(self) -> str: ...


# As much as the audit holds of a detail.
DETAIL = 80


def subject_of(row: Model) -> str:
    """What a change is about: the table and the row."""
    return f"{row._meta.model_name}:{row.pk}"


def note(who: Teller, section: str, row: Model, before: State, after: State) -> int:
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
    for change in changed:
        detail = f"{section}.{change.name}"[:DETAIL]
        audit.note(who.person, "settings", account=who.name, about=change.subject, detail=detail)
    return len(changed)


def happened(who: Teller, section: str, row: Model, what: str) -> None:
    """Something was done that changes no field, or none that may be shown: only that it was."""
    note(who, section, row, {}, {what: _("done")})


def of(section: str, row: Model) -> QuerySet[Change]:
    """What was changed on this page, the latest first."""
    found = Change.objects.filter(section=section, subject=subject_of(row))
    return found.order_by("-at", "-pk")
