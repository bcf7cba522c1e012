"""What an administrator may change of a line: how long words are kept, its numbers, its texts."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest

from helpline.admin import LineAdmin, LineForm, clean_hours, clean_number, clean_words
from helpline.models import Line, Number
from routing.adapters import channels
from routing.texting.numbers import register
from routing.texting.words import LONGEST, NAMES, tells
from transcripts.policies import POLICIES

if TYPE_CHECKING:
    NumberModelForm = forms.ModelForm[Number]
    Numbers = admin.StackedInline[Number, Line]
else:
    NumberModelForm, Numbers = forms.ModelForm, admin.StackedInline

USUAL = "The usual: a web chat's words go when it ends, a text's 24 hours after the last one."
OTHERS = "others"
OWN_NAMES = (*NAMES, OTHERS)
LABELS = {name: channel.labels["en"] for name, channel in channels().items()}
TEXTED = [(name, LABELS[name]) for name, channel in channels().items() if not channel.live]


def kept(channel: str) -> str:
    return f"kept_{channel}"


def policy(label: str) -> forms.ChoiceField:
    """Every policy, by what it says to the seeker; none chosen is the channel's own."""
    known = [(policy.name, f"{policy.name}: {policy.en}") for policy in POLICIES.values()]
    return forms.ChoiceField(label=label, required=False, choices=[("", "the usual"), *known])


class KeptForm(LineForm):
    """The line's form, with a choice of policy for each channel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel in LABELS:
            self.initial[kept(channel)] = self.instance.policies.get(channel, "")

    def clean_automatic(self) -> dict[str, dict[str, str]]:
        return clean_words(self.cleaned_data["automatic"], OWN_NAMES)

    def save(self, commit: bool = True) -> Line:
        chosen = {channel: self.cleaned_data[kept(channel)] for channel in LABELS}
        self.instance.policies = {channel: name for channel, name in chosen.items() if name}
        line: Line = super().save(commit)
        return line


# A field for each channel there is.
AllKeptForm: type[KeptForm] = type(
    "AllKeptForm", (KeptForm,), {kept(name): policy(label) for name, label in LABELS.items()}
)


class NumberForm(NumberModelForm):
    number = forms.CharField(max_length=32, help_text="As +12045550100.")
    channel = forms.ChoiceField(choices=TEXTED)

    def clean_number(self) -> str:
        return clean_number(self.cleaned_data["number"])

    def clean_hours(self) -> dict[str, Any]:
        return clean_hours(self.cleaned_data["hours"])

    def clean_automatic(self) -> dict[str, dict[str, str]]:
        return clean_words(self.cleaned_data["automatic"], OWN_NAMES)


class NumberInline(Numbers):
    """The numbers of a line; what is left empty is the line's."""

    model = Number
    form = NumberForm
    extra = 0
    fields = ("channel", "number", "language", "hours", "automatic")


@admin.register(Line)
class KeptLineAdmin(LineAdmin):
    form = AllKeptForm
    inlines = (NumberInline,)
    fieldsets: ClassVar[Any] = (
        LineAdmin.fieldsets[0],
        ("What is kept", {"fields": tuple(map(kept, LABELS)), "description": USUAL}),
        *LineAdmin.fieldsets[1:],
        ("Automatic texts", {"fields": ("automatic",), "classes": ("collapse",)}),
        ("Pictures", {"fields": ("pictures",), "classes": ("collapse",)}),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        register.forget()
        line: Line = form.instance
        for own in (line.automatic, *line.numbers.values_list("automatic", flat=True)):
            for sentence in doubts(line, own):
                messages.warning(request, sentence)


def doubts(line: Line, automatic: dict[str, dict[str, str]]) -> list[str]:
    """What somebody who looks at the phone would learn from these texts, and which are long."""
    found = []
    for locale, words in automatic.items():
        for name, text in words.items():
            if telling := tells(text, [line.name]):
                said = ", ".join(f"“{word}”" for word in telling)
                found.append(
                    f"“{name}” ({locale}) says {said}: anybody may read it on their phone."
                )
            if len(text) > LONGEST:
                found.append(f"“{name}” ({locale}) has {len(text)} characters: more than one text.")
    return found
