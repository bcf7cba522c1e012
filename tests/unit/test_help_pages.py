"""Looking for a place by oneself: what is shown, what is said to be unknown, and no trace."""

import logging
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Line
from referrals import editions, entries
from referrals.hours.schedules import Schedule
from referrals.models import PageCheck, Service, Source
from referrals.search.shelf import shelf
from referrals.terms import categories
from referrals.transfer.storing import store
from routing.entering import limits
from tests.unit.directory.shelves import service

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HELP = "/help/night/"
PHONE = entries.Phone(number="+12045897347", extension="12")
SECRET = entries.Place(source_id="s", city="Hidden Creek", confidential=True)
OPEN = entries.Place(source_id="w", address_1="12 Elm Street", city="Winnipeg", country="CA")
BEDS = {"category": ["shelter"]}
SERVICES = [
    service("Larch beds", facts={"id": "no"}, tags=BEDS, phones=[PHONE], places=["w"]),
    service("Elm beds", facts={"id": "yes"}, tags=BEDS, places=["w"]),
    service("Quiet flat", tags=BEDS, places=["s"], schedules=[Schedule(always=True)]),
    service("Staff only", tags=BEDS, public=False),
    service("Shut down", tags=BEDS, status="defunct"),
]


@pytest.fixture
def line() -> Line:
    shelf.forget()
    limits.forget()
    categories.load_terms()
    house = entries.Organisation(
        source_id="o", name={"en": "Harbour"}, services=SERVICES, places=[OPEN, SECRET]
    )
    store(entries.Directory(organisations=[house]), "", "Dana")
    return Line.objects.create(slug="night", name="Night line", exit_url="https://weather.example/")


def post(**fields: Any) -> Any:
    return Client().post(HELP, {"v": uuid4().hex, "lang": "en", **fields})


def names(page: str) -> list[str]:
    return re.findall(r"<h3>(.*?)</h3>", page)


def pk(name: str) -> str:
    return Service.objects.get(name__en=name).pk.hex


def test_the_first_page_counts_only_what_is_open_to_all(line: Line) -> None:
    page = Client().get(HELP, {"lang": "en"}).content.decode()
    assert 'value="housing"><span>Housing</span> <b>3</b>' in page
    assert 'value="legal"' not in page
    french = Client().get(HELP, {"lang": "fr"}).content.decode()
    assert '<html lang="fr">' in french
    assert "Logement" in french
    assert "In English" in french


def test_no_id_shows_what_is_sure_and_offers_what_nobody_knows(line: Line) -> None:
    page = post(need="housing", only="id").content.decode()
    assert names(page) == ["Larch beds"]
    assert "One more place may fit. Nobody knows for sure yet: ID." in page
    both = post(need="housing", only="id", all="1").content.decode()
    assert names(both) == ["Larch beds", "Quiet flat"]
    assert 'class="unknown">ID: not known' in both


def test_words_places_and_hours_find_with_slips_of_the_finger(line: Line) -> None:
    assert names(post(words="larhc").content.decode()) == ["Larch beds"]
    found = post(place="Winipeg").content.decode()
    assert "We looked in: Winnipeg" in found
    assert names(found) == ["Elm beds", "Larch beds"]
    assert names(post(only="open_now").content.decode()) == ["Quiet flat"]
    assert "We found no place" in post(words="zzzz").content.decode()


def test_how_old_is_old_is_the_line_s_choice_in_the_list_as_well(line: Line) -> None:
    today = timezone.localdate()
    Service.objects.update(verified=today)
    Service.objects.filter(name__en="Elm beds").update(verified=today - timedelta(days=40))
    editions.changed(Service.objects.values_list("pk", flat=True))
    assert "Not checked since" not in post(place="Winnipeg").content.decode()
    Line.objects.update(stale_days=30)
    page = post(place="Winnipeg").content.decode()
    assert page.count("Not checked since") == 1
    assert names(page) == ["Larch beds", "Elm beds"]


def test_a_line_shows_what_is_for_it_and_what_is_near(line: Line) -> None:
    Service.objects.filter(name__en="Larch beds").update(only_lines=["south"])
    Service.objects.filter(name__en="Elm beds").update(only_roles=["supervisor"])
    away = entries.Place(source_id="l", city="Leeds", country="GB")
    house = entries.Organisation(
        source_id="far", name={"en": "Far"}, services=[service("Ash beds", tags=BEDS, places=["l"])]
    )
    house.places.append(away)
    store(entries.Directory(organisations=[house]), "", "Dana")
    editions.changed(Service.objects.values_list("pk", flat=True))
    assert 'value="housing"><span>Housing</span> <b>1</b>' in post().content.decode()
    assert names(post(need="housing").content.decode()) == ["Quiet flat"]
    for hidden in ("Larch beds", "Elm beds"):
        assert "not in the list any more" in post(show=pk(hidden)).content.decode()
    page = post(words="ash").content.decode()
    assert names(page) == ["Ash beds"]
    assert "In this country we know of no place that fits." in page
    assert 'class="care">In another country: United Kingdom' in page
    assert "In another country: United Kingdom" in post(show=pk("Ash beds")).content.decode()
    Line.objects.update(country="GB")
    near = post(words="ash").content.decode()
    assert names(near) == ["Ash beds"]
    assert "another country" not in near


def test_it_stays_within_call_of_the_chat_that_opened_it(line: Line) -> None:
    for address, policy in ((HELP, "unsafe-none"), ("/chat/", "same-origin-allow-popups")):
        assert Client().get(address).headers["Cross-Origin-Opener-Policy"] == policy
    assert Client().get("/receipts/").headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_place_says_what_decides_and_what_is_not_known(line: Line) -> None:
    page = post(show=pk("Larch beds")).content.decode()
    assert 'href="tel:+12045897347;ext=12">Call 204-589-7347 ext. 12</a>' in page
    assert "No ID needed" in page
    assert "Nobody has told us. It is not a no." in page
    assert "12 Elm Street" in page
    assert "We have not checked this yet." in page


def test_of_a_secret_place_it_is_said_whom_it_serves_and_how_to_ask(line: Line) -> None:
    """The first of a list was a bed 2,000 km away, with "Call first" and no number anywhere."""
    flat = Service.objects.get(name__en="Quiet flat")
    flat.areas = [{"city": "Brandon", "province": "MB", "country": "CA"}]
    flat.email = "flat@harbour.example"
    flat.save()
    editions.changed([flat.pk])
    page = post(need="housing").content.decode()
    assert "Ask them first. · For people in: Brandon</p>" in page
    assert " · Winnipeg</p>" in page
    french = post(need="housing", lang="fr").content.decode()
    assert "Demandez-leur d’abord. · Pour les gens de\u00a0: Brandon</p>" in french
    assert "Call first" not in page + post(show=pk("Quiet flat")).content.decode()
    card = post(show=pk("Quiet flat"), card="card").content.decode()
    assert "<b>flat@harbour.example</b>" in card
    assert "harbour.example" not in post(show=pk("Quiet flat"), card="discreet").content.decode()


def test_of_a_secret_place_nothing_says_where_it_is(line: Line) -> None:
    for fields in ({"words": "quiet"}, {"show": pk("Quiet flat")}):
        page = post(**fields).content.decode()
        assert "The place is kept secret." in page
        assert "Hidden Creek" not in page
    for card in ("card", "discreet"):
        assert "Hidden" not in post(show=pk("Quiet flat"), card=card).content.decode()


def test_a_card_without_names_has_none(line: Line) -> None:
    page = post(show=pk("Larch beds"), card="discreet").content.decode()
    assert "204-589-7347" in page
    assert "12 Elm Street, Winnipeg" in page
    assert not re.search("Larch|Harbour|beds", page)
    assert "Larch beds" in post(show=pk("Larch beds"), card="card").content.decode()


@pytest.mark.parametrize("name", ["Staff only", "Shut down"])
def test_what_is_not_open_to_all_cannot_be_opened(line: Line, name: str) -> None:
    page = post(show=pk(name)).content.decode()
    assert "not in the list any more" in page
    assert name not in page


def test_a_list_that_may_not_be_passed_on_is_not_shown(line: Line) -> None:
    house = entries.Organisation(source_id="x", name={"en": "X"}, services=[service("Lent beds")])
    Source.objects.create(name="lent", owner="Them")
    store(entries.Directory(organisations=[house]), "lent", "Dana")
    assert names(post(words="lent").content.decode()) == []
    Source.objects.update(may_export=True)
    editions.changed()
    page = post(words="lent").content.decode()
    assert names(page) == ["Lent beds"]
    assert "Lists by: Them" in page


def test_no_trace_is_left(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    first = Client().get(HELP)
    assert 'method="get"' not in first.content.decode().lower()
    for answer in (first, post(words="zinnia"), post(show=pk("Elm beds")), post(do="exit")):
        assert not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "zinnia" not in str(answer.headers)
    page = post(words="zinnia").content.decode()
    assert set(re.findall(r'action="(.*?)"', page)) == {HELP}
    assert f"<title>{line.cover_title}</title>" in page
    assert "zinnia" not in caplog.text
    assert set(re.findall(r'(?:href|src)="(https?:.*?)"', page)) == {"https://weather.example/"}


@pytest.mark.parametrize(
    ("do", "status", "leads"), [("exit", 303, "https://weather.example/"), ("left", 204, None)]
)
def test_after_the_exit_back_brings_nothing_up(
    line: Line, do: str, status: int, leads: str | None
) -> None:
    """Led to the neutral page, or left alone by a page that goes there by itself."""
    visit = uuid4().hex
    assert names(post(v=visit, words="larch").content.decode()) == ["Larch beds"]
    left = post(v=visit, do=do)
    assert (left.status_code, left.headers.get("Location")) == (status, leads)
    again = post(v=visit, words="larch").content.decode()
    assert names(again) == []
    assert "larch" not in again
    assert names(post(words="larch").content.decode()) == ["Larch beds"]


def test_another_site_does_not_look_for_somebody(line: Line) -> None:
    fields = {"v": "visit", "words": "larch"}
    page = Client().post(HELP, fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert names(page.content.decode()) == []


BAD = [
    "\0",
    "a" * 65_536,
    "((((",
    "<script>alert(1)</script>",
    "%00'\"--",
    "\ud7ff\u202e",
    "🧡" * 900,
]


@pytest.mark.parametrize("field", ["words", "place", "need", "only", "page", "show", "card", "v"])
def test_whatever_is_typed_is_answered_by_a_page(line: Line, field: str) -> None:
    for bad in BAD:
        answer = post(**{field: bad})
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "</main>" in page
        assert "<script>alert" not in page


def test_too_much_and_too_often_is_said(line: Line) -> None:
    big = post(words="a" * 300_000)
    assert big.status_code == 413
    assert "That was too long to look for." in big.content.decode()
    often = uuid4().hex
    assert {post(v=often).status_code for _ in range(60)} == {200}
    answer = post(v=often)
    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode()


def test_a_line_that_is_not_there_is_not_there(line: Line) -> None:
    assert Client().get("/help/nowhere/").status_code == 404
    assert Client().put(HELP).status_code == 405
    assert Client().get("/help/").status_code == 200


def test_an_empty_directory_says_so() -> None:
    shelf.forget()
    Line.objects.create(slug="night", name="Night line")
    page = Client().get(HELP, {"lang": "en"}).content.decode()
    assert "There is no place in this list yet." in page


def silent(address: str, **about: Any) -> PageCheck:
    now = timezone.now()
    told = {"host": "x", "next_at": now, "asked_at": now, "code": "404", "days_failed": 3, **about}
    return PageCheck.objects.create(address=address, **told)


def test_a_website_that_does_not_work_is_said_to_be_so_and_never_that_they_are_closed(
    line: Line,
) -> None:
    of = Service.objects.get(name__en="Larch beds")
    site, other = "https://larch.example/", "https://forms.example/in"
    of.url, of.application = site, {"en": f"Fill in {other}.", "fr": f"Voyez {other}."}
    of.save()
    editions.changed([of.pk])
    said = "Their website did not work lately. They may still be open."
    asked = {"show": of.pk.hex}
    check = silent(site, days_failed=2)
    assert said not in post(**asked).content.decode()
    PageCheck.objects.update(days_failed=3)
    assert said in post(**asked).content.decode()
    french = post(**{**asked, "lang": "fr"}).content.decode()
    assert "Leur site ne marche pas ces jours-ci. Le lieu est peut-être ouvert." in french
    # What nobody has looked at since is no news: the worker may have been switched off.
    PageCheck.objects.update(asked_at=timezone.now() - timedelta(days=15))
    assert said not in post(**asked).content.decode()
    check.delete()
    silent(other)
    page = post(**asked).content.decode()
    assert said not in page
    assert f"This page did not work lately: {other}. They may still be open." in page


def test_one_day_and_one_month_are_said_as_one(line: Line) -> None:
    Service.objects.filter(name__en="Larch beds").update(max_stay_days=1, duration_months=1)
    editions.changed([Service.objects.get(name__en="Larch beds").pk])
    page = post(show=pk("Larch beds")).content.decode()
    assert "You can stay for one day." in page
    assert "It can go on for one month." in page
    assert "un jour" in post(show=pk("Larch beds"), lang="fr").content.decode()
