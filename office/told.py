"""Says of what was changed in words: on which page, about whom or what, and which field."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.dates import WEEKDAYS

from helpline.hours import DAYS
from office.models import Change
from office.rooms import OF_A_LINE, OF_ALL
from office.sheets import Sheet

# The room whose page it was, where the two are not called the same; the rest is the directory's.
PAGES = {
    "person": "people",
    "line": "settings",
    "site": "websites",
    "number": "numbers",
    "partner": "partners",
    "card": "cards",
    "phrase": "phrases",
    "snippet": "snippets",
}
# Where what these pages change is kept.
APPS = ("office", "referrals", "helpline")


@dataclass(frozen=True, slots=True)
class Told:
    """A change and its words; `about` is empty where what it was about is there no more."""

    change: Change
    page: str
    about: str
    field: str


def told(changes: Iterable[Change]) -> list[Told]:
    """These changes in words, with one question for each kind of what they are about."""
    found = list(changes)
    names = _names({change.subject for change in found})
    return [
        Told(each, _page(each.section), names.get(each.subject, ""), _field(each)) for each in found
    ]


def _page(section: str) -> str:
    titles = {room.name: str(room.title) for room in (*OF_A_LINE, *OF_ALL)}
    return titles.get(PAGES.get(section, section), titles["directory"])


def _field(change: Change) -> str:
    """As the page calls it; what is no field of it (a link, a date) stands as it was noted."""
    if change.section == "hours" and change.name in DAYS:
        return str(WEEKDAYS[DAYS.index(change.name)])
    for sheet in _below(Sheet):
        field = sheet.base_fields.get(change.name)
        if getattr(sheet, "section", "") == change.section and field and field.label:
            return str(field.label)
    return change.name


def _below(kind: Any) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _names(subjects: set[str]) -> dict[str, str]:
    """What each of these rows is called, of those that are still there."""
    keys: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        kind, _mark, key = subject.partition(":")
        keys[kind].append(key)
    ours = (model for app in APPS for model in apps.get_app_config(app).get_models())
    kinds = {model._meta.model_name: model for model in ours}
    return {
        f"{kind}:{row.pk}": str(row)
        for kind, some in keys.items()
        if kind in kinds
        for row in _rows(kinds[kind], some)
    }


def _rows(model: type[Model], keys: list[str]) -> Iterable[Any]:
    """The rows of these keys; what can be no key of this table is left out."""
    able = []
    for key in keys:
        with suppress(ValidationError):
            able.append(model._meta.pk.to_python(key))
    return model._default_manager.filter(pk__in=able)
