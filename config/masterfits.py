"""The start-up check that asks the database: does the master key open the keys that are there?"""

from collections.abc import Sequence

from django.conf import settings
from django.core import checks as django_checks
from django.core.checks import CheckMessage
from django.db import connections

from config.complaints import error
from transcripts.models import SealedKey
from transcripts.upkeep import inspection


def master_fits(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """The keys that were made last must open: with another master key nobody could be answered."""
    if "keys" not in (databases or []) or not settings.MASTER_KEYS:
        return []
    if SealedKey._meta.db_table not in connections["keys"].introspection.table_names():
        return []
    source = settings.MASTER_KEY_SOURCE
    for name, opens in inspection.samples().items():
        if opens is None:
            return error(
                27,
                f"{source} lacks the master key {name!r}, by which keys are wrapped",
                "Put it back; `manage.py keys rotate` would have said when it may go.",
            )
        if not opens:
            return error(
                28,
                f"{source} holds another master key {name!r} than the keys were wrapped by",
                "Put the right one back, or set KEYS_DATABASE_URL to the keys that it belongs to.",
            )
    return []


def register() -> None:
    django_checks.register(master_fits, django_checks.Tags.database)
