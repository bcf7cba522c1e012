"""The languages that are spoken: chosen with their order, the first for what cannot be told."""

from itertools import permutations
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as later

from helpline.models import LOCALES


def orders() -> list[tuple[str, str]]:
    """Every choice of languages, with each order."""
    chosen = [some for n in range(len(LOCALES), 0, -1) for some in permutations(LOCALES, n)]
    return [
        (",".join(code for code, _name in some), " → ".join(name for _code, name in some))
        for some in chosen
    ]


class InOrder(forms.TypedChoiceField):
    """A list of languages, the first of which greets whoever has not chosen."""

    def __init__(self) -> None:
        super().__init__(
            label=later("Languages"),
            choices=orders(),
            coerce=lambda codes: codes.split(","),
            help_text=later("The first one greets whoever has not chosen."),
        )

    def prepare_value(self, value: Any) -> Any:
        return ",".join(value) if isinstance(value, list) else value


class Spoken(forms.MultipleChoiceField):
    """The languages of a person."""

    def __init__(self) -> None:
        super().__init__(
            label=later("Languages"),
            choices=LOCALES,
            widget=forms.CheckboxSelectMultiple,
            help_text=later("Only conversations in these are offered."),
        )
