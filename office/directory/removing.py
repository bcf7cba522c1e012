"""Taking an organisation, a place, a programme or a service out of the directory: asked first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office import changes, columns, removing
from office.changes import Teller
from office.directory import hanging, proposing
from office.doorway import Who, administrators
from office.removing import Question
from office.rooms import trail
from referrals import editions
from referrals.models import Location, Organisation, Programme, Service
from referrals.wording.texts import said
from routing import pages


@administrators
def organisation(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    row = Organisation.objects.filter(pk=pk).first()
    meaning = _("Its places and its programmes go with it.")
    return _ask(request, who, row, "organisation", meaning)


@administrators
def place(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    meaning = _("Its services stay, without this place.")
    return _ask(request, who, Location.objects.filter(pk=pk).first(), "place", meaning)


@administrators
def programme(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    meaning = _("Its services stay, without a programme.")
    return _ask(request, who, Programme.objects.filter(pk=pk).first(), "programme", meaning)


@administrators
def service(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    row = Service.objects.filter(pk=pk).first()
    meaning = _("Counsellors find it no more, and it is not sent. What was counted of it stays.")
    return _ask(request, who, row, "service", meaning, switch="status")


def _ask(
    request: HttpRequest, who: Who, row: Any, section: str, meaning: str, switch: str = ""
) -> HttpResponse:
    if row is None:
        return pages.lost(request)
    home = (_("Directory"), reverse("office:directory"))
    owner = row if section == "organisation" else row.organisation
    back = reverse("office:organisation", args=[owner.pk])
    question = Question(
        section,
        _named(row),
        meaning,
        [*trail(), home, (_named(owner), back)],
        home[1] if section == "organisation" else back,
        switch,
        to="inactive" if switch else False,
        along=_along(row),
        hangs=hanging.on(row),
        hold=lambda answer: _held(who, section, row, answer),
    )
    return removing.ask(request, who, row, question)


def _held(who: Who, section: str, row: Any, answer: str) -> bool:
    """Whether it waits for somebody else now."""
    if not proposing.needs_two(row):
        return False
    what = "out" if answer == "off" else "delete"
    proposing.propose(who, what, section, row, proposing.CHANGES)
    return True


def delete(who: Teller, section: str, row: Any) -> None:
    """Delete a row, in a transaction; nothing may hang on it that is a reason to keep it."""
    along = _along(row)
    changes.note(who, section, row, columns.of(row), {})
    row.delete()
    along()


def _along(row: Any) -> Callable[[], None]:
    """What is written in the same transaction: who looks for services sees it, and a service
    that was switched off here stays so when the next list comes."""
    around = (
        [row.pk] if isinstance(row, Service) else list(row.services.values_list("pk", flat=True))
    )

    def along() -> None:
        if isinstance(row, Service) and row.source:
            Service.objects.filter(pk=row.pk).update(corrected_at=timezone.now())
        editions.changed(around)

    return along


def _named(row: Any) -> str:
    return said(row.name, get_language() or "en").words or str(row)
