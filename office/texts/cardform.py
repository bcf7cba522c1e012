"""One guidance card: title and text in each language, its place, whether counsellors see it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES
from office.fieldsheet import FieldSheet
from referrals.models import Guidance
from referrals.wording.plaintext import plain

ITEM = "- "


class CardForm(FieldSheet):
    section = "card"

    slug = forms.SlugField(
        label=later("Short name"),
        max_length=80,
        error_messages={"invalid": later("Use letters, digits, - and _ only.")},
    )
    position = forms.IntegerField(
        label=later("Its place"),
        min_value=0,
        max_value=9_999,
        help_text=later("Small numbers stand first."),
    )
    active = forms.BooleanField(label=later("Counsellors see it"), required=False)

    def __init__(self, subject: Guidance, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        for code, language in LOCALES:
            title = forms.CharField(label=_("Title (%s)") % language, max_length=80)
            area = forms.Textarea(attrs={"rows": 10, "lang": code})
            body = forms.CharField(
                label=_("Card (%s)") % language,
                widget=area,
                help_text=_("A line that begins with - is one of a list."),
            )
            self.fields |= {f"title_{code}": title, f"body_{code}": body}
            self.initial[f"title_{code}"] = subject.title.get(code, "")
            self.initial[f"body_{code}"] = subject.body.get(code, "")

    def columns(self) -> list[str]:
        return ["slug", "position", "active"]

    def in_groups(self) -> list[Any]:
        return [("", "", [self[name] for name in self.columns()])]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Guidance.objects.filter(slug=slug).exclude(pk=self.subject.pk).exists():
            raise forms.ValidationError(_("Another card has this short name."))
        return slug

    def apply(self, subject: Guidance) -> None:
        super().apply(subject)
        for part in ("title", "body"):
            said = {code: plain(self.cleaned_data[f"{part}_{code}"]) for code, _l in LOCALES}
            setattr(subject, part, {**getattr(subject, part), **said})

    def store(self, subject: Guidance) -> None:
        subject.save()

    def state(self, subject: Guidance) -> dict[str, str]:
        said = {
            f"{part}_{code}": getattr(subject, part).get(code, "")
            for part in ("title", "body")
            for code, _language in LOCALES
        }
        return super().state(subject) | {name: words for name, words in said.items() if words}

    def cards(self) -> list[dict[str, Any]]:
        """For each language its fields, and the card as counsellors see it."""
        twin = self.typed()
        return [
            {
                "code": code,
                "name": language,
                "fields": [self[f"title_{code}"], self[f"body_{code}"]],
                "title": twin.title.get(code, ""),
                "blocks": blocks(twin.body.get(code, "")),
            }
            for code, language in LOCALES
        ]


def blocks(body: str) -> list[tuple[bool, list[str]]]:
    """The card as paragraphs and lists: lines in a row that begin with "- " are one list."""
    found: list[tuple[bool, list[str]]] = []
    for line in filter(None, map(str.strip, body.splitlines())):
        item = line.startswith(ITEM)
        if item and found and found[-1][0]:
            found[-1][1].append(line.removeprefix(ITEM))
        else:
            found.append((item, [line.removeprefix(ITEM) if item else line]))
    return found
