"""Fields for hours: a time of day as people type it, and a time zone to choose."""

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

TYPED = re.compile(r"(\d{1,2})(?:\s*[:h.]\s*(\d{2})?)?\s*h?", re.IGNORECASE)
# What most lines choose from; the others stand below them.
NEAR = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
    "America/Whitehorse",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Europe/Paris",
    "Europe/London",
)


class Clock(forms.CharField):
    """A time of day, as 18:00; 24:00 is the midnight at the end, as 00:00 is."""

    def __init__(self, label: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time", "autocomplete": "off"})
        super().__init__(label=label, required=False, widget=widget)

    def clean(self, value: Any) -> str:
        typed = (super().clean(value) or "").strip()
        if not typed:
            return ""
        found = TYPED.fullmatch(typed)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if (hour, minute) == (24, 0):
            hour = 0
        if hour > 23 or minute > 59:
            raise ValidationError(_("“%s” is no time. Write it as 18:00.") % typed)
        return f"{hour:02}:{minute:02}"


@cache
def all_zones() -> tuple[str, ...]:
    """Every place with a clock of its own."""
    places = (zone for zone in available_timezones() if "/" in zone)
    return tuple(
        sorted(zone for zone in places if not zone.startswith(("Etc/", "posix/", "right/")))
    )


class Zone(forms.ChoiceField):
    """A time zone by its city; one that is not in the list but stands there already stays."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(label=later("Time zone"), required=required)

    def offer(self, standing: str, empty: str = "") -> None:
        near = [(zone, spoken(zone)) for zone in NEAR]
        rest = [(zone, spoken(zone)) for zone in all_zones() if zone not in NEAR]
        known = {zone for zone, _name in (*near, *rest)}
        other = [(standing, standing)] if standing and standing not in known else []
        first = [("", empty)] if empty else []
        self.choices = [*first, *other, (_("Near"), near), (_("All places"), rest)]


def spoken(zone: str) -> str:
    """A zone as a city: Winnipeg (America)."""
    region, _slash, city = zone.partition("/")
    return f"{city.replace('_', ' ')} ({region})"
