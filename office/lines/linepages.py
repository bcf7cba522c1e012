"""The pages of one line: what it is, questions, other places, what is kept, numbers, websites."""

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec import UNSET

from helpline.models import Line, Number, Site
from office.doorway import Who, administrators, of_a_line, show
from office.lines.checkform import CheckForm
from office.lines.keptform import KeptForm
from office.lines.lineform import LineForm
from office.lines.newline import NewLineForm
from office.lines.numberform import NumberForm, labels
from office.lines.placesform import PlacesForm
from office.lines.questionform import QuestionForm
from office.lines.siteform import SiteForm
from office.lines.termsform import TermsForm
from office.rooms import trail
from office.sheets import Page, serve
from routing import pages
from routing.texting.numbers import register
from routing.waiting import health


class RegisteredLine(LineForm):
    """The form, after which numbers hear at once what their line has become."""

    def afterwards(self, subject: Any) -> None:
        register.forget()


@administrators
def line_new(request: HttpRequest, who: Who) -> HttpResponse:
    lead = _("What it cannot be without. Its hours, texts and people come next.")
    page = Page(_("A new line"), lead, trail())
    return serve(request, who, page, Line(), NewLineForm)


@of_a_line
def settings(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    lead = _("How the line works, and what its page shows.")
    gone = reverse("office:line_remove", args=[line.slug])
    page = Page(_("The line"), lead, trail(line), "office/settings.html", remove=gone)
    return serve(request, who, page, line, RegisteredLine)


@of_a_line
def questions(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    lead = _("What somebody may tell you before the talk, so that you know a little already.")
    page = Page(_("Before the talk"), lead, trail(line), "office/questions.html")
    return serve(request, who, page, line, QuestionForm)


@of_a_line
def checklist(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    lead = _("What counsellors go through when the risk is high. Whoever writes never sees it.")
    page = Page(_("At a high risk"), lead, trail(line), "office/checklist.html")
    return serve(request, who, page, line, CheckForm)


@of_a_line
def after(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    lead = _(
        "What counsellors may note when a talk is over. It is only counted, and never kept with "
        "the conversation."
    )
    page = Page(_("After the talk"), lead, trail(line), "office/after.html")
    return serve(request, who, page, line, TermsForm)


@of_a_line
def places(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    lead = _("Other lines and places, shown while people wait and when nobody can come.")
    page = Page(_("Where else"), lead, trail(line), "office/places.html")
    return serve(request, who, page, line, PlacesForm)


@of_a_line
def kept(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    lead = _(
        "How long words are kept. Longer holds for conversations that begin from now on; "
        "shorter for those that are there, too."
    )
    page = Page(_("What is kept"), lead, trail(line), "office/kept.html")
    return serve(request, who, page, line, KeptForm)


# ---- numbers -----------------------------------------------------------------------------------


@require_safe
@of_a_line
def numbers(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    """The numbers of the line, and how their channels do."""
    known, named = line.numbers.order_by("channel", "number"), labels()
    rows = [(number, named.get(number.channel, number.channel)) for number in known]
    shown = {"line": line, "rows": rows, "health": _health(named), "trail": trail(line)}
    return show(request, who, "office/numbers.html", shown)


def _health(named: dict[str, str]) -> list[dict[str, Any]]:
    """How each text channel does: when something last came, went, was receipted, went wrong."""
    return [
        {
            "name": named.get(each.name, each.name),
            "arrived": _moment(each.arrived),
            "sent": _moment(each.sent),
            "receipt": _moment(each.receipt),
            "error": _moment(each.error),
            "cause": each.cause,
            "waiting": each.waiting,
        }
        for each in health.shown()
    ]


def _moment(milliseconds: Any) -> datetime | None:
    if milliseconds is UNSET:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, get_current_timezone())


@of_a_line
def number(request: HttpRequest, who: Who, line: Line, pk: int = 0) -> HttpResponse:
    found = _own(line.numbers, pk, Number(line=line))
    return _listed(
        request, who, line, found, NumberForm, ("numbers", _("Numbers"), _("A new number"))
    )


# ---- websites ----------------------------------------------------------------------------------


@require_safe
@of_a_line
def sites(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    shown = {"line": line, "sites": line.sites.order_by("origin"), "trail": trail(line)}
    return show(request, who, "office/sites.html", shown)


@of_a_line
def site(request: HttpRequest, who: Who, line: Line, pk: int = 0) -> HttpResponse:
    found = _own(line.sites, pk, Site(line=line))
    return _listed(
        request, who, line, found, SiteForm, ("websites", _("Websites"), _("A new website"))
    )


# ---- what both need ----------------------------------------------------------------------------


def _own(rows: Any, pk: int, new: models.Model) -> models.Model | None:
    """The row of this line with this key; a new one without."""
    found: models.Model | None = rows.filter(pk=pk).first() if pk else new
    return found


def _listed(
    request: HttpRequest,
    who: Who,
    line: Line,
    found: models.Model | None,
    form: Any,
    said: tuple[str, str, str],
) -> HttpResponse:
    """A sheet about one row of a list of the line, which one comes back to."""
    if found is None:
        return pages.lost(request)
    name, title, new = said
    back = reverse(f"office:{name}", args=[line.slug])
    heading = new if found._state.adding else str(found)
    gone = "" if found._state.adding else f"{request.path}remove/"
    page = Page(heading, "", [*trail(line), (title, back)], after=back, remove=gone)
    return serve(request, who, page, found, form)
