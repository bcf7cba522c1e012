"""Those who seek help on the days of crashes, by a page or by texts, and what they have said.

Who was cut off comes back as a browser would: shows their token, is shown what is kept, and sends
again, with the same id, what was not acknowledged. Every text that is said holds a word of its own.
"""

import contextlib
import itertools
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

import httpx
from msgspec import Struct

from helpline import protocol
from routing.adapters._twilio.forms import sign
from tests.faults.crash.lives import Place
from tests.wire.client import Seeker, Socket, opened
from tests.wire.world import ACCOUNT, TOKEN

CANARY = "Grobbelwick"
NUMBER = "+12045550100"
WEBHOOK = "/in/sms/message"


@dataclass
class Said:
    """One message: `seq` once it was acknowledged."""

    text: str
    id: UUID = field(default_factory=uuid.uuid4)
    seq: int = 0


@dataclass
class Person:
    """Somebody who seeks help: by a page (`token`) or by texts (`number`)."""

    number: str = ""
    token: str = ""
    said: list[Said] = field(default_factory=list)
    # From here on it may be over: the words may be gone, and the token with them.
    ending: bool = False


def words() -> Iterator[str]:
    return (f"{CANARY}{number} is my name" for number in itertools.count(1))


def one_of(*kinds: type[Struct]) -> Callable[[Struct], bool]:
    return lambda frame: isinstance(frame, kinds)


@contextlib.asynccontextmanager
async def socket(
    place: Place, kind: type[Socket], path: str, cookie: str = ""
) -> AsyncIterator[Socket]:
    """A socket of this kind to whoever serves there now."""
    headers = [("Origin", place.env["PUBLIC_BASE_URL"])]
    if cookie:
        headers.append(("Cookie", cookie))
    made = kind(await opened(place.url(path).replace("http", "ws", 1), headers))
    try:
        yield made
    finally:
        with contextlib.suppress(Exception):
            await made.leave()


class People:
    """Everybody who has come and is not known to be gone."""

    def __init__(self, place: Place, words: Iterator[str]) -> None:
        self.place, self.words = place, words
        self.all: list[Person] = []
        self.tokens: set[str] = set()
        self._numbers = itertools.count(5_550_200)
        self._client = httpx.AsyncClient(timeout=30, verify=False)

    def arrives(self, *, texting: bool = False) -> Person:
        person = Person(number=f"+1204{next(self._numbers)}" if texting else "")
        self.all.append(person)
        if texting:
            person.said.append(Said(next(self.words)))
        return person

    async def come_back(self) -> None:
        """Everybody looks whether all is there and says again what was not acknowledged."""
        for person in list(self.all):
            if person.number:
                await self.texts(person)
            else:
                async with self.page(person):
                    pass
            if person.ending:
                self.all.remove(person)

    def ending(self, view: protocol.View) -> None:
        """Whoever has said what stands here may be gone from now on."""
        shown = {each.text for each in view.messages}
        for person in self.all:
            person.ending |= not shown.isdisjoint(said.text for said in person.said)

    @contextlib.asynccontextmanager
    async def page(self, person: Person) -> AsyncIterator[Seeker | None]:
        """This person's page, shown what is kept; None if their talk is over and forgotten."""
        async with socket(self.place, Seeker, "/ws/chat/") as page:
            assert isinstance(page, Seeker)
            await page.send(protocol.Hello(site="site", token=person.token or None))
            answer = await page.wait(Struct, one_of(protocol.Welcome, protocol.Refusal))
            if isinstance(answer, protocol.Refusal):
                assert person.ending, answer
                yield None
                return
            assert isinstance(answer, protocol.Welcome)
            person.token = answer.token
            self.tokens.add(answer.token)
            self._compare(person, answer.messages)
            for each in person.said:
                if not each.seq and not person.ending:
                    await self._say(page, each)
            yield page

    def _compare(self, person: Person, shown: list[protocol.Shown]) -> None:
        """What was acknowledged is shown once, in order and under its number."""
        mine = {each.id: each for each in shown if each.author == "seeker"}
        assert len(mine) == sum(each.author == "seeker" for each in shown), "doubled"
        if person.ending and not shown:
            return
        for said in person.said:
            if said.seq:
                assert said.id in mine, f"lost: acknowledged as {said.seq}"
                assert (mine[said.id].seq, mine[said.id].text) == (said.seq, said.text)
        known = {said.id for said in person.said}
        assert set(mine) <= known, "unexpected"
        assert [each.seq for each in shown] == sorted({each.seq for each in shown}), "reordered"

    async def _say(self, page: Seeker, said: Said) -> None:
        said.seq = (await page.say(said.text, said.id)).seq

    async def says(self, page: Seeker, person: Person) -> None:
        person.said.append(Said(next(self.words)))
        await self._say(page, person.said[-1])

    async def texts(self, person: Person) -> None:
        """Bring this person's texts as the provider does, again and again until they are taken."""
        for said in person.said:
            if said.seq:
                continue
            form = {"AccountSid": ACCOUNT, "MessageSid": f"SM{said.id.hex}", "From": person.number}
            form |= {"To": NUMBER, "Body": said.text}
            url = self.place.url(WEBHOOK)
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            headers["X-Twilio-Signature"] = sign(url, form, TOKEN)
            answer = await self._client.post(url, content=urlencode(form), headers=headers)
            assert answer.status_code == 200, answer.text
            said.seq = 1
