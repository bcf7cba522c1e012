"""The seeker's socket: nothing is known of them but a token."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial, singledispatchmethod
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from helpline import protocol, tallies
from helpline.errors import Refused
from helpline.seekers import early_seals, new_token, token_hash
from routing import asides, desk, hub, returning, serving
from routing.consoles import catchup, visits
from routing.consoles.visits import Visit
from routing.entering import limits
from routing.entering.conversations import Inbound
from routing.entering.plan import Accepted, Outcome
from routing.events import Event, milliseconds, seeker_frame
from routing.hands import surveys
from routing.sockets.wire import AGAIN_SECONDS, Socket
from routing.turnstile import turnstile
from routing.waiting import doors

# So many numbers that open nothing are looked at for one connection.
WRONG_CODES = 5


class SeekerSocket(Socket):
    """One tab of a seeker. Nothing is stored of them before their first words."""

    kind = "seeker"
    decoder = protocol.from_seeker
    rate = float(settings.FRAMES_PER_SECOND)
    unread = 262_144
    # A whole shelter that loses its line again and again for ten minutes.
    greetings = visits.Greetings("hello", seconds=600, of_address=3_000, of_token=300)

    def __init__(self) -> None:
        self.whence = ""
        self.token = ""
        self.token_hash = b""
        self.line = 0
        self.locale, self.entry, self.skill = "en", "", ""
        self.seeker: UUID | None = None
        self.conversation: UUID | None = None
        self.stated = self.welcomed = 0
        self.wrong_codes = 0
        self.out_of_it = False
        self.door = protocol.Door()

    async def admit(self) -> bool:
        if not await super().admit():
            return False
        self.whence = limits.whence_of(self.scope)
        return True

    @singledispatchmethod
    def heard(self, frame: Any) -> None:
        raise Refused("unknown_type")

    def left(self) -> None:
        room = hub.rooms.get(self.conversation) if self.conversation else None
        # Who was shown out by a quick exit in another tab is not missed.
        if room is not None and self.conversation and self in room.seekers:
            hub.leave(self.conversation, self)
            if not room.seekers:
                serving.hint(self.conversation, "presence", "quiet")

    def greet(self) -> None:
        """Raises `Refused` before the welcome: only with it is there a token to speak under."""
        if self.out_of_it:
            raise Refused("token")
        if not self.token:
            raise Refused("hello_first")

    def shown_out(self) -> None:
        """The token is dead: this tab learns and does nothing more of the talk."""
        self.out_of_it = True
        self.token, self.seeker, self.conversation = "", None, None

    # ---- hello -----------------------------------------------------------------------------

    @heard.register
    def _hello(self, frame: protocol.Hello) -> None:
        if self.greeted:
            raise Refused("hello_twice")
        if frame.code and self.wrong_codes >= WRONG_CODES:
            raise Refused("too_many_tries", returning.TOO_OFTEN)
        self.locale, self.entry = frame.locale, tallies.entry(frame.entry)
        brought = (frame.token, frame.since, frame.locale, frame.code, self.whence)
        look = partial(visits.visit, frame.site, *brought)
        self.ask(
            partial(visits.greeted, self.greetings, self.whence, frame.token, look),
            partial(self._welcome, frame),
        )
        self.greeted = True

    def _welcome(self, frame: protocol.Hello, visit: Visit | Refused) -> None:
        if isinstance(visit, Refused):
            self.wrong_codes += visit.code == "bad_code"
            self.not_greeted(frame, visit)
            return
        self.line, self.seeker, self.welcomed = visit.line, visit.seeker, visit.seq
        self.skill = visit.skill
        self.token = visit.token or frame.token or new_token(self.line)
        self.token_hash = token_hash(self.token)
        self.send_first(
            protocol.Welcome(
                token=self.token,
                conversation=visit.conversation,
                seq=visit.seq,
                messages=visit.messages,
                texts=visit.texts,
                limit=protocol.TEXT_LIMIT,
                door=visit.door.door,
                seals=[*visit.seals, *early_seals(self.token, self.line)],
                puzzle=visit.puzzle,
            )
        )
        self.door = visit.door.for_who_waits()
        self._state(visit.state)
        self.proven = self.pushed
        if visit.conversation:
            self._join(visit.conversation, visit.seq)

    def _join(self, conversation: UUID, seq: int) -> None:
        """Joined in the answer itself: no word can fall between the read and the joining."""
        if self.closed:
            return
        self.conversation = conversation
        hub.seeker_joins(conversation, self, seq)
        serving.hint(conversation, "presence", "here")
        catchup.joined(conversation, seq, self._given)

    def _state(self, state: protocol.StateFrame) -> None:
        """Say how the talk stands, as it was read; what led there is not told any more."""
        self.stated = state.seq
        self.send_frame(state)

    def _given(self, event: Event) -> None:
        frame = seeker_frame(event)
        if frame and event.conversation == self.conversation:
            serving.to_seeker(self, event, frame)

    # ---- a place, and words ----------------------------------------------------------------

    @heard.register
    def _enter(self, frame: protocol.Enter) -> None:
        self.greet()
        self.begin()
        entering = replace(self._inbound(uuid4(), "", frame.work), enters=True)
        turnstile.say(entering, self._entered)

    def _entered(self, outcome: Outcome) -> None:
        self.under_way -= 1
        if isinstance(outcome, Refused):
            self._turned_away(outcome)
        elif self.token and outcome.conversation == self.conversation:
            self._ask_how_it_stands(outcome.conversation)
        elif self.token:
            if self.conversation:
                hub.leave(self.conversation, self)
            self.conversation = outcome.conversation
            # Another tab may have been here before: then all that was said is news to this one.
            self._open(replace(outcome, seq=0) if outcome.repeat else outcome)

    def _ask_how_it_stands(self, conversation: UUID) -> None:
        self.job(partial(visits.just_opened, conversation, known=True), self._stands)

    def _stands(self, found: tuple[UUID, protocol.StateFrame] | Refused) -> None:
        if isinstance(found, Refused):
            self.refuse(found)
            return
        self.seeker, state = found
        self._state(state)

    def _turned_away(self, refusal: Refused, ref: UUID | UnsetType = UNSET) -> None:
        """Why nobody new is let in, and how the door stands by now."""
        self.refuse(refusal, ref)
        if refusal.code in ("closed", "line_full"):
            turnstile.do(partial(doors.of, self.line), self._door_stands)

    def _door_stands(self, found: doors.Standing | Refused) -> None:
        if not isinstance(found, Refused):
            self.door = found.for_who_waits()
            self.send_frame(protocol.DoorFrame(door=found.door))

    @heard.register
    def _say(self, frame: protocol.Say) -> None:
        self.greet()
        self.begin()
        words = self._inbound(frame.id, frame.text, frame.work)
        turnstile.say(words, partial(self._answer, frame.id))

    def _inbound(self, ref: UUID, text: str, work: str) -> Inbound:
        return Inbound(
            channel="web",
            author="seeker",
            client_id=ref,
            text=text,
            line=self.line,
            locale=self.locale,
            entry=self.entry,
            skill=self.skill,
            conversation=self.conversation,
            token_hash=self.token_hash,
            origin=self,
            whence=self.whence,
            work=work,
        )

    def _answer(self, ref: UUID, outcome: Outcome) -> None:
        self.under_way -= 1
        if isinstance(outcome, Refused):
            self._turned_away(outcome, ref)
            return
        self.send_frame(protocol.Ack(id=ref, seq=outcome.seq, at=outcome.at))
        if not self.token or outcome.conversation == self.conversation:
            return
        # A repeat joins nothing, unless its first answer was lost together with the connection.
        if self.conversation is None or not outcome.repeat:
            if self.conversation:
                hub.leave(self.conversation, self)
            self.conversation = outcome.conversation
            self._open(outcome)

    def _open(self, first: Accepted) -> None:
        if not self.closed and first.conversation == self.conversation:
            work = partial(visits.just_opened, first.conversation)
            turnstile.do(work, partial(self._opened, first))

    def _opened(self, first: Accepted, found: tuple[UUID, protocol.StateFrame] | Refused) -> None:
        if isinstance(found, Refused):
            # The words are stored, but who answers them would not be heard here: ask again.
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._open, first)
            return
        if first.conversation != self.conversation:
            return
        self.seeker, state = found
        self._state(state)
        self._join(first.conversation, first.seq)
        if state.seq > first.seq:
            catchup.read({first.conversation: first.seq})

    @heard.register
    def _typing(self, frame: protocol.Typing) -> None:
        self.greet()
        if self.conversation:
            serving.hint(self.conversation, "seeker_typing", "1" if frame.on else "0")

    @heard.register
    def _beat(self, frame: protocol.Beat) -> None:
        self.beaten(frame)

    # ---- without words ---------------------------------------------------------------------

    @heard.register
    def _ready(self, frame: protocol.Ready) -> None:
        self.greet()
        self.job(self._mine(asides.ready), self._done)

    @heard.register
    def _pause(self, frame: protocol.Pause) -> None:
        self.greet()
        self.job(self._mine(asides.pause, frame.on), self._done)

    @heard.register
    def _another(self, frame: protocol.Another) -> None:
        self.greet()
        self.job(self._mine(asides.another), self._done)

    # ---- coming back -----------------------------------------------------------------------

    @heard.register
    def _return(self, frame: protocol.Return) -> None:
        self.greet()
        action = returning.make if frame.wanted else returning.revoke
        self.job(self._mine(action), self._number)

    def _number(self, made: tuple[str, datetime] | Refused | None) -> None:
        if isinstance(made, Refused):
            self.refuse(made)
        elif made is None:
            self.send_frame(protocol.ReturnFrame())
        else:
            number, until = made
            self.send_frame(protocol.ReturnFrame(number=number, until=milliseconds(until)))

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
            serving.hint(self.conversation, "presence", "left_in_a_hurry")
            hub.leave(self.conversation, self)
        self.token, self.greeted, self.seeker, self.conversation = "", False, None, None

    @heard.register
    def _survey(self, frame: protocol.Survey) -> None:
        self.greet()
        self.job(self._mine(surveys.answer, frame.answers), self._done)

    def _mine(self, action: Callable[..., Any], *rest: object) -> Callable[[], Any]:
        """An action for this seeker; by the token as long as the first words are under way."""
        if self.seeker:
            return partial(desk.for_whoever_has, self.token_hash, self.seeker, action, *rest)
        return partial(desk.by_token, self.token_hash, action, *rest)

    def _done(self, result: Refused | None) -> None:
        if isinstance(result, Refused):
            self.refuse(result)
