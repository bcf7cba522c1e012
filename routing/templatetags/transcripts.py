"""What the page of a transcript leans on."""

from datetime import UTC, datetime

from django import template

register = template.Library()


@register.filter
def moment(milliseconds: int) -> datetime:
    """The moment of a message, for Django's own filters of dates."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
