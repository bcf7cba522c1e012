"""The clock of a line: what its pages, figures and copies say times by."""

from zoneinfo import ZoneInfo

from django.conf import settings

from helpline import hours
from helpline.models import Line


def zone_of(line: Line) -> ZoneInfo:
    """The clock of its hours, its own, or the installation's: the first that can be read."""
    written = line.hours.get("zone") if isinstance(line.hours, dict) else ""
    for name in (written, line.zone):
        try:
            return hours.zone_of(name or "")
        except ValueError:
            continue
    return hours.zone_of(settings.TIME_ZONE)
