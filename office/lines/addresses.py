"""Fields for web addresses and our own numbers, which say in plain words what is wrong."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from helpline.origins import exact_origin

E164 = re.compile(r"\+[1-9][0-9]{7,14}")
PUNCTUATION = re.compile(r"[\s().\-\u2010-\u2015\u00a0]")


class Secure(forms.URLField):
    """An address that nobody on the way can read or change."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if address and not address.startswith("https://"):
            raise ValidationError(_("Write an address that begins with https://."))
        return address


class Ours(forms.CharField):
    """A number as the provider writes it; blanks, dots, dashes and brackets may be typed."""

    def clean(self, value: Any) -> str:
        number = PUNCTUATION.sub("", super().clean(value) or "")
        if number and not E164.fullmatch(number):
            raise ValidationError(_("Write it with + and the country code: +12045550100."))
        return number


class Origin(forms.CharField):
    """A website by its origin; what a browser's address bar adds to it is taken off."""

    def clean(self, value: Any) -> str:
        typed = (super().clean(value) or "").strip().rstrip("/")
        _scheme, _mark, place = typed.partition("://")
        exact = "" if set(place) & set("/?#") else exact_origin(typed)
        if not exact:
            raise ValidationError(
                _("Write the address up to the first single slash: https://www.example.org.")
            )
        return exact
