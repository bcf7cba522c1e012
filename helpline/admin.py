"""What an administrator may change here: lines, sites and who answers; the forms know the traps."""

import re
from collections.abc import Collection
from itertools import permutations
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from helpline import hours
from helpline.accountadmin import CounsellorAdmin, PeopleAdmin
from helpline.models import LOCALES, Line, Site, Tally
from helpline.origins import exact_origin
from helpline.pageforms import clean_elsewhere, clean_https, clean_questions

if TYPE_CHECKING:
    LineModelForm = forms.ModelForm[Line]
    SiteModelForm = forms.ModelForm[Site]
    LineModelAdmin = admin.ModelAdmin[Line]
    SiteModelAdmin = admin.ModelAdmin[Site]
    TallyModelAdmin = admin.ModelAdmin[Tally]
else:
    LineModelForm = SiteModelForm = forms.ModelForm
    LineModelAdmin = SiteModelAdmin = TallyModelAdmin = admin.ModelAdmin

__all__ = ["CounsellorAdmin", "PeopleAdmin"]

E164 = re.compile(r"\+[1-9][0-9]{7,14}")
TEXTS = 'Write words by language and name: {"en": {"limits": "…"}}.'
IN = "The opening hours close the door by themselves; a supervisor may close it earlier."
BEFORE = "Shown before anybody is asked for. Nothing of it has to be answered."
CHOICES = (
    "What is 0 or not ticked is not offered. Words are kept longer than the line's policy only for "
    "who chose so."
)
PUNCTUATION = re.compile(r"[\s().\-]")


def orders() -> list[tuple[str, str]]:
    """Every choice of languages, with each order: the first is the one for what cannot be told."""
    chosen = [some for n in range(len(LOCALES), 0, -1) for some in permutations(LOCALES, n)]
    return [
        (",".join(code for code, _ in some), ", then ".join(name for _, name in some))
        for some in chosen
    ]


class InOrder(forms.TypedChoiceField):
    """A list of languages, chosen with its order."""

    def __init__(self, *, help_text: str) -> None:
        super().__init__(choices=orders(), coerce=lambda codes: codes.split(","))
        self.help_text = help_text

    def prepare_value(self, value: Any) -> Any:
        return ",".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


# ---- lines: registered by `routing.admin`, which knows the channels and policies -----------------


class LineForm(LineModelForm):
    languages = InOrder(help_text="The first one greets whoever has not chosen.")
    exit_url = forms.URLField(
        assume_scheme="https", help_text="Where the quick exit leads: a neutral page."
    )
    directory_url = forms.URLField(
        assume_scheme="https",
        required=False,
        help_text="A public page of places to go, if there is one.",
    )

    class Meta:
        help_texts = {
            "slug": "Short name in addresses: /chat/?line=short-name.",
            "accept_seconds": "How long an offer rings before the next counsellor is asked.",
            "wrap_minutes": "How long a counsellor may take to close a conversation that is over.",
            "texts": 'Own words on the seeker\'s page: {"en": {"limits": "…"}, "fr": {…}}.',
        }

    def clean_hours(self) -> dict[str, Any]:
        return clean_hours(self.cleaned_data["hours"])

    def clean_exit_url(self) -> str:
        return clean_https(self.cleaned_data["exit_url"])

    def clean_directory_url(self) -> str:
        address: str = self.cleaned_data["directory_url"]
        return clean_https(address) if address else ""

    def clean_questions(self) -> dict[str, Any]:
        return clean_questions(self.cleaned_data["questions"])

    def clean_elsewhere(self) -> list[dict[str, Any]]:
        return clean_elsewhere(self.cleaned_data["elsewhere"])

    def clean_texts(self) -> dict[str, dict[str, str]]:
        texts = clean_words(self.cleaned_data["texts"])
        if any("kept" in words for words in texts.values()):
            raise ValidationError("Leave “kept” out: the chosen policy says it, truly.")
        return texts


def clean_number(typed: str) -> str:
    """The number as the provider writes it; blanks, dots, dashes and brackets may be typed."""
    number = PUNCTUATION.sub("", typed)
    if not E164.fullmatch(number):
        raise ValidationError("Write it with + and the country code: +12045550100.")
    return number


def clean_hours(typed: object) -> dict[str, Any]:
    """Opening hours that can be read; raises ValidationError with what cannot."""
    written = typed or {}
    if not isinstance(written, dict):
        raise ValidationError('Write {"zone": …, "week": {"mon": ["18:00-02:00"]}}.')
    try:
        hours.read(written)
    except ValueError as complaint:
        raise ValidationError(str(complaint)) from None
    return written


def clean_words(typed: object, known: Collection[str] = ()) -> dict[str, dict[str, str]]:
    """Words by language and name, the latter one of those `known`, if any are given."""
    texts = typed or {}
    if not isinstance(texts, dict) or not set(texts) <= {code for code, _ in LOCALES}:
        raise ValidationError(TEXTS)
    if not all(map(said, texts.values())):
        raise ValidationError(TEXTS)
    unknown = sorted({name for words in texts.values() for name in words} - set(known or ()))
    if known and unknown:
        raise ValidationError(f"“{unknown[0]}” is none of {', '.join(known)}.")
    return texts


def said(words: object) -> bool:
    """Is this words by name?"""
    return isinstance(words, dict) and all(isinstance(text, str) for text in words.values())


class LineAdmin(LineModelAdmin):
    form = LineForm
    list_display = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("name", "slug", "languages")}),
        ("Waiting", {"fields": ("accept_seconds", "risk_weight", "wrap_minutes", "hours", "zone")}),
        (
            "Who is let in",
            {
                "fields": ("only_staffed", "last_orders_minutes", "most_waiting"),
                "description": IN,
            },
        ),
        (
            "The seeker's page",
            {"fields": ("cover_title", "cover_icon", "exit_url", "country", "ready_check")},
        ),
        (
            "Before the talk, and elsewhere",
            {"fields": ("questions", "elsewhere", "directory_url"), "description": BEFORE},
        ),
        (
            "What people may choose",
            {
                "fields": (
                    "keep_days",
                    "follow_up_days",
                    "unchecked_days",
                    "return_hours",
                    "hold_minutes",
                    "survey",
                ),
                "description": CHOICES,
            },
        ),
        (
            "Hard moments",
            {
                "fields": (
                    "alert_seconds",
                    "cool_down_minutes",
                    "talk_minutes",
                    "answer_target_seconds",
                )
            },
        ),
        ("Own words", {"fields": ("texts",), "classes": ("collapse",)}),
    )


# ---- sites --------------------------------------------------------------------------------------


class OriginField(forms.CharField):
    """An origin in its one normal form; what a browser's address bar adds to it is taken off."""

    def to_python(self, value: Any) -> str:
        typed: str = (super().to_python(value) or "").rstrip("/")
        _, _, place = typed.partition("://")
        return typed if set(place) & set("/?#") else exact_origin(typed) or typed


class SiteForm(SiteModelForm):
    origin = OriginField(
        max_length=200,
        help_text="The site's address up to the first single slash: https://www.example.org. "
        "With and without www are two sites.",
    )


@admin.register(Site)
class SiteAdmin(SiteModelAdmin):
    form = SiteForm
    list_display = ("key", "origin", "line", "active")
    list_filter = ("line", "active")
    fields = ("line", "key", "origin", "skill", "active", "embedding_code", "page")
    readonly_fields = ("embedding_code", "page")

    @admin.display(description="Embedding code")
    def embedding_code(self, site: Site) -> str:
        """What goes on each page of the site that shall have the chat."""
        if not site.key:
            return "Stands here after saving."
        address, language = settings.PUBLIC_ORIGIN, (site.line.languages or ["en"])[0]
        names = f'data-site="{site.key}" data-lang="{language}"'
        return f'<script src="{address}/widget.js" {names} async></script>'

    @admin.display(description="For its owner")
    def page(self, site: Site) -> str:
        """Where the code is shown with other choices, and whether it is seen to work."""
        if not site.key:
            return "Stands here after saving."
        address = reverse("site", args=[site.key])
        return format_html('<a href="{}">Code, policy, link, and whether it works</a>', address)


# ---- figures ------------------------------------------------------------------------------------


@admin.register(Tally)
class TallyAdmin(TallyModelAdmin):
    """Counts to be read: by which way people came, and how it was."""

    list_display = ("week", "line", "what", "value", "count")
    list_filter = ("line", "what")
    ordering = ("-week", "line", "what", "value")
    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Tally | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Tally | None = None) -> bool:
        return False
