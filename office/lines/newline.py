"""A new line: only what it cannot be without; everything else has its own page afterwards."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.countries import COUNTRIES
from helpline.models import Line
from office.fieldsheet import FieldSheet
from office.lines.lineform import LANDS
from office.lines.speech import InOrder

# Words by which addresses of ours begin.
TAKEN = ("new",)


class NewLineForm(FieldSheet):
    """The line is closed to nobody but those who do not know it: no number, no website yet."""

    section = "line"
    groups = (("", "", ("name", "slug", "cover_title", "languages", "country", "drill")),)

    name = forms.CharField(
        label=later("Name"),
        max_length=80,
        help_text=later("For your team; who writes to you sees the neutral title below."),
    )
    slug = forms.SlugField(
        label=later("Short name in addresses"),
        max_length=50,
        help_text=later(
            "Small letters, digits and dashes; it is in the link to the chat, so no word of what "
            "the line is for. It stays as it is."
        ),
        error_messages={"invalid": later("Use letters, digits, - and _ only.")},
    )
    cover_title = forms.CharField(
        label=later("Neutral title"),
        max_length=40,
        help_text=later("In the browser’s tab and history. No word of what the line is for."),
    )
    languages = InOrder()
    country = forms.ChoiceField(
        label=later("Whose emergency numbers are shown"),
        choices=[(code, LANDS.get(code, name)) for code, name in COUNTRIES],
    )
    drill = forms.BooleanField(
        label=later("A drill line"),
        required=False,
        help_text=later(
            "For rehearsing: made-up seekers write, nobody real can reach it, nothing is counted "
            "or sent. It stays one."
        ),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if slug in TAKEN or Line.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another line has this short name."))
        return slug

    def answered(self, request: HttpRequest) -> HttpResponse:
        return redirect("office:line", slug=self.subject.slug)
