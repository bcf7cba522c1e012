"""Fields for skills: what only some can take, named alike by people, websites and numbers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

LONGEST = 20
NAME = re.compile(r"[a-z0-9_-]{1,20}")


def clean(typed: str) -> str:
    """A skill as it is written everywhere; raises ValidationError if it cannot be."""
    name = typed.strip().lower()
    if name and not NAME.fullmatch(name):
        raise ValidationError(_("“%s” is no name of a skill: one short word, as housing.") % typed)
    return name


class Skill(forms.CharField):
    """What whoever comes by it needs, if anything."""

    def __init__(self) -> None:
        super().__init__(
            label=later("Skill that is needed"),
            required=False,
            help_text=later("Offered only to those who have it; “peer”: to peers. Empty: to all."),
        )

    def clean(self, value: Any) -> str:
        return clean(super().clean(value) or "")


class Skills(forms.CharField):
    """All that somebody has, separated by commas."""

    def __init__(self) -> None:
        super().__init__(
            label=later("Skills"),
            required=False,
            help_text=later("As websites and numbers name them, separated by commas: housing."),
        )

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").split(",")
        return list(dict.fromkeys(filter(None, map(clean, typed))))
