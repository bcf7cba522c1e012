"""Own words per language: checked, previewed, counted, and gone again when they are taken out."""

import pytest
from django.test import Client

from helpline.models import LOCALES, Line
from office.models import Change
from office.texts import wording, wordlist
from routing.entering.openings import texts_of
from routing.texting.words import DEFAULTS, NAMES
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TEXTS = "/console/settings/lines/night/texts/"
SAFE, DANGER = f"{TEXTS}page/safe/", f"{TEXTS}page/danger/"
GREETING, STOPPED = f"{TEXTS}phone/greeting/", f"{TEXTS}phone/stopped/"


def test_own_words_are_said_on_the_page_and_others_stay(line: Line, dana: Client) -> None:
    line.texts = {"en": {"start": "Begin"}, "fr": {"unknown_one": "gardé"}}
    line.save()
    assert Paper(dana, SAFE).send(en="Look around you.", fr="Regardez autour de vous.").saved
    line.refresh_from_db()
    assert line.texts == {
        "en": {"start": "Begin", "safe": "Look around you."},
        "fr": {"unknown_one": "gardé", "safe": "Regardez autour de vous."},
    }
    assert texts_of(line, "web", "fr")["safe"] == "Regardez autour de vous."


def test_empty_again_is_ours_again(line: Line, dana: Client) -> None:
    page = Paper(dana, SAFE).send(en="Look around you.")
    assert page.send(en="").saved
    line.refresh_from_db()
    assert line.texts == {}
    changes = Change.objects.order_by("pk").values_list("name", "before", "after")
    assert list(changes) == [
        ("page:safe:en", "", "Look around you."),
        ("page:safe:en", "Look around you.", ""),
    ]


def test_ours_stands_beside_it_and_what_will_be_read_is_shown(line: Line, dana: Client) -> None:
    page = Paper(dana, DANGER)
    assert "Call {number}." in page.text
    assert ">Call 911.</div>" in page.text
    page.send(do="look", en="Ring {number} now.")
    assert ">Ring 911 now.</div>" in page.text
    assert ">Appelez le 911.</div>" in page.text
    line.refresh_from_db()
    assert line.texts == {}


@pytest.mark.parametrize(
    ("address", "typed", "complaint"),
    [
        (SAFE, "Hello {name}", "{name} is filled by nothing: this text has no blanks."),
        (SAFE, "Look { around", "A brace stands alone."),
        (SAFE, "x" * 601, "It has 601 letters; 600 is the most."),
        (DANGER, "Call somebody.", "{number} must be in it"),
        (DANGER, "Call {numbre}.", "{numbre} is filled by nothing. Known here: {number}."),
        (STOPPED, "x" * 161, "It has 161 letters; 160 is the most."),
        (GREETING, "Hi. {keeps}", "{keeps} is filled by nothing. Known here: {kept}."),
        (GREETING, "x" * 1601, "1,600"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept_in_the_field(
    line: Line, dana: Client, address: str, typed: str, complaint: str
) -> None:
    page = Paper(dana, address).send(en=typed)
    assert not page.saved
    assert [each for each in page.complaints if complaint.replace(",", "") in each]
    assert page.filled["en"] == [typed]
    line.refresh_from_db()
    assert (line.texts, line.automatic) == ({}, {})


def test_a_text_may_be_left_unsent_where_nobody_requires_it(line: Line, dana: Client) -> None:
    page = Paper(dana, GREETING)
    assert page.send(silent_fr="on").saved
    line.refresh_from_db()
    assert line.automatic == {"fr": {"greeting": ""}}
    assert page.filled["silent_fr"] == ["on"]
    assert "Nothing is shown or sent." in page.text
    assert not page.send(fr="Bonjour.").saved
    assert "silent_en" not in Paper(dana, STOPPED).filled


def test_a_phone_text_is_counted_and_doubted(line: Line, dana: Client) -> None:
    page = Paper(dana, f"{TEXTS}phone/waiting/")
    assert "1 text, 61 of 160 letters." in page.text
    page.send(do="look", en="The Night line hotline: your cœur is safe " + "with us " * 10)
    assert "“hotline”" in page.text
    assert "These letters make it dear: œ." in page.text
    assert "It does not fit into one text." in page.text


def test_a_hard_text_is_said_to_be_hard(line: Line, dana: Client) -> None:
    legal = "Confidentiality obligations notwithstanding, disclosure may be statutorily mandated."
    page = Paper(dana, f"{TEXTS}page/limits/").send(do="look", en=legal)
    assert "harder to read than our texts" in page.text


def test_two_who_word_different_texts_do_not_meet(line: Line, dana: Client) -> None:
    one, other = Paper(dana, SAFE), Paper(dana, DANGER)
    assert one.send(en="Look around.").saved
    assert other.send(en="Ring {number}.").saved
    line.refresh_from_db()
    assert line.texts["en"] == {"safe": "Look around.", "danger": "Ring {number}."}


def test_two_who_word_the_same_text_are_shown_both(line: Line, dana: Client) -> None:
    one, other = Paper(dana, SAFE), Paper(dana, SAFE)
    one.send(en="Look around.")
    other.send(en="Is somebody near?")
    assert not other.saved
    assert "Look around." in other.text
    assert other.filled["en"] == ["Is somebody near?"]


def test_the_list_says_what_is_in_own_words_and_home_what_is_missing(
    line: Line, dana: Client
) -> None:
    Paper(dana, SAFE).send(en="Look around.")
    page = words(dana.get(TEXTS))
    assert "Look around." in page
    assert page.count('class="chip yes"') == 1
    home = words(dana.get("/console/settings/"))
    assert "1 text in your own words" in home
    assert "in one language only: What to do if somebody may look at the screen." in home


def test_what_is_no_text_is_not_here(line: Line, dana: Client) -> None:
    for address in ("page/kept/", "page/greeting/", "phone/safe/", "letter/safe/"):
        assert dana.get(TEXTS + address).status_code == 404


def test_no_text_is_forgotten_and_ours_are_never_doubted(line: Line) -> None:
    assert {text.name for text in wordlist.PHONE} == {*NAMES, "others"}
    for text in (*wordlist.PAGE, *wordlist.PHONE):
        for locale, _language in LOCALES:
            seen = wording.see(text, locale, line, {}, wording.shipped(text, locale))
            assert seen.doubts == [], (text.name, locale)
            assert wording.wrong_blanks(text, locale, wording.shipped(text, locale)) == []
            assert "{" not in seen.words
    assert wording.shipped(wordlist.PHONE[0], "fr") == DEFAULTS["fr"]["greeting"]
