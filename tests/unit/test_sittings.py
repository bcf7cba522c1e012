"""How long a sign-in is good for, what locks it, and that a second step is asked for."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from helpline.models import Counsellor, Line
from routing import sittings

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PASSWORD = "paper-lantern-38"


@pytest.fixture(autouse=True)
def tries_are_counted_anew() -> Iterator[None]:
    """How often somebody tried is kept beside the database, and would slow other tests down."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def robin() -> Counsellor:
    user = get_user_model().objects.create_user("robin", "robin@example.org", PASSWORD)
    line = Line.objects.create(slug="night", name="Night line")
    return Counsellor.objects.create(user=user, line=line, shift_name="Robin")


@pytest.fixture
def browser(robin: Counsellor) -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": "robin", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/console/").status_code == 200
    return client


def turn_back(**clocks: timedelta) -> None:
    """As if so much time had gone by since."""
    row = UserSession.objects.get()
    for name, ago in clocks.items():
        setattr(row, name, getattr(row, name) - ago)
    row.save()


def leads_to(client: Client, path: str) -> str:
    answer = client.get(path)
    return str(answer.headers.get("Location", "")) if answer.status_code == 302 else ""


def test_where_staff_sit_is_not_kept(browser: Client) -> None:
    assert UserSession.objects.get().ip == "0.0.0.0"


def test_nobody_at_the_keys_for_long_locks_every_page_until_the_password_is_given(
    browser: Client,
) -> None:
    turn_back(last_seen_at=timedelta(minutes=11))
    assert leads_to(browser, "/console/") == "/accounts/reauthenticate/?next=/console/"
    assert leads_to(browser, "/console/snippets/").startswith("/accounts/reauthenticate/")
    assert leads_to(browser, "/accounts/2fa/").startswith("/accounts/reauthenticate/")
    page = browser.get("/accounts/reauthenticate/?next=/console/").content.decode()
    assert "Robin" in page
    wrong = browser.post("/accounts/reauthenticate/", {"password": "not this", "next": "/console/"})
    assert "not your password" in wrong.content.decode()
    assert leads_to(browser, "/console/").startswith("/accounts/reauthenticate/")
    right = browser.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/console/"})
    assert right.headers["Location"] == "/console/"
    assert browser.get("/console/").status_code == 200


def test_somebody_at_the_keys_keeps_it_open_and_nobody_opens_a_locked_one(
    browser: Client, robin: Counsellor
) -> None:
    session = UserSession.objects.get().session_key
    turn_back(last_seen_at=timedelta(minutes=9))
    sittings.seen(session)
    assert timezone.now() - UserSession.objects.get().last_seen_at < timedelta(minutes=1)
    turn_back(last_seen_at=timedelta(minutes=11))
    sittings.seen(session)
    assert leads_to(browser, "/console/").startswith("/accounts/reauthenticate/")
    mine = sittings.Sitting(session, robin.pk, sittings.stamp(robin))
    assert sittings.look([mine]) == {mine: "locked"}


def test_after_twelve_hours_one_signs_in_anew(browser: Client, robin: Counsellor) -> None:
    session = UserSession.objects.get().session_key
    mine = sittings.Sitting(session, robin.pk, sittings.stamp(robin))
    assert sittings.look([mine]) == {mine: "good"}
    turn_back(created_at=timedelta(hours=12))
    assert sittings.look([mine]) == {mine: "over"}
    assert leads_to(browser, "/console/") == "/accounts/login/?next=/console/"
    assert leads_to(browser, "/console/") == "/accounts/login/?next=/console/"


@pytest.mark.parametrize("change", ["is_active", "password", "role", "line"])
def test_another_standing_is_another_stamp(browser: Client, robin: Counsellor, change: str) -> None:
    session = UserSession.objects.get().session_key
    mine = sittings.Sitting(session, robin.pk, sittings.stamp(robin))
    user = robin.user
    if change == "is_active":
        user.is_active = False
    elif change == "password":
        user.set_password("quiet-heron-71")
    elif change == "role":
        robin.role = "supervisor"
    else:
        robin.line = Line.objects.create(slug="day", name="Day line")
    user.save()
    robin.save()
    assert sittings.look([mine]) == {mine: "changed"}


def test_a_sign_in_that_was_ended_elsewhere_is_over(browser: Client, robin: Counsellor) -> None:
    session = UserSession.objects.get().session_key
    mine = sittings.Sitting(session, robin.pk, sittings.stamp(robin))
    other = Client()
    other.post("/accounts/login/", {"login": "robin", "password": PASSWORD})
    assert "Sign out everywhere else" in other.get("/accounts/sessions/").content.decode()
    other.post("/accounts/sessions/")
    assert sittings.look([mine]) == {mine: "over"}
    assert leads_to(browser, "/console/").startswith("/accounts/login/")
    assert other.get("/console/").status_code == 200


# ---- the second step ---------------------------------------------------------------------------


def test_without_a_second_step_nothing_opens_but_the_pages_to_set_one_up(
    settings: Settings, browser: Client
) -> None:
    settings.SECOND_FACTOR = True
    for path in ("/console/", "/console/snippets/", "/admin/"):
        assert leads_to(browser, path) == "/accounts/2fa/"
    page = browser.get("/accounts/2fa/").content.decode()
    assert "needs a second step" in page
    assert browser.get("/accounts/logout/").status_code == 200


def test_with_one_it_is_asked_for_and_then_all_opens(settings: Settings, robin: Counsellor) -> None:
    settings.SECOND_FACTOR = True
    user = robin.user
    assert isinstance(user, User)
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    answer = client.post("/accounts/login/", {"login": "robin", "password": PASSWORD})
    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert leads_to(client, "/console/").startswith("/accounts/login/")


# ---- closed doors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "password/reset/",
        "login/code/confirm/",
        "social/login/error/",
        "2fa/recovery-codes/download/",
    ],
)
def test_pages_that_nobody_needs_are_not_there(browser: Client, path: str) -> None:
    assert browser.get(f"/accounts/{path}").status_code == 404


def test_fifty_wrong_passwords_are_slowed_down_and_lock_nobody_out_for_good(
    robin: Counsellor,
) -> None:
    attacker = Client()
    said = ""
    for n in range(50):
        answer = attacker.post("/accounts/login/", {"login": "robin", "password": f"wrong-{n}"})
        said = answer.content.decode()
        assert answer.status_code in (200, 429)
    assert "Too many tries" in said
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    robin.user.refresh_from_db()
    assert robin.user.is_active
    # The true person waits at most as long as is said, or signs in with a passkey meanwhile.
    answer = elsewhere.post("/accounts/login/", {"login": "robin", "password": PASSWORD})
    assert answer.status_code == 200
    assert "Wait five minutes" in answer.content.decode()
