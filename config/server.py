"""Daphne as we run it: its limits, its pings, and a close that does not wait for who floods."""

from collections.abc import Callable
from functools import partialmethod
from typing import Any

from config import asgi, loop
from helpline.protocol import FRAME_LIMIT

loop.install()

# From here on, because Daphne brings a reactor of its own where there is none.
from autobahn.twisted import websocket as sockets  # noqa: E402
from autobahn.websocket import protocol as frames  # noqa: E402
from daphne.http_protocol import WebRequest  # noqa: E402
from daphne.server import Server as Daphne  # noqa: E402

# Larger than a frame may be, so that a frame that is too large gets an answer, not a closed door.
SOCKET_BYTES = 4 * FRAME_LIMIT
# Functions by which autobahn, inside Daphne, dresses up its log lines.
DRESS = ("hltype", "hlval")
# From here on a close is one that we chose because of what the other side does.
CUT = 4000


class Server(Daphne):  # type: ignore[misc]  # Daphne carries no types
    """Bounds what comes in, not what goes out, and reads nothing more of a socket that is cut.

    Autobahn has one limit for both ways, and what a console is shown first may be longer. The usual
    close would go on reading for a second.
    """

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.send":
            # Nothing is awaited in between, so nothing comes in without its bound.
            protocol.maxMessagePayloadSize = 0
            try:
                await super().handle_reply(protocol, message)
            finally:
                protocol.maxMessagePayloadSize = SOCKET_BYTES
            return
        await super().handle_reply(protocol, message)
        if message["type"] == "websocket.close" and message.get("code", 0) >= CUT:
            protocol.transport.loseConnection()


def server(host: str, port: int, *, ready: Callable[[], None] | None = None) -> Server:
    """A server of the one application on this address; `ready` is called once it listens.

    Daphne's own reading of X-Forwarded-For stays off: it believes the first entry, which is what
    the visitor has written. Who needs an address finds it by `helpline/addresses.py`.
    """
    return Server(
        application=asgi.application,
        endpoints=[f"tcp:port={port}:interface={host.replace(':', chr(92) + ':')}"],
        ping_interval=20,
        ping_timeout=30,
        websocket_timeout=-1,
        websocket_max_message_size=SOCKET_BYTES,
        websocket_max_frame_size=SOCKET_BYTES,
        server_name="",
        verbosity=0,
        ready_callable=ready,
    )


def spare() -> None:
    """Keep Daphne from work whose result nobody uses: each a tenth of its time, by a profile.

    Autobahn names and colours what it might log, for every frame, before asking whether it should.
    Twisted takes the forms apart that are posted, with a parser of e-mail headers; Django and our
    webhooks do that for themselves, after looking at who asks.
    """
    for module in (sockets, frames):
        for each in DRESS:
            setattr(module, each, bare)
    WebRequest.__init__ = partialmethod(WebRequest.__init__, parsePOSTFormSubmission=False)


def bare(thing: object, *_: object, **__: object) -> str:
    return ""


spare()
