"""What an administrator may change of a line: how long words are kept, its numbers, its texts."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from helpline.admin import LineAdmin, LineForm, clean_hours, clean_number, clean_words
from helpline.models import Line, Number
from routing.adapters import channels
from routing.texting.lengths import OTHERS, length_of, most_of
from routing.texting.numbers import register
from routing.texting.words import LONGEST, NAMES, REQUIRED, tells
from transcripts import policies
from transcripts.policies import POLICIES

if TYPE_CHECKING:
    NumberModelForm = forms.ModelForm[Number]
    Numbers = admin.StackedInline[Number, Line]
else:
    NumberModelForm, Numbers = forms.ModelForm, admin.StackedInline

USUAL = (
    "The usual: a web chat's words go when it ends, a text's 24 hours after the last one. Once a "
    "line is there, this is changed at /console/settings/, What is kept."
)
OWN_NAMES = (*NAMES, OTHERS)
LABELS = {name: channel.labels["en"] for name, channel in channels().items()}
TEXTED = [(name, LABELS[name]) for name, channel in channels().items() if not channel.live]


def clean_automatic(typed: object) -> dict[str, dict[str, str]]:
    """Own automatic texts that can be sent; raises ValidationError with every one that cannot."""
    written = clean_words(typed, OWN_NAMES)
    if found := [said for locale, words in written.items() for said in too_long(locale, words)]:
        raise ValidationError(found)
    return written


def too_long(locale: str, words: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each text that would be refused on its way out."""
    for name in words:
        length, most = length_of(name, locale, words), most_of(name)
        why = ", because carriers ask for this answer" if name in REQUIRED else ""
        if length > most:
            yield f"“{name}” ({locale}) has {length:,} characters; {most:,} is the most{why}."


def kept(channel: str) -> str:
    return f"kept_{channel}"


class Kept(forms.ChoiceField):
    """A policy; one with a number of its own, as it was chosen in the settings, stays."""

    def valid_value(self, value: str) -> bool:
        return policies.is_one(value)


def policy(label: str) -> forms.ChoiceField:
    """Every policy, by what it says to the seeker; none chosen is the channel's own."""
    known = [(policy.name, f"{policy.name}: {policy.says('en')}") for policy in POLICIES.values()]
    return Kept(label=label, required=False, choices=[("", "the usual"), *known])


class KeptForm(LineForm):
    """The line's form, with a choice of policy for each channel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel in LABELS:
            stands = self.instance.policies.get(channel, "")
            self.initial[kept(channel)] = stands
            known = self.fields[kept(channel)]
            # There it is counted first what would go sooner, and it reaches what is there.
            known.disabled = not self.instance._state.adding
            if isinstance(known, Kept) and policies.is_one(stands) and stands not in POLICIES:
                usual = [(name, POLICIES[name].says("en")) for name in POLICIES]
                own = (stands, policies.of(stands).says("en"))
                known.choices = [("", "the usual"), *usual, own]

    def clean_automatic(self) -> dict[str, dict[str, str]]:
        return clean_automatic(self.cleaned_data["automatic"])

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
        return clean_automatic(self.cleaned_data["automatic"])


class NumberInline(Numbers):
    """The numbers of a line; what is left empty is the line's."""

    model = Number
    form = NumberForm
    extra = 0
    fields = ("channel", "number", "language", "skill", "hours", "automatic")


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
            if (length := length_of(name, locale, words)) > LONGEST:
                found.append(f"“{name}” ({locale}) has {length} characters: more than one text.")
    return found
