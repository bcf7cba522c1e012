"""Organisations, services and places are corrected on pages; lists are sent."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation

from helpline.models import Line
from office.models import Change
from referrals import feedback
from referrals.entries import Directory, Organisation, Place, Service
from referrals.exchange import packages
from referrals.exchange.decoding import LARGEST
from referrals.hours.schedules import Schedule
from referrals.models import AnswerChange, Answered, Import, Insertion, Location, Snippet
from referrals.models import Organisation as Owner
from referrals.models import Service as Row
from referrals.reach import Reach
from referrals.search.shelf import shelf
from referrals.transfer import importing
from referrals.transfer.firstdirectory import load_first_directory
from referrals.transfer.storing import store
from tests.unit.directory.files import form, packed
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"
STREET = "12 Hidden Lane"


@pytest.fixture(autouse=True)
def filled(db: None) -> None:
    shelf.forget()
    load_first_directory()


def of(source_id: str) -> Row:
    return Row.objects.get(source_id=source_id)


def paper(client: Client, row: Row) -> Paper:
    return Paper(client, f"{HOME}services/{row.pk}/")


def part(of_list: str, n: int, /, **typed: str | list[str]) -> dict[str, Any]:
    """A row of one of the lists, filled in."""
    return {f"{of_list}-{n}-{field}": value for field, value in typed.items()}


def test_all_is_listed_looked_for_and_narrowed_down(dana: Client) -> None:
    page = Paper(dana, HOME)
    assert "ASK Wellness Society" in page.text
    assert "Found: 21" in page.text
    found = words(dana.get(HOME, {"q": "douche"}))
    assert "Shower, laundry" in found
    assert "North End" not in found
    assert "Found: 16" in words(dana.get(HOME, {"only": "check"}))
    assert "Found: 0" in words(dana.get(HOME, {"only": "off"}))
    with translation.override("fr"):
        assert "Répertoire" in words(dana.get(HOME, headers={"accept-language": "fr"}))


def test_nothing_touched_is_nothing_changed(dana: Client) -> None:
    for row in Row.objects.all():
        before = shelf.get(row.pk)
        page = paper(dana, row).send()
        assert page.complaints == []
        assert "Nothing was different." in page.text, row.source_id
        after = shelf.get(row.pk)
        assert before
        assert after
        assert (after.service, after.facts) == (before.service, before.facts)


def test_who_finds_a_service_is_ticked_and_written_down(dana: Client, line: Line) -> None:
    row = of("shop-court")
    reach: dict[str, Any] = {"only_lines": [line.slug], "only_roles": ["peer"], "not_in": ["GB"]}
    page = paper(dana, row).send(**reach)
    assert page.saved
    held = shelf.get(row.pk)
    assert held
    assert held.reach == Reach(frozenset({line.slug}), frozenset({"peer"}), frozenset({"GB"}))
    changed = Change.objects.filter(section="service", subject=f"service:{row.pk}")
    after = dict(changed.values_list("name", "after"))
    assert (after["only_lines"], after["not_in"]) == (line.name, "United Kingdom")
    # The next list of others leaves it as it is.
    load_first_directory()
    assert of("shop-court").only_lines == [line.slug]


def test_a_service_is_corrected_in_both_languages_and_found_by_it(dana: Client, line: Line) -> None:
    row = of("shop-court")
    page = paper(dana, row).send(
        description_fr="Jamais sans vous.",
        ask_id="no",
        cost="free",
        category=["court", "legal"],
        minimum_age="16",
        verified="2026-11-27",
        url="https://example.org/",
        **part("schedules", 0, often="", days=["MO", "WE"], opens="9:00", closes="17:00"),
        **part("schedules", 1, often="once", starts="2026-12-25", closed="on"),
        **part("phones", 0, number="250-555-0134 x5", kind="voice", note_en="Day", note_fr="Jour"),
    )
    assert page.complaints == []
    assert page.saved
    held = shelf.get(row.pk)
    assert held
    assert held.service.description["fr"] == "Jamais sans vous."
    assert held.answer("id") == "no"
    assert held.service.cost.kind == "free"
    assert {tag.code for tag in held.service.tags if tag.vocabulary == "category"} == {
        "court",
        "legal",
    }
    week, off = held.service.schedules
    assert (week.byday, week.opens_at, off.closed) == (("MO", "WE"), "09:00", True)
    (phone,) = held.service.phones
    assert (phone.number, phone.extension, phone.note["fr"]) == ("+12505550134", "5", "Jour")
    assert list(AnswerChange.objects.values_list("name", "before", "after", "who")) == [
        ("id", "unknown", "no", "Dana")
    ]
    changed = Change.objects.filter(section="service", subject=f"service:{row.pk}")
    assert {"description_fr", "ask_id", "cost"} <= set(changed.values_list("name", flat=True))
    assert Audit.objects.filter(action="settings", detail="service.cost").exists()
    assert of("shop-court").corrected_at
    load_first_directory()
    assert of("shop-court").cost["kind"] == "free"


def test_a_guess_stays_one_until_somebody_chooses(dana: Client) -> None:
    row = of("shop-court")
    paper(dana, row).send(email="court@example.org")
    assert Answered.objects.get(service=row, name="sobriety").to_check
    paper(dana, row).send(ask_sobriety="no")
    assert not Answered.objects.get(service=row, name="sobriety").to_check
    paper(dana, row).send(ask_sobriety="unknown")
    assert not Answered.objects.filter(service=row, name="sobriety").exists()


def test_two_people_at_one_record_see_what_the_other_wrote(line: Line, dana: Client) -> None:
    other = of_role(line, "administrator", "kim")
    row = of("shop-court")
    mine, theirs = paper(dana, row), paper(other, row)
    theirs.send(ask_id="yes")
    page = mine.send(ask_id="no")
    assert not page.saved
    assert "Somebody else has changed this meanwhile" in page.text
    assert Answered.objects.get(service=row, name="id").answer == "yes"
    assert page.filled["ask_id"] == ["no"]


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"url": "javascript:alert(1)"}, "A web address begins with http:// or https://."),
        ({"url": "data:text/html,x"}, "A web address begins with http:// or https://."),
        ({"url": "https://me@example.org/"}, "A web address with a user name in it is refused."),
        ({"url": "https://\u0430pple.com/"}, "This web address looks like another one."),
        ({"name_en": "", "name_fr": ""}, "Write a name in one language at least."),
        ({"phones-0-number": "ask", "phones-0-kind": "voice"}, "This is no phone number."),
        ({"minimum_age": "40", "maximum_age": "20"}, "This is younger than from when on."),
        ({"email": "nobody"}, "valid email"),
    ],
)
def test_what_cannot_be_meant_is_said_and_kept(
    dana: Client, typed: dict[str, str], complaint: str
) -> None:
    page = paper(dana, of("shop-court")).send(**typed)
    assert not page.saved
    assert complaint in " ".join(page.complaints)
    assert all(page.filled[name] == [value] for name, value in typed.items())


def test_markup_that_somebody_types_is_text(dana: Client) -> None:
    paper(dana, of("shop-court")).send(description_en="<b onclick=x>Bold</b><script>x</script>")
    assert of("shop-court").description["en"] == "Boldx"


def test_an_organisation_its_place_and_its_service_are_made(dana: Client) -> None:
    Paper(dana, f"{HOME}new/").send(name_en="Open door", public="on", kind="shelter")
    owner = Owner.objects.get(source="")
    page = Paper(dana, f"{HOME}{owner.pk}/")
    assert "A new service" in page.text
    Paper(dana, f"{HOME}{owner.pk}/places/new/").send(name_en="House", city="Brandon")
    Paper(dana, f"{HOME}{owner.pk}/services/new/").send(
        name_fr="Un lit", status="active", category=["shelter"], public="on"
    )
    made = Row.objects.get(organisation=owner)
    assert made.corrected_at is None
    held = shelf.get(made.pk)
    assert held
    assert "housing" in held.terms["category"]
    again = paper(dana, made).send(ask_curfew="yes")
    assert again.saved


def test_a_place_that_becomes_secret_is_forgotten_everywhere(dana: Client) -> None:
    owner = Organisation(
        source_id="o",
        name={"en": "Open door"},
        places=[Place(source_id="h", name={"en": "House"}, city="Brandon")],
        services=[Service(source_id="s", name={"en": "Bed"}, places=["h"])],
    )
    store(Directory(organisations=[owner]), "x", "x")
    place = Location.objects.get(source="x")
    address = f"{HOME}places/{place.pk}/"
    Paper(dana, address).send(address_1=STREET, transportation_en=f"Bus to {STREET}")
    assert STREET in str(list(Change.objects.values()))
    page = Paper(dana, address).send(confidential="on", address_2="Flat 3")
    assert page.saved
    for told in (Change, Audit, Location):
        assert STREET not in str(list(told.objects.values())), told
        assert "Flat 3" not in str(list(told.objects.values())), told
    assert STREET not in Paper(dana, address).text
    assert STREET not in str(shelf.listings())
    assert Location.objects.get(pk=place.pk).city == "Brandon"


# ---- lists -----------------------------------------------------------------------


def send(client: Client, data: bytes, **about: Any) -> Any:
    file = SimpleUploadedFile("list.csv", data)
    typed = {"file": file, "source": "Partner", "locale": "en", "zone": "", **about}
    return client.post(f"{HOME}lists/", typed, follow=True)


def test_a_list_is_looked_at_shown_and_written_when_one_says_so(dana: Client) -> None:
    bed = {"name_en": "A bed", "organisation_en": "Open door", "id_here": "bed"}
    page = words(send(dana, form(bed)))
    assert "Waits to be looked at" in page
    importing.go_on(timezone.now())
    row = Import.objects.get()
    page = words(dana.get(f"{HOME}lists/{row.pk}/"))
    assert "Looked at, nothing is written yet" in page
    assert "New: 2" in page
    assert not Row.objects.filter(source="Partner").exists()
    dana.post(f"{HOME}lists/{row.pk}/")
    importing.go_on(timezone.now())
    assert Row.objects.get(source="Partner").name == {"en": "A bed"}
    assert "written" in words(dana.get(f"{HOME}lists/"))
    assert Change.objects.filter(section="list", name="wanted").exists()


def test_what_is_wrong_in_a_list_is_shown_by_row_and_column(dana: Client) -> None:
    bad = {"name_en": "A bed", "organisation_en": "Open door", "verified": "lately"}
    send(dana, form(bad))
    importing.go_on(timezone.now())
    page = words(dana.get(f"{HOME}lists/{Import.objects.get().pk}/"))
    assert "This is no date." in page
    assert "row 2" in page
    assert "Write it into the directory" not in page


def test_without_a_file_nothing_is_sent(dana: Client) -> None:
    answer = dana.post(f"{HOME}lists/", {"source": "Partner", "locale": "en", "zone": ""})
    assert "Choose a file." in words(answer)
    assert not Import.objects.exists()


def test_the_page_takes_as_much_as_the_command_and_says_how_much_that_is(dana: Client) -> None:
    assert LARGEST == 25_000_000
    assert "up to 25 MB" in Paper(dana, f"{HOME}lists/").text
    page = words(send(dana, b"a,b\n" + b"x" * LARGEST))
    assert "This file is too large: 25 MB is the most." in page
    assert "Choose a file." not in page
    assert not Import.objects.exists()
    bed = {"name_en": "A bed", "organisation_en": "Open door", "id_here": "bed"}
    # More than a page takes elsewhere.
    send(dana, form(bed) + (b" " * 90_000 + b"\n") * 34)
    importing.go_on(timezone.now())
    assert Import.objects.get().state == "checked"


BOMB = packed({"service.csv": b"\0" * 2_000_000})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"MZ\x90\0" * 9, "This is no text file, whatever it is called.", id="program"),
        pytest.param(b"name_en\n" + b"x" * 5_000_000, "A cell is too long", id="cell"),
        pytest.param(BOMB, "Unpacked, the package is too large.", id="bomb"),
    ],
)
def test_what_is_no_list_is_said_to_be_none(
    dana: Client, monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1_000_000)
    send(dana, data)
    importing.go_on(timezone.now())
    row = Import.objects.get()
    assert (row.state, bytes(row.data)) == ("refused", b"")
    assert said in words(dana.get(f"{HOME}lists/{row.pk}/"))


def test_who_did_not_open_the_page_sends_nothing(line: Line, dana: Client) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = dana.cookies
    file = SimpleUploadedFile("list.csv", b"name_en\n")
    assert stranger.post(f"{HOME}lists/", {"file": file, "source": "x"}).status_code == 403
    assert send(of_role(line, "counsellor", "kim"), b"name_en\n").status_code == 403
    assert not Import.objects.exists()


def test_rows_are_added_and_taken_away_before_anything_is_saved(dana: Client) -> None:
    row = of("shop-court")
    page = paper(dana, row).send(do="more:phones")
    assert "nothing is saved yet" in page.text
    page.send(do="more:phones", **part("phones", 0, number="211"))
    assert not page.saved
    page.send(do="less:phones-0", **part("phones", 1, number="nobody"))
    assert page.filled["phones-0-number"] == ["nobody"]
    assert "phones-1-number" not in page.filled
    assert page.complaints == [
        "A row cannot be taken as it is: Phones.",
        "This is no phone number.",
    ]
    page.send(**part("phones", 0, number="988"))
    assert page.saved
    assert [each["number"] for each in of("shop-court").phones] == ["988"]


def test_hours_that_no_choice_says_stay_as_they_are_kept(dana: Client) -> None:
    row = of("shop-court")
    odd = Schedule(freq="MONTHLY", bymonthday=(15,), opens_at="10:00", closes_at="11:00")
    Row.objects.filter(pk=row.pk).update(schedules=[msgspec.to_builtins(odd)])
    shelf.forget()
    page = paper(dana, row)
    assert "as it is kept" in page.text
    assert page.send(email="court@example.org").saved
    held = shelf.get(row.pk)
    assert held
    assert held.service.schedules == [odd]


def kept_hours(many: int) -> list[Any]:
    rules = [
        Schedule(
            zone="America/Winnipeg",
            freq="WEEKLY",
            byday=("MO", "TU", "WE", "TH", "FR"),
            opens_at="09:00",
            closes_at=f"{10 + n // 60}:{n % 60:02}",
            valid_from=date(2026, 1, 1),
        )
        for n in range(many)
    ]
    kept: list[Any] = msgspec.json.decode(msgspec.json.encode(rules))
    return kept


def test_very_many_hours_are_saved_whole_those_among_them_that_no_page_shows(dana: Client) -> None:
    row, many = of("shop-court"), kept_hours(230)
    Row.objects.filter(pk=row.pk).update(schedules=many)
    shelf.forget()
    page = paper(dana, row)
    assert "30 more are not shown here, and stay as they are." in page.text
    assert "schedules-199-opens" in page.filled
    assert "more:schedules" not in page.text
    assert sum(map(len, page.filled.values())) > 1_000
    assert page.send(**part("schedules", 1, opens="08:30")).saved
    many[1]["opens_at"] = "08:30"
    assert of("shop-court").schedules == many


@pytest.mark.parametrize(
    "sent", [{f"x{n}": "" for n in range(6_000)}, {"description_en": "x" * 300_000}]
)
def test_too_much_for_one_page_is_said_plainly_and_nothing_is_saved(
    line: Line, dana: Client, sent: dict[str, str]
) -> None:
    row = of("shop-court")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = dana.cookies
    address = f"{HOME}services/{row.pk}/"
    assert browser.get(address).status_code == 200
    typed = urlencode({"name_en": "Another", **sent})
    form = "application/x-www-form-urlencoded"
    for locale, said in (("en", "too much for one page"), ("fr", "trop pour une seule page")):
        answer = browser.post(
            address, typed, content_type=form, headers={"accept-language": locale}
        )
        assert answer.status_code == 413
        assert said in words(answer)
    assert of("shop-court").name["en"] == row.name["en"]


# ---- programmes, and what is taken away -------------------------------------------------------


def test_a_programme_has_its_phases_and_its_services(line: Line, dana: Client) -> None:
    owner = Owner.objects.get(source_id="north-end-womens-centre")
    row = owner.programmes.get()
    address = f"{HOME}programmes/{row.pk}/"
    assert address in Paper(dana, f"{HOME}{owner.pk}/").text
    before = row.phases
    assert "Nothing was different." in Paper(dana, address).send().text
    mine, theirs = Paper(dana, address), Paper(of_role(line, "administrator", "kim"), address)
    theirs.send(
        **part("phases", 0, name_en="One", description_en="First.", self_referral="yes"),
        **part("phases", 0, **{"activities-0-name_en": "Talk", "activities-0-delivery": "partner"}),
    )
    row.refresh_from_db()
    assert row.phases != before
    assert row.phases[0]["activities"][0]["delivery"] == "partner"
    clash = mine.send(name_en="Other")
    assert "Somebody else has changed this meanwhile" in clash.text
    Paper(dana, f"{HOME}{owner.pk}/programmes/new/").send(name_fr="Un programme")
    made = owner.programmes.get(source="")
    service = owner.services.order_by("pk")[0]
    (where,) = owner.locations.all()
    page = paper(dana, service).send(
        programme=f"{made.pk}",
        where=[f"{where.pk}"],
        proof="done",
        **part("contacts", 0, name="Kim", email="kim@example.org", private="on"),
        **part("links", 0, url="https://example.org/kim", kind="social"),
        **part("areas", 0, city="Winnipeg", province="Manitoba", country="CA"),
        **part("funding", 0, source_en="The city", starts="2026-01-01", ends=""),
        **part("listings", 0, scheme="A scheme", status="listed"),
    )
    assert page.complaints == []
    held = shelf.get(service.pk)
    assert held
    assert held.programme is not None
    assert held.programme.name == {"fr": "Un programme"}
    told = held.service
    assert (told.contacts[0].private, told.links[0].kind) == (True, "social")
    assert (told.areas[0].city, told.evidence.listings[0].status) == ("Winnipeg", "listed")
    assert f"{told.funding[0].starts}" == "2026-01-01"
    assert "Nothing was different." in paper(dana, service).send().text


def test_what_hangs_on_a_service_is_said_before_it_goes(dana: Client) -> None:
    row = of("shop-court")
    Snippet.objects.create(slug="court", title={"en": "To court"}, category="court", service=row)
    feedback.tell(row.pk, "judged")
    Insertion.objects.create(
        category="court", slug="x", service=f"{row.pk}", day=timezone.localdate()
    )
    address = f"{HOME}services/{row.pk}/remove/"
    page = words(dana.get(address))
    assert "The snippet “To court” is about it" in page
    assert "It was sent once in 90 days." in page
    assert "It waits to be reviewed" in page
    assert "brings it back" in page
    snippet = Snippet.objects.get()
    open_elsewhere = Paper(dana, f"/console/settings/snippets/{snippet.pk}/")
    dana.post(address, {"do": "off"})
    row.refresh_from_db()
    assert (row.status, bool(row.corrected_at)) == ("inactive", True)
    held = shelf.get(row.pk)
    assert held
    assert held.service.status == "inactive"
    assert Change.objects.filter(subject=f"service:{row.pk}", name="active").exists()
    dana.post(address, {"do": "delete"})
    assert shelf.get(row.pk) is None
    assert "Somebody else has changed this meanwhile" in open_elsewhere.send(source="x").text
    assert dana.get(address).status_code == 404


def test_an_organisation_stays_while_a_service_is_its_own(dana: Client) -> None:
    row = of("wsrp-support")
    owner, place = row.organisation, row.locations.get()
    address = f"{HOME}{owner.pk}/remove/"
    assert "2 services belong to it." in words(dana.get(address))
    dana.post(address, {"do": "delete"})
    assert Owner.objects.filter(pk=owner.pk).exists()
    shelf.listings()
    dana.post(f"{HOME}places/{place.pk}/remove/", {"do": "delete"})
    held = shelf.get(row.pk)
    assert held
    assert held.where == ()
    owner.services.all().delete()
    dana.post(f"{HOME}programmes/{owner.programmes.get().pk}/remove/", {"do": "delete"})
    dana.post(address, {"do": "delete"})
    assert not Owner.objects.filter(pk=owner.pk).exists()


def test_the_country_of_a_place_is_chosen_and_a_list_s_own_word_for_it_stays(dana: Client) -> None:
    of = Owner.objects.create(name={"en": "Harbour"})
    row = Location.objects.create(organisation=of, name={"en": "House"}, country="Turtle Island")
    address = f"{HOME}places/{row.pk}/"
    Paper(dana, address).send(city="Winnipeg")
    row.refresh_from_db()
    assert (row.city, row.country) == ("Winnipeg", "Turtle Island")
    # What is typed there was kept as it stood, and nobody could tell where it is.
    assert "Select a valid choice" in Paper(dana, address).send(country="Canda").text
    Paper(dana, address).send(country="CA")
    row.refresh_from_db()
    assert row.country == "CA"
