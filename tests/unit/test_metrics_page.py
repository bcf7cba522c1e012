"""`/metrics`: open on this machine and to the token, and to everybody else no page at all."""

import re

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django.fixtures import Settings

from config import metrics_page
from helpline.models import Line

pytestmark = pytest.mark.django_db

FAR = "192.0.2.7"
# Every label there is; what stands in one is a code, a state, a kind or a line's slug.
LABELS = {"cause", "code", "kind", "le", "line", "state", "status", "sweep", "what"}
BUILD = {"version", "python", "django", "database"}


@pytest.fixture
def token(settings: Settings) -> str:
    settings.METRICS_TOKEN = "a-token-of-the-collector"
    return "a-token-of-the-collector"


def test_this_machine_is_shown_everything(client: Client) -> None:
    Line.objects.create(slug="night", name="Night line")
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Cache-Control"] == "no-store"
    families = {each.name: each for each in text_string_to_metric_families(answer.content.decode())}
    assert families["helpline_database_up"].samples[0].value == 1
    assert [each.labels for each in families["helpline_waiting"].samples] == [{"line": "night"}]
    assert set(families["helpline_build_info"].samples[0].labels) == BUILD
    assert families["helpline_build_info"].samples[0].labels["version"] == metrics_page.VERSION
    labels = {
        label
        for name, family in families.items()
        if name != "helpline_build_info"
        for sample in family.samples
        for label in sample.labels
    }
    assert labels <= LABELS
    assert "Night line" not in answer.content.decode()


def test_every_name_is_ours_and_every_family_says_what_it_is(client: Client) -> None:
    text = client.get("/metrics").content.decode()
    named = {line.split()[2] for line in text.splitlines() if line.startswith("# HELP")}
    assert named
    assert all(re.fullmatch("helpline_[a-z_]+", name) for name in named)
    assert "_created" not in text


def test_from_elsewhere_there_is_no_such_page(client: Client) -> None:
    nowhere = client.get("/nowhere-at-all", REMOTE_ADDR=FAR)
    answer = client.get("/metrics", REMOTE_ADDR=FAR)
    assert (answer.status_code, answer.content) == (404, nowhere.content)


@pytest.mark.parametrize("header", metrics_page.FORWARDED)
def test_who_came_through_a_proxy_is_not_on_this_machine(client: Client, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_the_token_opens_it_from_anywhere(client: Client, token: str) -> None:
    through = {"Authorization": f"Bearer {token}", "X-Forwarded-For": FAR}
    assert client.get("/metrics", headers=through, REMOTE_ADDR=FAR).status_code == 200


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer x", "Basic {}", "bearer {}", "{}", "é"])
def test_nothing_but_the_token_opens_it(client: Client, token: str, given: str) -> None:
    headers = {"Authorization": given.format(token)}
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=FAR).status_code == 404


def test_without_a_token_none_opens_it(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    for given in ("", "Bearer", "Bearer "):
        assert (
            client.get("/metrics", headers={"Authorization": given}, REMOTE_ADDR=FAR).status_code
            == 404
        )


def test_it_is_only_read(client: Client) -> None:
    assert client.post("/metrics").status_code == 404
    assert client.head("/metrics").status_code == 200
