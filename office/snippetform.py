"""One snippet: each wording in a field of its own, with how it looks and what it costs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES
from office.fieldsheet import FieldSheet
from office.wording import Seen, doubts_of_a_phone, hard
from referrals.models import Snippet
from referrals.snippets import categories
from routing.texting.segments import measure, straighten

FACES = (("chat", later("Chat")), ("sms", later("Text")))
# What was not looked at for so long may not be true any more.
STALE = timedelta(days=365)


class SnippetForm(FieldSheet):
    section = "snippet"

    slug = forms.SlugField(
        label=later("Short name"),
        max_length=80,
        help_text=later("What one types after / to find it, and its name in the figures."),
        error_messages={"invalid": later("Use letters, digits, - and _ only.")},
    )
    tags = forms.CharField(
        label=later("Words to find it by"),
        required=False,
        help_text=later(
            "In both languages, separated by commas. “first words”: it is offered when a talk is"
            " taken."
        ),
    )
    referral = forms.BooleanField(
        label=later("It sends somebody to a place or a service"), required=False
    )
    source = forms.CharField(
        label=later("Where its facts come from"), max_length=80, required=False
    )
    checked = forms.DateField(
        label=later("When somebody last made sure of them"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    active = forms.BooleanField(label=later("Counsellors find it"), required=False)

    def __init__(self, subject: Snippet, data: QueryDict | None = None) -> None:
        super().__init__(subject, data)
        self.initial["tags"] = ", ".join(subject.tags)
        known = dict(categories(get_language() or "en"))
        known.setdefault(subject.category, subject.category)
        self.fields["category"] = forms.ChoiceField(
            label=_("What the figures count it under"),
            choices=[(code, name) for code, name in known.items() if code],
        )
        for code, language in LOCALES:
            self.fields[f"title_{code}"] = _line(_("Title (%s)") % language, code)
            self.initial[f"title_{code}"] = subject.title.get(code, "")
            for face, _label in FACES:
                self.fields[f"{face}_{code}"] = _area(language, code)
                self.initial[f"{face}_{code}"] = subject.faces.get(face, {}).get(code, "")

    def columns(self) -> list[str]:
        return ["slug", "category", "tags", "referral", "source", "checked", "active"]

    def in_groups(self) -> list[Any]:
        what = ["slug", "category", "tags", "referral", "active"]
        titles = [f"title_{code}" for code, _language in LOCALES]
        facts = ["source", "checked"]
        return [
            (_("What it is"), "", [self[name] for name in (*titles, *what)]),
            (_("Its facts"), "", [self[name] for name in facts]),
        ]

    # ---- what was typed --------------------------------------------------------------------------

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Snippet.objects.filter(slug=slug).exclude(pk=self.subject.pk).exists():
            raise forms.ValidationError(_("Another snippet has this short name."))
        return slug

    def apply(self, subject: Snippet) -> None:
        super().apply(subject)
        subject.title = {**subject.title, **self._said("title")}
        faces = {face: {**subject.faces.get(face, {}), **self._said(face)} for face, _l in FACES}
        subject.faces = {**subject.faces, **faces}

    def _said(self, part: str) -> dict[str, str]:
        # A browser sends line breaks as two signs; in a text each would cost one more.
        said = {code: self.cleaned_data[f"{part}_{code}"] for code, _language in LOCALES}
        return {code: words.replace("\r\n", "\n") for code, words in said.items()}

    def store(self, subject: Snippet) -> None:
        subject.save()

    def state(self, subject: Snippet) -> dict[str, str]:
        said = {f"title_{code}": subject.title.get(code, "") for code, _language in LOCALES}
        for face, _label in FACES:
            words = subject.faces.get(face, {})
            said |= {f"{face}_{code}": words.get(code, "") for code, _language in LOCALES}
        return super().state(subject) | {name: words for name, words in said.items() if words}

    def label_of(self, name: str) -> str:
        face, _mark, code = name.rpartition("_")
        named = dict(FACES).get(face)
        return f"{named}, {dict(LOCALES)[code]}" if named else super().label_of(name)

    # ---- beside the fields -----------------------------------------------------------------------

    def wordings(self) -> list[dict[str, Any]]:
        """Each face in each language: its field, and how it will look."""
        twin = self.typed()
        return [
            {
                "title": label,
                "face": "phone" if face == "sms" else "page",
                "languages": [
                    {"code": code, "field": self[f"{face}_{code}"], "seen": see(twin, face, code)}
                    for code, _language in LOCALES
                ],
            }
            for face, label in FACES
        ]


def see(snippet: Snippet, face: str, locale: str) -> Seen:
    words = snippet.faces.get(face, {}).get(locale, "")
    doubts = [_("This is harder to read than our texts. Shorter sentences and words help.")]
    found = doubts if hard(locale, words) else []
    if face != "sms" or not words:
        return Seen(locale, words, None, found)
    size = measure(words)
    return Seen(locale, straighten(words), size, [*found, *doubts_of_a_phone([], words, size)])


def stale() -> QuerySet[Snippet]:
    """Those that send people somewhere, and whose facts nobody has looked at for a year."""
    limit = timezone.localdate() - STALE
    old = Q(checked=None) | Q(checked__lt=limit)
    return Snippet.objects.filter(old, referral=True, active=True)


def _line(label: str, code: str) -> forms.CharField:
    field = forms.CharField(label=label, max_length=80)
    field.widget.attrs["lang"] = code
    return field


def _area(label: str, code: str) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4, "lang": code}))
