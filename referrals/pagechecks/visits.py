"""Asks whether one page is there, and how: no cookies, no referrer, nothing read of what it says.

Each step of the way, wherever it leads, is held to the rules of the first.
"""

import asyncio
import socket
from collections.abc import Collection
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import msgspec
from aiohttp import (
    ClientConnectorDNSError,
    ClientError,
    ClientResponseError,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
    DummyCookieJar,
    ServerDisconnectedError,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver, ResolveResult

from referrals.pagechecks import verdicts
from referrals.pagechecks.reachable import Inside, Resolve, public
from referrals.pagechecks.verdicts import Answer
from referrals.wording import links

# Nobody's name: which helpline looks at which page is nobody's business.
HEADERS = {
    "User-Agent": "link-check/1.0 (looks now and then whether a page is still there)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
MOST_STEPS = 5
# So much of an answer, in bytes, is let come before its connection is closed; none of it is read.
BUFFER = 16_384


class Manner(msgspec.Struct, frozen=True):
    """How one asks: seconds for one request, for the whole way and between two requests."""

    request: float = 10.0
    whole: float = 30.0
    pause: float = 1.0
    resolve: Resolve = public


def look(address: str, never: Collection[str] = (), manner: Manner | None = None) -> Answer:
    """Look once. Hosts of `never` are not asked, and nobody is followed to them."""
    return asyncio.run(_in_time(address, never, manner or Manner()))


def host_of(address: str) -> str:
    """The host of an address as it is compared; "" where it has none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")


def is_among(address: str, hosts: Collection[str]) -> bool:
    """Whether it is at one of these hosts, or below one."""
    parts = host_of(address).split(".")
    return any(".".join(parts[first:]) in hosts for first in range(len(parts)))


async def _in_time(address: str, never: Collection[str], manner: Manner) -> Answer:
    try:
        async with asyncio.timeout(manner.whole):
            return await _whole_way(address, never, manner)
    except ClientSSLError:
        return Answer("tls")
    except ClientConnectorDNSError as fault:
        return Answer("inside" if isinstance(fault.os_error, Inside) else "no_name")
    except ValueError:
        # It has the form of an address and cannot be asked for.
        return Answer("astray")
    except (TimeoutError, ClientError, OSError):
        return Answer("no_answer")


async def _whole_way(address: str, never: Collection[str], manner: Manner) -> Answer:
    here, for_good, moved_to = address, True, ""
    seen: set[str] = set()
    async with _session(manner) as session:
        while True:
            if links.complaint(here):
                return Answer("astray")
            if is_among(here, never):
                # Somebody is there; where it leads is not for us to ask.
                return Answer("shut")
            if here in seen or len(seen) > MOST_STEPS:
                return Answer("loops")
            if seen:
                await asyncio.sleep(manner.pause)
            seen.add(here)
            status, leads_to = await _ask(session, here, manner.pause)
            if not leads_to:
                code = verdicts.code_of(status)
                return Answer(code, moved_to if code == "ok" else "")
            here, for_good = urljoin(here, leads_to), for_good and status in FOR_GOOD
            moved_to = here if for_good else moved_to


def _session(manner: Manner) -> ClientSession:
    connector = TCPConnector(
        resolver=_Guarded(manner.resolve), use_dns_cache=False, force_close=True, limit=1
    )
    return ClientSession(
        connector=connector,
        cookie_jar=DummyCookieJar(),
        headers=HEADERS,
        timeout=ClientTimeout(total=manner.request),
        trust_env=False,
        auto_decompress=False,
        read_bufsize=BUFFER,
    )


async def _ask(session: ClientSession, address: str, pause: float) -> tuple[int, str]:
    """The status, and where it leads to; without the page, unless that alone says whether it is."""
    try:
        status, leads_to = await _request(session, "HEAD", address)
    except (ServerDisconnectedError, ClientResponseError):
        # Some servers hang up, or stammer, at a question that asks for no page.
        status, leads_to = 0, ""
    if status and status < HTTPStatus.BAD_REQUEST:
        return status, leads_to
    await asyncio.sleep(pause)
    return await _request(session, "GET", address)


async def _request(session: ClientSession, method: str, address: str) -> tuple[int, str]:
    async with session.request(method, address, allow_redirects=False) as answer:
        leads_to = answer.headers.get("Location", "") if answer.status in REDIRECTS else ""
        # Nothing is waited for but the head of the answer.
        answer.close()
        return answer.status, leads_to


class _Guarded(AbstractResolver):
    """Says where to connect as our own rules do, each time anew, and nowhere else."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.to_thread(self._resolve, host, port)
        return [_result(host, number, port) for number, port in found]

    async def close(self) -> None:
        """It keeps nothing."""


def _result(host: str, number: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=number,
        port=port,
        family=socket.AF_INET6 if ":" in number else socket.AF_INET,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )
