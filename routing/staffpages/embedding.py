"""The page for a website's owner: what to paste, with which choices, and whether it works."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_safe

from helpline import access, tallies
from helpline.colours import dark_enough
from helpline.models import LOCALES, Line, Site
from routing import embedded, pages

OPENERS = (
    ("corner", later("The button in the corner")),
    ("both", later("The button in the corner, and one of the page’s own")),
    ("own", later("Only a button of the page’s own")),
)
ATTRIBUTES = ("lang", "label", "position", "color", "entry", "exit_url")


class Choices(forms.Form):
    """What the embedding code may say; every part may be left as it is."""

    lang = forms.ChoiceField(label=later("Language"), required=False)
    label = forms.CharField(label=later("Word on the button"), max_length=40, required=False)
    position = forms.ChoiceField(
        label=later("Corner"),
        choices=(("", later("At the end of the line")), ("start", later("At the beginning"))),
        required=False,
    )
    color = forms.CharField(
        label=later("Colour"),
        max_length=7,
        required=False,
        help_text=later("As #005c60, dark enough for white letters. Empty: ours."),
    )
    opens = forms.ChoiceField(label=later("Opened by"), choices=OPENERS, required=False)
    entry = forms.RegexField(
        rf"^{tallies.SLUG.pattern}\Z",
        label=later("Entry code"),
        required=False,
        error_messages={"invalid": later("Use up to 40 letters, digits, - and _, as poster-7.")},
        help_text=later("A name for this page or campaign. Only how often it was used is counted."),
    )
    exit_url = forms.URLField(
        label=later("Quick exit leads to"),
        required=False,
        assume_scheme="https",
        help_text=later("Empty: where the line’s own quick exit leads."),
    )

    def __init__(self, line: Line, data: Mapping[str, str]) -> None:
        super().__init__(data, initial={}, auto_id="%s")
        spoken = [(code, name) for code, name in LOCALES if code in line.languages]
        self.fields["lang"].choices = [("", _("That of each page")), *spoken]  # type: ignore[attr-defined]

    def clean_color(self) -> str:
        color: str = self.cleaned_data["color"]
        if color and not dark_enough(color):
            raise forms.ValidationError(
                _("White letters cannot be read on this. Write a darker one, as #005c60.")
            )
        return color

    def clean_exit_url(self) -> str:
        address: str = self.cleaned_data["exit_url"]
        if address and not address.startswith("https://"):
            raise forms.ValidationError(_("Write an address that begins with https://."))
        return address

    def chosen(self) -> dict[str, str]:
        """What is chosen and can be used, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def snippet(site: Site, chosen: Mapping[str, str]) -> str:
    """The line that goes on each page, and the button if the page has one of its own."""
    said = {
        "site": site.key,
        **{name.replace("_", "-"): chosen.get(name, "") for name in ATTRIBUTES},
        "launcher": "none" if chosen.get("opens") == "own" else "",
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in said.items() if value)
    script = f'<script src="{settings.PUBLIC_ORIGIN}/widget.js"{attributes} async></script>'
    if chosen.get("opens", "corner") == "corner":
        return script
    word = escape(chosen.get("label") or site.line.cover_title)
    return f'<button type="button" data-helpline-open>{word}</button>\n{script}'


def link(line: Line, chosen: Mapping[str, str]) -> str:
    """The address of the page of its own, for links, cards and posters."""
    query = {"line": line.slug}
    query |= {name: chosen[name] for name in ("lang", "entry") if name in chosen}
    return f"{settings.PUBLIC_ORIGIN}/chat/?{urlencode(query)}"


@require_safe
@login_required
def sites(request: HttpRequest) -> HttpResponse:
    """Every site that this person may set up."""
    if not access.account_may(request.user, "sites"):
        return pages.lost(request)
    found = _sites_of(request).order_by("key")
    running = access.account_may(request.user, "settings")
    return render(request, "routing/sites.html", {"sites": found, "settings": running})


@require_safe
@login_required
def site(request: HttpRequest, key: str) -> HttpResponse:
    """One site's page; who may not set it up is told the same as if there were none."""
    found = _sites_of(request).filter(key=key).first()
    if found is None:
        return pages.lost(request)
    form = Choices(found.line, request.GET.dict())
    chosen = form.chosen()
    now = timezone.now()
    latest = embedded.latest(found)
    origin = settings.PUBLIC_ORIGIN
    shown = {
        "site": found,
        "form": form,
        "snippet": snippet(found, chosen),
        "policy": f"script-src {origin}; frame-src {origin}",
        "link": link(found.line, chosen),
        "latest": latest,
        "this_week": latest == tallies.week_of(found.line, now),
        "wrong": embedded.wrong_ones(found.line, now),
    }
    return render(request, "routing/site.html", shown)


def _sites_of(request: HttpRequest) -> QuerySet[Site]:
    """Those of a supervisor's line; all of them for who administers the service or its sites."""
    found = Site.objects.select_related("line")
    person = access.person_of(request.user)
    if request.user.has_perm("helpline.view_site") or access.account_may(request.user, "settings"):
        return found
    return (
        found.filter(line=person.line) if person and access.may(person, "sites") else found.none()
    )
