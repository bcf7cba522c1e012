"""Counts how often somebody comes, without knowing who, for minutes and in no database.

What is counted stands under a hash that is keyed by a random key of the day. Counts and key live
in the memory of this process, or in Redis where there is one, each with an end; they are never
logged (docs/adr/0014). All of this is for database threads: Redis may have to be waited for.
"""

import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.http import HttpRequest
from redis import Redis
from redis.exceptions import RedisError

from helpline import addresses

log = logging.getLogger("helpline.limits")

PREFIX = "limits:"
KEY_SECONDS = 25 * 60 * 60
# So soon all processes have the same key again, when Redis has forgotten it.
KEY_AGAIN_SECONDS = 5.0
# Without Redis, counting goes on in memory; so long it is not asked again.
DOWN_SECONDS = 5.0
REDIS_SECONDS = 0.25
# So many things are counted in memory at once; then those that were there first are forgotten.
MOST_KEPT = 50_000
FORWARDED = b"x-forwarded-for"

# Counting and setting the end are one step: nothing stays in Redis without an end.
COUNT = """
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count
"""
GATHER = """
local known = redis.call('SCARD', KEYS[1])
if known >= tonumber(ARGV[3]) then return known end
redis.call('SADD', KEYS[1], ARGV[2])
if known == 0 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return redis.call('SCARD', KEYS[1])
"""
R = TypeVar("R")


class Counts(Protocol):
    """Where counts live until they end; `gather` counts different members, up to `most`."""

    def count(self, key: str, seconds: int) -> int: ...
    def gather(self, key: str, member: str, seconds: int, most: int) -> int: ...
    def claim(self, key: str, owner: str, seconds: int) -> bool: ...
    def there(self, key: str) -> bool: ...
    def secret(self, key: str) -> bytes: ...


class Memory:
    """The counts of this process."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, Any]] = {}
        self._lock = threading.Lock()

    def count(self, key: str, seconds: int) -> int:
        with self._lock:
            until, count = self._found(key, seconds, 0)
            self._kept[key] = until, count + 1
            return int(count + 1)

    def gather(self, key: str, member: str, seconds: int, most: int) -> int:
        with self._lock:
            until, members = self._found(key, seconds, set())
            if len(members) < most:
                members.add(member)
            self._kept[key] = until, members
            return len(members)

    def claim(self, key: str, owner: str, seconds: int) -> bool:
        with self._lock:
            until, first = self._found(key, seconds, owner)
            self._kept[key] = until, first
            return bool(first == owner)

    def there(self, key: str) -> bool:
        with self._lock:
            return self._kept.get(key, (0.0,))[0] > time.monotonic()

    def secret(self, key: str) -> bytes:
        with self._lock:
            until, secret = self._found(key, KEY_SECONDS, secrets.token_bytes(32))
            self._kept[key] = until, secret
            return bytes(secret)

    def _found(self, key: str, seconds: int, otherwise: Any) -> tuple[float, Any]:
        now = time.monotonic()
        found = self._kept.get(key)
        if found is not None and found[0] > now:
            return found
        if found is None and len(self._kept) >= MOST_KEPT:
            self._make_room(now)
        return now + seconds, otherwise

    def _make_room(self, now: float) -> None:
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > now}
        for key in list(self._kept)[: len(self._kept) + 1 - MOST_KEPT]:
            del self._kept[key]


class Shared:
    """The counts of all processes, in Redis."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
        )
        self._count = self._redis.register_script(COUNT)
        self._gather = self._redis.register_script(GATHER)

    def count(self, key: str, seconds: int) -> int:
        return int(self._count([PREFIX + key], [seconds]))

    def gather(self, key: str, member: str, seconds: int, most: int) -> int:
        return int(self._gather([PREFIX + key], [seconds, member, most]))

    def claim(self, key: str, owner: str, seconds: int) -> bool:
        return self._first(key, owner, seconds) == owner

    def there(self, key: str) -> bool:
        return bool(self._redis.exists(PREFIX + key))

    def secret(self, key: str) -> bytes:
        return bytes.fromhex(self._first(key, secrets.token_bytes(32).hex(), KEY_SECONDS))

    def _first(self, key: str, value: str, seconds: int) -> str:
        """What was put there first, which may be this value."""
        self._redis.set(PREFIX + key, value, ex=seconds, nx=True)
        kept: Any = self._redis.get(PREFIX + key)
        return kept.decode() if kept else value


class _Kept:
    """Redis if there is one and it answers; memory else, and meanwhile."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.memory = Memory()
        self._shared: Shared | None = None
        self._down_until = 0.0
        self._key = ("", False, b"")
        self._key_until = 0.0

    def ask(self, question: Callable[[Counts], R]) -> R:
        if self.is_shared():
            try:
                return question(self._redis())
            except (RedisError, OSError) as trouble:
                log.warning("limits_apart", extra={"cause": type(trouble).__name__})
                self._down_until = time.monotonic() + DOWN_SECONDS
        return question(self.memory)

    def is_shared(self) -> bool:
        return bool(settings.REDIS_URL) and time.monotonic() >= self._down_until

    def key(self) -> bytes:
        """The key of today; asked for again soon: a Redis that began anew has another."""
        today = f"day:{datetime.now(UTC).date()}"
        if self._stale(today):
            secret = self.ask(lambda counts: counts.secret(today))
            self._key = today, self.is_shared(), secret
            self._key_until = time.monotonic() + KEY_AGAIN_SECONDS
        return self._key[2]

    def _stale(self, today: str) -> bool:
        of_now = self._key[:2] == (today, self.is_shared())
        return not of_now or time.monotonic() >= self._key_until

    def _redis(self) -> Shared:
        if self._shared is None:
            self._shared = Shared(settings.REDIS_URL)
        return self._shared


_kept = _Kept()


def allow(kind: str, key: object, most: int, seconds: int) -> bool:
    """Count this; False when it has come more than `most` times since it first came.

    Counting begins anew `seconds` after the first. A `key` of "" is nobody in particular, and
    always allowed.
    """
    if key == "":
        return True
    under = _hashed(kind, key)
    return _kept.ask(lambda counts: counts.count(under, seconds)) <= most


def gather(kind: str, key: object, member: object, seconds: int, most: int) -> int:
    """How many different members have come under this key, with this one; `most` are told apart."""
    under, one = _hashed(kind, key), _hashed(kind, member)
    return _kept.ask(lambda counts: counts.gather(under, one, seconds, most))


def claim(kind: str, key: object, owner: object, seconds: int) -> bool:
    """Whether this is `owner`'s, who came for it first."""
    under, one = _hashed(kind, key), _hashed(kind, owner)
    return _kept.ask(lambda counts: counts.claim(under, one, seconds))


def mark(kind: str, key: object, seconds: int) -> None:
    """Note that something is so, for so many seconds from the first time on; never of nobody."""
    if key == "":
        return
    under = _hashed(kind, key)
    _kept.ask(lambda counts: counts.count(under, seconds))


def marked(kind: str, key: object) -> bool:
    """Whether it is noted."""
    if key == "":
        return False
    under = _hashed(kind, key)
    return _kept.ask(lambda counts: counts.there(under))


def forget() -> None:
    """Begin anew in this process (for tests)."""
    _kept.begin()


def _hashed(kind: str, key: object) -> str:
    said = key if isinstance(key, bytes) else str(key).encode(errors="replace")
    digest = hashlib.blake2b(said, key=_kept.key(), person=kind.encode()[:16], digest_size=16)
    return f"{kind}:{digest.hexdigest()}"


# ---- who comes ---------------------------------------------------------------------------------


def whence(peer: str, forwarded: Iterable[str]) -> str:
    """A keyed hash of where somebody comes from, good for today; "" when that tells nobody."""
    address = addresses.of(peer, list(forwarded), settings.TRUSTED_PROXIES)
    network = addresses.network(address)
    return _hashed("whence", network) if network else ""


def whence_of(scope: Any) -> str:
    """The same of a connection, while its headers are there."""
    lines = [value.decode("latin-1") for name, value in scope["headers"] if name == FORWARDED]
    return whence((scope.get("client") or ("",))[0] or "", lines)


def whence_asked(request: HttpRequest) -> str:
    """The same of a page's request."""
    return whence(request.META.get("REMOTE_ADDR", ""), [request.headers.get("X-Forwarded-For", "")])
