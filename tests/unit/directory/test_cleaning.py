"""Values as lists write them, in the form that we keep; what cannot be read is None."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.exchange import cleaning, documents
from referrals.exchange.tables import bare, guarded
from referrals.wording.plaintext import plain


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("9am", "09:00"),
        ("9:00am", "09:00"),
        ("9:00 AM", "09:00"),
        ("12am", "00:00"),
        ("12:30 p.m.", "12:30"),
        ("5 PM", "17:00"),
        ("3pm", "15:00"),
        ("17:30:00", "17:30"),
        ("17:30:00Z", "17:30"),
        ("14h30", "14:30"),
        ("24:00", "00:00"),
        ("noon", "12:00"),
        ("minuit", "00:00"),
        ("9", "09:00"),
        ("25:00", None),
        ("13pm", None),
        ("9:75", None),
        ("by appointment", None),
    ],
)
def test_clocks(written: str, kept: str | None) -> None:
    assert cleaning.clock(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2018-04-23", date(2018, 4, 23)),
        ("2024-09-25T14:23:06.5+01:00", date(2024, 9, 25)),
        ("December 24, 2014", date(2014, 12, 24)),
        ("12/24/15", date(2015, 12, 24)),
        ("12/24/2015", date(2015, 12, 24)),
        ("January 01, 0001", date(1, 1, 1)),
        ("31/31/2015", None),
        ("soon", None),
    ],
)
def test_days(written: str, kept: date | None) -> None:
    assert cleaning.day(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("TH,FR", ("TH", "FR")),
        ("Monday", ("MO",)),
        ("THU", ("TH",)),
        ("lundi; mardi", ("MO", "TU")),
        ("1", ("MO",)),
        ("2TU,-1FR", ("2TU", "-1FR")),
        ("Mon Mon", ("MO",)),
        ("", ()),
        ("Someday", None),
        ("8", None),
    ],
)
def test_weekdays(written: str, kept: tuple[str, ...] | None) -> None:
    assert cleaning.weekdays(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("204-589-7347", ("+12045897347", "")),
        ("(650) 555-1212 x313", ("+16505551212", "313")),
        ("650 555-1212, ext. 5", ("+16505551212", "5")),
        ("514-555-0134 poste 12", ("+15145550134", "12")),
        ('"+44 1234 234567"', ("+441234234567", "")),
        ("211", ("211", "")),
        ("1-800-GOT-HELP", ("+18004684357", "")),
        ("ask at the desk", None),
        ("", None),
    ],
)
def test_phones(written: str, kept: tuple[str, str] | None) -> None:
    assert cleaning.phone(written, "CA") == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("English", "en"),
        ("fra", "fr"),
        ("Chinese (Mandarin)", "zh"),
        ("es", "es"),
        ("Taiwanese", "taiwanese"),
    ],
)
def test_languages(written: str, kept: str) -> None:
    assert cleaning.language(written) == kept


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Government-issued picture identification", {"id": "yes"}),
        ("Two pieces of ID", {"id": "yes"}),
        ("Une pièce d’identité avec photo", {"id": "yes"}),
        ("Permis de conduire ou passeport", {"id": "yes"}),
        ("No ID required", {"id": "no"}),
        ("Aucune pièce d’identité", {"id": "no"}),
        ("ID is not required", {"id": "no"}),
        ("Not available without photo ID", {"id": "yes"}),
        ("No bed without ID", {"id": "yes"}),
        ("No ID, no bed", {"id": "yes"}),
        ("Without ID you cannot stay, no exceptions", {"id": "yes"}),
        ("No exceptions: photo ID", {"id": "yes"}),
        ("Please do not forget your ID", {"id": "yes"}),
        ("Don't come without a passport", {"id": "yes"}),
        ("Passport not required but driver’s licence is", {"id": "yes"}),
        ("Pas d’accueil sans pièce d’identité", {"id": "yes"}),
        ("N’oubliez pas votre carte d’identité", {"id": "yes"}),
        ("Il n’est pas nécessaire d’avoir une pièce d’identité", {"id": "no"}),
        ("No identification or passport", {"id": "no"}),
        ("Recent TB test", {"tb_test": "yes"}),
        ("Test de tuberculose récent", {"tb_test": "yes"}),
        ("Proof of citizenship", {"immigration_safe": "no"}),
        ("Must be sober for 48 hours", {"sobriety": "yes"}),
        ("Police report", {"police": "yes"}),
        ("Proof of income", {}),
        ("An idea of what you want", {}),
        ("No police report needed", {"police": "no"}),
    ],
)
def test_papers_become_answers_to_be_checked(words: str, answers: dict[str, str]) -> None:
    found = documents.facts([words])
    assert {fact.name: fact.answer for fact in found} == answers
    assert all(fact.to_check for fact in found)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (r"One.\nTwo.", "One.\nTwo."),
        ("One.\r\nTwo.", "One.\nTwo."),
        ("<p>One &amp; two</p><p>Three</p>", "One & two\n\nThree"),
        ("<script>alert(1)</script>Hello", "alert(1)Hello"),
        ("<b onclick=x>Bold</b>", "Bold"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("  a   b ", "a b"),
    ],
)
def test_text_is_plain(written: str, kept: str) -> None:
    assert plain(written) == kept


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "-cmd|x", "+cmd", "\tx"])
def test_a_spreadsheet_reckons_with_nothing(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert bare(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["+12045897347", "-122.3", "words", "'tis", ""])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert bare(guarded(cell)) == guarded(cell) == cell


@given(st.text(max_size=40))
def test_nothing_that_is_typed_brings_them_down(said: str) -> None:
    cleaning.clock(said)
    cleaning.day(said)
    cleaning.weekdays(said)
    cleaning.whole(said)
    cleaning.phone(said, "CA")
    cleaning.language(said)
    assert "\0" not in plain(said)


def test_markup_is_taken_out_in_one_place_alone() -> None:
    root = Path(__file__).parents[3]
    rooms = ("config", "demo", "drill", "helpline", "office", "referrals", "routing", "transcripts")
    sources = [each for room in rooms for each in (root / room).rglob("*.py")]
    using = [each for each in sources if "import bleach" in each.read_text()]
    assert using == [root / "referrals" / "wording" / "plaintext.py"]
