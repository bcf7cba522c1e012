"""The page for a website's owner: who sees it, what it lets paste, what it knows of the site."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from helpline.colours import dark_enough
from helpline.models import Counsellor, Line, Site, Tally
from routing import embedded

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

OURS = "https://help.example"
NOW = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)
FRAME = {"sec-fetch-dest": "iframe"}


@pytest.fixture(autouse=True)
def hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour in which nothing was noted yet."""
    monkeypatch.setattr(embedded, "this_hour", embedded.Hour())


@pytest.fixture(autouse=True)
def ours(settings: Settings) -> None:
    settings.PUBLIC_ORIGIN = OURS


@pytest.fixture
def line() -> Line:
    return Line.objects.create(slug="night", name="Night line", cover_title="Notes")


@pytest.fixture
def site(line: Line) -> Site:
    return Site.objects.create(line=line, key="house", origin="https://house.example")


def person(line: Line | None, *, role: str = "counsellor", boss: bool = False) -> Client:
    users = get_user_model().objects
    user = users.create_superuser("boss", "") if boss else users.create_user("robin")
    if line:
        Counsellor.objects.create(user=user, line=line, shift_name="R", role=role)
    client = Client()
    client.force_login(user)
    return client


def pasted(response: Any) -> list[str]:
    """What stands in the fields to copy from, as a person sees it."""
    found = re.findall(r'<textarea class="code"[^>]*>(.*?)</textarea>', text(response), re.S)
    return [html.unescape(each) for each in found]


def text(response: Any) -> str:
    return str(response.content.decode())


# ---- who ---------------------------------------------------------------------------------------


def test_for_supervisors_of_the_line_and_administrators(site: Site) -> None:
    other = Line.objects.create(slug="day", name="Day line")
    assert Client().get("/console/site/house/").status_code == 302
    assert person(other, role="supervisor").get("/console/site/house/").status_code == 404
    get_user_model().objects.all().delete()
    assert person(site.line).get("/console/site/house/").status_code == 404
    get_user_model().objects.all().delete()
    assert person(site.line, role="supervisor").get("/console/site/house/").status_code == 200
    assert person(None, boss=True).get("/console/site/house/").status_code == 200


def test_the_list_shows_only_what_one_may_set_up(site: Site) -> None:
    other = Line.objects.create(slug="day", name="Day line")
    Site.objects.create(line=other, key="day", origin="https://day.example", active=False)
    of_night = text(person(site.line, role="supervisor").get("/console/site/"))
    assert "https://house.example" in of_night
    assert "https://day.example" not in of_night
    of_all = text(person(None, boss=True).get("/console/site/"))
    assert "https://day.example" in of_all
    assert "switched off" in of_all


def test_the_administration_leads_here(site: Site) -> None:
    boss = person(None, boss=True)
    assert 'href="/console/site/house/"' in text(
        boss.get(f"/admin/helpline/site/{site.pk}/change/")
    )
    assert boss.get("/admin/helpline/site/add/").status_code == 200


# ---- what to paste -----------------------------------------------------------------------------


def test_what_to_paste_without_any_choice(site: Site) -> None:
    script, policy, link, card = pasted(person(None, boss=True).get("/console/site/house/"))
    assert script == f'<script src="{OURS}/widget.js" data-site="house" async></script>'
    assert policy == f"script-src {OURS}; frame-src {OURS}"
    assert link == f"{OURS}/chat/?line=night"
    assert card == f"Notes\n{link}"


@pytest.mark.parametrize("code", ["poster 7", "pôster", "x" * 41, 'a"b'])
def test_an_entry_code_that_would_not_be_counted_is_left_out(site: Site, code: str) -> None:
    response = person(None, boss=True).get("/console/site/house/", {"entry": code})
    script, _, link, _ = pasted(response)
    assert "entry" not in script + link
    assert "letters, digits, - and _" in text(response)


def test_every_choice_is_in_the_code(site: Site) -> None:
    chosen = {
        "lang": "fr",
        "label": 'Parlez "ici" </textarea>',
        "position": "start",
        "color": "#6b2c91",
        "opens": "own",
        "entry": "affiche-7",
        "exit_url": "https://weather.example/",
    }
    response = person(None, boss=True).get("/console/site/house/", chosen)
    script, _, link, _ = pasted(response)
    assert script == (
        '<button type="button" data-helpline-open>'
        "Parlez &quot;ici&quot; &lt;/textarea&gt;</button>\n"
        f'<script src="{OURS}/widget.js" data-site="house" data-lang="fr"'
        ' data-label="Parlez &quot;ici&quot; &lt;/textarea&gt;" data-position="start"'
        ' data-color="#6b2c91" data-entry="affiche-7" data-exit-url="https://weather.example/"'
        ' data-launcher="none" async></script>'
    )
    assert link == f"{OURS}/chat/?line=night&lang=fr&entry=affiche-7"
    assert "errorlist" not in text(response)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("color", "#ffd54f", "White letters cannot be read on this."),
        ("color", "purple", "White letters cannot be read on this."),
        ("exit_url", "http://weather.example/", "begins with https://"),
        ("exit_url", "javascript:alert(1)", "Enter a valid URL."),
        ("lang", "de", "Select a valid choice."),
        ("label", "x" * 41, "at most 40 characters"),
    ],
)
def test_what_cannot_be_used_is_said_and_left_out(
    site: Site, name: str, value: str, complaint: str
) -> None:
    response = person(None, boss=True).get("/console/site/house/", {name: value, "entry": "card"})
    assert complaint in text(response)
    assert pasted(response)[0] == (
        f'<script src="{OURS}/widget.js" data-site="house" data-entry="card" async></script>'
    )


def test_a_page_of_its_own_button_keeps_the_corner_if_asked(site: Site) -> None:
    script = pasted(person(None, boss=True).get("/console/site/house/", {"opens": "both"}))[0]
    assert "data-helpline-open>Notes</button>" in script
    assert "data-launcher" not in script


def test_the_page_speaks_french(site: Site) -> None:
    french = text(
        person(None, boss=True).get("/console/site/house/", headers={"accept-language": "fr"})
    )
    assert "Est-ce que cela marche" in french
    for english in ("The code", "Show", "Empty:", "Press", "Not seen", "Corner", "A plain"):
        assert english not in french


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_is_taken_only_if_wcag_would_take_it(number: int) -> None:
    colour = f"#{number:06x}"
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    contrast = 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    if dark_enough(colour):
        assert contrast >= 4.5
    elif contrast >= 4.55:
        pytest.fail(f"{colour} could be read")


# ---- whether it works --------------------------------------------------------------------------


def ask(key: str = "house", referer: str = "https://house.example/", **headers: str) -> None:
    response = Client().get("/widget/", {"site": key}, headers={"referer": referer, **headers})
    assert response.status_code == 200


def tallies() -> set[tuple[str, str, int]]:
    return set(Tally.objects.values_list("what", "value", "count"))


def test_a_frame_in_the_right_page_is_seen(site: Site) -> None:
    boss = person(None, boss=True)
    assert "Not seen on https://house.example yet." in text(boss.get("/console/site/house/"))
    ask(**FRAME)
    assert tallies() == {("embedded", "https://house.example", 1)}
    assert "Seen on https://house.example this week." in text(boss.get("/console/site/house/"))


def test_a_frame_in_another_page_is_told_apart(site: Site) -> None:
    ask(referer="https://www.house.example/deep/page?name=canary", **FRAME)
    assert tallies() == {("embedded_wrong_origin", "https://www.house.example", 1)}
    shown = text(person(None, boss=True).get("/console/site/house/"))
    assert "Not seen on https://house.example yet." in shown
    assert "<code>https://www.house.example</code>" in shown


def test_what_is_no_frame_or_names_no_page_is_not_noted(site: Site) -> None:
    ask()
    ask(**{"sec-fetch-dest": "document"})
    for referer in ("", "about:blank", "null", "ftp://x.example/", "https://a b/"):
        ask(referer=referer, **FRAME)
    assert tallies() == set()


def test_hours_are_counted_and_not_visitors(site: Site) -> None:
    origin = "https://house.example"
    for minutes in (0, 1, 30, 60, 61, 130):
        embedded.note(site, origin, NOW + timedelta(minutes=minutes))
    assert tallies() == {("embedded", origin, 3)}


def test_the_last_time_is_told_by_its_week(site: Site) -> None:
    embedded.note(site, site.origin, datetime.now(UTC) - timedelta(days=15))
    shown = text(person(None, boss=True).get("/console/site/house/"))
    assert "Not seen on https://house.example this week." in shown
    assert "in the week of" in shown


def test_nobody_can_fill_the_table_with_origins(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in range(3):
        for number in range(50):
            origin = f"https://{hour}-{number}.example"
            embedded.note(site, origin, NOW + timedelta(hours=hour))
    assert Tally.objects.count() == embedded.MOST_WRONG + 1
    assert Tally.objects.get(value="other").count > 0
    embedded.note(site, site.origin, NOW + timedelta(hours=3))
    assert Tally.objects.filter(what="embedded").exists()


def test_a_long_origin_is_cut(site: Site) -> None:
    site.origin = f"https://{'house.' * 10}example"
    site.save()
    embedded.note(site, site.origin, datetime.now(UTC))
    [row] = Tally.objects.all()
    assert len(row.value) == 40
    shown = text(person(None, boss=True).get("/console/site/house/"))
    assert "this week." in shown
    assert "Not seen" not in shown


def test_a_note_that_cannot_be_made_keeps_nobody_out(site: Site) -> None:
    with mock.patch.object(Tally.objects, "filter", side_effect=OperationalError):
        ask(**FRAME)
    assert tallies() == set()


def test_a_site_that_is_switched_off(site: Site) -> None:
    site.active = False
    site.save()
    shown = text(person(None, boss=True).get("/console/site/house/"))
    assert "switched off: no frame" in shown
