"""The team: account and person in one step, a link that works once, nobody locked out."""

import html
import re
from typing import Any
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from helpline.models import Counsellor, Line
from office.models import Change
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TEAM = "/console/settings/people/"
ROBIN = {"shift_name": "Robin", "email": "Robin@night.example", "role": "counsellor"}
SECRET = "copper-kettle-52-blue"


def of(name: str) -> Counsellor:
    return Counsellor.objects.select_related("user").get(shift_name=name)


def made(dana: Client, **typed: Any) -> Paper:
    return Paper(dana, f"{TEAM}new/").send(**{**ROBIN, **typed})


def link_in(page: str) -> str:
    found = re.search(r"http://localhost:\d+(/accounts/welcome/[^<\s]+)", page)
    assert found is not None
    return html.unescape(found[1])


def choose(link: str, password: str) -> tuple[Client, Any]:
    """Somebody in a browser of their own follows the link and chooses a password."""
    client = Client()
    first = client.get(link)
    assert first.status_code == 302
    address = first.headers["Location"]
    return client, client.post(address, {"new_password1": password, "new_password2": password})


def test_somebody_new_in_one_step_comes_in_by_the_link_once(line: Line, dana: Client) -> None:
    page = made(
        dana, languages=["fr"], capacity="1", skills="Housing, trans, housing", most_texts="0"
    )
    robin = of("Robin")
    assert (robin.line, robin.role, robin.languages, robin.capacity) == (
        line,
        "counsellor",
        ["fr"],
        1,
    )
    assert (robin.skills, robin.most_live, robin.most_texts) == (["housing", "trans"], None, 0)
    assert robin.user.email == "Robin@night.example"
    assert not robin.user.has_usable_password()
    assert not robin.user.is_staff
    link = link_in(page.text)
    _browser, answer = choose(link, SECRET)
    assert answer.headers["Location"] == "/accounts/login/"
    client = Client()
    signed = client.post("/accounts/login/", {"login": "robin@night.example", "password": SECRET})
    assert signed.status_code == 302
    assert client.get("/console/").status_code == 200
    assert "used up or too old" in words(Client().get(link, follow=True))


def test_what_is_noted_of_somebody_new_holds_no_secret(line: Line, dana: Client) -> None:
    link = link_in(made(dana).text)
    token = link.split("/")[-2]
    noted = [*Change.objects.values_list("name", "before", "after")]
    assert ("role", "", "Counsellor") in noted
    assert token not in str(noted)
    assert {row.action for row in Audit.objects.all()} == {"settings"}
    assert Audit.objects.filter(about=f"counsellor:{of('Robin').pk}", name="Dana").count() == len(
        noted
    )
    dana.post(f"{TEAM}{of('Robin').pk}/link/")
    assert Change.objects.filter(name="link", after="done").exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"shift_name": ""}, "This field is required."),
        ({"shift_name": "DANA"}, "Somebody of this line has this name already."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"email": "DANA@night.example"}, "Somebody else signs in with this address."),
        ({"role": "queen"}, "Select a valid choice."),
        ({"languages": []}, "This field is required."),
        ({"languages": ["xx"]}, "Select a valid choice."),
        ({"skills": "two words"}, "is no name of a skill"),
        ({"capacity": "7"}, "less than or equal to 6"),
        ({"line": "999"}, "Select a valid choice."),
    ],
)
def test_somebody_who_cannot_be(
    line: Line, dana: Client, typed: dict[str, Any], complaint: str
) -> None:
    page = made(dana, **typed)
    assert [each for each in page.complaints if complaint in each], page.complaints
    assert User.objects.count() == 1
    assert not Change.objects.exists()


def test_pressing_twice_makes_one_person(line: Line, dana: Client) -> None:
    made(dana)
    assert made(dana).complaints == [
        "Somebody of this line has this name already.",
        "Somebody else signs in with this address.",
    ]
    assert User.objects.count() == 2


def test_somebody_is_put_out_and_let_in_again(line: Line, dana: Client) -> None:
    robin = of_role(line, "counsellor", "robin")
    assert robin.get("/console/").status_code == 200
    address = f"{TEAM}{of('Robin').pk}/"
    assert Paper(dana, address).send(active=[]).saved
    assert robin.get("/console/").status_code == 302
    assert "may not sign in" in words(dana.get(TEAM))
    assert Paper(dana, address).send(active="on").saved
    changes = Change.objects.filter(name="active").order_by("pk").values_list("before", "after")
    assert list(changes) == [("yes", "no"), ("no", "yes")]


def test_another_role_and_capacity_are_stored_and_the_queue_hears(
    line: Line, dana: Client, django_capture_on_commit_callbacks: Any
) -> None:
    of_role(line, "counsellor", "robin")
    page = Paper(dana, f"{TEAM}{of('Robin').pk}/")
    with (
        mock.patch("office.team.personform.queue.assign") as assigned,
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert page.send(role="peer", capacity="5", languages=["en"]).saved
    assigned.assert_called_with(line.pk)
    robin = of("Robin")
    assert (robin.role, robin.capacity, robin.languages) == ("peer", 5, ["en"])


def test_nobody_locks_themselves_out(line: Line, dana: Client) -> None:
    page = Paper(dana, f"{TEAM}{of('Dana').pk}/").send(role="counsellor", active=[])
    assert page.complaints == [
        "You would lose these settings. Ask another administrator.",
        "You cannot put yourself out. Ask another administrator.",
    ]
    assert of("Dana").user.is_active


def test_who_runs_the_installation_is_touched_by_nobody_below(line: Line, dana: Client) -> None:
    root = get_user_model().objects.create_superuser("root", "root@night.example")
    person = Counsellor.objects.create(user=root, line=line, shift_name="Root")
    for what in ("", "link/", "second-step/"):
        assert dana.post(f"{TEAM}{person.pk}/{what}", {"do": "save"}).status_code == 404
    assert "runs the installation" in words(dana.get(TEAM))
    theirs = Client()
    theirs.force_login(root)
    assert theirs.get(f"{TEAM}{person.pk}/").status_code == 200


def test_a_lost_password_and_a_lost_second_step(line: Line, dana: Client) -> None:
    of_role(line, "counsellor", "robin")
    robin = of("Robin")
    Authenticator.objects.create(user=robin.user, type="totp", data={})
    page = words(dana.get(f"{TEAM}{robin.pk}/"))
    assert "Take away the second step" in page
    dana.post(f"{TEAM}{robin.pk}/second-step/")
    assert not Authenticator.objects.exists()
    assert Change.objects.filter(name="second step").exists()
    link = link_in(words(dana.post(f"{TEAM}{robin.pk}/link/")))
    choose(link, SECRET)
    assert of("Robin").user.check_password(SECRET)
    assert dana.get(f"{TEAM}{robin.pk}/link/").status_code == 405


def test_a_weak_password_is_refused_behind_the_link(line: Line, dana: Client) -> None:
    link = link_in(made(dana).text)
    _client, answer = choose(link, "12345678")
    assert answer.status_code == 200
    assert "errorlist" in words(answer)
    assert not of("Robin").user.has_usable_password()


def test_an_address_that_changes_is_the_one_to_sign_in_with(line: Line, dana: Client) -> None:
    made(dana)
    Paper(dana, f"{TEAM}{of('Robin').pk}/").send(email="r@night.example")
    assert (of("Robin").user.email, of("Robin").user.username) == ("r@night.example",) * 2


def test_who_may_not_change_settings_makes_no_link(line: Line) -> None:
    supervisor = of_role(line, "supervisor", "noor")
    pk = of("Noor").pk
    assert supervisor.post(f"{TEAM}{pk}/link/").status_code == 403
    assert supervisor.post(f"{TEAM}new/", ROBIN).status_code == 403


def test_home_says_who_is_missing(line: Line, dana: Client) -> None:
    made(dana)
    home = words(dana.get("/console/settings/"))
    assert "Nobody supervises Night line." in home
    assert "1 person never came in yet." in home
    Counsellor.objects.update(languages=["fr"])
    assert "Nobody can take English." in words(dana.get("/console/settings/"))
