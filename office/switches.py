"""Who finds a snippet or a place: boxes for lines, roles and countries, and how they are read."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from helpline.countries import COUNTRIES
from helpline.models import Line
from helpline.roles import HELPING, Role
from office.fieldsheet import FieldSheet
from office.lines.lineform import LANDS
from office.team.roles import name_of

Choices = list[tuple[str, Any]]
FOR_PLACES = later(
    "Nothing ticked: everybody. It holds for the desk and for /help/; what only some roles find is "
    "not on /help/."
)
SWITCHES = ("only_lines", "only_roles", "not_in")


def choices() -> dict[str, Choices]:
    """By what something is switched off, and for whom it can be."""
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


class Switched(FieldSheet):
    """A sheet with these boxes among its fields."""

    def spoken(self, name: str, value: Any) -> str:
        if name not in SWITCHES:
            return super().spoken(name, value)
        known = dict(choices()[name])
        return ", ".join(str(known.get(each, each)) for each in value)
