"""Probes and collectors are answered by whatever address they come; people only by our name."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from config import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """One name, and nothing that a message would need; test_health.py asks for that."""
    settings.ALLOWED_HOSTS = ["chat.example.org"]
    monkeypatch.setattr(health, "probes", dict)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "10.0.0.7", "[::1]:8000", "chat.example.org"]
)
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_machine_is_answered_by_any_address(client: Client, path: str, host: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "é"]
)
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_by_a_name_that_is_not_ours_nothing_is_told(client: Client, path: str, host: str) -> None:
    """Such as that of a website which leads to this machine, in the browser of who runs it."""
    assert client.get(path, headers={"Host": host}).status_code == 400


def test_a_page_for_people_is_not(client: Client) -> None:
    assert client.get("/chat/", headers={"Host": "127.0.0.1:8000"}).status_code == 400
    assert client.get("/nowhere", headers={"Host": "10.0.0.7"}).status_code == 400


def test_by_an_address_the_figures_are_no_more_open_than_by_our_name(client: Client) -> None:
    for host, status in (("chat.example.org", 404), ("10.0.0.7", 400)):
        answer = client.get("/metrics", headers={"Host": host}, REMOTE_ADDR="192.0.2.7")
        assert answer.status_code == status
