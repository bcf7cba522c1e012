"""The seeker's socket for a page that cannot have one: POST /chat/poll/, each a whole visit.

A request says hello and brings frames; the answer is what a socket would have said: welcome, state,
and an answer to each frame. It is the socket's own class that answers, so nothing is judged
differently here. Nothing is remembered between two requests but what the token opens.
"""

import asyncio
import logging
from typing import Any

import msgspec
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope, Scope
from django.conf import settings

from helpline import metrics, protocol
from helpline.errors import Refused
from routing.consoles import lookers, process, visits
from routing.entering import limits
from routing.entering.plan import Accepted, Outcome
from routing.sockets.frames import decode
from routing.sockets.seeker import SeekerSocket

log = logging.getLogger("helpline.polled")

# What a page has to say to somebody who looks at it, and that it still looks: a socket's business.
UNHEARD = protocol.Typing | protocol.Beat
MOST_FRAMES = 20


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a request."""

    hello: msgspec.Raw
    frames: list[msgspec.Raw] = []


class Polled(SeekerSocket):
    """One request, as if it were a socket: says hello, says its frames, hears the answers."""

    # One page asks every four seconds, and at once when it has something to say.
    greetings = visits.Greetings("poll", seconds=60, of_address=2_000, of_token=120)

    def __init__(self, scope: HTTPScope) -> None:
        super().__init__()
        self.scope: Any = scope
        self.whence = limits.whence_of(scope)
        self.under_way = 0
        self.closed = False
        self.idle = asyncio.Event()
        self.said: list[bytes] = []

    async def answer(self, asked: Asked) -> list[bytes]:
        """What is to be said to this, in order."""
        hello = decode(self.decoder, bytes(asked.hello).decode())
        if not isinstance(hello, protocol.Hello):
            raise Refused("hello_first")
        found = await self._greet(hello)
        frames = asked.frames if self.token else []
        if not frames:
            return found
        for frame in frames:
            self.hear({"text": bytes(frame).decode()})
        answers = await self._gathered()
        # Gone in a hurry: there is nobody to be shown anything.
        return [*(await self._again(hello) if self.token else []), *answers]

    async def _greet(self, hello: protocol.Hello) -> list[bytes]:
        self.heard(hello)
        return await self._gathered()

    async def _again(self, hello: protocol.Hello) -> list[bytes]:
        """How it all stands after what was done."""
        self.greeted, self.seeker, self.conversation = False, None, None
        return await self._greet(
            protocol.Hello(
                site=hello.site, token=self.token, since=hello.since, locale=hello.locale
            )
        )

    async def _gathered(self) -> list[bytes]:
        """What was said since, once nothing is under way any more."""
        while self.under_way:
            self.idle.clear()
            await self.idle.wait()
        said, self.said = self.said, []
        return said

    # ---- what is different without a socket ------------------------------------------------

    def heard(self, frame: Any) -> None:
        if not isinstance(frame, UNHEARD):
            super().heard(frame)

    def push(self, frame: bytes) -> None:
        self.said.append(frame)

    def cut(self, code: int) -> None:
        """There is nothing to be cut."""

    def not_greeted(self, hello: msgspec.Struct, refusal: Refused) -> None:
        self.token, self.greeted = "", False
        self.refuse(refusal)

    def _join(self, conversation: Any, seq: int) -> None:
        self.conversation = conversation
        lookers.looked(conversation)

    def _open(self, first: Accepted) -> None:
        """How it stands is read when all is said."""

    def _answer(self, ref: Any, outcome: Outcome) -> None:
        super()._answer(ref, outcome)
        self.idle.set()

    def _done_with(self, answer: Any, result: Any) -> None:
        super()._done_with(answer, result)
        self.idle.set()


class TurnedAway(Exception):
    """Not a request of a page of ours: the status that says so."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """POST /chat/poll/, from our own pages only; no cookie is read or set."""
    if scope["type"] != "http":
        return
    process.start(asyncio.get_running_loop())
    try:
        _must_be_ours(scope)
        frames = await _said(scope, await _body(receive))
        await _send(send, 200, b'{"frames":[' + b",".join(frames) + b"]}")
    except TurnedAway as turned:
        await _send(send, turned.status, b'{"frames":[]}')


async def _said(scope: HTTPScope, body: bytes) -> list[bytes]:
    try:
        if len(body) > protocol.FRAME_LIMIT:
            raise Refused("too_big")
        asked = decode(msgspec.json.Decoder(Asked), _text(body))
        if len(asked.frames) > MOST_FRAMES:
            raise Refused("slow_down")
        return await Polled(scope).answer(asked)
    except Refused as refusal:
        return [_refusal(refusal)]
    except Exception as fault:
        log.error("frame_failed", extra={"cause": type(fault).__name__})
        return [_refusal(Refused("try_again"))]


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused("not_json") from None


def _refusal(refusal: Refused) -> bytes:
    metrics.REFUSED.labels(refusal.code).inc()
    return protocol.encode(protocol.Refusal(code=refusal.code, detail=refusal.detail))


# ---- the request -------------------------------------------------------------------------------


def _must_be_ours(scope: HTTPScope) -> None:
    """Raises `TurnedAway` unless a page of ours asks: the frame in a site is ours as well."""
    if scope["method"] != "POST":
        raise TurnedAway(405)
    if _header(scope, b"origin") not in settings.OWN_ORIGINS:
        raise TurnedAway(403)
    if _header(scope, b"content-type").partition(";")[0].strip().lower() != "application/json":
        raise TurnedAway(415)


def _header(scope: HTTPScope, name: bytes) -> str:
    """This header as it came; "" when it is missing or doubled."""
    found = [value for key, value in scope["headers"] if key.lower() == name]
    return found[0].decode("latin-1") if len(found) == 1 else ""


async def _body(receive: ASGIReceiveCallable) -> bytes:
    """The body, as much of it as says that it is too big."""
    body = b""
    while True:
        event: Any = await receive()
        if event["type"] != "http.request":
            raise TurnedAway(400)
        if len(body) <= protocol.FRAME_LIMIT:
            body += bytes(event.get("body", b""))
        if not event.get("more_body"):
            return body


async def _send(send: ASGISendCallable, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
    await send(
        {"type": "http.response.start", "status": status, "headers": headers, "trailers": False}
    )
    await send({"type": "http.response.body", "body": body, "more_body": False})
