"""What the load client says to either system, so that everything else about it is the same."""

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID, uuid4

import msgspec
from msgspec import Struct

from helpline import protocol

encode = msgspec.json.encode


class Shown(Struct):
    """One earlier message in a conversation that was just opened."""

    text: str = ""


class View(Struct):
    """A conversation as its console gets it."""

    conversation: str
    messages: list[Shown]


class Frame(Struct):
    """Any frame of either system, as far as the measurement looks at it."""

    type: str
    id: str | int | None = None
    text: str = ""
    conversation: str | None = None
    who: str = ""
    author: str = ""
    code: str = ""
    mark: str = ""
    view: View | None = None


decode = msgspec.json.Decoder(Frame).decode


class Dialect(Protocol):
    """One system's addresses and frames; `own` is the id that the sender gives to a message."""

    acknowledges: bool

    def visitor(self, number: int) -> tuple[str, Mapping[str, str]]: ...
    def console(self, number: int) -> tuple[str, Mapping[str, str]]: ...
    def hello(self, number: int, *, visiting: bool) -> bytes: ...
    def ready(self, places: int) -> bytes: ...
    def ask(self, console: str, text: str) -> bytes: ...
    def accept(self, offer: Frame) -> bytes: ...
    def to_console(self, console: str, visitor: int, text: str, own: UUID) -> bytes: ...
    def to_visitor(self, conversation: str, text: str, own: UUID) -> bytes: ...


class Reference:
    """The relay of `reference.py`."""

    acknowledges = False

    def visitor(self, number: int) -> tuple[str, Mapping[str, str]]:
        return f"/ws/visitor-{number}/", {}

    def console(self, number: int) -> tuple[str, Mapping[str, str]]:
        return f"/ws/console-{number}/", {}

    def hello(self, number: int, *, visiting: bool) -> bytes:
        return encode({"type": "hello"})

    def ready(self, places: int) -> bytes:
        return encode({"type": "free", "places": places})

    def ask(self, console: str, text: str) -> bytes:
        return encode({"type": "ask", "to": console, "text": text})

    def accept(self, offer: Frame) -> bytes:
        words = {"conversation": offer.conversation, "text": offer.text}
        return encode({"type": "accept", **words})

    def to_console(self, console: str, visitor: int, text: str, own: UUID) -> bytes:
        return self._say(console, f"visitor-{visitor}", text)

    def to_visitor(self, conversation: str, text: str, own: UUID) -> bytes:
        return self._say(conversation, conversation, text)

    def _say(self, to: str, conversation: str, text: str) -> bytes:
        frame = {"type": "say", "to": to, "conversation": conversation, "text": text}
        return encode(frame)


class Project:
    """This project's two sockets."""

    acknowledges = True

    def __init__(self, origin: str, cookies: list[str], tokens: list[str]) -> None:
        self.origin = origin
        self.cookies = cookies
        self.tokens = tokens

    def visitor(self, number: int) -> tuple[str, Mapping[str, str]]:
        return "/ws/chat/", {"Origin": self.origin}

    def console(self, number: int) -> tuple[str, Mapping[str, str]]:
        cookie = f"desk={self.cookies[number]}"
        return "/ws/console/", {"Origin": self.origin, "Cookie": cookie}

    def hello(self, number: int, *, visiting: bool) -> bytes:
        if not visiting:
            return protocol.encode(protocol.DeskHello())
        token = self.tokens[number] if number < len(self.tokens) else None
        return protocol.encode(protocol.Hello(token=token))

    def ready(self, places: int) -> bytes:
        return protocol.encode(protocol.DeskStatus(status="here"))

    def ask(self, console: str, text: str) -> bytes:
        return self._say(text, uuid4())

    def accept(self, offer: Frame) -> bytes:
        return protocol.encode(protocol.Accept(conversation=UUID(offer.conversation)))

    def to_console(self, console: str, visitor: int, text: str, own: UUID) -> bytes:
        return self._say(text, own)

    def to_visitor(self, conversation: str, text: str, own: UUID) -> bytes:
        frame = {"type": "say", "conversation": conversation, "id": own, "text": text}
        return encode(frame)

    def _say(self, text: str, own: UUID) -> bytes:
        return protocol.encode(protocol.Say(id=own, text=text))
