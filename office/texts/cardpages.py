"""The pages for guidance: every card in its order, and one with its two languages."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.doorway import Who, administrators, show
from office.rooms import trail
from office.sheets import Page, serve
from office.texts.cardform import CardForm
from referrals.models import Guidance
from routing import pages


@require_safe
@administrators
def cards(request: HttpRequest, who: Who) -> HttpResponse:
    locale = get_language() or "en"
    rows = [(card, card.title.get(locale) or card.slug) for card in Guidance.objects.all()]
    return show(request, who, "office/cards.html", {"rows": rows, "trail": trail()})


@administrators
def card(request: HttpRequest, who: Who, pk: int = 0) -> HttpResponse:
    found = Guidance.objects.filter(pk=pk).first() if pk else Guidance()
    if found is None:
        return pages.lost(request)
    title = found.title.get(get_language() or "en", found.slug) if pk else _("A new card")
    back = (_("Guidance"), reverse("office:cards"))
    gone = reverse("office:card_remove", args=[pk]) if pk else ""
    lead = _("Read by counsellors beside the talk; never sent to anybody.")
    page = Page(title, lead, [*trail(), back], "office/card.html", remove=gone)
    return serve(request, who, page, found, CardForm)
