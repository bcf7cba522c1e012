"""Twilio's own SDK with the fake provider straight behind it: no network, no waiting."""

import asyncio
import base64
from collections.abc import Coroutine, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from demo import rest
from demo.twilio import FakeTwilio
from demo.web import Request
from routing.adapters import Incoming, Receipt, channels
from routing.adapters._twilio.forms import sign

ACCOUNT, TOKEN = "AC" + "1" * 32, "a token of the demo"
HOUSE = "https://chat.example.org"


def key(account: str, token: str) -> str:
    """The header with which somebody says who they are."""
    return "Basic " + base64.b64encode(f"{account}:{token}".encode()).decode()


class House:
    """Takes the provider's webhooks as ours does, and keeps what is read from each."""

    def __init__(self) -> None:
        self.read: list[Incoming | Receipt] = []

    async def post(self, url: str, form: Mapping[str, str], signature: str) -> int:
        channel = channels()[urlsplit(url).path.split("/")[2]]
        assert channel.read is not None
        listed = {name: [value] for name, value in form.items()}
        self.read.append(channel.read(url, listed, signature))
        return 200


class Straight(HttpClient):  # type: ignore[misc]  # the SDK carries no types
    """What the SDK asks goes to the fake, on a loop of its own that keeps what is under way."""

    def __init__(self, **more: Any) -> None:
        super().__init__(None, False, None)
        self.house = House()
        self.fake = FakeTwilio(
            ACCOUNT,
            TOKEN,
            f"{HOUSE}/in/sms/message",
            whatsapp_url=f"{HOUSE}/in/whatsapp/message",
            post=self.house.post,
            sign=sign,
            pace=0,
            seed=1,
            **more,
        )
        self.asked: list[Request] = []
        self._loop = asyncio.new_event_loop()

    def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] = ("", ""),
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        there = urlsplit(url)
        query = {**dict(parse_qsl(there.query)), **{k: str(v) for k, v in (params or {}).items()}}
        body = urlencode(data or {}).encode()
        head = {"authorization": key(*auth)}
        request = Request(method.upper(), there.path, query, head, body)
        self.asked.append(request)
        reply = self.run(rest.handle(self.fake, request))
        return Response(reply.status, reply.body.decode())

    def client(self) -> Client:
        return Client(ACCOUNT, TOKEN, http_client=self)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)

    def settle(self) -> None:
        """Until every text has come as far as it will."""
        self.run(self.fake.settle())

    def close(self) -> None:
        self._loop.close()
