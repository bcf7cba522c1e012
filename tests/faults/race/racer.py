"""Counsellors in a race: their windows accept what rings, and sometimes what does not."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Any, Protocol
from uuid import UUID

import msgspec
from msgspec import UNSET

from helpline import protocol
from tests.faults.kit.link import Link

# Whole boards come several times a second, and nobody in a race looks at them.
BOARDS = (b'{"type":"queue"', b'{"type":"team"')
TOO_LATE = frozenset({"already_taken", "no_offer"})
THE_NEXT = UUID(int=0)
NOT_THE_NEXT = frozenset({"nobody_waiting", "full", "not_now"})
HASTE = 0.04

DECLINES, IGNORES, GIVES_BACK, TAKES = 0.04, 0.03, 0.03, 0.1


class Course(Protocol):
    """The race as its windows know it."""

    def rings(self, racer: "Racer", conversation: UUID) -> None:
        """An offer has come to this racer."""

    def ignored(self, conversation: UUID) -> None:
        """Nobody is going to answer this offer."""


class Racer:
    """One counsellor with one or two windows, and what was asked for and answered in all of them.

    Asked for is to accept and to decline. Counted by conversation, THE_NEXT being what `take` asks
    for; `unknown` is what a socket that was lost may have been told. Who is `idle` accepts, and
    then does nothing more.
    """

    def __init__(self, name: str, counsellor: UUID) -> None:
        self.name, self.counsellor = name, counsellor
        self.windows: list[Window] = []
        self.idle = False
        self.asked: Counter[UUID] = Counter()
        self.refused: Counter[UUID] = Counter()
        self.unknown: Counter[UUID] = Counter()
        self.codes: Counter[str] = Counter()

    def open(self) -> None:
        for window in self.windows:
            window.open()

    async def leave(self) -> None:
        await asyncio.gather(*(window.leave() for window in self.windows))

    def answered(self, conversation: UUID) -> int:
        """How often this was asked for on sockets that stayed, and not refused."""
        asked = self.asked[conversation] - self.refused[conversation]
        return asked - self.unknown[conversation]


class Window(Link):
    """One console: it ends what it holds as soon as it can, so that there is room for the next."""

    frames = protocol.ToConsole

    def __init__(
        self,
        racer: Racer,
        url: str,
        headers: Mapping[str, str],
        rng: Random,
        course: Course,
        *,
        pace: float,
    ) -> None:
        super().__init__(url, headers, rng, pace=pace)
        self.racer, self.course = racer, course
        self.tries: Counter[UUID] = Counter()

    def soon(self, frame: msgspec.Struct) -> None:
        self._in_a_moment(self.send, frame)

    def _in_a_moment(self, act: Callable[..., object], *what: object) -> None:
        asyncio.get_running_loop().call_later(self.rng.uniform(0, HASTE), act, *what)

    # ---- asking --------------------------------------------------------------------------------

    def accept(self, conversation: UUID) -> None:
        self._ask(conversation, protocol.Accept(conversation=conversation))

    def decline(self, conversation: UUID) -> None:
        self._ask(conversation, protocol.Decline(conversation=conversation))

    def take(self) -> None:
        self._ask(THE_NEXT, protocol.Take())

    def _ask(self, conversation: UUID, frame: msgspec.Struct) -> None:
        if self.greeted.is_set() and self.send(frame):
            self.racer.asked[conversation] += 1
            self.tries[conversation] += 1

    def _answer(self, conversation: UUID) -> None:
        mood = self.rng.random()
        if mood < DECLINES:
            self._in_a_moment(self.decline, conversation)
        elif mood < DECLINES + IGNORES:
            self.course.ignored(conversation)
        else:
            self._in_a_moment(self.accept, conversation)

    # ---- the console's side of its link ----------------------------------------------------------

    def hello(self) -> protocol.DeskHello:
        return protocol.DeskHello(since={})

    def went(self) -> None:
        self.racer.unknown.update(self.tries)
        self.tries.clear()

    def stale(self, now: float) -> bool:
        return False

    def quiet(self) -> bool:
        return True

    def came(self, text: bytes) -> None:
        if text.startswith(BOARDS):
            self.heard_at = asyncio.get_running_loop().time()
        else:
            super().came(text)

    def hear(self, frame: Any) -> None:
        match frame:
            case protocol.Offer():
                self.course.rings(self.racer, frame.conversation)
                self._answer(frame.conversation)
            case protocol.Opened():
                self._holds(frame.view.conversation, frame.view.state)
            case protocol.Step():
                self._moved(frame)
            case protocol.Snapshot():
                self._welcomed(frame)
            case protocol.MyStatus() if frame.status != "here":
                self.send(protocol.DeskStatus(status="here"))
            case protocol.Refusal():
                self._refused(frame)

    def _welcomed(self, frame: protocol.Snapshot) -> None:
        self.welcomed()
        if frame.me.status != "here":
            self.send(protocol.DeskStatus(status="here"))
        for view in frame.conversations:
            self._holds(view.conversation, view.state)
        for offer in frame.offers:
            self._answer(offer.conversation)

    def _holds(self, conversation: UUID, state: str) -> None:
        if self.racer.idle:
            return
        if state == "wrap_up":
            self.soon(protocol.Wrap(conversation=conversation, kind="support"))
        elif self.rng.random() < GIVES_BACK:
            self.soon(protocol.Transfer(conversation=conversation))
        else:
            self.soon(protocol.DeskEnd(conversation=conversation))

    def _moved(self, frame: protocol.Step) -> None:
        if frame.gone:
            if self.rng.random() < TAKES and not self.racer.idle:
                self._in_a_moment(self.take)
        elif frame.state == "wrap_up" and not self.racer.idle:
            self.soon(protocol.Wrap(conversation=frame.conversation, kind="support"))

    def _refused(self, frame: protocol.Refusal) -> None:
        self.racer.codes[frame.code] += 1
        if frame.conversation is UNSET:
            if frame.code in NOT_THE_NEXT:
                self._told(THE_NEXT)
        elif frame.code in TOO_LATE:
            self._told(frame.conversation)
        elif frame.code == "try_again":
            again = partial(self._holds, frame.conversation, "active")
            asyncio.get_running_loop().call_later(self.later(), again)

    def _told(self, conversation: UUID) -> None:
        self.racer.refused[conversation] += 1
        self.tries[conversation] -= 1
