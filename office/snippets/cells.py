"""A snippet as cells of a table, and cells as what somebody would have typed into its form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from helpline.models import LOCALES
from office.switches import SWITCHES
from referrals.models import Snippet
from referrals.wording.faces import FACES

WORDED = ("title", *FACES)
COLUMNS = (
    "slug",
    "shortcut",
    "category",
    "tags",
    *(f"{part}_{code}" for part in WORDED for code, _language in LOCALES),
    "referral",
    "active",
    "service",
    "source",
    "checked",
    "review",
    "expires",
    *SWITCHES,
)
YES = frozenset({"yes", "oui", "true", "vrai", "1", "x"})


def cells_of(snippet: Snippet) -> dict[str, str]:
    """Each column as it is written into a file."""
    return {name: _cell(_value(snippet, name), name) for name in COLUMNS}


def _value(snippet: Snippet, name: str) -> Any:
    part, _mark, code = name.rpartition("_")
    if part == "title":
        return snippet.title.get(code, "")
    if part in FACES:
        return snippet.faces.get(part, {}).get(code, "")
    return snippet.service_id if name == "service" else getattr(snippet, name)


def _cell(value: Any, name: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return (" " if name in SWITCHES else ", ").join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")


def typed(cells: Mapping[str, str]) -> QueryDict:
    """What the form of a snippet would be sent with."""
    sent = QueryDict(mutable=True)
    for name, cell in cells.items():
        if name in SWITCHES:
            sent.setlist(name, cell.split())
        elif name in ("referral", "active"):
            if cell.strip().casefold() in YES:
                sent[name] = "on"
        else:
            sent[name] = cell
    return sent
