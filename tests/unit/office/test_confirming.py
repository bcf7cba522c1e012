"""An organisation is asked by a link: good once, opened without a change, nothing secret shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from config import mail as mailconfig
from helpline.models import Line
from office.models import Change
from referrals.entries import Contact, Directory, Organisation, Phone, Place, Service
from referrals.hours.schedules import Schedule
from referrals.keeping import confirming
from referrals.models import Confirmation, Location
from referrals.models import Organisation as Owner
from referrals.models import Service as Row
from referrals.search.shelf import shelf
from referrals.transfer.storing import store
from routing.entering import limits
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, read, words
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
QUEUE = "/console/settings/directory/reviews/"
LETTERS = "django.core.mail.backends.locmem.EmailBackend"
SECRET = ("For us alone", "Hush Town", "Private Pat", "hidden@example.org", "Inside only")


@pytest.fixture
def owner(db: None) -> Owner:
    shelf.forget()
    limits.forget()
    bed = Service(
        source_id="bed",
        name={"en": "A bed", "fr": "Un lit"},
        description={"en": "For tonight.", "fr": "Pour ce soir."},
        places=["safe", "house"],
        phones=[Phone(number="+12045550117")],
        contacts=[Contact(name="Private Pat", email="hidden@example.org", private=True)],
        schedules=[Schedule(freq="WEEKLY", byday=("FR",), opens_at="14:00", closes_at="16:30")],
        staff_notes={"en": "For us alone"},
    )
    inside = Service(source_id="in", name={"en": "Inside only"}, public=False)
    places = [
        Place(source_id="safe", confidential=True, city="Hush Town"),
        Place(source_id="house", address_1="1 Main Street", city="Brandon"),
    ]
    made = Organisation(
        source_id="o",
        name={"fr": "Porte ouverte", "en": "Open door"},
        email="door@example.org",
        places=places,
        services=[bed, inside],
        staff_notes={"en": "For us alone"},
    )
    store(Directory(organisations=[made]), "x", "x")
    return Owner.objects.get(source="x")


def link(owner: Owner, locale: str = "en", ago: timedelta = timedelta()) -> str:
    return f"/confirm/{confirming.ask(owner, 'Dana', locale, timezone.now() - ago)}/"


def answer(path: str, do: str, **typed: str) -> Any:
    """From a browser that keeps no cookies and checks forms as a real one's are checked."""
    client = Client(enforce_csrf_checks=True)
    filled = read(client.get(path))
    return client.post(path, {**filled, "do": do, **typed})


def test_looking_changes_nothing_and_shows_nothing_that_is_for_staff(owner: Owner) -> None:
    path = link(owner)
    before = list(Row.objects.order_by("pk").values())
    first = Client().get(path)
    for page in (first, Client().head(path), Client().get(path)):
        assert page.status_code == 200
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert not page.cookies
    shown = words(first)
    for told in ("For tonight.", "204-555-0117", "1 Main Street", "Friday, 14:00 to 16:30"):
        assert told in shown
    assert not [secret for secret in SECRET if secret in shown]
    assert "<script" not in shown
    assert list(Row.objects.order_by("pk").values()) == before
    assert Confirmation.objects.get().answered_at is None


def test_the_language_is_the_one_that_was_chosen(owner: Owner) -> None:
    shown = words(Client().get(link(owner, "fr"), headers={"accept-language": "en"}))
    assert 'lang="fr"' in shown
    assert "Pour ce soir." in shown
    assert "Vendredi, 14\u00a0h\u00a000 à 16\u00a0h\u00a030" in shown


def test_all_true_is_of_today_once_and_written_down_as_theirs(owner: Owner) -> None:
    path = link(owner)
    assert "Thank you" in words(answer(path, "true"))
    today = timezone.localdate()
    assert dict(Row.objects.values_list("source_id", "verified")) == {"bed": today, "in": None}
    assert "(link)" in Change.objects.get(section="service", name="verified").who
    assert Audit.objects.filter(detail="organisation.answered: true").exists()
    assert answer(path, "unlist").status_code == 404
    assert Confirmation.objects.get().answer == "true"
    assert not confirming.to_read().exists()


def test_what_was_changed_since_they_looked_is_looked_at_once_more(owner: Owner) -> None:
    path = link(owner)
    again = answer(path, "true", version="0" * 20)
    assert "This was changed just now. Please look once more." in words(again)
    assert Row.objects.get(source_id="bed").verified is None


@pytest.mark.parametrize(("do", "said"), [("wrong", "The phone is another one."), ("unlist", "")])
def test_what_is_wrong_changes_nothing_until_somebody_reads_it(
    owner: Owner, dana: Client, do: str, said: str
) -> None:
    before = list(Row.objects.order_by("pk").values())
    answer(link(owner), do, words=said and f"<b onclick=x>{said}</b>\0" + "x" * 5000)
    assert list(Row.objects.order_by("pk").values()) == before
    (row,) = confirming.to_read()
    assert row.words.startswith(said)
    assert len(row.words) <= 2000
    page = Paper(dana, QUEUE).text
    assert (said or "They do not want to be listed.") in page
    assert "onclick" not in page
    dana.post(f"{QUEUE}read/{row.pk}/")
    assert Confirmation.objects.get().settled_by == "Dana"
    assert Change.objects.filter(section="organisation", name=f"read: {do}", who="Dana").exists()
    assert "What organisations answered" not in Paper(dana, QUEUE).text


def test_wrong_without_words_is_asked_for(owner: Owner) -> None:
    assert "Write what is wrong." in words(answer(link(owner), "wrong", words=" "))
    assert Confirmation.objects.get().answered_at is None


def test_a_link_that_is_old_replaced_forged_or_made_up_opens_nothing(owner: Owner) -> None:
    old = link(owner, ago=timedelta(days=15))
    assert Client().get(old).status_code == 404
    first = link(owner)
    second = link(owner)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    forged = Signer(salt="something else").sign("guess")
    for token in (forged, "x", second.split("/")[2][:-1]):
        assert Client().get(f"/confirm/{token}/").status_code == 404


def test_of_the_link_only_a_hash_is_kept(owner: Owner) -> None:
    secret = link(owner).split("/")[2].split(":")[0]
    kept = [*Confirmation.objects.values(), *Change.objects.values(), *Audit.objects.values()]
    assert secret not in str(kept)


def test_whoever_comes_too_often_waits(owner: Owner) -> None:
    path, client = link(owner), Client(REMOTE_ADDR="198.41.0.4")
    codes = [client.get(path).status_code for _ in range(61)]
    assert (codes[0], codes[59], codes[60]) == (200, 200, 429)


def test_without_mail_the_link_is_copied_by_hand(owner: Owner, line: Line) -> None:
    sam = of_role(line, "supervisor", "sam")
    page = Paper(sam, f"{QUEUE}ask/{owner.pk}/")
    assert "No mail is set up here" in page.text
    assert page.filled["email"] == ["door@example.org"]
    shown = page.send("copy").text
    path = "/confirm/" + shown.split("/confirm/")[1].split("<")[0]
    assert Client().get(path).status_code == 200
    assert path not in Paper(sam, f"{QUEUE}ask/{owner.pk}/").text
    assert Audit.objects.filter(detail="organisation.asked by link", name="Sam").exists()


def test_a_letter_goes_in_their_language_and_says_so(
    owner: Owner, dana: Client, settings: Settings
) -> None:
    settings.MAIL, settings.MAIL_FROM, settings.MAIL_BACKEND = {"host": "x"}, "a@b.example", LETTERS
    page = Paper(dana, f"{QUEUE}ask/{owner.pk}/").send("mail", locale="fr")
    assert "Sent to door@example.org" in page.text
    assert "/confirm/" not in page.text
    (letter,) = mail.outbox
    assert (letter.to, letter.from_email) == (["door@example.org"], "a@b.example")
    assert letter.body.startswith("Bonjour,")
    assert "/confirm/" in letter.body


def test_a_letter_that_does_not_go_leaves_the_link(
    owner: Owner, dana: Client, settings: Settings
) -> None:
    settings.MAIL, settings.MAIL_FROM = {"host": "127.0.0.1", "port": 1}, "a@b.example"
    page = Paper(dana, f"{QUEUE}ask/{owner.pk}/").send("mail")
    assert "Copy this link and send it to them" in page.text
    assert "/confirm/" in page.text


def test_of_whom_nothing_is_public_nothing_is_asked(owner: Owner, dana: Client) -> None:
    Owner.objects.update(public=False)
    shelf.forget()
    assert "there is nothing to ask" in Paper(dana, f"{QUEUE}ask/{owner.pk}/").text
    dana.post(f"{QUEUE}ask/{owner.pk}/", {"locale": "en", "do": "copy"})
    assert not Confirmation.objects.exists()
    assert Location.objects.get(confidential=True).city == "Hush Town"


@pytest.mark.parametrize(
    ("url", "sender", "wrong"),
    [
        ("mail.example.org", "a@b.example", "MAIL_URL"),
        ("http://mail.example.org", "a@b.example", "MAIL_URL"),
        ("smtp://mail.example.org", "a@b.example", "MAIL_URL would send without encryption"),
        ("smtps://mail.example.org:x", "a@b.example", "MAIL_URL"),
        ("smtps://mail.example.org", "", "MAIL_FROM"),
    ],
)
def test_mail_that_is_set_up_wrongly_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, url: str, sender: str, wrong: str
) -> None:
    monkeypatch.setenv("MAIL_URL", url)
    monkeypatch.setenv("MAIL_FROM", sender)
    with pytest.raises(ImproperlyConfigured, match=wrong):
        mailconfig.server(), mailconfig.sender()


def test_a_mail_server_is_read_from_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_URL", "smtp+tls://us:p%40ss@mail.example.org")
    found = mailconfig.server()
    assert (found["host"], found["port"], found["password"]) == ("mail.example.org", 587, "p@ss")
    assert (found["use_tls"], found["use_ssl"]) == (True, False)
