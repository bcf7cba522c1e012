"""Asks an organisation by a link whether what we publish is true, and settles what it said."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from helpline.models import LOCALES
from office import changes, mailing
from office.directory import published, reviewpages
from office.doorway import Who, show, tending_directory
from referrals.keeping import confirming
from referrals.models import Organisation
from referrals.wording.texts import said
from routing import pages
from routing.entering import limits

# So often one organisation may be asked in a day.
A_DAY, MOST = 86_400, 5


class Asking(forms.Form):
    email = forms.EmailField(
        label=later("E-mail"),
        required=False,
        max_length=254,
        help_text=later("Whoever has the link answers for them: send it to their own address."),
    )
    locale = forms.ChoiceField(label=later("Its language"), choices=LOCALES)

    def __init__(self, owner: Organisation, data: QueryDict | None = None) -> None:
        locale = next(iter(owner.name), "en")
        start = {"email": owner.email, "locale": locale if locale in dict(LOCALES) else "en"}
        super().__init__(data, initial=start, auto_id="%s", label_suffix="")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@tending_directory
def ask(request: HttpRequest, who: Who, pk: UUID) -> HttpResponse:
    """The question; once it is asked the link is shown, this once."""
    owner = Organisation.objects.filter(pk=pk).first()
    if owner is None:
        return pages.lost(request)
    form = Asking(owner, request.POST if request.method == "POST" else None)
    shown = {
        "owner": owner,
        "title": said(owner.name, get_language() or "en"),
        "form": form,
        "count": len(published.of(owner, get_language() or "en")),
        "mails": mailing.is_set_up(),
        "last": owner.confirmations.order_by("-asked_at").first(),
        "trail": reviewpages.back(who),
    }
    if form.is_bound and form.is_valid() and shown["count"]:
        if not limits.allow("confirm_ask", owner.pk, MOST, A_DAY):
            messages.warning(request, _("They were asked often enough today."))
            return redirect(request.path)
        shown |= _asked(who, owner, form, by_mail=request.POST.get("do") == "mail")
    return show(request, who, "office/ask.html", shown)


def _asked(who: Who, owner: Organisation, form: Asking, *, by_mail: bool) -> dict[str, object]:
    locale, to = form.cleaned_data["locale"], form.cleaned_data["email"]
    token = confirming.ask(owner, who.name, locale, timezone.now())
    link = settings.PUBLIC_ORIGIN + reverse("confirm", args=[token])
    changes.happened(who, "organisation", owner, "asked by link")
    return {"link": link, "to": to, "sent": bool(by_mail and to and _mail(to, link, locale))}


def _mail(to: str, link: str, locale: str) -> bool:
    """Neutral words: somebody else may see them go by."""
    with translation.override(locale):
        subject = _("Is what we say of you still true?")
        body = _(
            "Hello,\n\nwe list what you offer, so that people find it. Please look whether it is "
            "still true; it takes a minute and needs no account:\n\n%s\n\nThe link is good once, "
            "for 14 days. Nothing changes by opening it."
        )
    return mailing.send(to, subject, body % link)


@require_POST
@tending_directory
def settle(request: HttpRequest, who: Who, pk: int) -> HttpResponse:
    """Somebody has read what an organisation wrote."""
    row = confirming.settle(pk, who.name, timezone.now())
    if row:
        changes.happened(who, "organisation", row.organisation, f"read: {row.answer}")
    return redirect("office:reviews")
