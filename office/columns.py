"""A row as people read it, column by column: what is written down where no form knows better."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

# Of these nothing is said, not even what they were.
SECRET = ("password", "address_hash")
# These change by themselves.
PASSING = ("last_login", "free_at")


def of(row: Model) -> dict[str, str]:
    """Each column that says something, by its name."""
    told = (each for each in row._meta.concrete_fields if not each.primary_key)
    found = {each.name: _spoken(row, each) for each in told if each.name not in SECRET + PASSING}
    return {name: said for name, said in found.items() if said}


def stored(row: Model) -> dict[str, str]:
    """The same of the row as it stands in the database by now; nothing of one that is not there."""
    there = type(row)._base_manager.filter(pk=row.pk).first()
    return of(there) if there else {}


def _spoken(row: Model, each: Any) -> str:
    value = getattr(row, each.name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", {}, []):
        return ""
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    return str(value)
