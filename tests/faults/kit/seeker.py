"""A seeker's page that records: it speaks, shows what the widget shows, and resumes by token."""

import asyncio
from collections.abc import Mapping
from random import Random
from typing import Any
from uuid import UUID

from msgspec import UNSET

from helpline import protocol
from tests.faults.kit.ledger import Attempt, Ledger, Screen
from tests.faults.kit.link import Link
from tests.faults.kit.outbox import Outbox

COME_AGAIN = frozenset({"try_again", "slow_down"})


def new_id(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


class Seeker(Link):
    """`shown` is what stands on the screen, by number; `since` what the next hello will say."""

    frames = protocol.ToSeeker

    def __init__(
        self,
        name: str,
        url: str,
        headers: Mapping[str, str],
        rng: Random,
        ledger: Ledger,
        *,
        pace: float = 1.0,
    ) -> None:
        super().__init__(url, headers, rng, pace=pace)
        self.name, self.ledger = name, ledger
        self.token: str | None = None
        self.conversation: UUID | None = None
        self.since = 0
        self.state = "none"
        self.shown: dict[int, str] = {}
        self.outbox = Outbox(self._post)

    def say(self, text: str) -> None:
        """Words for the outbox; they leave as soon as they can."""
        self.outbox.add(new_id(self.rng), text, asyncio.get_running_loop().time())

    def quiet(self) -> bool:
        """Everything that was said is acknowledged."""
        return not self.outbox.words

    def screen(self) -> Screen:
        return sorted(self.shown.items())

    # ---- the page's side of its link -----------------------------------------------------------

    def hello(self) -> protocol.Hello:
        return protocol.Hello(site="site", token=self.token, since=self.since)

    def went(self) -> None:
        self.outbox.lost()

    def stale(self, now: float) -> bool:
        return self.outbox.stale(now)

    def hear(self, frame: Any) -> None:
        match frame:
            case protocol.Ack():
                self.ledger.acked(frame.id, frame.seq)
                self.shown[frame.seq] = self.ledger.attempts[frame.id].text
                self._stored(frame.id)
            case protocol.Message():
                self.since = max(self.since, frame.seq)
                self._show(frame)
            case protocol.Welcome():
                self._welcomed(frame)
            case protocol.StateFrame():
                self.state = frame.state
                if frame.unready:
                    # Whoever waited for over a minute is asked if they are alone; they are.
                    self.send(protocol.Ready())
            case protocol.Refusal():
                self._refused(frame)

    def _welcomed(self, frame: protocol.Welcome) -> None:
        self.token, self.since = frame.token, frame.seq
        self.conversation = frame.conversation or self.conversation
        for message in frame.messages:
            self._show(message)
        self.welcomed()
        self._flush()

    def _show(self, message: protocol.Message | protocol.Shown) -> None:
        self.shown[message.seq] = message.text
        if message.id is not UNSET:
            self._stored(message.id)

    # ---- words ---------------------------------------------------------------------------------

    def _post(self, words: UUID, text: str) -> bool:
        if not self.greeted.is_set() or not self.send(protocol.Say(id=words, text=text)):
            return False
        self.ledger.attempted(Attempt(words, "seeker", self.name, text))
        return True

    def _stored(self, words: UUID) -> None:
        self.outbox.stored(words, asyncio.get_running_loop().time())

    def _flush(self) -> None:
        self.outbox.flush(asyncio.get_running_loop().time())

    def _refused(self, frame: protocol.Refusal) -> None:
        self.refusals[frame.code] += 1
        if frame.ref is not UNSET and frame.code in COME_AGAIN:
            self.outbox.refused(frame.ref)
            asyncio.get_running_loop().call_later(self.later(), self._flush)
