"""A house in one process, without a network: real sockets, doors and databases, and a still clock.

Windows of counsellors and tabs of seekers are the real sockets; what they are sent is kept. With
`elsewhere` everything happens as if in another process: what was committed is not served here, a
bell rings, and this process reads it.
"""

import asyncio
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from types import ModuleType
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.conf import settings

from helpline.models import Counsellor, Line
from helpline.seekers import new_token, token_hash
from routing import bells, hub, presence, returning, serving
from routing.consoles import catchup, desklooks, noticeboard, process
from routing.entering.conversations import Inbound
from routing.sittings import LOCKED, SIGNED_OUT, Sitting, stamp
from routing.sockets import DeskSocket, SeekerSocket
from routing.sockets.wire import Socket
from routing.texting.numbers import register
from routing.turnstile import turnstile
from tests.replay.other_process import as_if_elsewhere, rung_at_once

Frame = dict[str, Any]
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
QUIET_ROUNDS = 3


def forget(module: ModuleType) -> None:
    """What a module of the process keeps from one moment to the next."""
    for name, kept in vars(module).items():
        if name.startswith("_") and not name.startswith("__") and not callable(kept):
            kept.clear()


def in_turn(
    do: Callable[..., None],
    work: Callable[[], Any],
    answer: Callable[[Any], None] | None = None,
    **place: str,
) -> None:
    """Nothing goes before or behind what was there: it comes in the same order on any machine."""
    do(work, answer)


class Client:
    """One connection to a socket of ours: what it sends, and every frame it gets."""

    def __init__(self, stage: "Stage", socket: Socket) -> None:
        self.stage, self.socket = stage, socket
        self.frames: list[Frame] = []
        self.said: dict[str, Frame] = {}
        self._events: asyncio.Queue[Frame] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    async def connect(self, **hello: Any) -> None:
        """Open and say hello; the answer is in `frames` when this returns."""
        origin = settings.PUBLIC_BASE_URL.encode()
        scope = {"type": "websocket", "headers": [(b"origin", origin)]}
        self._task = asyncio.ensure_future(self.socket(scope, self._events.get, self._take))
        self._events.put_nowait({"type": "websocket.connect"})
        await self.send({"type": "hello", **hello})

    async def send(self, frame: Frame) -> None:
        """Send a frame and wait until everything that follows from it has happened."""
        self.stage.tick()
        self._events.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})
        await self.stage.settle()

    async def _take(self, event: Frame) -> None:
        if event["type"] == "websocket.send":
            self.frames.append(json.loads(event["text"]))
            self.stage.moved = True

    def close(self) -> None:
        if self._task is not None:
            self._task.cancel()


class OpenDesk(DeskSocket):
    """A console whose counsellor has signed in already."""

    def __init__(self, person: Counsellor) -> None:
        super().__init__()
        self.counsellor, self.line, self.name = person.pk, person.line_id, person.shift_name
        self.sitting = Sitting("", person.pk, stamp(person))

    async def admit(self) -> bool:
        return True

    def cut(self, code: int) -> None:
        """No session stands behind this sign-in; it is over for any other reason only."""
        if code not in (SIGNED_OUT, LOCKED):
            super().cut(code)


class Window(Client):
    """One window of a counsellor."""

    def __init__(self, stage: "Stage", person: Counsellor) -> None:
        super().__init__(stage, OpenDesk(person))
        self.name = person.shift_name

    async def do(self, act: str, conversation: UUID, **rest: Any) -> None:
        await self.send({"type": act, "conversation": str(conversation), **rest})

    async def say(self, conversation: UUID, text: str, *, kind: str = "say") -> None:
        """Say or note something; a text on its way out is queued as soon as it is stored."""
        ref = str(uuid.uuid4())
        texting = kind == "say" and self.stage.texting(conversation)
        author = "counsellor" if kind == "say" else "note"
        self.said[ref] = {"author": author, "text": text, "name": self.name}
        if texting:
            self.said[ref]["delivery"] = "queued"
        await self.do(kind, conversation, id=ref, text=text)


class Tab(Client):
    """One tab of a seeker on the line's own page."""

    def __init__(self, stage: "Stage") -> None:
        super().__init__(stage, SeekerSocket())

    async def open(self, token: str | None = None) -> None:
        more = {"token": token} if token else {}
        await self.connect(site=f"line:{self.stage.line.slug}", **more)

    async def say(self, text: str) -> None:
        ref = str(uuid.uuid4())
        self.said[ref] = {"author": "seeker", "text": text}
        await self.send({"type": "say", "id": ref, "text": text})

    @property
    def token(self) -> str:
        return str(self.frames[0]["token"])


class Stage:
    """The house: a line, its people, the clock, and everyone who is connected."""

    def __init__(self, line: Line, robin: Counsellor, noor: Counsellor, *, elsewhere: bool) -> None:
        self.line, self.robin, self.noor = line, robin, noor
        self.moment = NOON
        self.moved = False
        self.tab: Tab | None = None
        self.conversation = UUID(int=0)
        self._clients: list[Client] = []
        self._texting: set[UUID] = set()
        self._patches: list[Any] = [
            patch("django.utils.timezone.now", lambda: self.moment),
            # Boards are sent when everything else has settled, once.
            patch.object(noticeboard, "BOARD_SECONDS", 3_600),
            # Nor does a clock of the process come in between where the machine is slow.
            patch.object(process, "LOOK_SECONDS", 3_600),
            patch.object(process, "SITTINGS_SECONDS", 3_600),
            patch.object(presence, "BEAT_SECONDS", 3_600),
            patch.object(process, "get_channel_layer", lambda: None),
            patch.object(bells, "get_channel_layer", lambda: None),
            # What may overtake does so where its thread is slow to begin.
            patch.object(turnstile, "do", partial(in_turn, turnstile.do)),
        ]
        if elsewhere:
            self._patches.append(patch.object(serving, "serve", as_if_elsewhere(serving.serve)))
            self._patches.append(patch.object(bells, "gather", rung_at_once))

    async def __aenter__(self) -> "Stage":
        for each in self._patches:
            each.start()
        process.start(asyncio.get_running_loop())
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients:
            client.close()
        await self._turns()
        turnstile.stop()
        for task in list(bells._tasks):
            task.cancel()
        await asyncio.sleep(0)
        hub.rooms.clear()
        hub.desks.clear()
        for module in (process, catchup, desklooks):
            forget(module)
        serving.door.loop = None
        for each in self._patches:
            each.stop()

    def texting(self, conversation: UUID) -> bool:
        return conversation in self._texting

    # ---- time --------------------------------------------------------------------------------

    def tick(self, seconds: float = 1.0) -> None:
        self.moment += timedelta(seconds=seconds)

    async def work(self, work: Callable[..., Any], *rest: Any, after: float = 1.0) -> Any:
        """Let so many seconds pass, run something on the database thread, and see it through."""
        self.tick(after)
        done = await self._ask(partial(work, *rest))
        await self.settle()
        return done

    async def sweep(self, work: Callable[[datetime], Any], *, after: float) -> None:
        """What the worker does at that time."""
        await self.work(lambda: work(self.moment), after=after)

    async def pass_time(self, seconds: float) -> None:
        """So much time passes, while every page that is open gives its signs of life."""
        self.tick(seconds)
        await self._ask(partial(presence.beat, {self.robin.pk, self.noor.pk}))
        alive = [socket.seeker for room in hub.rooms.values() for socket in room.seekers]
        await self.work(presence.seekers_alive, [seeker for seeker in alive if seeker])

    async def settle(self) -> None:
        """Wait until nobody has anything more to say; boards come last, and once."""
        await self._quiet()
        while noticeboard._boards:
            noticeboard._board_now()
            await self._quiet()

    async def _quiet(self) -> None:
        quiet = 0
        while quiet < QUIET_ROUNDS:
            self.moved = False
            await self._ask(lambda: None)
            await self._turns()
            quiet = 0 if self.moved else quiet + 1

    async def _turns(self) -> None:
        """Let the event loop do what it has been given."""
        for _ in range(5):
            await asyncio.sleep(0)

    async def _ask(self, work: Callable[[], Any]) -> Any:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        turnstile.do(work, done.set_result)
        return await done

    # ---- people ------------------------------------------------------------------------------

    async def window(self, person: Counsellor) -> Window:
        window = Window(self, person)
        self._clients.append(window)
        await window.connect()
        return window

    async def new_tab(self, token: str | None = None) -> Tab:
        tab = Tab(self)
        self._clients.append(tab)
        await tab.open(token)
        return tab

    async def come_back(self, number: str) -> Tab:
        """Somebody types a number for coming back elsewhere; that is told before they are here.

        Over the wire the two may come in either order, and mean the same.
        """
        token = new_token(self.line.pk)
        await self.work(returning.come_back, self.line.pk, number, token_hash(token))
        return await self.new_tab(token)

    async def take_pictures(self) -> None:
        """The line takes pictures from now on."""
        await self._ask(partial(Line.objects.filter(pk=self.line.pk).update, pictures=True))
        register.forget()

    async def text(
        self, words: str, number: str = "+12045550173", pictures: tuple[str, ...] = ()
    ) -> UUID:
        """A text comes in, as the webhook lets it in."""
        self.tick()
        ours = await self._ask(self.line.numbers.get)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        message = Inbound(
            channel="sms",
            author="seeker",
            client_id=uuid.uuid4(),
            text=words,
            line=self.line.pk,
            address=number,
            external_id=f"SM{uuid.uuid4().hex}",
            number=ours.pk,
            pictures=pictures,
        )
        turnstile.say(message, answer.set_result)
        accepted = await answer
        await self.settle()
        self._texting.add(accepted.conversation)
        return UUID(str(accepted.conversation))
