"""A day at the helpline that passes every fail point, and goes on after every crash."""

from helpline import protocol
from tests.faults.crash.desk import Desk
from tests.faults.crash.lives import Place
from tests.faults.crash.people import People, words
from tests.wire.client import Console


class Day:
    """What is said and done, whatever happens; remembered over all lives of one place."""

    def __init__(self, place: Place) -> None:
        self.place = place
        said = words()
        self.people = People(place, said)
        self.desk = Desk(place, self.people, said)

    async def live(self, rounds: int, *, chats: bool = True) -> None:
        """Come back, finish what was under way, and then do everything, so many times."""
        await self.people.come_back()
        async with self.desk.window() as ada:
            await self.desk.serve_all(ada)
            for _ in range(rounds):
                if chats:
                    await self._a_chat(ada)
                await self._a_text(ada)

    async def _a_chat(self, ada: Console) -> None:
        """Words there and back; handed back and taken; left behind and taken again; closed."""
        desk, person = self.desk, self.people.arrives()
        async with self.people.page(person) as page:
            assert page is not None
            await self.people.says(page, person)
            view = await desk.of(ada, person)
            talk = view.conversation
            await desk.reply(ada, view)
            await self.people.says(page, person)
            await desk.give_up(ada, talk, protocol.Transfer(conversation=talk))
            await desk.take_again(ada, talk)
            await desk.give_up(ada, talk, protocol.DeskStatus(status="away"))
            await ada.here()
            await desk.end(ada, await desk.take_again(ada, talk))

    async def _a_text(self, ada: Console) -> None:
        """A text comes in, is answered by one that is seen to have left, and closed."""
        person = self.people.arrives(texting=True)
        await self.people.texts(person)
        view = await self.desk.of(ada, person)
        reply = await self.desk.reply(ada, view)
        await ada.step("delivery", conversation=view.conversation, message=reply.said.seq)
        await self.desk.end(ada, view)
