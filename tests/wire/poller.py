"""A page without a socket: asks, and hears what a socket would have said."""

import uuid
from typing import Any, TypeVar

import httpx
import msgspec

from helpline import protocol
from tests.wire.world import World

F = TypeVar("F", bound=msgspec.Struct)
FRAMES = msgspec.json.Decoder(dict[str, list[protocol.ToSeeker]])
PATH = "/chat/poll/"


class Poller:
    """One page; every answer must be made of the protocol's frames."""

    def __init__(self, world: World, *, address: str = "", process: int = 0) -> None:
        self.url = world.url(PATH, process)
        self.headers = {"Origin": world.origin, "Content-Type": "application/json"}
        if address:
            self.headers["X-Forwarded-For"] = address
        self.client = httpx.AsyncClient(timeout=60)
        self.token: str | None = None
        self.since = 0
        self.heard: list[str] = []

    async def post(self, body: bytes, **headers: str) -> httpx.Response:
        """Anything at all, with these headers in place of ours."""
        answer = await self.client.post(self.url, content=body, headers=self.headers | headers)
        self.heard.append(answer.text)
        return answer

    async def ask(self, *frames: msgspec.Struct, **hello: Any) -> "Answer":
        """Say hello and these frames."""
        greeting = {"site": "site", "token": self.token, "since": self.since, **hello}
        body = protocol.encode({"hello": protocol.Hello(**greeting), "frames": frames})
        response = await self.post(body)
        assert response.status_code == 200, response
        answer = Answer(FRAMES.decode(response.content)["frames"])
        for welcome in answer.all(protocol.Welcome):
            self.token, self.since = welcome.token, welcome.seq
        return answer

    async def say(self, text: str, ref: uuid.UUID | None = None) -> "Answer":
        return await self.ask(protocol.Say(id=ref or uuid.uuid4(), text=text))

    async def close(self) -> None:
        await self.client.aclose()


class Answer:
    """The frames of one answer."""

    def __init__(self, frames: list[Any]) -> None:
        self.frames = frames

    def all(self, kind: type[F]) -> list[F]:
        return [frame for frame in self.frames if isinstance(frame, kind)]

    def one(self, kind: type[F]) -> F:
        (found,) = self.all(kind)
        return found

    def code(self) -> str:
        """The cause of the one refusal."""
        return self.one(protocol.Refusal).code

    def texts(self) -> list[str]:
        return [message.text for message in self.one(protocol.Welcome).messages]
