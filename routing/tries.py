"""Counts how often something was tried: in this process, and with the others where Redis is.

What is counted has the name of a kind and of a line, never what was typed. For database threads.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

# Without Redis, counting goes on in memory; so long it is not asked again.
DOWN_SECONDS = 30.0
R = TypeVar("R")


class _Memory:
    """The counts of this process, each with its end."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def count(self, key: str, seconds: int) -> int:
        with self._lock:
            now = time.monotonic()
            self._kept = {name: kept for name, kept in self._kept.items() if kept[0] > now}
            until, count = self._kept.get(key, (now + seconds, 0))
            self._kept[key] = until, count + 1
            return count + 1

    def there(self, key: str) -> bool:
        return self._kept.get(key, (0.0, 0))[0] > time.monotonic()

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


class _Shared:
    """The counts of all processes, in Redis."""

    def count(self, key: str, seconds: int) -> int:
        cache.add(key, 0, seconds)
        try:
            return cache.incr(key)
        except ValueError:  # it ended between the two
            return 1

    def there(self, key: str) -> bool:
        return cache.get(key) is not None


memory, _shared = _Memory(), _Shared()
_down_until = 0.0


def allow(kind: str, key: object, most: int, seconds: int) -> bool:
    """Count this; False when it has come more than `most` times since it first came.

    Counting begins anew `seconds` after the first. A `key` of "" is nobody in particular, and
    always allowed.
    """
    return key == "" or _ask(lambda counts: counts.count(_name(kind, key), seconds)) <= most


def mark(kind: str, key: object, seconds: int) -> None:
    """Note that something is so, for so many seconds from the first time on."""
    if key != "":
        _ask(lambda counts: counts.count(_name(kind, key), seconds))


def marked(kind: str, key: object) -> bool:
    """Whether it is noted."""
    return key != "" and _ask(lambda counts: counts.there(_name(kind, key)))


def _ask(question: Callable[[_Memory | _Shared], R]) -> R:
    global _down_until  # noqa: PLW0603
    if settings.REDIS_URL and time.monotonic() >= _down_until:
        try:
            return question(_shared)
        except (RedisError, OSError):
            _down_until = time.monotonic() + DOWN_SECONDS
    return question(memory)


def _name(kind: str, key: object) -> str:
    return f"tries:{kind}:{key}"
