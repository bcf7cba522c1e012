"""What can be noted of a talk when it is over: the line's own lists, and ours until it has any.

A choice is taken off the list and never deleted: figures keep its id, so its words must stay.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from helpline.protocol import Noted

MOST_TERMS = 16
LONGEST_TERM = 48

Written = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Once:
    """What a choice was called before it was worded anew, on the day `until`."""

    en: str
    fr: str
    until: date


@dataclass(frozen=True, slots=True)
class Term:
    """One choice in both languages; figures know it by `id`. `retired` is since when it is off."""

    id: str
    en: str
    fr: str
    retired: date | None = None
    was: tuple[Once, ...] = ()

    def on(self, day: date) -> tuple[str, str]:
        """How it was worded on this day, in English and in French."""
        before = next((once for once in self.was if day < once.until), None)
        return (before.en, before.fr) if before else (self.en, self.fr)


FIRST_NEEDS = (
    Term("shelter", "A place to sleep", "Un endroit où dormir"),
    Term("health", "Health", "La santé"),
    Term("substances", "Alcohol or drugs", "L’alcool ou les drogues"),
    Term("legal", "Law", "Le droit"),
    Term("violence", "Violence", "La violence"),
    Term("money", "Money", "L’argent"),
    Term("family", "Family", "La famille"),
    Term("work", "Work or studies", "Le travail ou les études"),
)
FIRST_OUTCOMES = (
    Term("helped", "Talking was enough", "Parler a suffi"),
    Term("referred", "A place or service was named", "Un lieu ou un service a été indiqué"),
    Term("goes_on", "It goes on another time", "L’échange reprendra une autre fois"),
    Term("nothing_fit", "Nothing that fits was found", "Rien de convenable n’a été trouvé"),
    Term("cut_short", "It broke off", "L’échange s’est interrompu"),
)
FIRST = {"needs": FIRST_NEEDS, "outcomes": FIRST_OUTCOMES}


@dataclass(frozen=True, slots=True)
class Terms:
    """Both lists of a line, in their order; those that are off stand among them."""

    needs: Sequence[Term] = FIRST_NEEDS
    outcomes: Sequence[Term] = FIRST_OUTCOMES

    def unknown(self, noted: Noted) -> bool:
        """Whether something was chosen that was never on these lists."""
        needs, outcomes = _ids(self.needs), _ids(self.outcomes)
        return not (needs.issuperset(noted.needs) and noted.outcome in {"", *outcomes})

    def chosen(self, noted: Noted) -> tuple[list[str], str]:
        """What was chosen of these lists, each once, in their order."""
        needs = [each.id for each in self.needs if each.id in noted.needs]
        return needs, noted.outcome if noted.outcome in _ids(self.outcomes) else ""


def _ids(some: Iterable[Term]) -> set[str]:
    return {each.id for each in some}


def of(needs: Written, outcomes: Written) -> Terms:
    """The lists of a line as its columns have them; an empty one is ours."""
    return Terms(read("needs", needs), read("outcomes", outcomes))


def read(kind: str, written: Written) -> Sequence[Term]:
    return [_read(each) for each in written] if written else FIRST[kind]


def in_use(some: Iterable[Term]) -> list[Term]:
    return [each for each in some if each.retired is None]


def new_id() -> str:
    """An id that nothing can be read from."""
    return f"t{secrets.token_hex(5)}"


# ---- as it is kept -----------------------------------------------------------------------------


def _read(written: Mapping[str, Any]) -> Term:
    retired = written.get("retired")
    before = written.get("was", [])
    return Term(
        written["id"],
        written["en"],
        written["fr"],
        date.fromisoformat(retired) if retired else None,
        tuple(Once(e["en"], e["fr"], date.fromisoformat(e["until"])) for e in before),
    )


def written(term: Term) -> dict[str, Any]:
    """A choice as a column keeps it."""
    kept: dict[str, Any] = {"id": term.id, "en": term.en, "fr": term.fr}
    if term.retired:
        kept["retired"] = term.retired.isoformat()
    if term.was:
        kept["was"] = [
            {"en": once.en, "fr": once.fr, "until": once.until.isoformat()} for once in term.was
        ]
    return kept


def reworded(term: Term, en: str, fr: str, today: date) -> Term:
    """The same choice in other words from today on; what it was called stays to be read.

    Words that stood for less than a day are not remembered.
    """
    if (en, fr) == (term.en, term.fr):
        return term
    fresh = bool(term.was) and term.was[-1].until == today
    was = term.was if fresh else (*term.was, Once(term.en, term.fr, today))
    if was and (was[-1].en, was[-1].fr, was[-1].until) == (en, fr, today):
        was = was[:-1]
    return replace(term, en=en, fr=fr, was=was)


def kept_off(term: Term, off: bool, today: date) -> Term:
    """The same choice, off the list since today, or on it again."""
    return replace(term, retired=(term.retired or today) if off else None)
