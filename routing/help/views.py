"""The pages of /help/: the needs, a list, a place, a card; one address, whatever is looked for.

No cookie, no session, and nothing of what is looked for in an address: it is posted, because
addresses stand in histories and in logs on the way. All of it works without its script.
"""

from dataclasses import replace
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from helpline.countries import NUMBERS
from helpline.errors import Code, Refused
from helpline.models import Line
from referrals.search.publicshelf import Open, public, seat_of
from referrals.transfer import exporting
from routing import pages
from routing.entering import limits
from routing.help import cards, details, forms, lists, needs, visits
from routing.help.forms import Form
from routing.help.words import TROUBLE, words
from routing.quietpages import WITH_SCRIPT, away, bare, beside, quiet

EXIT, LEFT = "exit", "left"
UNREADABLE = (RequestDataTooBig, SuspiciousOperation, MultiPartParserError, UnreadablePostError)


# What one looks for stands in the answer, and nothing secret beside it: its length may tell.
@gzip_page
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Everything. There is no cookie and nothing is changed, so there is nothing to be forged."""
    fields, trouble = read(request)
    try:
        line = pages.line_asked(request, slug)
    except (DatabaseError, InterfaceError):
        line, trouble = Line(slug=slug), "try_again"
    if line is None:
        gone = pages.plain(request, _("This page is not here"), _("There is no such line."), 404)
        return quiet(gone)
    form = forms.read(lambda name: str(fields.get(name, "")), fields.getlist)
    if fields.get("do") in (EXIT, LEFT):
        visits.leave(form.visit)
        # A page that is leaving by itself wants to be led nowhere.
        gone = away(line) if fields.get("do") == EXIT else HttpResponse(status=204)
        return bare(gone, line)
    locale = pages.language(line.languages, fields.get("lang", "") or pages.asked(request, "lang"))
    return answer(request, line, locale, form, trouble)


def read(request: HttpRequest) -> tuple[QueryDict, Code | None]:
    """What was posted; another site may lead here, but not look for something for somebody."""
    nothing = QueryDict()
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") == "cross-site":
        return nothing, None
    try:
        return pages.without_nul(request.POST), None
    except UNREADABLE:
        return nothing, "too_big"


def answer(
    request: HttpRequest, line: Line, locale: str, form: Form, trouble: Code | None
) -> HttpResponse:
    """The page that was asked for; after the exit, and where it cannot be shown, the first one."""
    if not form.visit or visits.left(form.visit):
        form = Form(visit=visits.new())
    elif trouble is None:
        trouble = refused(request, form)
    try:
        shelf = None if trouble else public.now(seat_of(line))
    except (DatabaseError, InterfaceError):
        shelf, trouble = None, "try_again"
    shown = around(request, line, locale, form, shelf)
    if trouble:
        shown["trouble"] = shown["words"][trouble]
    if shelf is not None:
        shown |= chosen(shelf, line, locale, form, shown["words"])
    status = TROUBLE[trouble] if trouble else 200
    with translation.override(locale):
        response = render(request, "routing/help/page.html", shown, status=status)
    return beside(bare(response, line, WITH_SCRIPT), "unsafe-none")


def refused(request: HttpRequest, form: Form) -> Code | None:
    try:
        visits.PRESSES.count(limits.whence_asked(request), form.visit)
    except Refused as refusal:
        return refusal.code
    return None


def chosen(
    shelf: Open, line: Line, locale: str, form: Form, said: dict[str, str]
) -> dict[str, Any]:
    """What this page shows: a place or its card, a list, or the needs."""
    now = timezone.now()
    listing = shelf.listings.get(form.show) if form.show else None
    if listing and form.card:
        discreet = form.card == forms.DISCREET
        made = cards.card(listing, said, locale, now, line.country, discreet=discreet)
        return {"scene": "card", "card": made}
    if listing:
        made = details.details(listing, shelf.labels, said, locale, now, line)
        return {"scene": "place", "place": made}
    lost = {"trouble": said["gone"]} if form.show else {}
    form = replace(form, show=None, need=form.need if needs.is_need(shelf.needs, form.need) else "")
    if form.is_empty:
        return {"scene": "first", "form": form, "needs": needs.first(shelf.needs, locale), **lost}
    return {"form": form, **lists.shown(shelf, form, said, locale, now, line), **lost}


def around(
    request: HttpRequest, line: Line, locale: str, form: Form, shelf: Open | None
) -> dict[str, Any]:
    """What every page has: the bar with the exit, the form, the ways on at the foot."""
    said = dict(words(locale))
    numbers = NUMBERS.get(line.country)
    owners = [str(each["owner"]) for each in exporting.notices()] if shelf else []
    return {
        "scene": "trouble",
        "words": said,
        "locale": locale,
        "other": next((code for code in line.languages if code != locale), ""),
        "line": line,
        "here": request.path,
        "icon": pages.icon_of(line),
        "form": form,
        "began": request.method == "POST",
        "only": lists.conditions(form, said, locale),
        "danger": said["danger"].format(number=numbers.danger) if numbers else "",
        "despair": said["despair"].format(number=numbers.despair) if numbers else "",
        "owners": said["lists"].format(owners=", ".join(owners)) if owners else "",
    }
