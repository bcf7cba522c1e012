"""The counsellor's socket, signed in by the session cookie."""

import secrets
from datetime import datetime
from functools import partial, singledispatchmethod
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from msgspec import UNSET

from helpline import access, protocol
from helpline.errors import Refused
from helpline.roles import Role
from routing import hub, presence, serving, sittings
from routing.consoles import (
    catchup,
    commands,
    desklooks,
    noting,
    process,
    refusals,
    snapshots,
    windows,
)
from routing.entering.conversations import Inbound
from routing.entering.plan import Outcome
from routing.events import Event, milliseconds
from routing.sockets.wire import Socket
from routing.turnstile import turnstile


class DeskSocket(Socket):
    """One window of a counsellor's console, signed in by the session cookie."""

    kind = "console"
    decoder = protocol.from_console
    # Several conversations and windows' worth of commands; a big line's board is sent often.
    rate = 5.0 * settings.FRAMES_PER_SECOND
    unread = 4_194_304

    def __init__(self) -> None:
        self.held: dict[UUID, int] = {}
        self.offers: dict[UUID, protocol.Asked] = {}
        self.asks: list[protocol.Ask] = []
        self.beside: set[UUID] = set()
        self.company: list[protocol.Companion] = []
        self.counsellor = UUID(int=0)
        self.line = 0
        self.name = ""
        self.window = secrets.token_hex(4)
        self.shown_status: tuple[str, bool, int] = ("", False, 0)
        self.alerts: list[protocol.Alert] = []
        self.supervisor = self.peer = self.drill = False
        self.door = protocol.DeskDoor(protocol.Door())

    async def admit(self) -> bool:
        if not await super().admit():
            return False
        found = await sync_to_async(access.person_of)(self.scope["user"])
        if found is None or not access.may(found, "console"):
            return False
        self.counsellor, self.line, self.name = found.pk, found.line_id, found.shift_name
        self.supervisor, self.drill = found.supervisor, found.line.drill
        self.peer = found.role == Role.PEER
        session = self.scope["session"].session_key or ""
        self.sitting = sittings.Sitting(session, found.pk, sittings.stamp(found))
        return await sync_to_async(sittings.look)([self.sitting]) == {self.sitting: "good"}

    @singledispatchmethod
    def heard(self, frame: Any) -> None:
        if type(frame) not in commands.TABLE:
            raise Refused("unknown_type")
        self.greet()
        self.job(partial(commands.perform, self.counsellor, frame), partial(self._done, frame))

    def _done(self, frame: Any, result: Any) -> None:
        if not isinstance(result, Refused):
            self.answer(frame, result)
        elif (conversation := getattr(frame, "conversation", None)) is not None:
            self.refuse(result, conversation=conversation)
        else:
            self.refuse(result)

    @singledispatchmethod
    def answer(self, frame: Any, result: Any) -> None:
        """What is said of a command that was done; of most, the step says enough."""

    def left(self) -> None:
        hub.desk_leaves(self)
        if self.greeted:
            windows.seen(self.counsellor, protocol.OtherWindow(window=self.window, gone=True))
        if self.greeted and self.counsellor not in hub.desks:
            turnstile.do(partial(presence.console_gone, self.counsellor))

    def ask_for_life(self) -> None:
        """The server's beat: a page that answers keeps the lease, and has read what was sent."""
        self.send_frame(protocol.Beat(mark=self.new_mark()))

    def status_is(self, status: protocol.Status, *, aside: bool = False, rests: int = 0) -> None:
        """Say this counsellor's status to this window, if it has not been said."""
        if (status, aside, rests) != self.shown_status:
            self.shown_status = (status, aside, rests)
            self.send_frame(protocol.MyStatus(status=status, aside=aside, rests=rests or UNSET))

    def alerts_are(self, alerts: list[protocol.Alert]) -> None:
        """Show these alerts in this window, if it shows others."""
        if alerts != self.alerts:
            self.alerts = alerts
            self.send_frame(protocol.Alerts(alerts=alerts))

    # ---- hello -----------------------------------------------------------------------------

    @heard.register
    def _hello(self, frame: protocol.DeskHello) -> None:
        if self.greeted:
            raise Refused("hello_twice")
        self.ask(
            partial(snapshots.snapshot, self.counsellor, dict(frame.since)),
            partial(self._show, frame),
        )
        self.greeted = True

    def _show(self, frame: protocol.DeskHello, snapshot: protocol.Snapshot | Refused) -> None:
        if isinstance(snapshot, Refused):
            self.not_greeted(frame, snapshot)
            return
        if self.closed:
            return
        self.shown_status = (snapshot.me.status, snapshot.aside, snapshot.rests or 0)
        self.alerts = snapshot.alerts
        self.offers = {offer.conversation: offer for offer in snapshot.offers}
        self.asks = snapshot.asks
        self.company = snapshot.company
        self.beside = {each.conversation for each in snapshot.company if each.mine and each.here}
        self.door = protocol.DeskDoor(snapshot.door, snapshot.closing_by, snapshot.closing_since)
        self.send_first(snapshot)
        hub.desk_arrives(self)
        for view in snapshot.conversations:
            hub.desk_joins(view.conversation, self, view.seq)
            catchup.joined(view.conversation, view.seq, self._given)
        # What changed between the reading and the arriving was announced to nobody here.
        desklooks.look({self.counsellor})

    def _given(self, event: Event) -> None:
        if event.conversation in self.held:
            serving.to_desk(self, event)

    def greet(self) -> None:
        if not self.greeted:
            raise Refused("hello_first")

    # ---- words -----------------------------------------------------------------------------

    @heard.register
    def _say(self, frame: protocol.DeskSay) -> None:
        said = {"snippets": tuple(frame.snippets), "probe": frame.probe}
        self._words(frame, **said, drill=self.drill)

    @heard.register
    def _note(self, frame: protocol.Note) -> None:
        self._words(frame, kind="note")

    def _words(self, frame: protocol.DeskSay | protocol.Note, **more: Any) -> None:
        self.greet()
        self.begin()
        message = Inbound(
            channel="web",
            author=self.counsellor.hex,
            client_id=frame.id,
            text=frame.text,
            line=self.line,
            conversation=frame.conversation,
            name=self.name,
            origin=self,
            **more,
        )
        offers = bool(message.snippets)
        turnstile.say(message, partial(self._answer, frame.conversation, frame.id, offers))

    def _answer(self, conversation: UUID, ref: UUID, offers: bool, outcome: Outcome) -> None:
        self.under_way -= 1
        if isinstance(outcome, Refused):
            self.refuse(outcome, ref, conversation)
            if outcome.code in refusals.NOT_THEIRS:
                tried = partial(refusals.note, self.counsellor, "say", conversation, outcome)
                turnstile.do(tried, place="last")
            return
        self.send_frame(
            protocol.DeskAck(conversation=conversation, id=ref, seq=outcome.seq, at=outcome.at)
        )
        if offers:
            noting.windows.changed(self.counsellor, conversation)

    @heard.register
    def _typing(self, frame: protocol.DeskTyping) -> None:
        # Who reads along is not to be seen writing.
        if frame.conversation in self.held.keys() - self.beside:
            serving.hint(frame.conversation, "counsellor_typing", "1" if frame.on else "0")

    @heard.register
    def _window(self, frame: protocol.DeskWindow) -> None:
        self.greet()
        seen = protocol.OtherWindow(self.window, frame.conversation, frame.writing)
        windows.seen(self.counsellor, seen)

    # ---- presence --------------------------------------------------------------------------

    @heard.register
    def _beat(self, frame: protocol.Beat) -> None:
        self.beaten(frame)
        process.beaten(self.counsellor)

    @heard.register
    def _active(self, frame: protocol.Active) -> None:
        """Somebody is at the keys; what is idle for long is locked."""
        turnstile.do(partial(sittings.seen, self.sitting.session), place="last")

    @answer.register
    def _status_set(self, frame: protocol.DeskStatus, _result: None) -> None:
        for window in hub.desks.get(self.counsellor, ()):
            window.status_is(frame.status)
        serving.shift_changed(self.counsellor, self.line)

    @answer.register
    def _last_orders_were_called(self, frame: protocol.LastOrders, _result: None) -> None:
        serving.board_changed(self.line)

    # ---- answers that are more than "done" ---------------------------------------------------

    @answer.register
    def _revealed(self, frame: protocol.Reveal, found: tuple[str, datetime]) -> None:
        number, until = found
        self.send_frame(
            protocol.Number(
                conversation=frame.conversation, number=number, hides=milliseconds(until)
            )
        )

    @answer.register
    def _show_line(self, frame: protocol.Overview, found: list[protocol.Talk]) -> None:
        self.send_frame(protocol.LineTalks(talks=found))

    @answer.register
    def _show_partners(self, frame: protocol.Partners, found: list[protocol.PartnerLine]) -> None:
        self.send_frame(protocol.PartnerLines(partners=found))

    @answer.register
    def _show_earlier(self, frame: protocol.Earlier, found: list[protocol.Shown]) -> None:
        self.send_frame(protocol.EarlierWords(conversation=frame.conversation, messages=found))
