"""The administration: what may be typed, and what is turned down with which sentence."""

import json
import re
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from helpline import tallies
from helpline.models import Counsellor, Line, Site, Tally
from helpline.pageforms import clean_elsewhere, clean_questions
from referrals.guidance import load_first_cards
from referrals.models import Guidance, Snippet
from referrals.snippets import load_first_set

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("told_pages"),
]

LINE = {
    "name": "Night line",
    "slug": "night",
    "cover_title": "Notes",
    "languages": "fr,en",
    "hours": "{}",
    "automatic": "{}",
    "zone": "America/Winnipeg",
    "numbers-TOTAL_FORMS": "1",
    "numbers-INITIAL_FORMS": "0",
    "numbers-0-channel": "sms",
    "numbers-0-number": "+1 (204) 555-0100",
    "numbers-0-language": "",
    "numbers-0-hours": "{}",
    "numbers-0-automatic": "{}",
    "exit_url": "https://weather.example/",
    "kept_web": "",
    "kept_sms": "month",
    "accept_seconds": "30",
    "risk_weight": "1",
    "wrap_minutes": "15",
    "texts": "{}",
    "last_orders_minutes": "15",
    "most_waiting": "",
    "cover_icon": "chat",
    "country": "CA",
    "questions": "{}",
    "elsewhere": "[]",
    "directory_url": "",
    "keep_days": "7",
    "follow_up_days": "0",
    "unchecked_days": "7",
    "return_hours": "2",
    "hold_minutes": "15",
    "alert_seconds": "60",
    "cool_down_minutes": "10",
    "talk_minutes": "45",
    "answer_target_seconds": "300",
}
PLACE = {"name": {"en": "Night bed line"}, "call": "204-555-0117"}


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss", ""))
    return client


@pytest.fixture
def line() -> Line:
    return Line.objects.create(slug="day", name="Day line")


def complaints(response: Any) -> list[str]:
    """What the form says; empty if it was taken."""
    if response.status_code == 302:
        return []
    forms = [response.context["adminform"].form]
    forms += [form for each in response.context["inline_admin_formsets"] for form in each.formset]
    return [
        str(sentence)
        for form in forms
        for sentences in form.errors.values()
        for sentence in sentences
    ]


def test_a_line_is_made_of_plain_answers(boss: Client) -> None:
    assert complaints(boss.post("/admin/helpline/line/add/", LINE)) == []
    line = Line.objects.get(slug="night")
    assert line.languages == ["fr", "en"]
    assert [number.number for number in line.numbers.all()] == ["+12045550100"]
    assert line.policies == {"sms": "month"}
    assert line.zone == "America/Winnipeg"
    page = boss.get(f"/admin/helpline/line/{line.pk}/change/").content.decode()
    assert '<option value="month" selected>' in page
    assert '<option value="fr,en" selected>' in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("numbers-0-number", "204-555-0100", "country code"),
        ("numbers-0-number", "hello", "country code"),
        ("numbers-0-channel", "web", "valid choice"),
        ("numbers-0-hours", '{"zone": "Mars"}', "time zone"),
        ("numbers-0-automatic", '{"en": {"joke": "…"}}', "joke"),
        ("hours", '{"zone": "UTC", "week": {"mon": ["9-5"]}}', "9-5"),
        ("hours", "[1]", "zone"),
        ("zone", "Mars", "time zone"),
        ("zone", "../etc/passwd", "time zone"),
        ("automatic", '{"en": {"greeting": 1}}', "by language and name"),
        ("automatic", '{"en": {"salutation": "…"}}', "salutation"),
        ("languages", "de", "valid choice"),
        ("languages", "", "required"),
        ("kept_web", "forever", "valid choice"),
        ("exit_url", "http://weather.example/", "begins with https://"),
        ("exit_url", "javascript:alert(1)", "valid URL"),
        ("accept_seconds", "1", "greater than or equal to 5"),
        ("texts", "hello", "valid JSON"),
        ("texts", '["hello"]', "by language and name"),
        ("texts", '{"de": {}}', "by language and name"),
        ("texts", '{"en": {"limits": 1}}', "by language and name"),
        ("texts", '{"en": {"kept": "all of it"}}', "the chosen policy says it"),
        ("last_orders_minutes", "300", "less than or equal to 240"),
        ("last_orders_minutes", "-1", "greater than or equal to 0"),
        ("most_waiting", "few", "whole number"),
        ("cover_icon", "ribbon", "valid choice"),
        ("country", "MB", "valid choice"),
        ("keep_days", "366", "less than or equal to 365"),
        ("follow_up_days", "1000", "less than or equal to 365"),
        ("return_hours", "73", "less than or equal to 72"),
        ("hold_minutes", "0", "greater than or equal to 1"),
        ("directory_url", "http://places.example/", "begins with https://"),
        ("directory_url", "javascript:alert(1)", "valid URL"),
        ("questions", "name", "valid JSON"),
        ("questions", "[true]", "Write it as"),
        ("questions", '{"nme": true}', "“nme” is none of name, age, topics"),
        ("questions", '{"name": "yes"}', "“name” is asked or not"),
        ("questions", '{"age": 1}', "“age” is asked or not"),
        ("questions", '{"topics": ["a bed"]}', "lists by language"),
        ("questions", '{"topics": {"de": ["Bett"]}}', "“de” is no language"),
        ("questions", '{"topics": {"en": "a bed"}}', "list of short texts"),
        ("questions", '{"topics": {"en": [1]}}', "list of short texts"),
        ("questions", '{"topics": {"fr": [" "]}}', "“topics (fr)” has an empty text"),
        ("questions", '{"topics": {"en": ["A bed", "a bed "]}}', "the same one twice"),
        ("questions", json.dumps({"topics": {"en": ["x" * 41]}}), "has 41 characters; 40 is"),
        ("questions", json.dumps({"topics": {"en": [*"abcdefghijklm"]}}), "has 13; 12 is"),
        ("elsewhere", '{"name": {}}', "Write each as"),
        ("elsewhere", '["Night bed line"]', "No. 1 is not in braces"),
        ("elsewhere", '[{"name": {"en": "Night bed line"}}]', "No. 1: “call” or “open” is missing"),
        ("elsewhere", '[{"call": "988"}]', "No. 1: “name” is missing"),
        ("elsewhere", json.dumps([PLACE, {**PLACE, "text": "x"}]), "No. 2: “text” is none of"),
        ("elsewhere", json.dumps([{**PLACE, "name": "Bed line"}]), "written by language"),
        ("elsewhere", json.dumps([{**PLACE, "name": {"de": "x"}}]), "“de” is no language"),
        ("elsewhere", json.dumps([{**PLACE, "help": {"en": "x" * 141}}]), "has 141 characters"),
        ("elsewhere", json.dumps([{**PLACE, "call": "call us"}]), "“call” is no number"),
        ("elsewhere", json.dumps([{**PLACE, "call": "1-800-BED"}]), "“call” is no number"),
        ("elsewhere", json.dumps([{**PLACE, "call": "91"}]), "“call” is no number"),
        ("elsewhere", json.dumps([{**PLACE, "call": 988}]), "“call” is no number"),
        ("elsewhere", json.dumps([{**PLACE, "open": "http://bed.example/"}]), "“open” is no"),
        ("elsewhere", json.dumps([{**PLACE, "open": "javascript:alert(1)"}]), "“open” is no"),
        ("elsewhere", json.dumps([{**PLACE, "open": 7}]), "“open” is no address"),
        ("elsewhere", json.dumps([PLACE] * 13), "There are 13; 12 is the most"),
    ],
)
def test_a_wrong_answer_about_a_line_is_named(
    boss: Client, field: str, value: str, sentence: str
) -> None:
    found = complaints(boss.post("/admin/helpline/line/add/", {**LINE, field: value}))
    assert any(sentence in complaint for complaint in found), found
    assert not Line.objects.exists()


def test_what_the_seekers_page_shows_is_taken_as_it_was_written(boss: Client) -> None:
    questions = {"name": True, "age": False, "topics": {"en": ["a bed tonight"], "fr": ["un lit"]}}
    elsewhere = [
        {**PLACE, "help": {"en": "A place to sleep", "fr": "Un lit"}},
        {"name": {"fr": "Écoute"}, "call": "+1 (204) 555.0117"},
        {"name": {"en": "Lifeline"}, "call": "988"},
        {"name": {"en": "Samaritans"}, "call": "116 123", "open": "https://help.example/now?x=1"},
    ]
    answers = {
        **LINE,
        "questions": json.dumps(questions),
        "elsewhere": json.dumps(elsewhere),
        "directory_url": "places.example/all",
        "country": "GB",
        "cover_icon": "sun",
        "most_waiting": "20",
        "only_staffed": "on",
        "survey": "on",
        "follow_up_days": "30",
    }
    assert complaints(boss.post("/admin/helpline/line/add/", answers)) == []
    line = Line.objects.get()
    assert (line.questions, line.elsewhere) == (questions, elsewhere)
    assert (line.directory_url, line.country, line.cover_icon, line.most_waiting) == (
        "https://places.example/all",
        "GB",
        "sun",
        20,
    )
    # A box that is not ticked is a no.
    assert (line.only_staffed, line.survey, line.ready_check) == (True, True, False)


def test_every_wrong_place_is_named_at_once(boss: Client) -> None:
    answers = {**LINE, "elsewhere": json.dumps([{"call": "x"}, {"name": {"en": "y"}}])}
    found = complaints(boss.post("/admin/helpline/line/add/", answers))
    assert [sentence[:6] for sentence in found] == ["No. 1:", "No. 1:", "No. 2:"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(
                st.sampled_from(["name", "age", "topics", "help", "call", "open", "en", "x"]), part
            )
        ),
        max_leaves=8,
    )
)
def test_whatever_json_is_written_is_taken_or_turned_down(written: object) -> None:
    for clean in (clean_questions, clean_elsewhere):
        with suppress(ValidationError):
            checked = clean(written)
            assert checked == (written or type(checked)())


def test_counts_may_be_read_and_nothing_else(boss: Client, line: Line) -> None:
    tallies.count(line, [("entry", "poster")], timezone.now())
    page = boss.get("/admin/helpline/tally/").content.decode()
    assert "poster" in page
    counted = Tally.objects.get()
    assert boss.get("/admin/helpline/tally/add/").status_code == 403
    assert boss.post(f"/admin/helpline/tally/{counted.pk}/change/", {}).status_code == 403
    assert boss.post(f"/admin/helpline/tally/{counted.pk}/delete/", {}).status_code == 403


def own(locale: str, **words: str) -> str:
    return json.dumps({locale: words})


@pytest.mark.parametrize("field", ["automatic", "numbers-0-automatic"])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (own("en", stopped="x" * 161), "“stopped” (en) has 161 characters; 160 is the most"),
        (own("fr", started="x" * 161), "“started” (fr) has 161 characters"),
        # Three dots leave as three letters.
        (own("fr", help="x" * 158 + "…"), "“help” (fr) has 161 characters"),
        (own("en", greeting="x" * 1_601), "“greeting” (en) has 1,601 characters; 1,600 is"),
        (own("en", greeting="{kept}" + "x" * 1_590), "“greeting” (en) has 1,6"),
        (own("fr", others="x" * 1_601), "“others” (fr) has 1,601 characters"),
        (own("en", closed="{opens}{others}", others="x" * 1_590), "“closed” (en) has 1,6"),
    ],
)
def test_an_automatic_text_that_could_not_leave_is_turned_down(
    boss: Client, field: str, words: str, sentence: str
) -> None:
    found = complaints(boss.post("/admin/helpline/line/add/", {**LINE, field: words}))
    assert any(sentence in complaint for complaint in found), found
    assert not Line.objects.exists()


def test_every_text_too_long_is_named_at_once_and_what_just_fits_is_taken(boss: Client) -> None:
    words = own("en", stopped="x" * 161, help="x" * 161, probe="x" * 1_601)
    answers = {**LINE, "automatic": words}
    assert len(complaints(boss.post("/admin/helpline/line/add/", answers))) == 3
    # Blanks in a row leave as one.
    words = own("en", stopped="x" * 159 + "  ", help="a   " + "x" * 158, probe="x" * 1_600)
    assert complaints(boss.post("/admin/helpline/line/add/", {**LINE, "automatic": words})) == []


def test_what_an_automatic_text_tells_is_said_at_once(boss: Client) -> None:
    own = {"en": {"greeting": "Hello from the Night clinic"}, "fr": {"waiting": "x" * 161}}
    answers = {**LINE, "automatic": json.dumps(own)}
    page = boss.post("/admin/helpline/line/add/", answers, follow=True).content.decode()
    assert "says “night”, “clinic”" in page
    assert "161 characters" in page
    assert Line.objects.get().automatic == own


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://www.example.org", "https://www.example.org"),
        (" https://www.example.org/ ", "https://www.example.org"),
        ("HTTPS://WWW.Example.org:443", "https://www.example.org"),
        ("http://localhost:8001", "http://localhost:8001"),
        ("https://[::1]:8001", "https://[::1]:8001"),
    ],
)
def test_an_origin_is_kept_in_its_one_form(
    boss: Client, line: Line, typed: str, origin: str
) -> None:
    answers = {"line": line.pk, "key": "house", "origin": typed, "active": "on"}
    assert complaints(boss.post("/admin/helpline/site/add/", answers)) == []
    site = Site.objects.get()
    assert site.origin == origin
    page = boss.get(f"/admin/helpline/site/{site.pk}/change/").content.decode()
    assert "widget.js&quot; data-site=&quot;house&quot; data-lang=&quot;en&quot;" in page


@pytest.mark.parametrize(
    "typed",
    [
        "www.example.org",
        "https://www.example.org/chat",
        "https://www.example.org?x=1",
        "https://*.example.org",
        "https://a.example b.example",
        "https://me@example.org",
        "https://exämple.org",
        "ftp://example.org",
        "null",
    ],
)
def test_what_is_no_exact_origin_is_turned_down(boss: Client, line: Line, typed: str) -> None:
    answers = {"line": line.pk, "key": "house", "origin": typed, "active": "on"}
    found = complaints(boss.post("/admin/helpline/site/add/", answers))
    assert found == [
        "Write the exact origin: https://example.org or http://localhost:8001, no path."
    ]


def test_a_person_is_made_in_two_steps_and_signs_in_by_name_or_address(
    boss: Client, line: Line
) -> None:
    account = {
        "username": "ann",
        "email": "ann@example.org",
        "usable_password": "true",
        "password1": "paper-lantern-38",
        "password2": "paper-lantern-38",
    }
    assert complaints(boss.post("/admin/auth/user/add/", account)) == []
    user = get_user_model().objects.get(username="ann")
    person = {
        "user": user.pk,
        "shift_name": "Robin",
        "line": line.pk,
        "capacity": "3",
        "role": "counsellor",
    }
    assert complaints(boss.post("/admin/helpline/counsellor/add/", person)) == [
        "This field is required."
    ]
    person["languages"] = ["fr"]
    assert complaints(boss.post("/admin/helpline/counsellor/add/", person)) == []
    assert Counsellor.objects.get().languages == ["fr"]
    for name in ("ann", "ann@example.org", "ANN@example.org"):
        answers = {"login": name, "password": "paper-lantern-38"}
        response = Client().post("/accounts/login/", answers)
        assert response.headers.get("Location") == "/", name


def test_who_tries_too_often_is_told_to_wait(client: Client, line: Line) -> None:
    tries = [client.post("/accounts/login/", {"login": "zed", "password": "no"}) for _ in range(6)]
    cache.clear()
    assert b"do not match" in tries[0].content
    assert b"Too many tries" in tries[-1].content


def test_a_snippet_is_written_field_by_field(boss: Client) -> None:
    load_first_set()
    snippet = Snippet.objects.get(slug="find-211")
    address = f"/admin/referrals/snippet/{snippet.pk}/change/"
    answers = dict(boss.get(address).context["adminform"].form.initial)
    answers |= {"tags": "211, food ,", "sms_fr": "Faites le 211.", "active": "on", "checked": ""}
    assert complaints(boss.post(address, answers)) == []
    changed = Snippet.objects.get(slug="find-211")
    assert changed.tags == ["211", "food"]
    assert changed.faces == {
        **snippet.faces,
        "sms": {**snippet.faces["sms"], "fr": "Faites le 211."},
    }
    assert changed.title == snippet.title
    assert complaints(boss.post(address, {**answers, "chat_en": " "})) == [
        "This field is required."
    ]


def test_a_card_is_written_field_by_field(boss: Client) -> None:
    load_first_cards()
    card = Guidance.objects.get(slug="grounding")
    address = f"/admin/referrals/guidance/{card.pk}/change/"
    answers = dict(boss.get(address).context["adminform"].form.initial)
    answers |= {"body_fr": "Un.\r\n- Deux.", "active": "on"}
    assert complaints(boss.post(address, answers)) == []
    changed = Guidance.objects.get(slug="grounding")
    assert changed.body == {**card.body, "fr": "Un.\n- Deux."}
    assert changed.title == card.title


def test_what_a_line_keeps_is_changed_where_it_is_counted_first(boss: Client) -> None:
    """Here nothing would be asked, and what is there would not follow."""
    boss.post("/admin/helpline/line/add/", LINE)
    line = Line.objects.get(slug="night")
    shown = boss.get(place := f"/admin/helpline/line/{line.pk}/change/").content.decode()
    assert re.search(r'<select name="kept_sms"[^>]* disabled', shown)
    assert "/console/settings/" in shown
    own = line.numbers.get().pk
    again = LINE | {"numbers-INITIAL_FORMS": "1", "numbers-0-id": str(own)}
    again |= {"numbers-0-line": str(line.pk)}
    assert complaints(boss.post(place, again | {"kept_sms": "at_close"})) == []
    line.refresh_from_db()
    assert line.policies == {"sms": "month"}
