"""What an administrator may change here: snippets and guidance, one field for each wording."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from helpline.models import LOCALES
from referrals.models import Guidance, Snippet

if TYPE_CHECKING:
    SnippetModelForm = forms.ModelForm[Snippet]
    SnippetModelAdmin = admin.ModelAdmin[Snippet]
    GuidanceModelForm = forms.ModelForm[Guidance]
    GuidanceModelAdmin = admin.ModelAdmin[Guidance]
else:
    SnippetModelForm = GuidanceModelForm = forms.ModelForm
    SnippetModelAdmin = GuidanceModelAdmin = admin.ModelAdmin

CHAT = "What is put into a chat."
BODY = "Plain text. A line that begins with - is one of a list; nothing here is ever sent."
TEXT = "What is put into a text: 160 plain letters make one text, ê or œ leave 70."


def wording(label: str, help_text: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, widget=area)


class TagsField(forms.CharField):
    """Words separated by commas; a list in the database."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [tag.strip() for tag in super().clean(value).split(",") if tag.strip()]


class SnippetForm(SnippetModelForm):
    """Both faces in both languages, each in a field of its own."""

    tags = TagsField(
        required=False, help_text="Words to find it by, in both languages, separated by commas."
    )
    title_en = forms.CharField(label="Title, English", max_length=80)
    title_fr = forms.CharField(label="Title, French", max_length=80)
    chat_en = wording("Chat, English", CHAT)
    chat_fr = wording("Chat, French", CHAT)
    sms_en = wording("Text, English", TEXT)
    sms_fr = wording("Text, French", TEXT)

    class Meta:
        help_texts = {
            "slug": "Its short name in the figures; leave it as it is once it has been used.",
            "category": "What the figures count it under.",
            "referral": "It sends someone to a place or a service.",
            "source": "Where its facts come from.",
            "checked": "When somebody last made sure that they are true.",
            "active": "Counsellors find it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for locale, _ in LOCALES:
            self.initial[f"title_{locale}"] = self.instance.title.get(locale, "")
            for face in ("chat", "sms"):
                words = self.instance.faces.get(face, {}).get(locale, "")
                self.initial[f"{face}_{locale}"] = words

    def save(self, commit: bool = True) -> Snippet:
        self.instance.title = self._by_locale("title")
        self.instance.faces = {face: self._by_locale(face) for face in ("chat", "sms")}
        snippet: Snippet = super().save(commit)
        return snippet

    def _by_locale(self, name: str) -> dict[str, str]:
        words = {locale: self.cleaned_data[f"{name}_{locale}"] for locale, _ in LOCALES}
        # A browser sends line breaks as two signs; in a text each would cost one more.
        return {locale: said.replace("\r\n", "\n") for locale, said in words.items()}


@admin.register(Snippet)
class SnippetAdmin(SnippetModelAdmin):
    form = SnippetForm
    list_display = ("slug", "category", "referral", "checked", "active")
    list_filter = ("category", "referral", "active")
    search_fields = ("slug", "category", "tags", "title", "faces")
    fieldsets = (
        (None, {"fields": ("slug", "category", "tags", "referral", "active")}),
        ("Words", {"fields": ("title_en", "title_fr", "chat_en", "chat_fr", "sms_en", "sms_fr")}),
        ("Facts", {"fields": ("source", "checked")}),
    )


class GuidanceForm(GuidanceModelForm):
    """Title and card in both languages, each in a field of its own."""

    title_en = forms.CharField(label="Title, English", max_length=80)
    title_fr = forms.CharField(label="Title, French", max_length=80)
    body_en = wording("Card, English", BODY)
    body_fr = wording("Card, French", BODY)

    class Meta:
        help_texts = {"position": "Small numbers stand first.", "active": "Counsellors see it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for locale, _ in LOCALES:
            self.initial[f"title_{locale}"] = self.instance.title.get(locale, "")
            self.initial[f"body_{locale}"] = self.instance.body.get(locale, "")

    def save(self, commit: bool = True) -> Guidance:
        for name in ("title", "body"):
            words = {locale: self.cleaned_data[f"{name}_{locale}"] for locale, _ in LOCALES}
            plain = {locale: said.replace("\r\n", "\n") for locale, said in words.items()}
            setattr(self.instance, name, plain)
        card: Guidance = super().save(commit)
        return card


@admin.register(Guidance)
class GuidanceAdmin(GuidanceModelAdmin):
    form = GuidanceForm
    list_display = ("slug", "position", "active")
    list_filter = ("active",)
    search_fields = ("slug", "title", "body")
    fieldsets = (
        (None, {"fields": ("slug", "position", "active")}),
        ("Words", {"fields": ("title_en", "title_fr", "body_en", "body_fr")}),
    )
