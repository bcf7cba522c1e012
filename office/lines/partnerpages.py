"""The pages of a line's partners: to whom it passes people on, and what became of them, counted."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helpline.models import Line, Partner
from office.doorway import Who, of_a_line, show
from office.lines.partnerform import KINDS, LOTS, PartnerForm
from office.rooms import trail
from office.sheets import Page, serve
from routing import pages
from routing.beside import passings


@require_safe
@of_a_line
def partners(request: HttpRequest, who: Who, line: Line) -> HttpResponse:
    """Each partner with its counts; nobody's words are known here."""
    kinds = dict(KINDS)
    rows = [
        (each, kinds[each.kind], [(said, counts[lot]) for lot, said in LOTS if lot in counts])
        for each, counts in passings.counts([line.pk])
    ]
    shown = {"line": line, "rows": rows, "trail": trail(line)}
    return show(request, who, "office/partners.html", shown)


@of_a_line
def partner(request: HttpRequest, who: Who, line: Line, pk: int = 0) -> HttpResponse:
    """One that is there is switched off, and never taken away: what was counted stays."""
    found = line.partners.filter(pk=pk).first() if pk else Partner(line=line)
    if found is None:
        return pages.lost(request)
    back = reverse("office:partners", args=[line.slug])
    heading = found.to.name if pk else _("A new partner")
    way = [*trail(line), (_("Partners"), back)]
    page = Page(heading, "", way, "office/partner.html", after=back)
    return serve(request, who, page, found, PartnerForm)
