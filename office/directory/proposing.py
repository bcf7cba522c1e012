"""Where two people publish together: a change waits here until somebody else has agreed to it.

What seekers cannot see (a draft, a place where no published service is) is changed by one alone.
"""

from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import get_language

from helpline import access
from office import changes
from office.changes import Teller
from office.directory.ownerform import OwnerForm, WhereForm
from office.directory.programmeform import ProgrammeForm
from office.directory.serviceform import ServiceForm
from office.directory.wordsheet import WordSheet
from office.doorway import Who
from office.models import Proposal
from office.sheets import Sheet, differences
from referrals.directory import GONE
from referrals.models import Location, Organisation, Programme, Service
from referrals.wording.texts import said

Row = Organisation | Location | Programme | Service
SHEETS: dict[str, tuple[type[Row], type[WordSheet]]] = {
    "organisation": (Organisation, OwnerForm),
    "place": (Location, WhereForm),
    "programme": (Programme, ProgrammeForm),
    "service": (Service, ServiceForm),
}
# Whoever may propose, may agree: administrators change all, supervisors keep it true.
CHANGES, TENDS = "settings", "tend"
# What comes with a form and is not of it.
BESIDE_THE_FORM = ("csrfmiddlewaretoken", "version", "do")


def is_published(row: Any) -> bool:
    """Whether seekers see it, or something of it with a service."""
    if isinstance(row, Organisation):
        return row.public
    if isinstance(row, Service):
        return row.public and row.organisation.public and row.status not in GONE
    if row._state.adding:
        return False
    return any(is_published(each) for each in row.services.select_related("organisation"))


def needs_two(*rows: Any) -> bool:
    """Whether a change of one of these, as it is or would be, waits for somebody else."""
    return bool(settings.DIRECTORY_TWO_PEOPLE) and any(is_published(each) for each in rows)


def version_of(section: str, row: Any) -> str:
    """What tells whether a row was changed since, whoever looks in whichever language."""
    with translation.override("en"):
        return SHEETS[section][1](row).version()


def hold(who: Who, form: Sheet) -> bool:
    """Keep what was typed in a sheet until somebody else agrees; False if nobody needs to.

    What makes a place secret does not wait.
    """
    row, would = form.subject, form.typed()
    hides = isinstance(row, Location) and would.confidential and not row.confidential
    stands = [] if row._state.adding else [row]
    if hides or not needs_two(*stands, would) or not differences(form):
        return False
    data = cast("QueryDict", form.data)
    typed = {name: each for name, each in data.lists() if name not in BESIDE_THE_FORM}
    propose(who, "save", form.section, row, CHANGES, typed, title=_named(would))
    return True


def propose(
    who: Teller,
    what: str,
    section: str,
    row: Any,
    right: str,
    sent: Mapping[str, Any] | None = None,
    *,
    beside: str = "",
    title: str = "",
) -> Proposal:
    """Write down what somebody wants, and that they do."""
    fresh = row._state.adding
    made = Proposal.objects.create(
        what=what,
        section=section,
        subject=changes.subject_of(row),
        fresh=fresh,
        owner=row.organisation_id if fresh and not isinstance(row, Organisation) else None,
        title=(title or _named(row))[:200],
        right=right,
        sent=dict(sent or {}),
        version=version_of(section, row) if section in SHEETS else "",
        asked_by=who.user,
        who=who.name,
        beside=beside,
        at=timezone.now(),
    )
    changes.happened(who, section, row, "proposed")
    return made


def _named(row: Any) -> str:
    name = getattr(row, "name", "")
    return said(name, get_language() or "en").words if isinstance(name, dict) else f"{name}"


def open_ones() -> QuerySet[Proposal]:
    """What waits for somebody, the oldest first."""
    return Proposal.objects.filter(answer="").order_by("at", "pk")


def waiting_for(row: Any) -> Proposal | None:
    """What waits about this row, if anything does."""
    return open_ones().filter(subject=changes.subject_of(row)).first()


def may_answer(who: Who, row: Proposal) -> bool:
    """Somebody else with the same right, who has not had it asked for either.

    Two people may go by one name, so names decide only where no account is known any more.
    """
    known = row.asked_by_id is not None
    mine = row.asked_by_id == who.user.pk if known else who.name in (row.beside, row.who)
    if mine:
        return False
    return access.account_may(who.user, row.right)


def others_may(row: Proposal) -> bool:
    """Whether there is anybody who could agree."""
    others = User.objects.filter(is_active=True)
    if row.asked_by is not None:
        others = others.exclude(pk=row.asked_by.pk)
    return any(access.account_may(each, row.right) for each in others)


def subject_of(row: Proposal) -> Any:
    """What it is about, or would be; None if that is gone, or what it belongs to."""
    model = SHEETS[row.section][0]
    pk = row.subject.partition(":")[2]
    if not row.fresh:
        return model._default_manager.select_for_update(no_key=True).filter(pk=pk).first()
    if model is Organisation:
        return Organisation(pk=pk)
    owner = Organisation.objects.filter(pk=row.owner).first() if row.owner else None
    made: Any = model
    return made(pk=pk, organisation=owner) if owner else None


def sheet_of(row: Proposal, subject: Any) -> WordSheet:
    """The sheet as it was typed, about the row as it stands."""
    data = QueryDict(mutable=True)
    for name, values in row.sent.items():
        data.setlist(name, values)
    form = SHEETS[row.section][1](subject, data)
    if isinstance(form, ServiceForm):
        form.who = row.who
    return form
