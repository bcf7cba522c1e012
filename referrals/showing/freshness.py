"""How old what is said of a service may grow, and how its age is said wherever it is shown."""

from datetime import date, timedelta

import msgspec
from django.db.models import Min

from helpline.days import in_full
from helpline.models import Line
from referrals.directory import STALE, is_stale
from referrals.showing import chips

FRESH = {"en": "Checked on {day}", "fr": "Vérifié le {day}"}


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
    words = chips.WORDS["never" if verified is None else "stale"] if stale else FRESH
    day = in_full(verified, locale) if verified else ""
    return Badge(words[locale].format(day=day), stale)
