"""What the pages before the desk know: the name of the house, if it has just one."""

from django import template

from helpline.models import Line

register = template.Library()


@register.simple_tag
def house() -> str:
    """The only line's name, or "" where there are several or none."""
    names = list(Line.objects.values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else ""
