"""What a service of the directory may be chosen to be, and which of it are parts of a column."""

from collections.abc import Collection
from typing import Any

from babel import Locale
from django.utils.translation import gettext_lazy as later

STATES = [
    ("active", later("takes people")),
    ("inactive", later("takes nobody now")),
    ("temporarily closed", later("closed for a time")),
    ("defunct", later("is no more")),
]
COSTS = [("unknown", later("not known")), ("free", later("free")), ("fee", later("costs money"))]
ROOM = [("unknown", later("not known")), ("available", later("has room")), ("full", later("full"))]
INVOLVED = [
    ("", later("not known")),
    ("current", later("work now")),
    ("past", later("worked once")),
    ("either", later("work now, or did")),
]
INTAKE = [
    ("", later("not known")),
    ("voluntary", later("come by themselves")),
    ("mandated", later("are sent by a court")),
    ("either", later("come by themselves, or are sent")),
]
STUDIES = [
    ("unknown", later("not known")),
    ("none", later("none")),
    ("in progress", later("in progress")),
    ("done", later("done")),
]
# Not known is what stands there when nothing does.
NOTHING: tuple[Any, ...] = (None, "", "unknown", [], {})
# Fields that are parts of a column: (column, part).
INSIDE = {
    "cost": ("cost", "kind"),
    "minimum_age": ("eligibility", "minimum_age"),
    "maximum_age": ("eligibility", "maximum_age"),
    "involvement": ("eligibility", "involvement"),
    "intake": ("eligibility", "intake"),
    "room": ("capacity", "state"),
    "asked": ("capacity", "asked"),
    "proof": ("evidence", "status"),
}
# The same for texts.
TEXTS_INSIDE = {
    "wording": ("eligibility", "wording"),
    "fees": ("cost", "note"),
    "proof_note": ("evidence", "note"),
}
TAGS = ("category", "population", "gender", "setting", "attending", "topic", "prevention")
# What is spoken most where our lines are; one that stands there already is offered as well.
SPOKEN = "en fr cr oj dak iu moe es pt zh yue pa hi ur ar fa tl vi ko ru uk so ti am".split()


def languages(locale: str, standing: Collection[str]) -> list[tuple[str, str]]:
    """Languages by code, as they are called in this one."""
    names = Locale(locale[:2]).languages
    return [(code, names.get(code, code)) for code in dict.fromkeys((*SPOKEN, *standing))]
