"""The checklist at a high risk: the same questions in each language, one on each line."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from helpline.firstchecks import LONGEST_CHECK, MOST_CHECKS
from helpline.models import LOCALES, Line
from office.sheets import Sheet


class CheckForm(Sheet):
    """The column `checklist`; the lines of both fields belong together, in their order."""

    section = "checklist"

    def __init__(self, subject: Line, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        for code, language in LOCALES:
            area = forms.Textarea(attrs={"rows": 8, "lang": code, "spellcheck": "true"})
            label = _("Questions, one on each line (%s)") % language
            self.fields[code] = forms.CharField(label=label, required=False, widget=area)
            self.initial[code] = "\n".join(each.get(code, "") for each in subject.checklist)

    def in_groups(self) -> list[Any]:
        lead = _(
            "Each is answered by yes, no or not known, and may be left out. Write them as "
            "statements. The third line in one language says the same as the third in the other. "
            "Without a line, none are asked."
        )
        return [("", lead, [self[code] for code, _language in LOCALES])]

    def clean(self) -> dict[str, Any]:
        counts = set()
        for code, _language in LOCALES:
            lines = self.cleaned_data.get(code, "").splitlines()
            asked = [" ".join(line.split()) for line in lines if line.strip()]
            self.cleaned_data[code] = asked
            counts.add(len(asked))
            for complaint in _wrong(asked):
                self.add_error(code, complaint)
        if len(counts) > 1:
            self.add_error(None, _("There are not as many questions in each language."))
        return self.cleaned_data

    def apply(self, subject: Line) -> None:
        codes = [code for code, _language in LOCALES]
        rows = zip(*(self.cleaned_data[code] for code in codes), strict=True)
        subject.checklist = [dict(zip(codes, row, strict=True)) for row in rows]

    def store(self, subject: Line) -> None:
        subject.save(update_fields=["checklist"])

    def state(self, subject: Line) -> dict[str, str]:
        said = {
            code: "; ".join(each.get(code, "") for each in subject.checklist)
            for code, _language in LOCALES
        }
        return {code: words for code, words in said.items() if words}

    def preview(self) -> list[tuple[str, str, list[str]]]:
        asked = self.typed().checklist
        return [(code, name, [each.get(code, "") for each in asked]) for code, name in LOCALES]


def _wrong(asked: list[str]) -> list[str]:
    found = []
    if len(asked) > MOST_CHECKS:
        numbers = {"n": len(asked), "most": MOST_CHECKS}
        found.append(_("These are %(n)s questions; %(most)s is the most.") % numbers)
    if len({each.casefold() for each in asked}) < len(asked):
        found.append(_("The same question is there twice."))
    found += [
        _("“%(words)s” is too long: %(most)s letters is the most.")
        % {"words": each, "most": LONGEST_CHECK}
        for each in asked
        if len(each) > LONGEST_CHECK
    ]
    return found
