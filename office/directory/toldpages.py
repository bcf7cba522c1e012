"""Where the team says that a place was not good for somebody; who says it is not kept."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from helpline import access
from office.directory import reasons
from office.doorway import Who, show, telling
from office.rooms import trail
from office.sheets import Trail
from referrals import feedback, figures
from referrals.directory import Listing
from referrals.models import Review
from referrals.wording.texts import said
from routing import pages


class Telling(forms.Form):
    """Which of few things it was; there is no room for words, so nobody is named by them."""

    kind = forms.ChoiceField(
        label=later("What they said of it"),
        choices=list(reasons.COMPLAINTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": later("Choose what it was.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="%s", label_suffix="")


@require_http_methods(["GET", "HEAD", "POST"])
@telling
def told(request: HttpRequest, who: Who, slug: str) -> HttpResponse:
    """Of the place that goes by this name at the desk: its own, or a snippet's about it."""
    listing = _place(slug)
    if listing is None:
        return pages.lost(request)
    form = Telling(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        feedback.tell(listing.id, form.cleaned_data["kind"])
        messages.success(request, _("Said. Somebody will look at it; until then it stands lower."))
        return redirect(request.path)
    locale = get_language() or "en"
    shown = {
        "form": form,
        "title": said(listing.name, locale),
        "owner": said(listing.organisation.name, locale),
        "waits": _since(listing),
        "tends": access.account_may(who.user, "tend"),
        "trail": _back(who, listing) or [(_("It was not good"), request.path)],
    }
    return show(request, who, "office/told.html", shown)


def _place(slug: str) -> Listing | None:
    return figures.place_of(figures.about([slug]).get(slug, figures.NOBODY).service)


def _since(listing: Listing) -> date | None:
    """Since when it waits to be looked at."""
    open_ = Review.objects.filter(service=listing.id, outcome="")
    return open_.values_list("opened_on", flat=True).first()


def _back(who: Who, listing: Listing) -> Trail:
    """Settings are for administrators; anybody else comes from the desk."""
    if not access.account_may(who.user, "settings"):
        return []
    name = said(listing.name, get_language() or "en").words
    service = (name, reverse("office:service", args=[listing.id]))
    return [*trail(), (_("Directory"), reverse("office:directory")), service]
