"""The least of HTTP that the demo needs on top of ASGI: a request, a reply, and JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import msgspec
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

LARGEST = 65_536


class TooLarge(Exception):
    """The body is larger than the demo reads."""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(status: int, content: object) -> Reply:
    return Reply(status, msgspec.json.encode(content), "application/json")


async def read(scope: HTTPScope, receive: ASGIReceiveCallable) -> Request:
    """The whole request; raises TooLarge, and ConnectionError if the client left."""
    body = b""
    more = True
    while more:
        event = await receive()
        if event["type"] != "http.request":
            raise ConnectionError
        body += event["body"]
        more = event["more_body"]
        if len(body) > LARGEST:
            raise TooLarge
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }
    return Request(scope["method"], scope["path"], query, headers, body)


async def answer(send: ASGISendCallable, reply: Reply) -> None:
    headers = [(b"content-type", reply.kind.encode()), (b"content-length", b"%d" % len(reply.body))]
    headers += [(name.encode(), value.encode()) for name, value in reply.headers.items()]
    await send(
        {
            "type": "http.response.start",
            "status": reply.status,
            "headers": headers,
            "trailers": False,
        }
    )
    await send({"type": "http.response.body", "body": reply.body, "more_body": False})
