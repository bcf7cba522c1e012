"""An administrator comes to no words: not in the settings, and not in the other administration."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from helpline.models import Counsellor, Line
from office.models import Change, Second
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from tests.unit.office.test_people_pages import ROBIN, TEAM, link_in, made, of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

AGREE = "/console/settings/agree/"


@pytest.fixture
def sam(line: Line) -> Client:
    """A supervisor of the line."""
    return of_role(line, "supervisor", "sam")


def role_of(name: str) -> str:
    return of(name).role


def says(client: Client, answer: str) -> int:
    row = Second.objects.latest("pk")
    return client.post(f"{AGREE}{row.pk}/", {"do": answer}, follow=True).status_code


def noted() -> list[tuple[str, str]]:
    return list(Change.objects.order_by("pk").values_list("who", "name"))


def test_nobody_is_made_a_supervisor_by_one_person(line: Line, dana: Client, sam: Client) -> None:
    page = made(dana, role="supervisor")
    assert "another supervisor must agree first" in page.text
    assert role_of("Robin") == "counsellor"
    asked = words(sam.get(AGREE))
    assert "Robin · Night line" in asked
    assert "They never came in yet" in asked
    assert says(sam, "yes") == 200
    assert role_of("Robin") == "supervisor"
    assert ("Sam", "agreed: supervisor") in noted()
    assert Change.objects.filter(name="role", before="counsellor", after="supervisor").exists()
    assert "Robin · Night line" not in words(sam.get(AGREE))


def test_a_no_leaves_everything_as_it_was(line: Line, dana: Client, sam: Client) -> None:
    of_role(line, "counsellor", "robin")
    Paper(dana, f"{TEAM}{of('Robin').pk}/").send(role="supervisor", capacity="5")
    assert (role_of("Robin"), of("Robin").capacity) == ("counsellor", 5)
    assert says(sam, "no") == 200
    assert role_of("Robin") == "counsellor"
    assert says(sam, "yes") == 404
    assert role_of("Robin") == "counsellor"


def test_who_asked_and_whom_it_is_about_cannot_agree(line: Line, dana: Client) -> None:
    noor = of_role(line, "administrator", "noor")
    robin = of_role(line, "supervisor", "robin")
    dana.post(f"{TEAM}{of('Robin').pk}/link/")
    assert 'href="/console/settings/"' in words(dana.get(AGREE))
    assert 'href="/console/settings/"' not in words(robin.get(AGREE))
    for client in (dana, noor, robin):
        assert "A supervisor who has not asked for it" in words(client.get(AGREE))
        assert says(client, "yes") == 404
    assert Second.objects.get().answer == ""


@pytest.mark.parametrize("role", ["counsellor", "peer", "evaluator"])
def test_others_do_not_see_what_is_asked(line: Line, role: str) -> None:
    assert of_role(line, role, "kim").get(AGREE).status_code == 404


def test_a_supervisors_password_and_second_step_need_a_yes_each_time(
    line: Line, dana: Client, sam: Client
) -> None:
    of_role(line, "supervisor", "robin")
    robin = of("Robin")
    Authenticator.objects.create(user=robin.user, type="totp", data={})
    for what in ("link", "second-step"):
        address = f"{TEAM}{robin.pk}/{what}/"
        answer = words(dana.post(address, follow=True))
        assert "another supervisor must agree first" in answer
        assert "/accounts/welcome/" not in answer
        dana.post(address, follow=True)
        assert Second.objects.filter(answer="").count() == 1
        assert says(sam, "yes") == 200
        done = words(dana.post(address, follow=True))
        assert "another supervisor must agree first" not in done
        assert "another supervisor must agree first" in words(dana.post(address, follow=True))
        Second.objects.filter(answer="").delete()
    assert not Authenticator.objects.exists()


def test_a_yes_is_good_for_who_asked_and_not_for_ever(
    line: Line, dana: Client, sam: Client
) -> None:
    noor = of_role(line, "administrator", "noor")
    of_role(line, "supervisor", "robin")
    address = f"{TEAM}{of('Robin').pk}/link/"
    dana.post(address)
    says(sam, "yes")
    assert "/accounts/welcome/" not in words(noor.post(address, follow=True))
    Second.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert "/accounts/welcome/" not in words(dana.post(address, follow=True))
    assert Second.objects.filter(answer="").count() == 1


def test_whoever_runs_the_installation_needs_nobody_and_may_be_the_second(
    line: Line, dana: Client
) -> None:
    root = Client()
    root.force_login(get_user_model().objects.create_superuser("root", ""))
    made(root, role="supervisor")
    assert role_of("Robin") == "supervisor"
    dana.post(f"{TEAM}{of('Robin').pk}/link/")
    assert says(root, "yes") == 200
    assert link_in(words(dana.post(f"{TEAM}{of('Robin').pk}/link/")))


def test_a_supervisor_sees_who_was_let_in_of_late(line: Line, dana: Client, sam: Client) -> None:
    made(dana)
    dana.post(f"{TEAM}{of('Robin').pk}/link/")
    page = words(sam.get(AGREE))
    assert page.count("<b>Robin</b> · Night line") == 2
    Change.objects.update(at=timezone.now() - timedelta(days=31))
    assert "<b>Robin</b>" not in words(sam.get(AGREE))


# ---- the other administration ------------------------------------------------------------------


def test_an_administrator_makes_no_supervisor_there_either(line: Line, dana: Client) -> None:
    of_role(line, "counsellor", "robin")
    person = of("Robin")
    whole = {
        "shift_name": "Robin",
        "line": line.pk,
        "languages": ["en"],
        "capacity": "3",
        "user": of("Dana").user_id,
        "role": "supervisor",
    }
    dana.post(f"/admin/helpline/counsellor/{person.pk}/change/", whole)
    fresh = of("Robin")
    assert (fresh.role, fresh.user_id, fresh.languages) == ("counsellor", person.user_id, ["en"])
    other = User.objects.create_user("zed")
    dana.post("/admin/helpline/counsellor/add/", {**whole, "user": other.pk, "shift_name": "Zed"})
    assert not Counsellor.objects.filter(shift_name="Zed").exists()
    mine = {"shift_name": "Dana", "line": line.pk, "languages": ["en"], "capacity": "3"}
    dana.post(f"/admin/helpline/counsellor/{of('Dana').pk}/change/", {**mine, "role": "supervisor"})
    assert role_of("Dana") == "administrator"


def test_nobody_makes_themselves_whoever_runs_it(line: Line, dana: Client) -> None:
    me = of("Dana").user
    dana.post(
        f"/admin/auth/user/{me.pk}/change/",
        {
            "username": "dana2",
            "is_active": "on",
            "is_superuser": "on",
            "is_staff": "on",
            "date_joined_0": "2026-11-01",
            "date_joined_1": "10:00:00",
        },
    )
    me.refresh_from_db()
    assert (me.username, me.is_superuser, me.is_staff) == ("dana2", False, False)
    root = User.objects.create_superuser("root", "")
    for page in ("change", "delete", "password"):
        address = f"/admin/auth/user/{root.pk}/{page}/"
        assert dana.post(address, {"post": "yes", "username": "x"}).status_code == 403
    root.refresh_from_db()
    assert root.username == "root"


def test_a_supervisors_password_is_not_set_there(line: Line, dana: Client, sam: Client) -> None:
    of_role(line, "counsellor", "robin")
    new = {"usable_password": "true", "password1": "copper-52-lamp", "password2": "copper-52-lamp"}
    sams, robins = of("Sam").user, of("Robin").user
    assert dana.get(f"/admin/auth/user/{sams.pk}/password/").status_code == 403
    assert dana.post(f"/admin/auth/user/{sams.pk}/password/", new).status_code == 403
    assert dana.post(f"/admin/auth/user/{robins.pk}/password/", new).status_code == 302
    sams.refresh_from_db()
    robins.refresh_from_db()
    assert not sams.check_password("copper-52-lamp")
    assert robins.check_password("copper-52-lamp")
    assert Change.objects.filter(section="admin", name="password", who="Dana").count() == 1


@pytest.mark.parametrize(
    "table", ["mfa/authenticator", "usersessions/usersession", "account/emailaddress"]
)
def test_what_makes_one_somebody_else_is_in_no_table(dana: Client, table: str) -> None:
    assert dana.get(f"/admin/{table}/").status_code == 404


def test_the_newcomers_form_is_as_it_was(line: Line, dana: Client) -> None:
    assert link_in(made(dana, **ROBIN).text)
    assert not Second.objects.exists()
