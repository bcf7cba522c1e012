"""What an administrator may change of a line, and with it how long its words are kept."""

from typing import Any

from django import forms
from django.contrib import admin

from helpline.admin import LineAdmin, LineForm
from helpline.models import CHANNELS, Line
from transcripts.policies import POLICIES

USUAL = "The usual: a web chat's words go when it ends, a text's 24 hours after the last one."


def policy(label: str) -> forms.ChoiceField:
    """Every policy, by what it says to the seeker; none chosen is the channel's own."""
    known = [(policy.name, f"{policy.name}: {policy.en}") for policy in POLICIES.values()]
    return forms.ChoiceField(label=label, required=False, choices=[("", "the usual"), *known])


class KeptForm(LineForm):
    """The line's form, with a choice of policy for each channel."""

    kept_web = policy("Web chats: what we keep")
    kept_sms = policy("Texts: what we keep")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel, _ in CHANNELS:
            self.initial[f"kept_{channel}"] = self.instance.policies.get(channel, "")

    def save(self, commit: bool = True) -> Line:
        chosen = {channel: self.cleaned_data[f"kept_{channel}"] for channel, _ in CHANNELS}
        self.instance.policies = {channel: name for channel, name in chosen.items() if name}
        line: Line = super().save(commit)
        return line


@admin.register(Line)
class KeptLineAdmin(LineAdmin):
    form = KeptForm
    fieldsets = (
        LineAdmin.fieldsets[0],
        ("What is kept", {"fields": ("kept_web", "kept_sms"), "description": USUAL}),
        *LineAdmin.fieldsets[1:],
    )
