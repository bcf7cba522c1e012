"""A day at the helpline that passes every fail point, and goes on after every crash.

Who was cut off comes back as a browser would: shows their token, is shown what is kept, and sends
again, with the same id, what was not acknowledged. Every text that is said holds a word of its own.
"""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

import httpx
from msgspec import Struct

from helpline import protocol
from routing.adapters.sms import sign
from tests.faults.lives import Place
from tests.wire.client import Console, Seeker, Socket, opened
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


@dataclass
class Reply:
    """What Ada said in a conversation."""

    conversation: UUID
    said: Said
    texted: bool


def _is(*kinds: type[Struct]) -> Callable[[Struct], bool]:
    return lambda frame: isinstance(frame, kinds)


class Day:
    """What is said and done, whatever happens; remembered over all lives of one place."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.people: list[Person] = []
        self.replies: list[Reply] = []
        self.count = 0
        self.seen_acks = 0
        self.client = httpx.AsyncClient(timeout=10, verify=False)

    def words(self) -> str:
        self.count += 1
        return f"{CANARY}{self.count} is my name"

    # ---- coming and going ----------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def _socket(
        self, kind: type[Socket], path: str, cookie: str = ""
    ) -> AsyncIterator[Socket]:
        headers = [("Origin", self.place.env["PUBLIC_BASE_URL"])]
        if cookie:
            headers.append(("Cookie", cookie))
        socket = kind(await opened(self.place.url(path).replace("http", "ws", 1), headers))
        try:
            yield socket
        finally:
            with contextlib.suppress(Exception):
                await socket.leave()

    @contextlib.asynccontextmanager
    async def seeker(self, person: Person) -> AsyncIterator[Seeker | None]:
        """This person's page, shown what is kept; None if their talk is over and forgotten."""
        async with self._socket(Seeker, "/ws/chat/") as page:
            assert isinstance(page, Seeker)
            await page.send(protocol.Hello(site="site", token=person.token or None))
            answer = await page.wait(Struct, _is(protocol.Welcome, protocol.Refusal))
            if isinstance(answer, protocol.Refusal):
                assert person.ending, answer
                yield None
                return
            assert isinstance(answer, protocol.Welcome)
            person.token = answer.token
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
        self.seen_acks += 1

    async def says(self, page: Seeker, person: Person) -> None:
        person.said.append(Said(self.words()))
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
            answer = await self.client.post(url, content=urlencode(form), headers=headers)
            assert answer.status_code == 200, answer.text
            said.seq = 1
            self.seen_acks += 1

    # ---- at the desk ---------------------------------------------------------------------------

    @contextlib.asynccontextmanager
    async def console(self) -> AsyncIterator[Console]:
        """Ada's window, with everything tidied up that a crash has left in her hands."""
        cookie = f"desk={self.place.people['Ada']['session']}"
        # Who died while going away is losing what is in hand; begin the shift, then look.
        if self.place.store.run("SELECT 1 FROM routing_shift WHERE status = 'here'") == []:
            async with self._socket(Console, "/ws/console/", cookie) as door:
                assert isinstance(door, Console)
                await door.hello()
                await door.here()
        async with self._socket(Console, "/ws/console/", cookie) as ada:
            assert isinstance(ada, Console)
            snapshot = await ada.hello()
            for view in snapshot.conversations:
                await self._finish(ada, view)
            for offer in snapshot.offers:
                await self._accept(ada, offer.conversation)
            yield ada

    async def _finish(self, ada: Console, view: protocol.View) -> None:
        """Say again what was not acknowledged, look whether all is there, then end and close."""
        shown = {each.id: each for each in view.messages if each.author == "counsellor"}
        for reply in self.replies:
            if reply.conversation != view.conversation:
                continue
            said = reply.said
            if said.seq:
                assert shown[said.id].text == said.text, "lost"
            elif view.state == "active":
                said.seq = (await ada.say(view.conversation, said.text, said.id)).seq
        await self._end(ada, view)

    async def _end(self, ada: Console, view: protocol.View) -> None:
        for person in self.people:
            texts = {said.text for said in person.said}
            if not person.ending and any(each.text in texts for each in view.messages):
                person.ending = True
        if view.state == "active":
            await ada.send(protocol.DeskEnd(conversation=view.conversation))
        await self._give_up(ada, view.conversation, protocol.Wrap(conversation=view.conversation))

    async def _give_up(self, ada: Console, talk: UUID, frame: Struct) -> None:
        """Send a command after which this conversation is no longer hers, and see that it is so."""
        ada.frames = [each for each in ada.frames if not isinstance(each, protocol.Step)]
        await ada.send(frame)
        await ada.wait(protocol.Step, lambda step: step.conversation == talk and step.gone)

    async def _take(self, ada: Console) -> protocol.View | None:
        """The first who waits; None if she has no room, or nobody waits whom others leave alone."""
        await ada.send(protocol.Take())
        news = await ada.wait(Struct, _is(protocol.Opened, protocol.Refusal))
        if isinstance(news, protocol.Opened):
            return news.view
        assert isinstance(news, protocol.Refusal)
        assert news.code in ("nobody_waiting", "full"), news
        return None

    async def _take_again(self, ada: Console, talk: UUID) -> protocol.View:
        for _ in range(40):
            view = await self._take(ada)
            if view is not None:
                assert view.conversation == talk
                return view
            await asyncio.sleep(0.05)
        raise AssertionError("nobody waits")

    async def _accept(self, ada: Console, conversation: UUID) -> None:
        view = await ada.accept(conversation)
        await self._reply(ada, view)
        await self._end(ada, view)

    async def _reply(self, ada: Console, view: protocol.View) -> Reply:
        reply = Reply(view.conversation, Said(self.words()), view.channel == "sms")
        self.replies.append(reply)
        reply.said.seq = (await ada.say(view.conversation, reply.said.text, reply.said.id)).seq
        return reply

    # ---- the day -------------------------------------------------------------------------------

    async def live(self, rounds: int, *, chats: bool = True) -> None:
        """Come back, finish what was under way, and then do everything, so many times."""
        async with self.console() as ada:
            await self._come_back()
            await self._serve_all(ada)
            for _ in range(rounds):
                if chats:
                    await self._a_chat(ada)
                await self._a_text(ada)

    async def _come_back(self) -> None:
        for person in list(self.people):
            if person.number:
                await self.texts(person)
            else:
                async with self.seeker(person):
                    pass
            if person.ending:
                self.people.remove(person)

    async def _serve_all(self, ada: Console) -> None:
        """Everybody who waits is taken, answered and closed."""
        while True:
            view = await self._take(ada)
            if view is not None:
                await self._reply(ada, view)
                await self._end(ada, view)
            offers = [frame for frame in ada.frames if isinstance(frame, protocol.Offer)]
            if view is None and not offers:
                return
            for offer in offers:
                ada.frames.remove(offer)
                await self._accept(ada, offer.conversation)

    async def _of(self, ada: Console, person: Person) -> protocol.View:
        """This person's conversation, accepted; who else is offered first is served first."""
        while True:
            view = await ada.accept((await ada.offered()).conversation)
            if any(each.text == person.said[0].text for each in view.messages):
                return view
            await self._reply(ada, view)
            await self._end(ada, view)

    async def _a_chat(self, ada: Console) -> None:
        """Words there and back; handed back and taken; left behind and taken again; closed."""
        person = Person()
        self.people.append(person)
        async with self.seeker(person) as page:
            assert page is not None
            await self.says(page, person)
            view = await self._of(ada, person)
            talk = view.conversation
            await self._reply(ada, view)
            await self.says(page, person)
            await self._give_up(ada, talk, protocol.Transfer(conversation=talk))
            await self._take_again(ada, talk)
            await self._give_up(ada, talk, protocol.DeskStatus(status="away"))
            await ada.here()
            await self._end(ada, await self._take_again(ada, talk))

    async def _a_text(self, ada: Console) -> None:
        """A text comes in, is answered by one that is seen to have left, and closed."""
        person = Person(number=f"+1204{5550200 + self.count}", said=[Said(self.words())])
        self.people.append(person)
        await self.texts(person)
        view = await self._of(ada, person)
        reply = await self._reply(ada, view)
        await ada.step("delivery", conversation=view.conversation, message=reply.said.seq)
        await self._end(ada, view)
