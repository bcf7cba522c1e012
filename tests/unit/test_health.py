"""Alive and ready: what is asked, what is said when it fails, and that it never takes long."""

import threading
import time
from functools import partial

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django.fixtures import Settings

from config import health
from referrals.models import Insertion
from transcripts.models import Tombstone


def fail() -> None:
    raise OperationalError("canary")


def test_alive_asks_nobody(client: Client) -> None:
    assert client.get("/healthz").content == b"alive\n"


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_ready_stores_and_takes_back(client: Client) -> None:
    response = client.get("/readyz")
    assert response.json() == {"ready": True, "failing": []}
    assert response.status_code == 200
    assert not Insertion.objects.exists()
    assert not Tombstone.objects.exists()


def test_what_fails_is_named_and_nothing_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {"database": lambda: None, "keys": fail, "redis": fail}
    monkeypatch.setattr(health, "probes", lambda: parts)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "failing": ["keys", "redis"]}


def test_what_hangs_is_waited_for_less_than_a_second_and_asked_once() -> None:
    gate, asked = threading.Event(), []

    def hang() -> None:
        asked.append(1)
        gate.wait(60)

    began = time.monotonic()
    assert health.ask({"hanging": hang}) == ["hanging"]
    assert time.monotonic() - began < 1
    assert health.ask({"hanging": hang}) == ["hanging"]
    assert asked == [1]
    gate.set()


def test_redis_is_asked_only_where_there_is_one(settings: Settings) -> None:
    settings.REDIS_URL = ""
    assert set(health.probes()) == {"database", "keys"}
    settings.REDIS_URL = "redis://127.0.0.1:1"
    assert health.ask({"redis": partial(health.probes()["redis"])}) == ["redis"]


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_a_full_disk_is_noticed_before_a_message_is(
    client: Client, monkeypatch: pytest.MonkeyPatch, *, on_sqlite: bool
) -> None:
    monkeypatch.setattr(health, "ROOM_BYTES", 1 << 62)
    failing = client.get("/readyz").json()["failing"]
    assert failing == (["database", "keys"] if on_sqlite else [])
