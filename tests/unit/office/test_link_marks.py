"""Addresses that do not answer or have moved: shown where they stand, decided by one press."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Line
from office.models import Change
from referrals.models import Organisation, PageCheck, Service, Snippet
from referrals.search.shelf import shelf
from routing import gauges
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"
QUEUE = f"{HOME}reviews/"
OLD, NEW = "https://old.example.org/help", "https://new.example.org/help"


@pytest.fixture
def bed() -> Service:
    shelf.forget()
    of = Organisation.objects.create(name={"en": "Open door"}, links=[{"url": OLD, "kind": "form"}])
    return Service.objects.create(
        organisation=of,
        name={"en": "A bed"},
        url=OLD,
        source="partner",
        source_id="bed",
        verified=timezone.localdate(),
    )


def checked(address: str = OLD, **about: Any) -> PageCheck:
    now = timezone.now()
    told = {"host": "old.example.org", "next_at": now, "asked_at": now, **about}
    return PageCheck.objects.create(address=address, **told)


def silent(**about: Any) -> PageCheck:
    return checked(code="404", days_failed=3, since=date(2026, 11, 20), **about)


def press(client: Client, row: PageCheck, do: str, version: str = "") -> str:
    asked = PageCheck.objects.get(pk=row.pk).asked_at
    sent = {"do": do, "version": version or (asked.isoformat() if asked else "")}
    return words(client.post(f"{QUEUE}address/{row.pk}/", sent, follow=True))


def test_a_page_that_is_gone_is_said_wherever_its_address_stands(
    dana: Client, bed: Service
) -> None:
    row = silent()
    for address in (QUEUE, f"{HOME}services/{bed.pk}/", f"{HOME}{bed.organisation_id}/"):
        page = Paper(dana, address).text
        assert "There is no such page any more." in page
        assert "looked at on 3 days, since" in page
    assert "Saved." in press(dana, row, "right")
    assert "There is no such page" not in Paper(dana, QUEUE).text
    assert PageCheck.objects.get().next_at > timezone.now() + timedelta(hours=23)
    noted = Change.objects.filter(name="address looked at").values_list("section", "who")
    assert sorted(noted) == [("organisation", "Dana"), ("service", "Dana")]


def test_a_new_address_is_taken_over_everywhere_with_one_press(dana: Client, bed: Service) -> None:
    row = checked(code="ok", moved_to=NEW)
    assert "It says that it has moved for good." in Paper(dana, QUEUE).text
    press(dana, row, "moved")
    bed.refresh_from_db()
    assert (bed.url, bed.organisation.links) == (NEW, [{"url": NEW, "kind": "form"}])
    # The next list does not undo it.
    assert bed.corrected_at is not None
    note = Change.objects.get(section="service", name="url")
    assert (note.before, note.after, note.who) == (OLD, NEW, "Dana")
    assert "It says that it has moved" not in Paper(dana, QUEUE).text
    found = shelf.get(bed.pk)
    assert found is not None
    assert found.organisation.links[0].url == NEW


def test_the_same_move_is_said_no_more_once_the_old_one_is_right(
    dana: Client, bed: Service
) -> None:
    row = checked(code="ok", moved_to=NEW)
    press(dana, row, "right")
    assert "It says that it has moved" not in Paper(dana, QUEUE).text
    bed.refresh_from_db()
    assert bed.url == OLD


def test_sentences_are_said_to_be_some_and_are_corrected_by_hand(
    dana: Client, bed: Service
) -> None:
    other = Service.objects.create(
        organisation=bed.organisation, name={"en": "A meal"}, description={"en": f"See {OLD}."}
    )
    row = checked(code="ok", moved_to=NEW)
    shown = Paper(dana, QUEUE).text
    assert re.findall(r"In a sentence of:</span> <a [^>]*>([^<]*)", shown) == ["A meal"]
    press(dana, row, "moved")
    other.refresh_from_db()
    assert other.description == {"en": f"See {OLD}."}
    page = dana.get(QUEUE, headers={"accept-language": "fr"}).content.decode()
    assert "Dans une phrase de\u00a0:" in page
    # Nothing is left that one press could put right.
    assert 'value="moved"' not in page


def test_words_of_snippets_are_corrected_by_hand(dana: Client) -> None:
    snippet = Snippet.objects.create(
        slug="s", category="c", title={"en": "A page"}, faces={"chat": {"en": f"See {OLD}."}}
    )
    row = checked(code="ok", moved_to=NEW)
    page = Paper(dana, QUEUE).text
    assert "A page" in page
    assert "Take the new address" not in page
    assert NEW in Paper(dana, f"/console/settings/snippets/{snippet.pk}/").text
    assert "Somebody has changed this meanwhile" in press(dana, row, "moved")
    snippet.refresh_from_db()
    assert OLD in snippet.faces["chat"]["en"]


def test_nobody_is_moved_to_where_nobody_may_be_sent(dana: Client, bed: Service) -> None:
    row = checked(code="ok", moved_to="http://127.0.0.1/")
    press(dana, row, "moved")
    bed.refresh_from_db()
    assert bed.url == OLD


def test_what_was_looked_at_meanwhile_is_looked_at_once_more(dana: Client, bed: Service) -> None:
    row = silent()
    page = press(dana, row, "right", version="2026-01-01T00:00:00+00:00")
    assert "Somebody has changed this meanwhile" in page
    assert PageCheck.objects.get().days_failed == 3
    gone = dana.post(f"{QUEUE}address/{row.pk}/", {"do": "nonsense"})
    assert gone.status_code == 404


def test_supervisors_decide_and_counsellors_do_not(line: Line, bed: Service) -> None:
    row = silent()
    assert of_role(line, "counsellor", "cora").post(f"{QUEUE}address/{row.pk}/").status_code == 404
    sam = of_role(line, "supervisor", "sam")
    assert "There is no such page any more." in Paper(sam, QUEUE).text
    assert "Saved." in press(sam, row, "right")


def test_they_are_counted(bed: Service) -> None:
    silent()
    checked("https://other.example.org/", code="ok", moved_to=NEW)
    found = {each.labels["state"]: each.value for each in gauges.addresses().samples}
    assert found == {"silent": 1, "moved": 1}


def test_it_is_said_in_french(line: Line, bed: Service) -> None:
    silent()
    sam = of_role(line, "supervisor", "sam")
    page = words(sam.get(QUEUE, headers={"accept-language": "fr"}))
    assert "Cette page n’existe plus." in page
    assert "Toujours juste" in page
