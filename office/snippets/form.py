"""One snippet: each wording in a field of its own, with how it looks and what it costs."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES
from office import switches
from office.directory.placefield import PlaceField
from office.snippets.fields import area, day, line
from office.snippets.seen import see
from referrals.exchange.words import sentence
from referrals.models import Snippet
from referrals.models.snippets import key_of
from referrals.snippets import categories
from referrals.wording.faces import CHAT, DISCREET, TEXT, wants
from referrals.wording.links import complaint_in
from referrals.wording.plaintext import plain

FACES = (
    (CHAT, later("Chat")),
    (TEXT, later("Text")),
    (DISCREET, later("Discreet: no name of a place, nothing of health")),
)
WITHOUT = frozenset({DISCREET})
SHORTCUT = re.compile(r"[^\W_][\w-]*")


class SnippetForm(switches.Switched):
    section = "snippet"

    slug = forms.SlugField(
        label=later("Short name"),
        max_length=80,
        help_text=later("Its name in the figures; leave it as it is once it has been used."),
        error_messages={"invalid": later("Use letters, digits, - and _ only.")},
    )
    shortcut = forms.CharField(
        label=later("Shortcut"),
        max_length=24,
        required=False,
        help_text=later("What one types after / to have it first. No other snippet has the same."),
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
        label=later("It sends somebody to a place or a service"),
        required=False,
        help_text=later("Always so where the place is named below."),
    )
    service = PlaceField()
    source = forms.CharField(
        label=later("Where its facts come from"), max_length=80, required=False
    )
    checked = day(later("When somebody last made sure of them"))
    review = day(
        later("Look again by"), later("From this day on whoever finds it is told that it is old.")
    )
    expires = day(later("Until"), later("From this day on it cannot be sent any more."))
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
        self.fields.update(switches.switches())
        for code, language in LOCALES:
            self.fields[f"title_{code}"] = line(_("Title (%s)") % language, code)
            self.initial[f"title_{code}"] = subject.title.get(code, "")
            for face, _label in FACES:
                self.fields[f"{face}_{code}"] = area(language, code, required=face not in WITHOUT)
                self.initial[f"{face}_{code}"] = subject.faces.get(face, {}).get(code, "")

    def columns(self) -> list[str]:
        what = ["slug", "shortcut", "category", "tags", "referral", "active"]
        return [*what, "service", "source", "checked", "review", "expires", *switches.SWITCHES]

    def in_groups(self) -> list[Any]:
        what = ["shortcut", "slug", "category", "tags", "referral", "active"]
        titles = [f"title_{code}" for code, _language in LOCALES]
        facts = ["service", "source", "checked", "review", "expires"]
        return [
            (_("What it is"), "", [self[name] for name in (*titles, *what)]),
            (_("Its facts"), "", [self[name] for name in facts]),
            (
                _("Who finds it"),
                _("Nothing ticked: everybody."),
                [self[n] for n in switches.SWITCHES],
            ),
        ]

    # ---- what was typed --------------------------------------------------------------------------

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Snippet.objects.filter(slug=slug).exclude(pk=self.subject.pk).exists():
            raise forms.ValidationError(_("Another snippet has this short name."))
        return slug

    def clean_shortcut(self) -> str:
        shortcut: str = self.cleaned_data["shortcut"].removeprefix("/")
        if shortcut and not SHORTCUT.fullmatch(shortcut):
            raise forms.ValidationError(_("Use letters, digits, - and _ only."))
        others = Snippet.objects.filter(shortcut_key=key_of(shortcut)).exclude(pk=self.subject.pk)
        if taken := shortcut and others.first():
            said = _("“%s” has this shortcut. Capitals and accents make no difference.")
            raise forms.ValidationError(said % taken.title.get(get_language() or "en", taken.slug))
        return shortcut

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        self._look_at_links(typed)
        if "service" in self.errors:
            return typed
        # Words about a place send somebody there: that is noted by itself, and not by a tick.
        typed["referral"] = bool(typed.get("referral") or typed.get("service"))
        for name in [f"{face}_{code}" for face, _l in FACES for code, _n in LOCALES]:
            unfilled = sorted(wants(typed.get(name, ""))) if not typed.get("service") else []
            if unfilled:
                said = _("{%s} is filled from a place: say which one it is about.")
                self.add_error(name, said % unfilled[0])
        return typed

    def _look_at_links(self, typed: dict[str, Any]) -> None:
        """A widget makes addresses tappable: they lead where they seem to."""
        for name in [f"{face}_{code}" for face, _l in FACES for code, _n in LOCALES]:
            if wrong := complaint_in(typed.get(name, "")):
                self.add_error(name, sentence(wrong))

    def apply(self, subject: Snippet) -> None:
        super().apply(subject)
        subject.title = {**subject.title, **self._said("title")}
        faces = {face: {**subject.faces.get(face, {}), **self._said(face)} for face, _l in FACES}
        # What need not be there is kept only where it says something.
        thin = {face for face in WITHOUT if not "".join(faces[face].values())}
        kept = {face: said for face, said in faces.items() if face not in thin}
        others = {face: said for face, said in subject.faces.items() if face not in faces}
        subject.faces = {**others, **kept}

    def _said(self, part: str) -> dict[str, str]:
        # A browser sends line breaks as two signs; in a text each would cost one more. What was
        # pasted from a page would be sent with its tags.
        return {code: plain(self.cleaned_data[f"{part}_{code}"]) for code, _language in LOCALES}

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
                "face": "page" if face == CHAT else "phone",
                "languages": [
                    {"code": code, "field": self[f"{face}_{code}"], "seen": see(twin, face, code)}
                    for code, _language in LOCALES
                ],
            }
            for face, label in FACES
        ]
