"""What both sockets share: they decode a frame, make one call inward, and push what comes out.

Channels gives routing, origins and sessions; its per-event dispatch is replaced by a plain loop,
because a thread hop and a task for every frame cost several times what storing the frame costs
(docs/adr/0004).
"""

import asyncio
import contextlib
import logging
import secrets
import time
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from channels.consumer import AsyncConsumer
from django.conf import settings
from msgspec import UNSET, UnsetType

from helpline import metrics, protocol
from helpline.errors import Refused
from routing import bells
from routing.consoles import process
from routing.sittings import LOCKED, SIGNED_OUT
from routing.sockets.eager import start
from routing.sockets.frames import concerns, read
from routing.turnstile import turnstile

log = logging.getLogger("helpline.sockets")

# What found no database, and must not be left undone, is tried again after so long.
AGAIN_SECONDS = 2.0
# Messages of one socket that may wait for their commit at once.
UNDER_WAY = 64
# Who was told so often to slow down and did not is cut off.
PATIENCE = 100
HELLO_SECONDS = 20.0
# What was not sent in a quiet time may be sent at once, up to that of so many seconds. A new socket
# begins with less, or whoever comes back after each cut would flood as well.
BURST_SECONDS, FIRST_SECONDS = 15.0, 3.0
RUDE = frozenset({"slow_down", "not_json", "binary", "unknown_type", "bad_field", "too_big"})
# Closed by us for one of these reasons. No code ever means that a conversation is over.
TOO_FAST, UNREAD, NO_HELLO = 4008, 4009, 4010
CAUSES = {
    TOO_FAST: "too_fast",
    UNREAD: "unread",
    NO_HELLO: "no_hello",
    SIGNED_OUT: "signed_out",
    LOCKED: "locked",
}


class Socket(AsyncConsumer):
    """One connection: the loop, decoding with clear refusals, and the way out."""

    decoder: ClassVar[msgspec.json.Decoder[Any]]
    # How many frames per second are taken for long.
    rate: ClassVar[float]
    # Bytes that may be on their way to somebody who has not shown that they were read.
    unread: ClassVar[int]
    # Which of the two it is, for whoever counts.
    kind: ClassVar[str]
    greeted = False
    # Set on the instance by what comes and goes; here, because most sockets stay quiet.
    due = 0.0
    slowed = 0
    pushed = proven = marked = 0
    mark = ""

    async def __call__(
        self,
        scope: Any,
        receive: Callable[[], Awaitable[Any]],
        send: Callable[[Any], Awaitable[None]],
    ) -> None:
        self.scope, self.out = scope, send
        self.frames: list[bytes] = []
        self.draining = False
        self.under_way = 0
        self.closed = self.counted = False
        self.until_hello: asyncio.TimerHandle | None = None
        process.start(asyncio.get_running_loop())
        try:
            while not self.closed:
                event = await receive()
                if event["type"] == "websocket.receive":
                    self.hear(event)
                elif event["type"] == "websocket.connect":
                    if not await self.admit():
                        await send({"type": "websocket.close", "code": 4403})
                        return
                    # Nobody needs them any more, and most of what sits here sits for hours.
                    if isinstance(scope["headers"], list):
                        scope["headers"].clear()
                    await send({"type": "websocket.accept"})
                    self.due = time.monotonic() - FIRST_SECONDS
                    metrics.SOCKETS.labels(self.kind).inc()
                    self.counted = True
                    self.until_hello = asyncio.get_running_loop().call_later(
                        HELLO_SECONDS, self._no_hello
                    )
                else:
                    return
        finally:
            self.closed = True
            if self.counted:
                metrics.SOCKETS.labels(self.kind).dec()
            if self.until_hello is not None:
                self.until_hello.cancel()
            self.left()

    async def admit(self) -> bool:
        """Whether this connection may be opened at all."""
        return self.origin() in settings.OWN_ORIGINS

    def origin(self) -> str:
        """The page's origin as the browser says it; "" when it is missing or doubled."""
        found = [value for name, value in self.scope["headers"] if name == b"origin"]
        return found[0].decode("latin-1") if len(found) == 1 else ""

    @abstractmethod
    def heard(self, frame: Any) -> None:
        """One decoded frame; may raise `Refused`."""

    @abstractmethod
    def left(self) -> None:
        """The connection is gone; nothing that matters may depend on this being called."""

    def hear(self, event: dict[str, Any]) -> None:
        """One frame as it came: metered, decoded, handed on, or refused with its cause."""
        text = event.get("text")
        try:
            fast = self._too_fast()
            frame = read(self.decoder, text)
            # Leaving in a hurry is never refused.
            if fast and not isinstance(frame, protocol.Exit):
                raise Refused("slow_down")
            self.heard(frame)
        except Refused as refusal:
            self.refuse(refusal, *concerns(text))
            if refusal.code in RUDE:
                self._endure()
        except Exception as fault:
            log.error("frame_failed", extra={"cause": type(fault).__name__})
            self.refuse(Refused("try_again"), *concerns(text))

    def _too_fast(self) -> bool:
        """Whether frames come faster than `rate` allows after the quiet time before."""
        now = time.monotonic()
        due = max(self.due, now - BURST_SECONDS)
        if due > now:
            return True
        self.due = due + 1 / self.rate
        return False

    def _endure(self) -> None:
        """Bear with somebody who sends nonsense or does not slow down, but not for ever."""
        self.slowed += 1
        if self.slowed >= PATIENCE:
            self.cut(TOO_FAST)

    def cut(self, code: int) -> None:
        """Close this connection; whatever was not acknowledged is sent again on the next one."""
        if self.closed:
            return
        self.closed = True
        self.frames.clear()
        log.warning("socket_cut", extra={"code": code})
        metrics.CUT.labels(CAUSES[code]).inc()
        bells.keep(self.out({"type": "websocket.close", "code": code}))

    def _no_hello(self) -> None:
        if not self.greeted:
            self.cut(NO_HELLO)

    def refuse(
        self,
        refusal: Refused,
        ref: UUID | UnsetType = UNSET,
        conversation: UUID | UnsetType = UNSET,
    ) -> None:
        metrics.REFUSED.labels(refusal.code).inc()
        self.send_frame(
            protocol.Refusal(
                code=refusal.code, detail=refusal.detail, ref=ref, conversation=conversation
            )
        )

    def send_frame(self, frame: msgspec.Struct) -> None:
        self.push(protocol.encode(frame))

    def send_first(self, frame: msgspec.Struct) -> None:
        """The answer to a hello: however long a talk is, it is no reason to cut anybody off."""
        encoded = protocol.encode(frame)
        self.proven += len(encoded)
        self.push(encoded)

    def begin(self) -> None:
        """Count one message on its way to its commit; raises `Refused` when too many are."""
        if self.under_way >= UNDER_WAY:
            raise Refused("slow_down")
        self.under_way += 1

    def job(self, work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        """Have something done on the database thread; counted like a message under way."""
        self.begin()
        turnstile.do(work, partial(self._done_with, answer))

    def ask(self, work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        """Have something read for this socket, unless it is gone when its turn comes.

        A herd that comes back before it was answered would else be read for twice, and ever slower.
        """
        self.job(partial(self._if_here, work), answer)

    def _if_here(self, work: Callable[[], Any]) -> Any:
        if self.closed:
            raise Refused("try_again")
        return work()

    def _done_with(self, answer: Callable[[Any], None], result: Any) -> None:
        self.under_way -= 1
        answer(result)

    def not_greeted(self, hello: msgspec.Struct, refusal: Refused) -> None:
        """Say why; pages say hello once, so what could not be read now is asked for again here."""
        self.greeted = False
        self.refuse(refusal)
        if refusal.code == "try_again":
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._greet_again, hello)

    def _greet_again(self, hello: msgspec.Struct) -> None:
        if not (self.closed or self.greeted):
            with contextlib.suppress(Refused):
                self.heard(hello)

    # ---- signs of life -------------------------------------------------------------------------

    def beaten(self, beat: protocol.Beat) -> None:
        """Answer a beat; the mark it brings back proves that all before that mark was read."""
        if beat.mark and beat.mark == self.mark:
            self.proven = self.marked
        self.send_frame(protocol.Heard(mark=self.new_mark()))

    def new_mark(self) -> str:
        """A mark that only who reads it can give back."""
        self.mark, self.marked = secrets.token_hex(4), self.pushed
        return self.mark

    # ---- the way out ---------------------------------------------------------------------------

    def push(self, frame: bytes) -> None:
        """Send one encoded frame, behind those that are still being sent.

        Daphne's own send never waits for a slow reader, so what was not proven read is counted.
        """
        if self.closed:
            return
        self.pushed += len(frame)
        if self.pushed - self.proven > self.unread:
            self.cut(UNREAD)
            return
        self.frames.append(frame)
        if not self.draining:
            self.draining = True
            start(self._drain())

    async def _drain(self) -> None:
        try:
            while self.frames and not self.closed:
                frames, self.frames = self.frames, []
                for frame in frames:
                    await self.out({"type": "websocket.send", "text": frame.decode()})
        except Exception:
            # The server's own errors for "there is nobody any more"; whoever it was comes back.
            self.closed = True
        finally:
            self.draining = False
