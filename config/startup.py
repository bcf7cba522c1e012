"""What a process does before it serves: refuse dangerous settings, hand over threads quickly."""

import sys

from django.core import checks as django_checks
from django.core.checks import CheckMessage

from config import checks, logs

SWITCH_SECONDS = 0.0005


def refusals(*databases: str) -> list[str]:
    """One line for each dangerous setting, those of these databases among them; none: go on."""
    return said(django_checks.ERROR, *databases)


def said(level: int, *databases: str) -> list[str]:
    """What the checks say at this level and above, a line each."""
    tags = [checks.TAG, django_checks.Tags.database] if databases else [checks.TAG]
    found: list[CheckMessage] = django_checks.run_checks(tags=tags, databases=databases)
    return [f"{m.id}: {m.msg}" for m in found if m.level >= level]


def prepare() -> None:
    """Exit with the refusals, if there are any; else make this process ready to serve."""
    lines = refusals()
    if lines:
        sys.exit("\n".join(lines))
    logs.catch_the_uncaught()
    # The doors hand work between two threads for every batch; the usual 5 ms would cost a quarter.
    sys.setswitchinterval(SWITCH_SECONDS)
