"""Run as a program: the fake Twilio on a bad day, with a book of every text it has seen.

It brings a text to the first web process and falls back to the last one, as its addresses say, and
loses patience now and then: the request is on its way, and nobody waits for the answer.
"""

import asyncio
import os
import time
from collections.abc import Mapping
from random import Random
from urllib.parse import urlencode, urlsplit

import msgspec
from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, Scope
from daphne.server import Server

from demo import rest
from demo.faults import Faults
from demo.texts import VERSION, Text
from demo.twilio import FakeTwilio
from demo.web import Reply, Request, answer, json_reply, read
from routing.adapters._twilio.forms import sign

PATIENCE = 15.0
# How many texts are being brought at once.
AT_ONCE = 24
# A first try and five more at each address, which is the most the real one can be told to make.
RETRIES = 5
PACE = 0.25


class Writing(msgspec.Struct):
    """Texts that phones send, in this order."""

    to: str
    texts: list[tuple[str, str]]


class Entry(msgspec.Struct):
    """A text as the provider knows it; texts are booked in the order it got them."""

    sid: str
    sender: str
    to: str
    body: str
    status: str


class Book(msgspec.Struct):
    """All texts, how many webhooks were tried, and whether any text is still on its way.

    `answered` is how many seconds each webhook took whose answer was waited for, and came.
    """

    came: list[Entry]
    left: list[Entry]
    tried: int
    gave_up: int
    busy: bool
    answered: list[float]


class Carrier:
    """Posts webhooks; `hurry` is the share of those whose answer is not waited for."""

    def __init__(self, ports: list[int], dice: Random) -> None:
        self.ports, self._dice = ports, dice
        self.hurry = 0.0
        self.tried = self.gave_up = 0
        self.answered: list[float] = []

    async def post(self, url: str, form: Mapping[str, str], signature: str) -> int:
        self.tried += 1
        parts = urlsplit(url)
        port = self.ports[-1] if "second" in parts.query else self.ports[0]
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        body = urlencode(form)
        head = [
            f"POST {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
            f"Content-Length: {len(body)}",
            f"X-Twilio-Signature: {signature}",
            "Connection: close",
        ]
        request = "\r\n".join([*head, "", body]).encode()
        hurried = self._dice.random() < self.hurry
        patience = self._dice.uniform(0.0, 0.02) if hurried else PATIENCE
        began = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(request)
            await writer.drain()
            first = await asyncio.wait_for(reader.readline(), patience)
        except TimeoutError:
            self.gave_up += 1
            raise
        finally:
            writer.close()
        if not first:
            raise ConnectionResetError
        if not hurried:
            self.answered.append(time.monotonic() - began)
        return int(first.split()[1])


class Provider:
    """The REST API, and behind `/play/` what the test tells it and asks it."""

    def __init__(self, fake: FakeTwilio, carrier: Carrier) -> None:
        self._fake, self._carrier = fake, carrier
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._writing = 0

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        if scope["type"] == "http":
            request = await read(scope, receive)
            if request.path.startswith(f"/{VERSION}/"):
                await answer(send, await rest.handle(self._fake, request))
            else:
                await answer(send, self._play(request))

    def _play(self, request: Request) -> Reply:
        if request.path == "/play/write":
            writing = msgspec.json.decode(request.body, type=Writing)
            self._writing += len(writing.texts)
            for sender, body in writing.texts:
                self._fake.start(self._write(sender, writing.to, body))
        elif request.path == "/play/faults":
            shares = msgspec.json.decode(request.body, type=dict[str, float])
            self._carrier.hurry = shares.pop("hurry", 0.0)
            self._fake.faults = msgspec.convert(shares, Faults)
        return json_reply(200, self._book())

    async def _write(self, sender: str, to: str, body: str) -> None:
        async with self._gate:
            await self._fake.write(sender, to, body)
        self._writing -= 1

    def _book(self) -> Book:
        texts = list(self._fake.texts.values())
        came = [_entry(text) for text in texts if text.direction == "inbound"]
        left = [_entry(text) for text in texts if text.direction != "inbound"]
        carrier = self._carrier
        return Book(came, left, carrier.tried, carrier.gave_up, self._writing > 0, carrier.answered)


def _entry(text: Text) -> Entry:
    return Entry(text.sid, text.sender, text.to, text.body, text.status)


def make() -> Provider:
    """The provider that the environment describes."""
    ports = [int(port) for port in os.environ["WEB_PORTS"].split(",")]
    seed = int(os.environ["SEED"])
    carrier = Carrier(ports, Random(seed))
    url = f"{os.environ['PUBLIC_BASE_URL']}/in/sms/message"
    fake = FakeTwilio(
        os.environ["TWILIO_ACCOUNT_SID"],
        os.environ["TWILIO_AUTH_TOKEN"],
        url,
        fallback_url=f"{url}?second",
        retries=RETRIES,
        post=carrier.post,
        sign=sign,
        seed=seed,
        pace=PACE,
    )
    return Provider(fake, carrier)


if __name__ == "__main__":
    endpoint = f"tcp:port={os.environ['PROVIDER_PORT']}:interface=127.0.0.1"
    Server(application=make(), endpoints=[endpoint], server_name="provider").run()
