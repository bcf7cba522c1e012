"""The fields of a snippet that are made on the spot: wordings, days, and who finds it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from helpline.countries import COUNTRIES
from helpline.models import Line
from helpline.roles import HELPING, Role
from office.lines.lineform import LANDS
from office.team.roles import name_of

Choices = list[tuple[str, Any]]
SWITCHES = ("only_lines", "only_roles", "not_in")


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


def choices() -> dict[str, Choices]:
    """By what a snippet is switched off, and for whom it can be."""
    lines = [(each.slug, each.name) for each in Line.objects.order_by("name")]
    roles = [(role.value, name_of(role)) for role in Role if role in HELPING]
    lands = [(code, LANDS.get(code, name)) for code, name in COUNTRIES]
    return dict(zip(SWITCHES, (lines, roles, lands), strict=True))


def switches() -> dict[str, forms.Field]:
    """Who finds it: by line, by role, by the country of a line."""
    labels = {
        "only_lines": _("Only on these lines"),
        "only_roles": _("Only these roles"),
        "not_in": _("Not on lines in these countries"),
    }
    return {name: _ticks(labels[name], some) for name, some in choices().items()}


def _ticks(label: str, some: Choices) -> forms.Field:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=some, required=False, widget=widget)
