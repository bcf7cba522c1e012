"""Snippets as a file: taken away and brought in again, all of it or nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from helpline.models import Line
from office.models import Change
from office.snippets.cells import COLUMNS
from referrals import tabular
from referrals.models import Snippet
from referrals.snippets import load_first_set
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

FILE = "/console/settings/snippets/file/"
EXPORT = "/console/settings/snippets/snippets.csv"
ROW = {
    "slug": "night-beds",
    "category": "housing",
    "tags": "beds, lits",
    "title_en": "Night beds",
    "title_fr": "Lits de nuit",
    "chat_en": "- There are beds.\n- Ask.",
    "chat_fr": "Il y a des lits.",
    "sms_en": "Beds: 204-555-0117",
    "sms_fr": "Lits: 204-555-0117",
    "active": "yes",
}


def a_file(*rows: dict[str, str]) -> bytes:
    cells = [{**ROW, **row} for row in rows]
    columns = list(dict.fromkeys(name for row in cells for name in row))
    said = ([row.get(name, "") for name in columns] for row in cells)
    return tabular.written(columns, said).encode()


def bring(client: Client, raw: bytes, do: str = "save") -> str:
    answer: Any = client.post(FILE, {"file": SimpleUploadedFile("s.csv", raw), "do": do})
    assert answer.status_code == 200
    return words(answer)


def test_it_is_looked_at_before_it_is_taken_in_and_twice_is_once(dana: Client) -> None:
    raw = a_file({"shortcut": "lits"}, {"slug": "b", "referral": "oui", "only_roles": "peer"})
    assert "New: 2. Changed: 0." in bring(dana, raw, "look")
    assert not Snippet.objects.exists()
    assert "Taken in. New: 2." in bring(dana, raw)
    first, second = Snippet.objects.order_by("-slug")
    assert (first.shortcut, first.tags, first.active) == ("lits", ["beds", "lits"], True)
    assert first.faces["chat"]["en"] == "- There are beds.\n- Ask."
    assert (second.referral, second.only_roles) == (True, ["peer"])
    noted = Change.objects.count()
    assert "New: 0. Changed: 0. The same as before: 2." in bring(dana, raw)
    assert Change.objects.count() == noted


def test_what_is_taken_away_comes_back_the_same(dana: Client) -> None:
    load_first_set()
    Snippet.objects.filter(slug="waiting").update(title={"en": "=1+1", "fr": "@moi"})
    raw = dana.get(EXPORT).content
    assert b",=1+1" not in raw
    assert b"'=1+1" in raw
    said = bring(dana, raw, "look")
    assert f"The same as before: {Snippet.objects.count()}." in said


def test_columns_that_are_not_there_stay_as_they_are(dana: Client) -> None:
    bring(dana, a_file({"shortcut": "lits"}))
    assert "Changed: 1" in bring(dana, b"slug;sms_fr\nnight-beds;Lits : 988\n")
    row = Snippet.objects.get()
    assert (row.shortcut, row.faces["sms"]["fr"], row.title["fr"]) == (
        "lits",
        "Lits : 988",
        "Lits de nuit",
    )


def test_one_bad_row_of_a_hundred_and_nothing_is_taken_in(dana: Client) -> None:
    rows = [{"slug": f"s{n}"} for n in range(100)]
    rows[55] = {"slug": "s55", "review": "next week", "title_en": ""}
    said = bring(dana, a_file(*rows))
    assert "<b>Row 57, review</b> Enter a valid date." in said
    assert "<b>Row 57, title_en</b> This field is required." in said
    assert not Snippet.objects.exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"shortcut": "Été"}, {"slug": "b", "shortcut": "ete"}], "Row 3, shortcut</b> Row 2 has"),
        ([{}, {}], "Row 3, slug</b> Row 2 has the same."),
        ([{"shortcut": "LITS"}], "Row 2, shortcut</b> “Taken” has this shortcut."),
        ([{"category": "nowhere"}], "Row 2, category</b> Select a valid choice."),
        ([{"sms_en": "https://me@evil.example"}], "Row 2, sms_en</b> A web address with a user"),
        ([{"colour": "blue"}], "Row 1, colour</b> No such column."),
    ],
)
def test_conflicts_are_listed(dana: Client, rows: list[dict[str, str]], said: str) -> None:
    Snippet.objects.create(slug="taken", shortcut="lits", title={"en": "Taken"})
    assert said in bring(dana, a_file(*rows))
    assert Snippet.objects.count() == 1


@pytest.mark.parametrize("raw", [b"MZ\x90\0", b"PK\x03\x04", b'slug\n"a', b"", b"a\0b"])
def test_what_is_no_table_is_refused_plainly(dana: Client, raw: bytes) -> None:
    assert "Nothing was taken in" in bring(dana, raw)


def test_no_file_at_all_is_said(dana: Client) -> None:
    assert "No file was chosen" in words(dana.post(FILE, {"do": "save"}))


def test_nobody_else_takes_them_away_or_brings_any(line: Line) -> None:
    ines = of_role(line, "counsellor", "ines")
    assert [ines.get(each).status_code for each in (FILE, EXPORT)] == [403, 403]
    assert ines.post(FILE, {"do": "save"}).status_code == 403


def test_every_column_of_the_file_is_one_of_the_form(dana: Client) -> None:
    page = words(dana.get(FILE))
    assert all(f"<code>{name}</code>" in page for name in COLUMNS)
