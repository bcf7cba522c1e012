"""Where two people publish together: what one proposes another agrees to, and never the same."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from helpline.models import Line
from office.directory import proposing
from office.models import Change, Proposal
from referrals.keeping import confirming
from referrals.models import Import, Location, Organisation, PageCheck, Service, Source
from referrals.search.shelf import shelf
from referrals.transfer.firstdirectory import load_first_directory
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
HOME = "/console/settings/directory/"
WAITING = f"{HOME}proposals/"
PROPOSED = "Proposed. It changes once somebody else has agreed."


@pytest.fixture(autouse=True)
def two_people(settings: Any) -> None:
    settings.DIRECTORY_TWO_PEOPLE = True
    shelf.forget()
    load_first_directory()
    shelf.forget()


@pytest.fixture
def noor(line: Line) -> Client:
    """Another administrator."""
    return of_role(line, "administrator", "noor")


@pytest.fixture
def sam(line: Line) -> Client:
    return of_role(line, "supervisor", "sam")


def of(source_id: str) -> Service:
    return Service.objects.get(source_id=source_id)


def sheet(client: Client, row: Service) -> Paper:
    return Paper(client, f"{HOME}services/{row.pk}/")


def waiting() -> Proposal:
    return Proposal.objects.get(answer="")


def answer(client: Client, do: str, **more: str) -> str:
    sent = {"do": do, **more}
    return words(client.post(f"{WAITING}{waiting().pk}/", sent, follow=True))


def renamed(client: Client, name: str = "Somebody in court") -> Service:
    row = of("shop-court")
    assert PROPOSED in sheet(client, row).send(name_en=name).text
    return row


# ---- a sheet -----------------------------------------------------------------------------------


def test_what_is_published_changes_once_another_has_agreed(dana: Client, noor: Client) -> None:
    row = renamed(dana)
    assert of("shop-court").name["en"] != "Somebody in court"
    assert "A change of it waits for somebody else." in sheet(dana, row).text
    page = Paper(noor, f"{WAITING}{waiting().pk}/").text
    assert "Someone beside you in court" in page
    assert "Somebody in court" in page
    assert "You have agreed." in answer(noor, "yes")
    assert of("shop-court").name["en"] == "Somebody in court"
    # The next list leaves it, as if it had been saved here; and it is written down who did what.
    assert of("shop-court").corrected_at is not None
    noted = Change.objects.filter(subject=f"service:{row.pk}").values_list("name", "who")
    assert sorted(noted) == [("agreed", "Noor"), ("name_en", "Dana"), ("proposed", "Dana")]
    done = Proposal.objects.get()
    assert (done.answer, done.answered_by, done.sent) == ("yes", "Noor", {})
    found = shelf.get(row.pk)
    assert found is not None
    assert found.name["en"] == "Somebody in court"


def test_nobody_agrees_to_their_own_nor_without_the_right(dana: Client, sam: Client) -> None:
    renamed(dana)
    for client in (dana, sam):
        page = Paper(client, f"{WAITING}{waiting().pk}/").text
        assert "I agree" not in page
        assert "It waits no more." in answer(client, "yes")
    assert of("shop-court").name["en"] != "Somebody in court"
    assert "Nobody else could agree yet" in Paper(dana, f"{WAITING}{waiting().pk}/").text


def test_two_people_of_one_name_are_two_people(dana: Client, line: Line) -> None:
    other = of_role(line, "administrator", "dana2", shift_name="Dana")
    renamed(dana)
    assert "It waits no more." in answer(dana, "yes")
    assert "You have agreed." in answer(other, "yes")
    assert of("shop-court").name["en"] == "Somebody in court"


def test_it_is_refused_with_a_reason_that_whoever_proposed_it_reads(
    dana: Client, noor: Client
) -> None:
    renamed(dana)
    assert "Write why" in answer(noor, "no")
    assert "You have declined." in answer(noor, "no", reason="Ask them first.")
    assert "Ask them first." in Paper(dana, WAITING).text
    assert of("shop-court").name["en"] != "Somebody in court"
    assert Proposal.objects.get().sent == {}


def test_nobody_who_told_of_it_is_kept_in_a_reason(dana: Client, noor: Client) -> None:
    renamed(dana)
    answer(noor, "no", reason="A caller at 204-555-0199 says it is shut.")
    kept = Proposal.objects.get().reason
    assert "555" not in kept
    assert "says it is shut" in kept


def test_whoever_proposed_it_takes_it_back(dana: Client) -> None:
    renamed(dana)
    assert "Taken back." in answer(dana, "back")
    assert Proposal.objects.get().answer == "back"


def test_what_was_changed_meanwhile_is_in_conflict(dana: Client, noor: Client) -> None:
    renamed(dana)
    row = of("shop-court")
    row.description = {"en": "Another text"}
    row.save()
    page = Paper(noor, f"{WAITING}{waiting().pk}/").text
    assert "In conflict" in page
    assert "I agree" not in page
    assert "Another text" in page
    assert "cannot be agreed to as it is" in answer(noor, "yes")
    assert of("shop-court").name["en"] != "Somebody in court"
    Service.objects.all().delete()
    assert "is not there any more" in Paper(noor, f"{WAITING}{waiting().pk}/").text
    assert "cannot be agreed to as it is" in answer(noor, "yes")
    assert "You have declined." in answer(noor, "no", reason="Gone.")


def test_two_proposals_about_one_row_are_not_both_done(dana: Client, noor: Client) -> None:
    renamed(dana)
    first = waiting()
    assert PROPOSED in sheet(dana, of("shop-court")).send(name_en="Another name").text
    assert "You have agreed." in words(
        noor.post(f"{WAITING}{first.pk}/", {"do": "yes"}, follow=True)
    )
    assert "cannot be agreed to as it is" in answer(noor, "yes")
    assert of("shop-court").name["en"] == "Somebody in court"


def test_it_is_the_same_in_another_language(dana: Client, noor: Client) -> None:
    dana.cookies["django_language"] = "fr"
    page = sheet(dana, of("shop-court"))
    assert "Proposé." in page.send(name_en="Somebody in court").text
    assert "You have agreed." in answer(noor, "yes")
    assert of("shop-court").name["en"] == "Somebody in court"


def test_all_that_was_typed_is_done(dana: Client, noor: Client) -> None:
    row = of("shop-court")
    page = sheet(dana, row)
    page.send(ask_id="no", cost="free", category=["legal"], **{"phones-add": "1", "do": "look"})
    sheet(dana, row).send(ask_id="no", cost="fee")
    answer(noor, "yes")
    assert of("shop-court").cost["kind"] == "fee"
    assert of("shop-court").facts.get(name="id").answer == "no"


# ---- what seekers do not see, and what is new ----------------------------------------------------


def test_a_draft_is_changed_by_one_and_shown_by_two(dana: Client, noor: Client) -> None:
    owner = of("shop-court").organisation
    page = Paper(dana, f"{HOME}{owner.pk}/services/new/")
    assert "Saved." in page.send(name_en="A draft", public=[]).text
    row = Service.objects.get(name__en="A draft")
    assert "Saved." in sheet(dana, row).send(name_en="A better draft").text
    assert PROPOSED in sheet(dana, row).send(public="on").text
    row.refresh_from_db()
    assert not row.public
    answer(noor, "yes")
    row.refresh_from_db()
    assert row.public


def test_something_new_is_there_once_another_has_agreed(dana: Client, noor: Client) -> None:
    owner = of("shop-court").organisation
    page = Paper(dana, f"{HOME}{owner.pk}/services/new/")
    assert PROPOSED in page.send(name_en="A new bed", public="on").text
    assert not Service.objects.filter(name__en="A new bed").exists()
    assert "A new bed" in Paper(noor, WAITING).text
    answer(noor, "yes")
    assert Service.objects.get(name__en="A new bed").organisation == owner
    assert PROPOSED in Paper(dana, f"{HOME}new/").send(name_en="New people", public="on").text
    answer(noor, "yes")
    assert Organisation.objects.filter(name__en="New people").exists()


def test_a_place_is_made_secret_at_once_and_nothing_of_it_waits(dana: Client) -> None:
    place = Location.objects.filter(services=of("shop-court")).first() or Location.objects.create(
        organisation=of("shop-court").organisation, name={"en": "House"}
    )
    place.confidential = False
    place.address_1 = "1 Old Street"
    place.save()
    of("shop-court").locations.add(place)
    address = f"{HOME}places/{place.pk}/"
    assert PROPOSED in Paper(dana, address).send(address_1="7 Hidden Street").text
    assert "7 Hidden Street" in str(list(Proposal.objects.values()))
    assert "Saved." in Paper(dana, address).send(confidential="on").text
    place.refresh_from_db()
    assert (place.confidential, place.address_1) == (True, "")
    kept = [*Proposal.objects.values(), *Change.objects.values()]
    assert "Street" not in str(kept)


def test_without_the_rule_nothing_waits(dana: Client, settings: Any) -> None:
    settings.DIRECTORY_TWO_PEOPLE = False
    assert "Saved." in sheet(dana, of("shop-court")).send(name_en="Alone").text
    assert not Proposal.objects.exists()


# ---- all the other ways --------------------------------------------------------------------------


def press(client: Client, do: str) -> str:
    row = of("shop-court")
    sent = {"do": do, "version": row.changed_at.isoformat()}
    return words(client.post(f"{HOME}reviews/{row.pk}/", sent, follow=True))


def test_taking_out_and_still_true_wait_for_whoever_tends_it(dana: Client, sam: Client) -> None:
    assert PROPOSED in press(sam, "out")
    assert of("shop-court").status == "active"
    assert "1 change waits for a second person" in Paper(dana, f"{HOME}reviews/").text
    assert "takes nobody now" in Paper(dana, f"{WAITING}{waiting().pk}/").text
    answer(dana, "yes")
    assert of("shop-court").status == "inactive"
    Service.objects.update(status="active", verified=None)
    assert PROPOSED in press(dana, "true")
    assert of("shop-court").verified is None
    answer(sam, "yes")
    assert of("shop-court").verified == timezone.localdate()


@pytest.mark.parametrize("do", ["off", "delete"])
def test_taking_away_waits(dana: Client, noor: Client, do: str) -> None:
    row = of("shop-court")
    page = words(dana.post(f"{HOME}services/{row.pk}/remove/", {"do": do}, follow=True))
    assert PROPOSED in page
    assert of("shop-court").status == "active"
    answer(noor, "yes")
    left = Service.objects.filter(source_id="shop-court").values_list("status", flat=True)
    assert list(left) == (["inactive"] if do == "off" else [])


def test_a_new_web_address_waits(dana: Client, sam: Client) -> None:
    old, new = "https://old.example.org/", "https://new.example.org/"
    Service.objects.filter(source_id="shop-court").update(url=old)
    now = timezone.now()
    row = PageCheck.objects.create(
        address=old, host="old.example.org", next_at=now, asked_at=now, code="ok", moved_to=new
    )
    sent = {"do": "moved", "version": now.isoformat()}
    dana.post(f"{HOME}reviews/address/{row.pk}/", sent)
    assert of("shop-court").url == old
    assert new in Paper(sam, f"{WAITING}{waiting().pk}/").text
    answer(sam, "yes")
    assert of("shop-court").url == new


def test_a_list_waits(dana: Client, noor: Client) -> None:
    source = Source.objects.create(name="partner")
    row = Import.objects.create(at=timezone.now(), who="Dana", source=source, state="checked")
    for _ in range(2):
        page = words(dana.post(f"{HOME}lists/{row.pk}/", follow=True))
        assert "It is written once somebody else has agreed." in page
    row.refresh_from_db()
    assert row.state == "checked"
    answer(noor, "yes")
    row.refresh_from_db()
    assert (row.state, row.who) == ("wanted", "Dana")


def test_what_an_organisation_confirmed_waits_for_whoever_did_not_send_the_link(
    dana: Client, sam: Client
) -> None:
    owner = of("shop-court").organisation
    Organisation.objects.update(public=True)
    Service.objects.update(verified=None)
    token = confirming.ask(owner, "Dana", "en", timezone.now())
    page = Paper(Client(), f"/confirm/{token}/")
    page.client.post(page.address, {**page.filled, "do": "true"})
    assert of("shop-court").verified is None
    assert "It waits no more." in answer(dana, "yes")
    assert "You have agreed." in answer(sam, "yes")
    assert of("shop-court").verified == timezone.localdate()


# ---- all of it -----------------------------------------------------------------------------------


def test_it_is_counted_in_the_settings(dana: Client) -> None:
    renamed(dana)
    assert "1 change waits for somebody." in Paper(dana, "/console/settings/").text


def test_whoever_runs_the_installation_may_agree_and_two_hats_are_one_head(
    dana: Client, line: Line
) -> None:
    renamed(dana)
    user = get_user_model().objects.create_superuser("root", "root@night.example", "x")
    root = Client()
    root.force_login(user)
    assert "You have agreed." in answer(root, "yes")


@pytest.fixture
def three(line: Line) -> list[Client]:
    return [of_role(line, "administrator", name) for name in ("dana", "noor", "ida")]


@examples(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(["name", "yes", "no", "back"])), max_size=8
    )
)
def test_no_row_ever_changes_by_one_person_alone(
    three: list[Client], acts: list[tuple[int, str]]
) -> None:
    """Whatever three administrators do in whichever order."""
    names = ["Dana", "Noor", "Ida"]
    Proposal.objects.all().delete()
    for number, (whose, act) in enumerate(acts):
        before = of("shop-court").name["en"]
        open_ = proposing.open_ones().first()
        if act == "name":
            sheet(three[whose], of("shop-court")).send(name_en=f"Name {number}")
        elif open_ is not None:
            three[whose].post(f"{WAITING}{open_.pk}/", {"do": act, "reason": "so"})
        after = of("shop-court").name["en"]
        if before != after:
            assert open_ is not None
            assert act == "yes"
            assert open_.who != names[whose]
            open_.refresh_from_db()
            assert (open_.answer, open_.answered_by) == ("yes", names[whose])
