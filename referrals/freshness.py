"""How old what is said of a service may grow, and how its age is said wherever it is shown."""

from datetime import date, timedelta

import msgspec
from django.db.models import Min
from django.utils import translation
from django.utils.formats import date_format

from helpline.models import Line
from referrals.directory import STALE, is_stale

WORDS = {
    "fresh": {"en": "Checked on {day}", "fr": "Vérifié le {day}"},
    "stale": {"en": "Not checked since {day}", "fr": "Pas vérifié depuis le {day}"},
    "never": {"en": "Never checked", "fr": "Jamais vérifié"},
}


class Badge(msgspec.Struct, frozen=True):
    """What stands beside a service: when somebody last made sure of it, overdue or not."""

    words: str
    stale: bool


def after(line: Line | None = None) -> timedelta:
    """So old it may grow: as this line says, or for no line as the strictest of them says."""
    if line is not None:
        return timedelta(days=line.stale_days)
    least = Line.objects.filter(drill=False).aggregate(least=Min("stale_days"))["least"]
    return timedelta(days=least) if least else STALE


def badge(verified: date | None, locale: str, today: date, old: timedelta = STALE) -> Badge:
    """When it was last made sure of. Overdue is said and never hidden; so is "never"."""
    stale = is_stale(verified, today, old)
    words = WORDS["never" if verified is None else "stale" if stale else "fresh"][locale]
    return Badge(words.format(day=_day(verified, locale)), stale)


def _day(day: date | None, locale: str) -> str:
    if day is None:
        return ""
    with translation.override(locale):
        return date_format(day, "DATE_FORMAT")
