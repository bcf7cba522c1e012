"""One phrase of the list by which somebody who waits moves up: where it counts, and how far."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES, Line, Phrase
from helpline.phrases import fold
from office.fieldsheet import FieldSheet
from routing.entering.phrasebook import phrasebook

TIERS = {
    1: later("Ten minutes ahead"),
    2: later("Half an hour ahead"),
    3: later("Before all others"),
}


class PhraseForm(FieldSheet):
    section = "phrase"
    groups = (("", "", ("phrase", "language", "line", "tier", "active")),)

    phrase = forms.CharField(
        label=later("Words"),
        max_length=80,
        help_text=later("Whole words; capitals, accents and apostrophes make no difference."),
    )
    language = forms.ChoiceField(label=later("Language"), choices=LOCALES)
    line = forms.ModelChoiceField(
        Line.objects.order_by("name"),
        label=later("Where it counts"),
        required=False,
        empty_label=later("Every line"),
        help_text=later(
            "To switch a phrase of every line off for one, write it again for that "
            "line and let it not count."
        ),
    )
    tier = forms.TypedChoiceField(
        label=later("How far they move up"), coerce=int, choices=list(TIERS.items())
    )
    active = forms.BooleanField(label=later("It counts"), required=False)

    def __init__(self, subject: Phrase, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.initial["line"] = subject.line_id

    def clean_phrase(self) -> str:
        words = " ".join(self.cleaned_data["phrase"].split())
        if not fold(words):
            raise forms.ValidationError(_("Write at least one word."))
        return words

    def clean(self) -> dict[str, Any]:
        same = Phrase.objects.filter(
            line=self.cleaned_data.get("line"),
            language=self.cleaned_data.get("language"),
            phrase=self.cleaned_data.get("phrase"),
        )
        if same.exclude(pk=self.subject.pk).exists():
            self.add_error("phrase", _("This phrase is there already."))
        return self.cleaned_data

    def store(self, subject: Phrase) -> None:
        subject.save()

    def afterwards(self, subject: Phrase) -> None:
        phrasebook.forget()
