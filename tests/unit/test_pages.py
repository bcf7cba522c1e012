"""The pages' shells: who gets which, what their headers allow, and what they never do."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django_vite.core.asset_loader import DjangoViteAssetLoader
from pytest_django.fixtures import Settings

from helpline.models import COVER_ICONS, Counsellor, Line, Site
from helpline.roles import Role
from referrals.guidance import load_first_cards
from referrals.models import Guidance, Snippet

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ENTRIES = ("src/console/main.tsx", "src/console/door.ts")
WIDGET = ("main.tsx", "en.ts", "fr.ts")


@pytest.fixture(autouse=True)
def built(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A front end as if it were built."""
    manifest: dict[str, object] = {
        entry: {
            "file": f"assets/{entry.split('/')[1]}.js",
            "isEntry": True,
            "css": ["assets/own.css", "assets/shared.css"],
        }
        for entry in ENTRIES
    }
    manifest["_shared.css"] = {"file": "assets/shared.css"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    widget = {f"src/widget/{name}": {"file": f"assets/{name}.js"} for name in WIDGET}
    (tmp_path / "widget.json").write_text(json.dumps(widget))
    (tmp_path / "widget.js").write_text("(() => {})()")
    settings.FRONTEND_DIST = tmp_path
    settings.DJANGO_VITE = {
        app: {**config, "manifest_path": tmp_path / Path(config["manifest_path"]).name}
        for app, config in settings.DJANGO_VITE.items()
    }
    monkeypatch.setattr(DjangoViteAssetLoader, "_instance", None)
    yield tmp_path
    DjangoViteAssetLoader._instance = None


@pytest.fixture
def line() -> Line:
    return Line.objects.create(
        slug="night",
        name="Night line",
        cover_title="Notes",
        texts={"fr": {"greeting": "Bonsoir <b>"}},
    )


@pytest.fixture
def site(line: Line) -> Site:
    return Site.objects.create(line=line, key="house", origin="https://house.example")


def counsellor(line: Line) -> Client:
    user = get_user_model().objects.create_user("robin", "robin@example.org", "quiet-heron-71")
    Counsellor.objects.create(user=user, line=line, shift_name="Robin")
    client = Client()
    client.force_login(user)
    return client


def policy(response: Any) -> dict[str, str]:
    """The page's content security policy, by directive."""
    parts = (part.split(maxsplit=1) for part in response["Content-Security-Policy"].split(";"))
    return {part[0]: part[1] for part in parts}


def shell(response: Any) -> dict[str, str]:
    """The data attributes of the page's shell."""
    found = re.findall(r'data-([a-z-]+)="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def test_the_frame_of_a_registered_site(client: Client, site: Site) -> None:
    response = client.get("/widget/", {"site": "house", "lang": "fr"})
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == "https://house.example"
    assert "X-Frame-Options" not in response
    data = shell(response)
    assert data["site"] == "house"
    assert data["locale"] == "fr"
    assert data["limit"] == "2000"
    assert data["parent-origin"] == "https://house.example"
    assert data["socket"] == "/ws/chat/"
    assert json.loads(data["texts"])["greeting"] == "Bonsoir <b>"


@pytest.mark.parametrize("query", [{}, {"site": "nobody"}, {"site": "shut"}])
def test_no_frame_for_anybody_else(client: Client, site: Site, query: dict[str, str]) -> None:
    Site.objects.create(line=site.line, key="shut", origin="https://shut.example", active=False)
    response = client.get("/widget/", query)
    assert response.status_code == 404
    assert policy(response)["frame-ancestors"] == "'none'"
    assert b"not registered" in response.content


def test_the_seekers_page_of_its_own(client: Client, line: Line) -> None:
    Line.objects.create(slug="day", name="Day line")
    response = client.get("/chat/")
    assert shell(response)["site"] == "line:night"
    assert shell(response)["parent-origin"] == ""
    assert shell(client.get("/chat/", {"line": "day"}))["site"] == "line:day"
    assert policy(response)["frame-ancestors"] == "'none'"
    assert client.get("/chat/", {"line": "dusk"}).status_code == 404


def test_the_line_of_a_site_whose_frame_could_not_be_shown(client: Client, site: Site) -> None:
    day = Line.objects.create(slug="day", name="Day line")
    Site.objects.create(line=day, key="shut", origin="https://shut.example", active=False)
    assert shell(client.get("/chat/", {"site": "shut"}))["site"] == "line:day"
    assert shell(client.get("/chat/", {"site": "house"}))["site"] == "line:night"
    assert shell(client.get("/chat/", {"site": "mistyped\0"}))["site"] == "line:night"


def test_the_code_of_the_link_or_poster_goes_along(client: Client, site: Site) -> None:
    for path, query in (("/chat/", {}), ("/widget/", {"site": "house"})):
        assert shell(client.get(path, query))["entry"] == ""
        response = client.get(path, {**query, "entry": ' poster "7"\0'})
        assert shell(response)["entry"] == 'poster "7"'
        assert len(shell(client.get(path, {**query, "entry": "x" * 99}))["entry"]) == 40


@pytest.mark.parametrize("name", COVER_ICONS)
def test_the_icon_of_the_tab_is_part_of_the_page(client: Client, line: Line, name: str) -> None:
    Line.objects.update(cover_icon=name)
    response = client.get("/chat/")
    [icon] = re.findall(r'<link rel="icon" href="([^"]*)">', response.content.decode())
    assert "data:" in policy(response)["img-src"].split()
    if name == "none":
        assert icon == "data:,"
        return
    picture = unquote(icon.removeprefix("data:image/svg+xml,"))
    assert ET.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"
    assert name not in picture


def test_a_page_without_any_line(client: Client) -> None:
    assert client.get("/chat/").status_code == 404


@pytest.mark.parametrize(
    ("query", "browser", "locale"),
    [
        ({}, "fr-CA,fr;q=0.9", "fr"),
        ({}, "de", "en"),
        ({"lang": "fr"}, "en", "fr"),
        ({"lang": "de"}, "en", "en"),
        ({"lang": "fr-CA"}, "en", "fr"),
    ],
)
def test_the_language_of_the_page(
    client: Client, line: Line, query: dict[str, str], browser: str, locale: str
) -> None:
    response = client.get("/chat/", query, headers={"accept-language": browser})
    assert f'<html lang="{locale}">' in response.content.decode()
    assert shell(response)["locale"] == locale


def test_a_language_that_the_line_does_not_speak(client: Client, line: Line) -> None:
    Line.objects.update(languages=["fr"])
    assert shell(client.get("/chat/", {"lang": "en"}))["locale"] == "fr"


def test_only_the_words_of_the_pages_language_come_with_it(client: Client, line: Line) -> None:
    text = client.get("/chat/", {"lang": "fr"}).content.decode()
    assert 'rel="modulepreload"' in text
    assert "assets/fr.ts.js" in text
    assert "assets/en.ts.js" not in text
    assert shell(client.get("/chat/", {"lang": "fr"}))["cover"] == "Chargement"


def test_shared_styles_come_before_a_pages_own(client: Client) -> None:
    text = client.get("/accounts/login/").content.decode()
    assert 0 < text.index("assets/shared.css") < text.index("assets/own.css")


def test_seekers_pages_are_neutral_and_leave_nothing(client: Client, site: Site) -> None:
    for response in (client.get("/chat/"), client.get("/widget/", {"site": "house"})):
        text = response.content.decode()
        assert "<title>Notes</title>" in text
        assert "Night line" not in text
        assert "interactive-widget=resizes-content" in text
        assert text.count('name="theme-color"') == 2
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert '<meta name="referrer" content="no-referrer">' in text
        assert not response.cookies


def test_no_page_allows_words_of_a_page_to_run(client: Client, line: Line) -> None:
    for path in ("/chat/", "/accounts/login/", "/widget/", "/nowhere/"):
        response = client.get(path)
        rules = policy(response)
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
        assert rules["form-action"] == "'self'"
        assert rules["base-uri"] == "'none'"
        assert response["X-Content-Type-Options"] == "nosniff"
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", response.content.decode())
        assert all('type="application/json"' in attributes for attributes in scripts), path
        assert " style=" not in response.content.decode()


def test_the_loader_is_for_every_site_and_only_briefly(client: Client, built: Path) -> None:
    response = client.get("/widget.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    (built / "widget.js").unlink()
    assert client.get("/widget.js").status_code == 503


@pytest.mark.parametrize(
    ("accepted", "encoding", "content"),
    [
        ("gzip, deflate, br, zstd", "br", b"br"),
        ("gzip;q=0.8, deflate", "gzip", b"gz"),
        ("identity", None, b"(() => {})()"),
        ("", None, b"(() => {})()"),
    ],
)
def test_the_loader_comes_as_small_as_the_browser_takes_it(
    client: Client, built: Path, accepted: str, encoding: str | None, content: bytes
) -> None:
    for suffix in ("gz", "br"):
        (built / f"widget.js.{suffix}").write_text(suffix)
    response = client.get("/widget.js", headers={"accept-encoding": accepted})
    assert response.content == content
    assert response.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in response["Vary"]


def test_pages_are_only_read(client: Client) -> None:
    for path in ("/chat/", "/widget/", "/widget.js", "/console/", "/healthz", "/readyz"):
        assert client.post(path).status_code == 405, path


def test_the_desk_is_for_counsellors(client: Client, line: Line) -> None:
    response = client.get("/console/")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/console/"
    stranger = get_user_model().objects.create_user("stranger", "s@example.org", "x")
    client.force_login(stranger)
    assert client.get("/console/").status_code == 403
    assert client.get("/console/snippets/").status_code == 403


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.ADMINISTRATOR, "/console/settings/"), (Role.EVALUATOR, "/console/figures/")],
)
def test_who_works_elsewhere_is_led_there_from_the_desk(line: Line, role: str, place: str) -> None:
    client = counsellor(line)
    Counsellor.objects.update(role=role)
    response = client.get("/console/")
    assert (response.status_code, response["Location"]) == (302, place)


def test_where_nothing_is_a_way_leads_back(client: Client, line: Line) -> None:
    way = '<a href="/console/">To your first page</a>'
    signed_in = counsellor(line)
    assert way in signed_in.get("/console/nothing-here/").content.decode()
    assert way not in client.get("/console/nothing-here/").content.decode()
    assert way not in client.get("/chat/").content.decode()


def test_the_desks_shell(line: Line) -> None:
    response = counsellor(line).get("/console/", headers={"accept-language": "fr"})
    data = shell(response)
    assert data["locale"] == "fr"
    assert data["socket"] == "/ws/console/"
    assert data["snippets"] == "/console/snippets/"
    assert data["form-token"]
    assert response["Cache-Control"] == "no-store"
    assert policy(response)["frame-ancestors"] == "'none'"


def test_the_desks_cookies_stay_at_the_desk(line: Line) -> None:
    counsellor(line)
    client = Client()
    login = client.get("/accounts/login/")
    token = login.cookies["desk_form"]
    client.post("/accounts/login/", {"login": "robin@example.org", "password": "quiet-heron-71"})
    for cookie in (token, client.cookies["desk"]):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
    assert client.get("/console/").status_code == 200


def test_a_wrong_password_keeps_the_address(client: Client, line: Line) -> None:
    counsellor(line)
    response = client.post("/accounts/login/", {"login": "robin@example.org", "password": "no"})
    text = response.content.decode()
    assert 'role="alert"' in text
    assert 'value="robin@example.org"' in text
    assert "Night line" in text


def test_signing_in_speaks_french(client: Client) -> None:
    text = client.get("/accounts/login/", headers={"accept-language": "fr"}).content.decode()
    assert "Mot de passe" in text
    assert "Ouvrir une session" in text


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    client.post(
        "/accounts/signup/",
        {"email": "new@example.org", "password1": "quiet-heron-72", "password2": "quiet-heron-72"},
    )
    assert not get_user_model().objects.exists()
    assert client.get("/accounts/signup/").status_code == 404


def test_a_form_without_its_token_is_told_so_plainly(line: Line) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": "b"})
    assert response.status_code == 403
    assert b"This page is too old" in response.content


def test_snippets_come_without_ids_and_only_active_ones(line: Line) -> None:
    face = {"en": "Here.", "fr": "Ici."}
    for slug, active in (("bed", True), ("gone", False)):
        Snippet.objects.create(
            slug=slug,
            category="place",
            tags=["night"],
            title=face,
            faces={"chat": face, "sms": face},
            active=active,
        )
    assert counsellor(line).get("/console/snippets/").json() == [
        {
            "slug": "bed",
            "shortcut": "",
            "category": "place",
            "tags": ["night"],
            "title": face,
            "faces": {"chat": face, "sms": face, "discreet": {}},
            "referral": False,
            "due": "",
            "since": "",
            "off": [],
            "chips": [],
            "where": {},
            "lent": [],
            "unreached": [],
        }
    ]


def test_snippets_are_asked_for_again_for_nothing_while_they_are_the_same(line: Line) -> None:
    client, face = counsellor(line), {"en": "Here.", "fr": "Ici."}
    made = Snippet.objects.create(slug="bed", category="place", title=face, faces={"chat": face})
    mark = client.get("/console/snippets/")["ETag"]
    same = client.get("/console/snippets/", headers={"if-none-match": mark})
    assert (same.status_code, same.content) == (304, b"")
    made.faces = {"chat": {"en": "There.", "fr": "Là."}}
    made.save()
    changed = client.get("/console/snippets/", headers={"if-none-match": mark})
    assert changed.json()[0]["faces"]["chat"]["en"] == "There."


def test_cards_come_in_their_order_and_to_counsellors_only(line: Line) -> None:
    client = counsellor(line)
    load_first_cards()
    first, *_ = cards = list(Guidance.objects.all())
    Guidance.objects.filter(pk=first.pk).update(active=False)
    shown = client.get("/console/guidance/").json()
    assert [card["slug"] for card in shown] == [card.slug for card in cards[1:]]
    assert set(shown[0]) == {"slug", "title", "body"}
    assert load_first_cards() == 0
    assert Client().get("/console/guidance/").status_code == 302


def test_administration_is_behind_the_same_door(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")


def test_the_seekers_pages_come_packed(client: Client, site: Site) -> None:
    for path, query in (("/chat/", {}), ("/widget/", {"site": "house"})):
        plain, packed = (
            client.get(path, query, headers={"accept-encoding": taken}) for taken in ("", "gzip")
        )
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert policy(packed) == policy(plain)
