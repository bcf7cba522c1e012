"""What the phone page asks for: the phones with their texts, what travelled, and the controls."""

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from demo.faults import Faults, Outcome
from demo.journal import Trip
from demo.texts import WHATSAPP, Size, Text, measure
from demo.twilio import FakeTwilio
from demo.web import Reply, Request, json_reply

PATIENCE = 20.0  # how long a question for news stays open, in seconds
LATE = 12.0

App = Literal["sms", "whatsapp"]
PREFIXES: dict[App, str] = {"sms": "", "whatsapp": WHATSAPP}


class Writing(msgspec.Struct, forbid_unknown_fields=True):
    """A text to send, by one of the apps; `sender` is one of the phones."""

    sender: str
    body: str
    app: App = "sms"
    pictures: Annotated[int, msgspec.Meta(ge=0, le=10)] = 0


class Switching(msgspec.Struct, forbid_unknown_fields=True):
    number: str
    on: bool


class Controls(msgspec.Struct, forbid_unknown_fields=True):
    """What should go wrong from now on, and whether the provider answers keywords itself."""

    outcome: Outcome = "delivered"
    slow: bool = False
    twice: bool = False
    lose: bool = False
    shuffled: bool = False
    unbrought: bool = False
    forged: bool = False
    answers: bool = False


@dataclass(frozen=True)
class Bubble:
    """A text as the phone shows it; `at` in milliseconds since 1970."""

    sid: str
    mine: bool
    body: str
    pictures: int
    at: int
    status: str


@dataclass(frozen=True)
class Phone:
    """What a phone shows in one of its apps."""

    number: str
    app: App
    on: bool
    texts: list[Bubble]


@dataclass(frozen=True)
class Travelled:
    trip: Trip
    size: Size


@dataclass(frozen=True)
class Shown:
    version: int
    line: str
    apps: list[App]
    phones: list[Phone]
    travelled: list[Travelled]
    controls: Controls


class PhonePage:
    """The data behind `/phone/`: phones that text one number through a `FakeTwilio`.

    `whatsapp`: the number has WhatsApp as well.
    """

    def __init__(
        self, fake: FakeTwilio, number: str, phones: tuple[str, ...], *, whatsapp: bool = False
    ) -> None:
        self._fake, self._number, self._phones = fake, number, phones
        self._apps: list[App] = ["sms", "whatsapp"] if whatsapp else ["sms"]
        self._controls = Controls()

    async def handle(self, request: Request) -> Reply:
        """Answers below `/phone/`; a body must be JSON, which no other website can send here."""
        if request.method == "GET" and request.path == "/phone/state":
            return await self._state(request)
        if request.method != "POST" or request.headers.get("content-type") != "application/json":
            return Reply(404, b"not found")
        try:
            return self._act(request)
        except (msgspec.DecodeError, KeyError):
            return Reply(400, b"not understood")

    async def _state(self, request: Request) -> Reply:
        known = request.query.get("version", "")
        await self._fake.journal.newer(int(known) if known.isdecimal() else -1, PATIENCE)
        return json_reply(200, self.shown())

    def _act(self, request: Request) -> Reply:
        if request.path == "/phone/texts":
            return self._write(msgspec.json.decode(request.body, type=Writing))
        if request.path == "/phone/switch":
            switching = msgspec.json.decode(request.body, type=Switching)
            self._fake.switch(switching.number, on=switching.on)
        elif request.path == "/phone/clear":
            self._fake.clear()
        elif request.path == "/phone/controls":
            self._controls = msgspec.json.decode(request.body, type=Controls)
            self._fake.faults = _faults(self._controls)
            self._fake.answers_keywords = self._controls.answers
            self._fake.journal.ring()
        else:
            return Reply(404, b"not found")
        return Reply(204)

    def _write(self, text: Writing) -> Reply:
        empty = not text.body.strip() and not text.pictures
        if text.sender not in self._all() or text.app not in self._apps or empty:
            return Reply(400, b"not understood")
        prefix = PREFIXES[text.app]
        way = prefix + text.sender, prefix + self._number
        self._fake.start(self._fake.write(*way, text.body, text.pictures))
        return Reply(204)

    def shown(self) -> Shown:
        """Everything the page shows."""
        journal = self._fake.journal
        travelled = [Travelled(trip, measure(trip.words)) for trip in journal.trips]
        phones = [self._phone(number, app) for number in self._all() for app in self._apps]
        return Shown(journal.version, self._number, self._apps, phones, travelled, self._controls)

    def _all(self) -> list[str]:
        """The phones of the page, and every other number that a text went to."""
        reached = [
            text.to.removeprefix(WHATSAPP) for text in self._fake.texts.values() if not text.inbound
        ]
        return list(dict.fromkeys([*self._phones, *reached]))

    def _phone(self, number: str, app: App) -> Phone:
        address = PREFIXES[app] + number
        texts = [_bubble(text) for text in self._fake.texts.values() if _seen_by(text, address)]
        on = number not in self._fake.off
        return Phone(number, app, on, sorted(texts, key=lambda text: text.at))


def _seen_by(text: Text, address: str) -> bool:
    """A phone shows what was written on it, and what has arrived."""
    return text.sender == address or (text.to == address and text.status == "delivered")


def _bubble(text: Text) -> Bubble:
    moment = int((text.made_at if text.inbound else text.changed_at).timestamp() * 1000)
    return Bubble(text.sid, text.inbound, text.body, len(text.pictures), moment, text.status)


def _faults(controls: Controls) -> Faults:
    return Faults(
        outcome=controls.outcome,
        duplicate=float(controls.twice),
        late=float(controls.slow),
        late_seconds=LATE,
        lost=float(controls.lose),
        shuffled=float(controls.shuffled),
        unbrought=float(controls.unbrought),
        forged=float(controls.forged),
    )
