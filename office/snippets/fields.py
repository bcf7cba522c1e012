"""The fields of a snippet that are made on the spot: wordings and days."""

from typing import Any

from django import forms


def day(label: Any, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=False, widget=widget)


def line(label: str, code: str) -> forms.CharField:
    field = forms.CharField(label=label, max_length=80)
    field.widget.attrs["lang"] = code
    return field


def area(label: str, code: str, *, required: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, "lang": code})
    return forms.CharField(label=label, widget=widget, required=required)
