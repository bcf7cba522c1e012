"""The checklist at a high risk: what a line begins with, in our words, and each question's name.

A question's name is made from its words, so an answer never counts for other words than were read.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_CHECKS = 12
LONGEST_CHECK = 160
MARK = 12

FIRST_CHECKS: tuple[tuple[str, str], ...] = (
    (
        "They said in their own words what is happening",
        "Ce qui se passe a été dit dans ses propres mots",
    ),
    (
        "They have means or a plan, or somebody who threatens them is near",
        "Des moyens ou un plan existent, ou une personne menaçante est proche",
    ),
    ("Somebody they trust is with them", "Une personne de confiance est sur place"),
    ("They can move to a safer place", "Un endroit plus sûr est à portée"),
    ("They may be under age", "La personne est peut-être mineure"),
    ("They agree with the next step", "La prochaine étape est acceptée"),
)


@dataclass(frozen=True, slots=True)
class Check:
    """One question in both languages; `id` is made from them."""

    id: str
    en: str
    fr: str


def first_checks() -> list[dict[str, str]]:
    return [{"en": en, "fr": fr} for en, fr in FIRST_CHECKS]


def read(written: Sequence[Mapping[str, str]]) -> list[Check]:
    """The questions of a line; one that is empty in both languages is none."""
    pairs = [(each.get("en", ""), each.get("fr", "")) for each in written]
    return [Check(_name(en, fr), en or fr, fr or en) for en, fr in pairs if en or fr]


def _name(en: str, fr: str) -> str:
    return hashlib.sha256(f"{en}\n{fr}".encode()).hexdigest()[:MARK]
