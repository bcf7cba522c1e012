"""What several tables of this room share: languages, lengths, checks of what is typed."""

from django.core.exceptions import ValidationError

from helpline.hours import zone_of
from helpline.origins import exact_origin

LOCALES = [("en", "English"), ("fr", "Français")]
CHANNEL = 12


def both_locales() -> list[str]:
    """The languages a new line or counsellor starts with."""
    return ["en", "fr"]


def validate_zone(value: str) -> None:
    """Raises ValidationError unless `value` is the name of a time zone."""
    try:
        zone_of(value)
    except ValueError as complaint:
        raise ValidationError(str(complaint)) from None


def validate_origin(value: str) -> None:
    """Raises ValidationError unless `value` is scheme://host[:port] and nothing more."""
    if exact_origin(value) != value:
        raise ValidationError(
            "Write the exact origin: https://example.org or http://localhost:8001, no path."
        )
