"""The filter `date` of every template: Django's own, with days as people write them."""

from datetime import date as day
from typing import Any

from django import template
from django.template import defaultfilters

from helpline.days import counted

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: day | str | None, how: str | None = None) -> Any:
    """As Django's: "" for nothing."""
    return counted(defaultfilters.date(value, how))
