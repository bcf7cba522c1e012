"""A field for an address on the web, to which somebody may be sent."""

from typing import Any

from django import forms

from referrals.exchange.words import sentence
from referrals.wording import links


class Web(forms.CharField):
    """An address that somebody may be sent to; one that only looks like one is refused."""

    def clean(self, value: Any) -> str:
        typed: str = (super().clean(value) or "").strip()
        if typed and (wrong := links.complaint(typed)):
            raise forms.ValidationError(sentence(wrong))
        return typed
