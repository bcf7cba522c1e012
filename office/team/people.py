"""The pages for the team: who they are, somebody new in one step, a link, another second step."""

from functools import partial
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_POST, require_safe

from helpline.models import Counsellor, Line
from office import changes, seconds
from office.doorway import Who, administrators, show
from office.rooms import trail
from office.sheets import Page, serve
from office.team import invites, roles
from office.team.personform import PersonForm
from routing import pages

NEW_CAPACITY = 2
WAITS = later("They are a supervisor: another supervisor must agree first. It was asked for.")


class Newcomer(PersonForm):
    """The form for somebody new: what comes back is the link, once."""

    def answered(self, request: HttpRequest) -> HttpResponse:
        super().answered(request)
        return _shown_link(request, self.who, self.subject)


@require_safe
@administrators
def everybody(request: HttpRequest, who: Who) -> HttpResponse:
    """The team by line; those who may not sign in any more stand last."""
    found = _team().order_by("line__name", "-user__is_active", "shift_name")
    rows = [(person, roles.name_of(person.role), _mine(who, person)) for person in found]
    return show(request, who, "office/people.html", {"rows": rows, "trail": trail()})


@administrators
def somebody_new(request: HttpRequest, who: Who) -> HttpResponse:
    line = (who.person.line if who.person else None) or Line.objects.order_by("name").first()
    if line is None:
        return pages.lost(request)
    person = Counsellor(line=line, capacity=NEW_CAPACITY)
    lead = _("The account and the person in one step. You then get a link for them.")
    page = Page(_("Somebody new"), lead, _back(), "office/person.html")
    return serve(request, who, page, person, partial(_newcomer, who))


def _newcomer(who: Who, subject: Any, data: QueryDict | None) -> Newcomer:
    return Newcomer(who, subject, data)


@administrators
def somebody(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    person = _team().filter(pk=pk).first()
    if person is None or not _mine(who, person):
        return pages.lost(request)
    more = {
        "person": person,
        "second": Authenticator.objects.filter(user=person.user).exists(),
        "needed": seconds.needed(who, person),
        "given": seconds.given(who, person),
    }
    myself = person.user_id == who.user.pk
    gone = "" if myself else reverse("office:somebody_remove", args=[pk])
    page = Page(person.shift_name, "", _back(), "office/person.html", more, remove=gone)
    return serve(request, who, page, person, partial(PersonForm, who))


# ---- what is done for somebody -----------------------------------------------------------------


@require_POST
@administrators
def link(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    """A link by which they choose another password; the one they have is good until then."""
    person = _team().filter(pk=pk).first()
    if person is None or not _mine(who, person):
        return pages.lost(request)
    if not _agreed(request, who, person, seconds.LINK):
        return redirect("office:somebody", pk=pk)
    changes.happened(who, "person", person, "link")
    return _shown_link(request, who, person)


@require_POST
@administrators
def second_step(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    """Take away a second step that was lost; a new one is set up when they sign in."""
    person = _team().filter(pk=pk).first()
    if person is None or not _mine(who, person):
        return pages.lost(request)
    if not _agreed(request, who, person, seconds.STEP):
        return redirect("office:somebody", pk=pk)
    with transaction.atomic():
        Authenticator.objects.filter(user=person.user).delete()
        changes.happened(who, "person", person, "second step")
    messages.success(
        request, _("The second step is gone. They set up a new one when they sign in.")
    )
    return redirect("office:somebody", pk=pk)


def _agreed(request: HttpRequest, who: Who, person: Counsellor, what: str) -> bool:
    """Whether this may be done for them; if a second person must agree first, they are asked."""
    if not seconds.needed(who, person) or seconds.use(who, person, what):
        return True
    seconds.ask(who, person, what)
    messages.warning(request, WAITS)
    return False


def _shown_link(request: HttpRequest, who: Who, person: Counsellor) -> HttpResponse:
    shown = {
        "person": person,
        "link": invites.link_for(person.user),
        "days": invites.GOOD_FOR.days,
        "trail": _back(),
    }
    return show(request, who, "office/link.html", shown)


# ---- who ---------------------------------------------------------------------------------------


def _team() -> QuerySet[Counsellor]:
    return Counsellor.objects.select_related("user", "line")


def _mine(who: Who, person: Counsellor) -> bool:
    """Whoever runs the installation is changed by nobody below them."""
    return who.user.is_superuser or not person.user.is_superuser


def _back() -> Any:
    return [*trail(), (_("The team"), reverse("office:people"))]
