"""The settings are for administrators, write down each change, and lose nothing of two at once."""

import re
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver

from helpline.access import RULES
from helpline.models import Counsellor, Line
from helpline.roles import Role
from office.models import Change
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HOME = "/console/settings/"
HOURS = f"{HOME}lines/night/hours/"


@pytest.mark.parametrize("role", [*Role])
def test_only_administrators_come_in(line: Line, role: Role) -> None:
    client = of_role(line, role)
    expected = 200 if role == Role.ADMINISTRATOR else 403
    assert RULES["settings"].roles == {Role.ADMINISTRATOR}
    assert [client.get(address).status_code for address in (HOME, HOURS)] == [expected] * 2
    if expected == 403:
        assert client.post(HOURS, {"do": "save", "when": "always"}).status_code == 403


def test_a_stranger_signs_in_first_and_who_runs_the_installation_comes_in(line: Line) -> None:
    assert Client().get(HOME).headers["Location"].startswith("/accounts/login/")
    root = Client()
    root.force_login(get_user_model().objects.create_superuser("root", ""))
    assert root.get(HOURS).status_code == 200
    Paper(root, HOURS).send(when="own", mon_0_from="09:00", mon_0_until="17:00")
    assert {change.who for change in Change.objects.all()} == {"root"}


def test_an_account_that_was_switched_off_is_nobody(line: Line, dana: Client) -> None:
    get_user_model().objects.update(is_active=False)
    assert dana.get(HOME).status_code == 302


def test_every_page_of_the_settings_asks_who_it_is(line: Line) -> None:
    patterns = get_resolver("office.urls").url_patterns
    assert len(patterns) >= 4
    for pattern in patterns:
        # What `administrators` wraps sends a stranger to the door.
        address = HOME + pattern.pattern.describe().split("'")[1]
        for kind, value in (("slug", "night"), ("int", "1"), ("uuid", str(uuid.uuid4()))):
            address = re.sub(rf"<{kind}:\w+>", value, address)
        asked = Client().get(address)
        answer = Client().post(address) if asked.status_code == 405 else asked
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/accounts/login/"), address


def test_another_sites_form_changes_nothing(line: Line, dana: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = dana.cookies
    answer = strict.post(HOURS, {"when": "own"}, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "too old" in words(answer)
    line.refresh_from_db()
    assert line.hours == {}


def test_a_line_that_is_not_there_is_lost(dana: Client) -> None:
    assert dana.get(f"{HOME}lines/nowhere/hours/").status_code == 404


def test_each_field_that_changed_is_written_down_with_who_and_from_what(
    line: Line, dana: Client
) -> None:
    Paper(dana, HOURS).send(when="own", mon_0_from="18:00", mon_0_until="02:00")
    page = Paper(dana, HOURS).send(mon_0_until="03:00", tue_0_from="09:00", tue_0_until="17:00")
    latest = Change.objects.order_by("-pk")[:2]
    assert {(c.who, c.section, c.subject, c.name, c.before, c.after) for c in latest} == {
        ("Dana", "hours", f"line:{line.pk}", "mon", "18:00-02:00", "18:00-03:00"),
        ("Dana", "hours", f"line:{line.pk}", "tue", "", "09:00-17:00"),
    }
    assert "<del>18:00-02:00</del>" in page.text
    assert "18:00-03:00" in words(dana.get(f"{HOME}changes/"))


def test_what_is_the_same_writes_nothing_down(line: Line, dana: Client) -> None:
    assert "Nothing was different." in Paper(dana, HOURS).send().text
    assert not Change.objects.exists()


def test_who_saves_over_another_is_shown_both_and_may_then(line: Line, dana: Client) -> None:
    first, second = Paper(dana, HOURS), Paper(of_role(line, "administrator", "noor"), HOURS)
    first.send(when="own", mon_0_from="18:00", mon_0_until="02:00")
    second.send(when="own", mon_0_from="19:00", mon_0_until="03:00")
    assert not second.saved
    assert "Somebody else has changed this meanwhile" in second.text
    assert "18:00-02:00" in second.text
    assert "19:00-03:00" in second.text
    assert second.filled["mon_0_from"] == ["19:00"]
    line.refresh_from_db()
    assert line.hours["week"]["mon"] == ["18:00-02:00"]
    assert second.send().saved
    line.refresh_from_db()
    assert line.hours["week"]["mon"] == ["19:00-03:00"]
    assert Change.objects.filter(before="18:00-02:00", after="19:00-03:00", who="Noor").exists()


def test_an_administrator_who_signs_in_is_led_here(dana: Client) -> None:
    assert dana.get("/console/").headers["Location"] == HOME


def test_the_desk_is_linked_for_who_has_one(line: Line, dana: Client) -> None:
    assert 'href="/console/"' not in words(dana.get(HOME))
    user = get_user_model().objects.get(username="dana")
    user.is_superuser = True
    user.save()
    Counsellor.objects.update(role="supervisor")
    assert 'href="/console/"' in words(dana.get(HOME))


def test_home_says_what_is_open_in_both_languages(line: Line, dana: Client) -> None:
    assert "No hours yet" in words(dana.get(HOME))
    french = dana.get(HOME, headers={"accept-language": "fr"})
    assert "Pas encore d’heures" in words(french)
    assert '<html lang="fr">' in words(french)
