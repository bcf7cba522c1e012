"""A counsellor's page that records: on shift, it accepts every offer and answers each message."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET

from helpline import protocol
from tests.faults.kit.ledger import Attempt, Ledger, Screen
from tests.faults.kit.link import Link
from tests.faults.kit.outbox import Outbox
from tests.faults.kit.seeker import COME_AGAIN, new_id

# A counsellor reads before answering: half to whole of so long.
READING_SECONDS = 0.6
# Their page says in a moment that they are alone.
LATER = COME_AGAIN | {"not_ready"}


class Talk:
    """One conversation on the desk: what stands there, and `since`, how far it has been told."""

    def __init__(self, post: Callable[[UUID, str], bool]) -> None:
        self.since = 0
        self.held = True
        self.shown: dict[int, str] = {}
        self.answered: set[int] = set()
        self.outbox = Outbox(post)


class Console(Link):
    """A window of one counsellor, who stays `here` and answers every message once."""

    frames = protocol.ToConsole

    def __init__(
        self,
        name: str,
        counsellor: UUID,
        url: str,
        headers: Mapping[str, str],
        rng: Random,
        ledger: Ledger,
        *,
        pace: float = 1.0,
    ) -> None:
        super().__init__(url, headers, rng, pace=pace)
        self.name, self.counsellor, self.ledger = name, counsellor, ledger
        self.talks: dict[UUID, Talk] = {}
        self.status = "away"
        # Whether each message of a seeker gets an answer; without, they are only read.
        self.answering = True
        self.reading = 0
        self.answers = 0

    def say(self, conversation: UUID, text: str) -> None:
        outbox = self.talks[conversation].outbox
        outbox.add(new_id(self.rng), text, asyncio.get_running_loop().time())

    def quiet(self) -> bool:
        """Everything is read, answered and acknowledged."""
        return not self.reading and not any(talk.outbox.words for talk in self.talks.values())

    def screens(self) -> dict[UUID, Screen]:
        """What stands on the desk, for each conversation that is held."""
        return {pk: sorted(talk.shown.items()) for pk, talk in self.talks.items() if talk.held}

    # ---- the page's side of its link -----------------------------------------------------------

    def hello(self) -> protocol.DeskHello:
        return protocol.DeskHello(
            since={pk: talk.since for pk, talk in self.talks.items() if talk.held}
        )

    def went(self) -> None:
        for talk in self.talks.values():
            talk.outbox.lost()

    def stale(self, now: float) -> bool:
        return any(talk.outbox.stale(now) for talk in self.talks.values())

    def hear(self, frame: Any) -> None:
        match frame:
            case protocol.DeskAck():
                self.ledger.acked(frame.id, frame.seq)
                talk = self.talks[frame.conversation]
                talk.shown[frame.seq] = self.ledger.attempts[frame.id].text
                talk.outbox.stored(frame.id, asyncio.get_running_loop().time())
            case protocol.DeskMessage() if frame.conversation in self.talks:
                self._told(frame.conversation, frame.seq)
                self._show(frame.conversation, [frame])
            case protocol.Step() if frame.conversation in self.talks:
                self._told(frame.conversation, frame.seq, gone=frame.gone)
            case protocol.MyStatus():
                self.status = frame.status
                if frame.aside:
                    # Offers rang unanswered while the line was cut; they are at the keys again.
                    self.send(protocol.DeskStatus(status="here"))
            case protocol.Opened():
                self._opened(frame.view)
            case protocol.Offer():
                self.accept(frame.conversation)
            case protocol.Snapshot():
                self._welcomed(frame)
            case protocol.Refusal():
                self._refused(frame)

    def _told(self, conversation: UUID, seq: int, *, gone: bool = False) -> None:
        talk = self.talks[conversation]
        talk.since = max(talk.since, seq)
        talk.held = talk.held and not gone

    def _welcomed(self, frame: protocol.Snapshot) -> None:
        held = {view.conversation for view in frame.conversations}
        for pk, talk in self.talks.items():
            talk.held = pk in held
        self.welcomed()
        self.status = frame.me.status
        self.begin_shift()
        for view in frame.conversations:
            self._opened(view)
        for offer in frame.offers:
            self.accept(offer.conversation)

    def begin_shift(self) -> None:
        if self.status != "here":
            self.send(protocol.DeskStatus(status="here"))

    def accept(self, conversation: UUID) -> None:
        self.send(protocol.Accept(conversation=conversation))

    def _opened(self, view: protocol.View) -> None:
        pk = view.conversation
        talk = self.talks.setdefault(pk, Talk(partial(self._post, pk)))
        talk.held, talk.since = True, max(talk.since, view.seq)
        self._show(pk, view.messages)
        talk.outbox.flush(asyncio.get_running_loop().time())

    def _show(
        self, conversation: UUID, messages: Iterable[protocol.DeskMessage | protocol.Shown]
    ) -> None:
        talk, loop = self.talks[conversation], asyncio.get_running_loop()
        for message in messages:
            talk.shown[message.seq] = message.text
            if message.id is not UNSET:
                talk.outbox.stored(message.id, loop.time())
            if message.author == "seeker" and message.seq not in talk.answered:
                talk.answered.add(message.seq)
                if not self.answering:
                    continue
                self.reading += 1
                pause = READING_SECONDS * self.rng.uniform(0.5, 1)
                loop.call_later(pause, self._answer, conversation)

    # ---- words ---------------------------------------------------------------------------------

    def _answer(self, conversation: UUID) -> None:
        self.reading -= 1
        self.answers += 1
        self.say(conversation, f"{self.name} answers, {self.answers}")

    def _post(self, conversation: UUID, words: UUID, text: str) -> bool:
        frame: msgspec.Struct = protocol.DeskSay(conversation=conversation, id=words, text=text)
        if not self.greeted.is_set() or not self.send(frame):
            return False
        author = self.counsellor.hex
        self.ledger.attempted(Attempt(words, author, str(conversation), text))
        return True

    def _refused(self, frame: protocol.Refusal) -> None:
        self.refusals[frame.code] += 1
        loop = asyncio.get_running_loop()
        again = frame.code in LATER
        if frame.conversation is UNSET:
            if again:
                loop.call_later(self.later(), self.begin_shift)
        elif frame.ref is UNSET:
            if again:
                loop.call_later(self.later(), self.accept, frame.conversation)
        elif talk := self.talks.get(frame.conversation):
            if again:
                talk.outbox.refused(frame.ref)
                loop.call_later(self.later(), lambda: talk.outbox.flush(loop.time()))
            else:
                # Another has the conversation now: these words go back into the draft.
                talk.outbox.stored(frame.ref, loop.time())
