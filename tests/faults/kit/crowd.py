"""Everybody who takes part: they arrive, talk at their own pace, and settle."""

import asyncio
import time
from collections import Counter
from random import Random
from typing import TypeVar
from uuid import UUID

from tests.faults import sizes
from tests.faults.kit.console import Console
from tests.faults.kit.house import House
from tests.faults.kit.ledger import Ledger, Screen, Stored
from tests.faults.kit.seeker import Seeker

# A storm of half a minute is as busy as a day: pauses between tries are a quarter of the pages'.
PACE = 0.25
S = TypeVar("S", bound=Seeker)
AT_ONCE = 50
SPICE = ("café", "🌧", "naïve", "“so”", "—", "ß", "\u200d", "<b>", "'; --")


class Crowd:
    """Seekers and consoles of one house behind one port, and the ledger of all they say."""

    def __init__(self, house: House, port: int, rng: Random) -> None:
        self.house, self.rng = house, rng
        self.url = f"ws://127.0.0.1:{port}"
        self.ledger = Ledger()
        self.seekers: list[Seeker] = []
        self.consoles: list[Console] = []
        self.said = 0

    # ---- arriving ------------------------------------------------------------------------------

    def console(self, number: int) -> Console:
        person = self.house.people[number]
        headers = {"Origin": self.house.origin, "Cookie": f"desk={person.session}"}
        made = Console(
            person.name,
            UUID(person.id),
            f"{self.url}/ws/console/",
            headers,
            Random(self.rng.getrandbits(64)),
            self.ledger,
            pace=PACE,
        )
        self.consoles.append(made)
        return made

    def seeker(self, *, pace: float = PACE) -> Seeker:
        return self.someone(Seeker, pace)

    def someone(self, kind: type[S], pace: float) -> S:
        """A seeker of this kind."""
        made = kind(
            f"Seeker {len(self.seekers)}",
            f"{self.url}/ws/chat/",
            {"Origin": self.house.origin},
            Random(self.rng.getrandbits(64)),
            self.ledger,
            pace=pace,
        )
        self.seekers.append(made)
        return made

    async def everybody_greeted(self, patience: float) -> None:
        async with asyncio.timeout(patience):
            for person in (*self.seekers, *self.consoles):
                await person.greeted.wait()

    async def leave(self) -> None:
        await asyncio.gather(*(person.leave() for person in (*self.seekers, *self.consoles)))

    # ---- talking -------------------------------------------------------------------------------

    def text(self, who: str) -> str:
        """Words that nobody else says, some of them hard to carry."""
        self.said += 1
        return f"{who} says {self.rng.choice(SPICE)}, {self.said}"

    async def talk(self, seeker: Seeker, plan: sizes.Storm, over: asyncio.Event) -> None:
        """Come, and say something now and then; what is left when the storm is over at once."""
        pause = plan.seconds / plan.words
        await within(over, self.rng.uniform(0, pause))
        seeker.open()
        for _ in range(plan.words):
            await within(over, self.rng.uniform(0.2, 1.6) * pause)
            seeker.say(self.text(seeker.name))

    def nobody_answers(self) -> None:
        """From now on what seekers say is only read, so that it is known when all is said."""
        for console in self.consoles:
            console.answering = False

    def everybody_says_something(self) -> None:
        """One message each, in every conversation, from both sides at once."""
        for seeker in self.seekers:
            seeker.say(self.text(seeker.name))
        for console in self.consoles:
            for conversation in console.screens():
                console.say(conversation, self.text(console.name))

    async def everybody_heard(self, patience: float) -> None:
        """Until each seeker is greeted and all their words are acknowledged."""
        async with asyncio.timeout(patience):
            for seeker in self.seekers:
                await seeker.greeted.wait()
                await seeker.outbox.empty.wait()

    # ---- settling ------------------------------------------------------------------------------

    def settled(self) -> bool:
        """Nobody waits for anything, and what stands before each seeker stands on a desk too."""
        if not all(person.quiet() for person in (*self.seekers, *self.consoles)):
            return False
        desks = {
            tuple(screen) for console in self.consoles for screen in console.screens().values()
        }
        return all(tuple(seeker.screen()) in desks for seeker in self.seekers)

    async def settle(self, patience: float) -> float:
        """Wait until all is settled; returns the seconds it took, or `patience` if it never was."""
        began = time.monotonic()
        while (took := time.monotonic() - began) < patience:
            if self.settled():
                break
            await asyncio.sleep(0.05)
        return took

    def screens(self, stored: list[Stored]) -> dict[str, tuple[str, Screen]]:
        """What everybody sees, by name; a seeker's conversation is where their words are."""
        homes = {message.id: message.conversation for message in stored}
        found: dict[str, tuple[str, Screen]] = {}
        for words, attempt in self.ledger.attempts.items():
            if attempt.author == "seeker":
                found[attempt.thread] = (homes.get(words, ""), ())
        for seeker in self.seekers:
            if seeker.name in found:
                found[seeker.name] = (found[seeker.name][0], seeker.screen())
        for console in self.consoles:
            for conversation, screen in console.screens().items():
                found[f"{console.name}, {conversation}"] = (str(conversation), screen)
        return found

    def refusals(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for person in (*self.seekers, *self.consoles):
            total += person.refusals
        return total

    def losses(self) -> int:
        """How often a socket was lost, by a cut or with the process it went to."""
        return sum(person.losses for person in (*self.seekers, *self.consoles))


async def within(over: asyncio.Event, seconds: float) -> None:
    """Wait so long, or until it is over."""
    try:
        async with asyncio.timeout(seconds):
            await over.wait()
    except TimeoutError:
        return
