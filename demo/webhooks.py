"""Brings forms to the helpline's addresses as the provider does, or as badly as it is told."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence

from demo.faults import Chance, Faults
from demo.journal import Journal, Kind
from demo.texts import now

Post = Callable[[str, Mapping[str, str], str], Awaitable[int]]
"""Posts a form with its signature to a URL; gives the HTTP status, raises OSError if none came."""
Sign = Callable[[str, Mapping[str, str], str], str]
Start = Callable[[Coroutine[object, object, object]], None]


class Webhooks:
    """A connection that fails is tried again `retries` times, further and further apart.

    `faults` and `token` are looked up each time, because they may change between two webhooks.
    """

    def __init__(
        self,
        post: Post,
        sign: Sign,
        *,
        journal: Journal,
        chance: Chance,
        faults: Callable[[], Faults],
        token: Callable[[], str],
        start: Start,
        retries: int,
        pace: float,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._post, self._sign, self._journal, self._chance = post, sign, journal, chance
        self._faults, self._token, self._start = faults, token, start
        self._retries, self._pace, self._sleep = retries, pace, sleep

    async def bring(
        self, kind: Kind, words: str, urls: Sequence[str], form: Mapping[str, str]
    ) -> int:
        """Post it, late or twice as the faults want; what it came to apart from the doubles.

        Like the real provider: what fails at one address goes to the next.
        """
        faults = self._faults()
        if self._chance.hits(faults.late):
            await self._sleep(faults.late_seconds)
        if self._chance.hits(faults.same_instant):
            self._start(self._try_once(kind, words, urls[-1], form))
        status = 0
        for url in urls:
            status = await self._try_again(kind, words, url, form)
            if taken(status):
                break
        if self._chance.hits(faults.duplicate):
            await self._try_once(kind, words, urls[0], form)
        return status

    async def _try_again(self, kind: Kind, words: str, url: str, form: Mapping[str, str]) -> int:
        status = await self._try_once(kind, words, url, form)
        for again in range(self._retries):
            if status:
                break
            await self._sleep(self._pace * 2**again)
            status = await self._try_once(kind, words, url, form)
        return status

    async def _try_once(self, kind: Kind, words: str, url: str, form: Mapping[str, str]) -> int:
        token = "forged" if self._chance.hits(self._faults().forged) else self._token()
        began = time.monotonic()
        try:
            status = await self._post(url, form, self._sign(url, form, token))
        except OSError:
            status = 0
        took = round((time.monotonic() - began) * 1000)
        path = "/" + url.split("/", 3)[-1]
        line = f"POST {path} {status}, {took} ms" if status else f"POST {path}"
        result = form["SmsStatus"] if taken(status) else str(status)
        at = int(now().timestamp() * 1000)
        self._journal.write(at, kind, words, line, result, taken=taken(status))
        return status


def taken(status: int) -> bool:
    """Is this HTTP status a yes?"""
    return 200 <= status < 300
