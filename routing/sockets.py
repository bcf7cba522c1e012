"""The seeker's socket and the counsellor's: each frame becomes one call inward."""

from collections.abc import Callable
from functools import partial, singledispatchmethod
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async

from helpline import access, protocol
from helpline.errors import Refused
from helpline.seekers import new_token, token_hash
from routing import desk, hub, outbound, presence, process, snapshots
from routing.inbound import Accepted, Inbound, Outcome
from routing.snapshots import Visit
from routing.turnstile import turnstile
from routing.wire import Socket


class SeekerSocket(Socket):
    """One tab of a seeker. Nothing is stored of them before their first words."""

    decoder = protocol.from_seeker

    def __init__(self) -> None:
        self.token = ""
        self.line = 0
        self.locale = "en"
        self.greeted = False
        self.seeker: UUID | None = None
        self.conversation: UUID | None = None

    @singledispatchmethod
    def heard(self, frame: Any) -> None:
        raise Refused("unknown_type")

    def left(self) -> None:
        room = hub.rooms.get(self.conversation) if self.conversation else None
        # Who was shown out by a quick exit in another tab is not missed.
        if room is not None and self.conversation and self in room.seekers:
            hub.leave(self.conversation, self)
            if not room.seekers:
                outbound.hint(self.conversation, "presence", "quiet")

    def greet(self) -> None:
        """Raises `Refused` before the welcome: only with it is there a token to speak under."""
        if not self.token:
            raise Refused("hello_first")

    # ---- hello -----------------------------------------------------------------------------

    @heard.register
    def _hello(self, frame: protocol.Hello) -> None:
        if self.greeted:
            raise Refused("hello_twice")
        self.locale = frame.locale
        self.greeted = True
        self.job(
            partial(snapshots.visit, frame.site, frame.token, frame.since, frame.locale),
            partial(self._welcome, frame.token or ""),
        )

    def _welcome(self, token: str, visit: Visit | Refused) -> None:
        if isinstance(visit, Refused):
            self.greeted = False
            self.refuse(visit)
            return
        self.line, self.seeker = visit.line, visit.seeker
        self.token = token or new_token(self.line)
        self.send_frame(
            protocol.Welcome(
                token=self.token,
                conversation=visit.conversation,
                seq=visit.seq,
                messages=visit.messages,
                texts=visit.texts,
                limit=protocol.TEXT_LIMIT,
            )
        )
        self.send_frame(visit.state)
        if visit.conversation:
            self._join(visit.conversation, visit.seq)

    def _join(self, conversation: UUID, seq: int) -> None:
        """Joined in the answer itself: no word can fall between the read and the joining."""
        if self.closed:
            return
        self.conversation = conversation
        hub.seeker_joins(conversation, self, seq)
        outbound.hint(conversation, "presence", "here")
        process.joined(conversation, seq, self._given)

    def _given(self, event: outbound.Event) -> None:
        frame = outbound.seeker_frame(event)
        if frame and event.conversation == self.conversation:
            self.push(frame)

    # ---- words -----------------------------------------------------------------------------

    @heard.register
    def _say(self, frame: protocol.Say) -> None:
        self.greet()
        self.begin()
        message = Inbound(
            channel="web",
            author="seeker",
            client_id=frame.id,
            text=frame.text,
            line=self.line,
            locale=self.locale,
            conversation=self.conversation,
            token_hash=token_hash(self.token),
            origin=self,
        )
        turnstile.say(message, partial(self._answer, frame.id))

    def _answer(self, ref: UUID, outcome: Outcome) -> None:
        self.under_way -= 1
        if isinstance(outcome, Refused):
            self.refuse(outcome, ref)
            return
        self.send_frame(protocol.Ack(id=ref, seq=outcome.seq, at=outcome.at))
        if not self.token or outcome.conversation == self.conversation:
            return
        # A repeat joins nothing, unless its first answer was lost together with the connection.
        if self.conversation is None or not outcome.repeat:
            if self.conversation:
                hub.leave(self.conversation, self)
            self.conversation = outcome.conversation
            turnstile.do(
                partial(snapshots.just_opened, outcome.conversation), partial(self._opened, outcome)
            )

    def _opened(self, first: Accepted, found: tuple[UUID, protocol.StateFrame] | Refused) -> None:
        if isinstance(found, Refused) or first.conversation != self.conversation:
            return
        self.seeker, state = found
        self.send_frame(state)
        self._join(first.conversation, first.seq)
        if state.seq > first.seq:
            process.read({first.conversation: first.seq})

    @heard.register
    def _typing(self, frame: protocol.Typing) -> None:
        self.greet()
        if self.conversation:
            outbound.hint(self.conversation, "seeker_typing", "1" if frame.on else "0")

    # ---- leaving ---------------------------------------------------------------------------

    @heard.register
    def _end(self, frame: protocol.End) -> None:
        self.greet()
        self.job(self._mine(desk.leave), self._done)

    @heard.register
    def _keep(self, frame: protocol.Keep) -> None:
        self.greet()
        self.job(self._mine(desk.keep, frame.choice), self._done)

    @heard.register
    def _exit(self, frame: protocol.Exit) -> None:
        """Never refused and never counted, whatever is under way."""
        if self.token:
            turnstile.do(self._mine(desk.quick_exit))
        if self.conversation:
            outbound.hint(self.conversation, "presence", "left_in_a_hurry")
            hub.leave(self.conversation, self)
        self.token, self.greeted, self.seeker, self.conversation = "", False, None, None

    def _mine(self, action: Callable[..., None], *rest: object) -> Callable[[], None]:
        """An action for this seeker; by the token as long as the first words are under way."""
        if self.seeker:
            return partial(action, self.seeker, *rest)
        return partial(desk.by_token, token_hash(self.token), action, *rest)

    def _done(self, result: Refused | None) -> None:
        if isinstance(result, Refused):
            self.refuse(result)


class DeskSocket(Socket):
    """One window of a counsellor's console, signed in by the session cookie."""

    decoder = protocol.from_console

    def __init__(self) -> None:
        self.held: dict[UUID, int] = {}
        self.offers: set[UUID] = set()
        self.counsellor = UUID(int=0)
        self.line = 0
        self.name = ""
        self.shown_status = ""
        self.greeted = False

    async def admit(self) -> bool:
        if not await super().admit():
            return False
        found = await sync_to_async(access.counsellor_of)(self.scope["user"])
        if found is None:
            return False
        self.counsellor, self.line, self.name = found.pk, found.line_id, found.shift_name
        return True

    @singledispatchmethod
    def heard(self, frame: Any) -> None:
        raise Refused("unknown_type")

    def left(self) -> None:
        hub.desk_leaves(self)

    def status_is(self, status: protocol.Status) -> None:
        """Say this counsellor's status to this window, if it has not been said."""
        if status != self.shown_status:
            self.shown_status = status
            self.send_frame(protocol.MyStatus(status=status))

    # ---- hello -----------------------------------------------------------------------------

    @heard.register
    def _hello(self, frame: protocol.DeskHello) -> None:
        if self.greeted:
            raise Refused("hello_twice")
        self.greeted = True
        self.job(partial(snapshots.snapshot, self.counsellor, dict(frame.since)), self._show)

    def _show(self, snapshot: protocol.Snapshot | Refused) -> None:
        if isinstance(snapshot, Refused):
            self.greeted = False
            self.refuse(snapshot)
            return
        if self.closed:
            return
        self.shown_status = snapshot.me.status
        self.offers = {offer.conversation for offer in snapshot.offers}
        self.send_frame(snapshot)
        hub.desk_arrives(self)
        for view in snapshot.conversations:
            hub.desk_joins(view.conversation, self, view.seq)
            process.joined(view.conversation, view.seq, self._given)
        # What changed between the reading and the arriving was announced to nobody here.
        process.visit_desks({self.counsellor})

    def _given(self, event: outbound.Event) -> None:
        if event.conversation in self.held:
            outbound.to_desk(self, event)

    def greet(self) -> None:
        if not self.greeted:
            raise Refused("hello_first")

    # ---- words -----------------------------------------------------------------------------

    @heard.register
    def _say(self, frame: protocol.DeskSay) -> None:
        self._words(frame.conversation, frame.id, frame.text, "", tuple(frame.snippets))

    @heard.register
    def _note(self, frame: protocol.Note) -> None:
        self._words(frame.conversation, frame.id, frame.text, "note", ())

    def _words(
        self, conversation: UUID, ref: UUID, text: str, kind: str, snippets: tuple[str, ...]
    ) -> None:
        self.greet()
        self.begin()
        message = Inbound(
            channel="web",
            author=self.counsellor.hex,
            client_id=ref,
            text=text,
            line=self.line,
            conversation=conversation,
            kind=kind,
            name=self.name,
            snippets=snippets,
            origin=self,
        )
        turnstile.say(message, partial(self._answer, conversation, ref))

    def _answer(self, conversation: UUID, ref: UUID, outcome: Outcome) -> None:
        self.under_way -= 1
        if isinstance(outcome, Refused):
            self.refuse(outcome, ref, conversation)
            return
        self.send_frame(
            protocol.DeskAck(conversation=conversation, id=ref, seq=outcome.seq, at=outcome.at)
        )

    @heard.register
    def _typing(self, frame: protocol.DeskTyping) -> None:
        if frame.conversation in self.held:
            outbound.hint(frame.conversation, "counsellor_typing", "1" if frame.on else "0")

    # ---- presence --------------------------------------------------------------------------

    @heard.register
    def _beat(self, frame: protocol.Beat) -> None:
        self.job(partial(presence.beat, self.counsellor), self._beaten)

    def _beaten(self, alive: bool | Refused) -> None:
        if alive is False:
            self.status_is("away")

    @heard.register
    def _status(self, frame: protocol.DeskStatus) -> None:
        self.greet()
        self.job(
            partial(presence.set_status, self.counsellor, frame.status),
            partial(self._status_set, frame.status),
        )

    def _status_set(self, status: protocol.Status, result: Refused | None) -> None:
        if isinstance(result, Refused):
            self.refuse(result)
            return
        for window in hub.desks.get(self.counsellor, ()):
            window.status_is(status)
        outbound.shift_changed(self.counsellor, self.line)

    # ---- the queue and what is in hand -----------------------------------------------------

    @heard.register
    def _take(self, frame: protocol.Take) -> None:
        self.greet()
        self.job(partial(desk.take, self.counsellor), partial(self._done, None))

    @heard.register
    def _accept(self, frame: protocol.Accept) -> None:
        self._act(desk.accept, frame.conversation)

    @heard.register
    def _decline(self, frame: protocol.Decline) -> None:
        self._act(desk.decline, frame.conversation)

    @heard.register
    def _transfer(self, frame: protocol.Transfer) -> None:
        self._act(desk.transfer, frame.conversation)

    @heard.register
    def _end(self, frame: protocol.DeskEnd) -> None:
        self._act(desk.end, frame.conversation)

    @heard.register
    def _wrap(self, frame: protocol.Wrap) -> None:
        self._act(desk.wrap, frame.conversation, frame.kind)

    @heard.register
    def _flag(self, frame: protocol.Flag) -> None:
        self._act(desk.flag, frame.conversation, frame.level)

    def _act(self, action: Any, conversation: UUID, *rest: object) -> None:
        self.greet()
        self.job(
            partial(action, self.counsellor, conversation, *rest), partial(self._done, conversation)
        )

    def _done(self, conversation: UUID | None, result: Refused | None) -> None:
        if not isinstance(result, Refused):
            return
        if conversation:
            self.refuse(result, conversation=conversation)
        else:
            self.refuse(result)
