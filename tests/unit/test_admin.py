"""The administration: what may be typed, and what is turned down with which sentence."""

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from helpline.models import Counsellor, Line, Site
from referrals.models import Snippet
from referrals.snippets import load_first_set

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

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
    "wrap_minutes": "15",
    "texts": "{}",
}


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
    ],
)
def test_a_wrong_answer_about_a_line_is_named(
    boss: Client, field: str, value: str, sentence: str
) -> None:
    found = complaints(boss.post("/admin/helpline/line/add/", {**LINE, field: value}))
    assert any(sentence in complaint for complaint in found), found
    assert not Line.objects.exists()


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
    person = {"user": user.pk, "shift_name": "Robin", "line": line.pk, "capacity": "3"}
    assert complaints(boss.post("/admin/helpline/counsellor/add/", person)) == [
        "This field is required."
    ]
    person["languages"] = ["fr"]
    assert complaints(boss.post("/admin/helpline/counsellor/add/", person)) == []
    assert Counsellor.objects.get().languages == ["fr"]
    for name in ("ann", "ann@example.org", "ANN@example.org"):
        answers = {"login": name, "password": "paper-lantern-38"}
        response = Client().post("/accounts/login/", answers)
        assert response.headers.get("Location") == "/console/", name


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
