"""A partner of a line: which other line, of which kind, and what people read it is called."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES, Line, Partner
from office.fieldsheet import FieldSheet
from routing.texting.words import words_of

KINDS = (
    ("health", later("Health")),
    ("shelter", later("Shelter")),
    ("legal", later("Legal help")),
    ("agency", later("Agency")),
    ("addiction", later("Addiction")),
    ("police", later("Police")),
    ("other", later("Something else")),
)
# What became of passing somebody on, as people call it.
LOTS = (
    ("offered", later("named only")),
    ("accepted", later("said yes")),
    ("handed_over", later("waiting there")),
    ("connected", later("answered there")),
    ("not_available", later("nobody could")),
    ("unknown", later("ended before")),
)
# Sentences with it must fit one text.
LONGEST_NAME = 40


class PartnerForm(FieldSheet):
    section = "partner"
    groups = (
        ("", "", ("to", "kind")),
        (
            later("What people read it is called"),
            later("It is on their screen or phone, where others may see it."),
            ("name_en", "name_fr"),
        ),
        ("", "", ("answer_seconds", "active")),
    )

    kind = forms.ChoiceField(
        label=later("Kind"),
        choices=KINDS,
        help_text=later("To police people say yes apart, by a second question."),
    )
    answer_seconds = forms.IntegerField(
        label=later("Seconds until they are back with you"),
        min_value=30,
        max_value=3600,
        help_text=later("When nobody there has answered for so long."),
    )
    active = forms.BooleanField(
        label=later("Switched on"),
        required=False,
        help_text=later("Without it nobody is passed on there. What was counted stays."),
    )

    def __init__(self, subject: Partner, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        others = Line.objects.exclude(pk=subject.line_id).filter(drill=False).order_by("name")
        # Of one that is there the line stays: another would be counted as this one.
        known = not subject._state.adding
        self.fields["to"] = forms.ModelChoiceField(
            label=_("Which line"),
            queryset=others,
            disabled=known,
            help_text=_("A line of this installation; its own people answer there."),
        )
        self.initial["to"] = subject.to_id
        for code, language in LOCALES:
            field = forms.CharField(
                label=_("Name (%s)") % language, max_length=LONGEST_NAME, required=True
            )
            field.widget.attrs["lang"] = code
            self.fields[f"name_{code}"] = field
            self.initial[f"name_{code}"] = (subject.names or {}).get(code, "")

    def columns(self) -> list[str]:
        return ["kind", "answer_seconds", "active"]

    def clean(self) -> dict[str, Any]:
        to = self.cleaned_data.get("to")
        same = Partner.objects.filter(line=self.subject.line_id, to=to).exclude(pk=self.subject.pk)
        if self.subject.line.drill:
            self.add_error(None, _("Nobody real writes to a drill line: it passes nobody on."))
        elif to is not None and same.exists():
            self.add_error("to", _("This line is a partner already."))
        return self.cleaned_data

    def apply(self, subject: Partner) -> None:
        super().apply(subject)
        subject.to = self.cleaned_data["to"]
        said = {code: self.cleaned_data[f"name_{code}"] for code, _language in LOCALES}
        subject.names = {**(subject.names or {}), **said}

    def store(self, subject: Partner) -> None:
        subject.save()

    def state(self, subject: Partner) -> dict[str, str]:
        names = {f"name_{code}": (subject.names or {}).get(code, "") for code, _l in LOCALES}
        said = {name: words for name, words in names.items() if words}
        to = {"to": subject.to.name} if subject.to_id else {}
        return {**to, **super().state(subject), **said}

    def preview(self) -> list[tuple[str, str, str]]:
        """What somebody is told who is passed on, in each language."""
        partner: Partner = self.typed()
        if partner.to_id is None:
            return []
        return [
            (code, language, told(partner.line, partner.name(code), code))
            for code, language in LOCALES
        ]


def told(line: Line, partner: str, locale: str) -> str:
    """The line's own words, or ours where it has none."""
    from_line = words_of("passed_on", locale, line.automatic, partner=partner)
    return from_line or words_of("passed_on", locale, partner=partner)
