"""Counting who comes without knowing who: in memory, in Redis, and when Redis is gone."""

import os
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings
from redis import Redis

from routing.entering import limits
from tests.services_plugin import CHOSEN

ADDRESS = "8.8.4.4"


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    limits.forget()
    yield
    limits.forget()


@pytest.fixture(params=["memory"] if os.environ.get(CHOSEN) == "sqlite" else ["memory", "shared"])
def counts(request: pytest.FixtureRequest, settings: Settings) -> limits.Counts:
    """Each of the places that this way of running has."""
    return limits.Memory() if request.param == "memory" else limits.Shared(settings.REDIS_URL)


def name() -> str:
    return secrets.token_hex(8)


def test_what_comes_is_counted_until_the_end_of_its_time(counts: limits.Counts) -> None:
    key = name()
    assert [counts.count(key, 60) for _ in range(3)] == [1, 2, 3]
    assert counts.count(name(), 60) == 1
    assert counts.there(key)
    assert not counts.there(name())


def test_time_ends(counts: limits.Counts) -> None:
    key, other = name(), name()
    counts.count(key, 1)
    counts.gather(other, "a", 1, 9)
    time.sleep(1.1)
    assert not counts.there(key)
    assert counts.count(key, 60) == 1
    assert counts.gather(other, "b", 60, 9) == 1


def test_the_same_one_counts_once_and_no_more_are_kept_than_wanted(counts: limits.Counts) -> None:
    key = name()
    assert [counts.gather(key, each, 60, 3) for each in "aabbcdef"] == [1, 1, 2, 2, 3, 3, 3, 3]


def test_the_first_to_claim_it_has_it(counts: limits.Counts) -> None:
    key = name()
    assert counts.claim(key, "one", 60)
    assert not counts.claim(key, "two", 60)
    assert counts.claim(key, "one", 60)


def test_a_secret_is_made_once(counts: limits.Counts) -> None:
    key = name()
    assert counts.secret(key) == counts.secret(key)
    assert len(counts.secret(key)) == 32
    assert counts.secret(name()) != counts.secret(key)


def test_memory_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEPT", 10)
    memory = limits.Memory()
    for number in range(50):
        memory.count(str(number), 60)
    assert len(memory._kept) == 10
    assert memory.there("49")
    assert not memory.there("0")


def test_so_many_are_let_through(settings: Settings) -> None:
    key = name()
    assert [limits.allow("try", key, 2, 60) for _ in range(4)] == [True, True, False, False]
    assert limits.allow("another", key, 2, 60)
    assert all(limits.allow("try", "", 1, 60) for _ in range(5))


def test_what_is_noted_is_so() -> None:
    key = name()
    assert not limits.marked("rush", key)
    limits.mark("rush", key, 60)
    assert limits.marked("rush", key)
    limits.mark("rush", "", 60)
    assert not limits.marked("rush", "")


@pytest.mark.parametrize("forwarded", [[ADDRESS], [f"1.1.1.1, {ADDRESS}"]])
def test_where_somebody_comes_from_is_a_hash(settings: Settings, forwarded: list[str]) -> None:
    settings.TRUSTED_PROXIES = 1
    said = limits.whence("127.0.0.1", forwarded)
    assert said == limits.whence("10.0.0.9", [ADDRESS])
    assert said != limits.whence("10.0.0.9", ["8.8.8.8"])
    assert ADDRESS not in said
    assert limits.whence("127.0.0.1", []) == ""


def test_tomorrow_it_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    today = limits.whence(ADDRESS, [])

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Tomorrow":
            return cls(2099, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(limits, "datetime", Tomorrow)
    assert limits.whence(ADDRESS, []) not in ("", today)


def test_without_redis_counting_goes_on_here(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    key = name()
    assert [limits.allow("try", key, 2, 60) for _ in range(3)] == [True, True, False]
    assert limits.whence(ADDRESS, []) == limits.whence(ADDRESS, [])
    assert [record.message for record in caplog.records] == ["limits_apart"]


def test_processes_count_together_again_soon_after_redis_began_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It forgets the key of the day when it does; whoever had it must not go on with it alone."""
    monkeypatch.setattr(limits, "KEY_AGAIN_SECONDS", 0.05)
    first = limits._kept.key()
    assert limits._kept.key() == first
    if settings.REDIS_URL:
        with Redis.from_url(settings.REDIS_URL) as redis:
            redis.delete(*redis.scan_iter(f"{limits.PREFIX}day:*"))
    time.sleep(0.06)
    another = limits._Kept()
    key = another.key()
    assert (limits._kept.key() == key) == bool(settings.REDIS_URL)
    assert key != first


def test_nobody_who_looks_into_it_finds_an_address_or_what_has_no_end(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    whence = limits.whence("10.0.0.1", [ADDRESS])
    limits.allow("hello", whence, 5, 60)
    limits.gather("chats", whence, b"token", 60, 5)
    everything = repr(limits._kept.memory._kept).encode()
    if settings.REDIS_URL:
        with Redis.from_url(settings.REDIS_URL) as redis:
            kept = list(redis.scan_iter(f"{limits.PREFIX}*"))
            assert len(kept) >= 3
            assert all(redis.ttl(key) > 0 for key in kept)
            everything = b"\n".join([*kept, *(redis.dump(key) or b"" for key in kept)])
    assert b"chats" in everything
    assert ADDRESS.encode() not in everything
    assert ADDRESS.encode().hex().encode() not in everything
