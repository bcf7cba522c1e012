"""Faces of snippets: what stands in braces, what is filled, and what is sent as it stands."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from helpline.models import Line
from referrals import standing
from referrals.models import Snippet
from referrals.models.snippets import key_of
from referrals.wording.faces import blanks, filled, names, wants
from referrals.wording.folding import fold

TODAY = date(2026, 11, 27)
FOLDED = json.loads(Path(__file__).with_name("folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("written", "compared"), FOLDED)
def test_words_are_folded_as_the_desk_folds_them(written: str, compared: str) -> None:
    assert fold(written) == compared


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("On {date} at {nom du lieu}.", ["date", "nom du lieu"]),
        ("{jour d’été}", ["jour d’été"]),
        ("{{name}} {{ contact.first_name }} {{}} {a\nb} { x } {date", []),
        ("{% if x %}{{date}}{% endif %} ${HOME} #{id}", ["HOME", "id"]),
        ("{" + "a" * 41 + "}", []),
    ],
)
def test_what_stands_in_braces(words: str, found: list[str]) -> None:
    assert names(words) == found


def test_a_blank_is_what_nothing_fills() -> None:
    words = "{place}, {phone}: ask for {first name}. {me}"
    assert blanks(words) == ["first name"]
    assert wants(words) == {"place", "phone"}


def test_facts_are_put_in_and_nothing_is_read_into_what_other_programs_write() -> None:
    words = "{place}: {phone}. {{place}} {{ phone }} {day}"
    said = filled(words, {"place": "Larch {phone}", "phone": ""})
    assert said == "Larch {phone}: {phone}. {{place}} {{ phone }} {day}"


@pytest.mark.parametrize(
    ("review", "expires", "found"),
    [
        (None, None, ""),
        (1, 2, ""),
        (0, 2, "overdue"),
        (-9, None, "overdue"),
        (None, 0, "expired"),
        (-9, -1, "expired"),
    ],
)
def test_it_warns_from_its_day_on_and_refuses_from_its_last(
    review: int | None, expires: int | None, found: str
) -> None:
    def day(days: int | None) -> date | None:
        return None if days is None else TODAY + timedelta(days=days)

    assert standing.due(Snippet(review=day(review), expires=day(expires)), TODAY) == found


def test_it_is_switched_off_by_line_role_and_country() -> None:
    night = Line(slug="night", name="Night line", country="CA")
    south = Line(slug="south", name="South line", country="US")
    everywhere, here = Snippet(), Snippet(only_lines=["night"], only_roles=["peer"])
    lawful = Snippet(not_in=["US"])
    assert [standing.off(each, [night, south]) for each in (everywhere, here, lawful)] == [
        [],
        ["South line"],
        ["South line"],
    ]
    assert standing.is_for(everywhere, "peer")
    assert standing.is_for(here, "peer")
    assert not standing.is_for(here, "supervisor")


def test_shortcuts_are_compared_without_capitals_and_accents() -> None:
    assert key_of("Hébergement") == key_of("hebergement") == "hebergement"
    assert key_of("") is None
