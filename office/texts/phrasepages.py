"""The phrase list, and a box to try words in; nothing is kept of what is tried."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from helpline.models import LOCALES, Line, Phrase
from office.doorway import Who, administrators, show
from office.rooms import trail
from office.sheets import Page, serve
from office.texts.phraseform import TIERS, PhraseForm
from routing import pages
from routing.entering.phrasebook import phrasebook


class Trying(forms.Form):
    """Words as somebody might write them."""

    line = forms.ModelChoiceField(
        Line.objects.order_by("name"), label=later("Line"), empty_label=None
    )
    words = forms.CharField(
        label=later("Words to try"),
        max_length=2_000,
        help_text=later("As somebody might write them. Nothing of it is kept."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@administrators
def phrases(request: HttpRequest, who: Who) -> HttpResponse:
    """All phrases by language; and, of words that were tried, which of them count."""
    trying = Trying(
        request.POST if request.method == "POST" else None, label_suffix="", auto_id="%s"
    )
    tried = trying.is_bound and trying.is_valid()
    groups = [(language, _of(code)) for code, language in LOCALES]
    shown = {
        "groups": groups,
        "trying": trying,
        "tried": tried,
        "found": _found(trying.cleaned_data) if tried else [],
        "trail": trail(),
    }
    return show(request, who, "office/phrases.html", shown)


def _of(language: str) -> list[tuple[Phrase, Any]]:
    rows = Phrase.objects.filter(language=language).select_related("line")
    return [(row, TIERS[row.tier]) for row in rows.order_by("-tier", "phrase", "line")]


def _found(typed: dict[str, Any]) -> list[tuple[Phrase, Any]]:
    """The phrases in these words, the one that counts most first."""
    phrasebook.read()
    hits = phrasebook.of(typed["line"].pk).find(typed["words"])
    rows = Phrase.objects.in_bulk([hit.id for hit in hits])
    return [(rows[hit.id], TIERS[rows[hit.id].tier]) for hit in hits if hit.id in rows]


@administrators
def phrase(request: HttpRequest, who: Who, pk: int = 0) -> HttpResponse:
    found = Phrase.objects.filter(pk=pk).first() if pk else Phrase()
    if found is None:
        return pages.lost(request)
    back = reverse("office:phrases")
    title = found.phrase if pk else _("A new phrase")
    gone = reverse("office:phrase_remove", args=[pk]) if pk else ""
    page = Page(title, "", [*trail(), (_("Phrases"), back)], after=back, remove=gone)
    return serve(request, who, page, found, PhraseForm)
