"""What both sockets share: they decode a frame, make one call inward, and push what comes out.

Channels gives routing, origins and sessions; its per-event dispatch is replaced by a plain loop,
because a thread hop and a task for every frame cost several times what storing the frame costs
(docs/adr/0004).
"""

import asyncio
import contextlib
import json
import logging
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from channels.consumer import AsyncConsumer
from django.conf import settings
from msgspec import UNSET, UnsetType

from helpline import protocol
from helpline.errors import Code, Refused
from routing import process
from routing.turnstile import turnstile

log = logging.getLogger("helpline.sockets")

# What found no database, and must not be left undone, is tried again after so long.
AGAIN_SECONDS = 2.0
# Messages of one socket that may wait for their commit at once.
UNDER_WAY = 64


class Socket(AsyncConsumer):
    """One connection: the loop, decoding with clear refusals, and the way out."""

    decoder: ClassVar[msgspec.json.Decoder[Any]]
    greeted = False

    async def __call__(
        self,
        scope: Any,
        receive: Callable[[], Awaitable[Any]],
        send: Callable[[Any], Awaitable[None]],
    ) -> None:
        self.scope, self.out = scope, send
        self.frames: list[bytes] = []
        self.draining: asyncio.Task[None] | None = None
        self.under_way = 0
        self.closed = False
        process.start(asyncio.get_running_loop())
        try:
            while True:
                event = await receive()
                if event["type"] == "websocket.receive":
                    self.hear(event)
                elif event["type"] == "websocket.connect":
                    if not await self.admit():
                        await send({"type": "websocket.close", "code": 4403})
                        return
                    await send({"type": "websocket.accept"})
                else:
                    return
        finally:
            self.closed = True
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
        text = event.get("text")
        try:
            if text is None:
                raise Refused("binary")
            if len(text) * 4 > protocol.FRAME_LIMIT < len(text.encode()):
                raise Refused("too_big")
            self.heard(decode(self.decoder, text))
        except Refused as refusal:
            self.refuse(refusal, *_concerns(text))
        except Exception as fault:
            log.error("frame_failed", extra={"cause": type(fault).__name__})
            self.refuse(Refused("try_again"), *_concerns(text))

    def refuse(
        self,
        refusal: Refused,
        ref: UUID | UnsetType = UNSET,
        conversation: UUID | UnsetType = UNSET,
    ) -> None:
        self.send_frame(
            protocol.Refusal(
                code=refusal.code, detail=refusal.detail, ref=ref, conversation=conversation
            )
        )

    def send_frame(self, frame: msgspec.Struct) -> None:
        self.push(protocol.encode(frame))

    def begin(self) -> None:
        """Count one message on its way to its commit; raises `Refused` when too many are."""
        if self.under_way >= UNDER_WAY:
            raise Refused(
                "try_again", "Too many messages at once. Wait for the answers, then send again."
            )
        self.under_way += 1

    def job(self, work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        """Have something done on the database thread; counted like a message under way."""
        self.begin()
        turnstile.do(work, partial(self._done_with, answer))

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

    def push(self, frame: bytes) -> None:
        """Queue one encoded frame; one short-lived task sends what has gathered."""
        if self.closed:
            return
        self.frames.append(frame)
        if self.draining is None:
            self.draining = asyncio.get_running_loop().create_task(self._drain())

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
            self.draining = None


def decode(decoder: msgspec.json.Decoder[Any], text: str) -> Any:
    """The frame in `text`; raises `Refused` with the cause in the sender's own terms."""
    try:
        return decoder.decode(text)
    except msgspec.ValidationError as error:
        cause: Code = "unknown_type" if str(error).endswith("`$.type`") else "bad_field"
        raise Refused(cause, str(error)) from None
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise Refused("bad_text" if "\\ud" in text.lower() else "not_json") from None


def _concerns(text: str | None) -> tuple[UUID | UnsetType, UUID | UnsetType]:
    """The id and the conversation a refused frame spoke of, as far as they can be read."""
    try:
        frame = json.loads(text or "")
    except (ValueError, RecursionError):
        return UNSET, UNSET
    if not isinstance(frame, dict):
        return UNSET, UNSET
    return _uuid(frame.get("id")), _uuid(frame.get("conversation"))


def _uuid(value: object) -> UUID | UnsetType:
    try:
        return UUID(value) if isinstance(value, str) else UNSET
    except ValueError:
        return UNSET
