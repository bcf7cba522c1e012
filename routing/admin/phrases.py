"""The phrase list, and a box to try words in: who is moved up by what is nobody's secret."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from helpline.models import Line, Phrase
from routing.entering.phrasebook import phrasebook

if TYPE_CHECKING:
    PhraseModelAdmin = admin.ModelAdmin[Phrase]
else:
    PhraseModelAdmin = admin.ModelAdmin


class TryForm(forms.Form):
    """Words as somebody might write them; they are looked at and kept nowhere."""

    line = forms.ModelChoiceField(Line.objects.all())
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        help_text="Nothing of it is kept.",
    )


@admin.register(Phrase)
class PhraseAdmin(PhraseModelAdmin):
    list_display = ("phrase", "language", "line", "tier", "active")
    list_filter = ("language", "tier", "active", "line")
    list_editable = ("tier", "active")
    search_fields = ("phrase",)
    change_list_template = "routing/phrases.html"

    def get_urls(self) -> list[URLPattern]:
        words = self.admin_site.admin_view(self.try_words)
        return [path("try/", words, name="helpline_phrase_try"), *super().get_urls()]

    def try_words(self, request: HttpRequest) -> HttpResponse:
        """Which phrases some words hold on a line, and which of them counts."""
        form = TryForm(request.POST or None)
        found: list[Phrase] = []
        if form.is_valid():
            phrasebook.read()
            hits = phrasebook.of(form.cleaned_data["line"].pk).find(form.cleaned_data["words"])
            rows = Phrase.objects.in_bulk([hit.id for hit in hits])
            found = [rows[hit.id] for hit in hits if hit.id in rows]
        context = {
            **self.admin_site.each_context(request),
            "title": "Try words",
            "opts": self.opts,
            "form": form,
            "tried": form.is_bound and form.is_valid(),
            "found": found,
        }
        return TemplateResponse(request, "routing/try_phrases.html", context)

    def save_model(self, request: HttpRequest, obj: Phrase, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        phrasebook.forget()

    def delete_model(self, request: HttpRequest, obj: Phrase) -> None:
        super().delete_model(request, obj)
        phrasebook.forget()
