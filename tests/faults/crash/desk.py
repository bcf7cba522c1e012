"""Ada's desk on the days of crashes: what she does with whoever comes, and what she has said."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from uuid import UUID

from msgspec import Struct

from helpline import protocol
from tests.faults.crash.lives import Place
from tests.faults.crash.people import People, Person, Said, one_of, socket
from tests.wire.client import Console


@dataclass
class Reply:
    """What Ada said in a conversation."""

    conversation: UUID
    said: Said


class Desk:
    """What Ada has said in all her windows, and her ways of going about it."""

    def __init__(self, place: Place, people: People, words: Iterator[str]) -> None:
        self.place, self.people, self.words = place, people, words
        self.replies: list[Reply] = []

    @contextlib.asynccontextmanager
    async def window(self) -> AsyncIterator[Console]:
        """Ada's window, with everything tidied up that a crash has left in her hands."""
        cookie = f"desk={self.place.people['Ada']['session']}"
        # Who died while going away is losing what is in hand; begin the shift, then look.
        if self.place.store.run("SELECT 1 FROM routing_shift WHERE status = 'here'") == []:
            async with socket(self.place, Console, "/ws/console/", cookie) as door:
                assert isinstance(door, Console)
                await door.hello()
                await door.here()
        async with socket(self.place, Console, "/ws/console/", cookie) as ada:
            assert isinstance(ada, Console)
            snapshot = await ada.hello()
            # As her page does, or the lease of a past life runs out.
            await ada.send(protocol.Beat())
            for view in snapshot.conversations:
                await self._finish(ada, view)
            for offer in snapshot.offers:
                await self.accept(ada, offer.conversation)
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
        await self.end(ada, view)

    async def end(self, ada: Console, view: protocol.View) -> None:
        self.people.ending(view)
        if view.state == "active":
            await ada.send(protocol.DeskEnd(conversation=view.conversation))
        await self.give_up(
            ada, view.conversation, protocol.Wrap(conversation=view.conversation, kind="support")
        )

    async def give_up(self, ada: Console, talk: UUID, frame: Struct) -> None:
        """Send a command after which this conversation is no longer hers, and see that it is so."""
        ada.frames = [each for each in ada.frames if not isinstance(each, protocol.Step)]
        await ada.send(frame)
        await ada.wait(protocol.Step, lambda step: step.conversation == talk and step.gone)

    async def take(self, ada: Console) -> protocol.View | None:
        """The first who waits; None if she has no room, or nobody waits whom others leave alone."""
        await ada.send(protocol.Take())
        news = await ada.wait(Struct, one_of(protocol.Opened, protocol.Refusal))
        if isinstance(news, protocol.Opened):
            return news.view
        assert isinstance(news, protocol.Refusal)
        assert news.code in ("nobody_waiting", "full"), news
        return None

    async def take_again(self, ada: Console, talk: UUID) -> protocol.View:
        for _ in range(40):
            view = await self.take(ada)
            if view is not None:
                assert view.conversation == talk
                return view
            await asyncio.sleep(0.05)
        raise AssertionError("nobody waits")

    async def accept(self, ada: Console, conversation: UUID) -> None:
        view = await ada.accept(conversation)
        await self.reply(ada, view)
        await self.end(ada, view)

    async def reply(self, ada: Console, view: protocol.View) -> Reply:
        reply = Reply(view.conversation, Said(next(self.words)))
        self.replies.append(reply)
        reply.said.seq = (await ada.say(view.conversation, reply.said.text, reply.said.id)).seq
        return reply

    async def serve_all(self, ada: Console) -> None:
        """Everybody who waits is taken, answered and closed."""
        while True:
            view = await self.take(ada)
            if view is not None:
                await self.reply(ada, view)
                await self.end(ada, view)
            offers = [frame for frame in ada.frames if isinstance(frame, protocol.Offer)]
            if view is None and not offers:
                return
            for offer in offers:
                ada.frames.remove(offer)
                await self.accept(ada, offer.conversation)

    async def of(self, ada: Console, person: Person) -> protocol.View:
        """This person's conversation, accepted; who else is offered first is served first."""
        while True:
            view = await ada.accept((await ada.offered()).conversation)
            if any(each.text == person.said[0].text for each in view.messages):
                return view
            await self.reply(ada, view)
            await self.end(ada, view)
