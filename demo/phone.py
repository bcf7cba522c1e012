"""What the phone page asks for: the phones with their texts, what travelled, and the controls."""

from dataclasses import dataclass

import msgspec

from demo.faults import Faults, Outcome
from demo.journal import Trip
from demo.texts import Size, Text, measure
from demo.twilio import FakeTwilio
from demo.web import Reply, Request, json_reply

PATIENCE = 20.0  # how long a question for news stays open, in seconds
LATE = 12.0


class Writing(msgspec.Struct, forbid_unknown_fields=True):
    """A text to send; `sender` is one of the phones."""

    sender: str
    body: str


class Switching(msgspec.Struct, forbid_unknown_fields=True):
    number: str
    on: bool


class Controls(msgspec.Struct, forbid_unknown_fields=True):
    """What should go wrong from now on."""

    outcome: Outcome = "delivered"
    slow: bool = False
    twice: bool = False
    lose: bool = False
    shuffled: bool = False
    forged: bool = False


@dataclass(frozen=True)
class Bubble:
    """A text as the phone shows it; `at` in milliseconds since 1970."""

    sid: str
    mine: bool
    body: str
    at: int
    status: str


@dataclass(frozen=True)
class Phone:
    number: str
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
    phones: list[Phone]
    travelled: list[Travelled]
    controls: Controls


class PhonePage:
    """The data behind `/phone/`: phones that text one number through a `FakeTwilio`."""

    def __init__(self, fake: FakeTwilio, number: str, phones: tuple[str, ...]) -> None:
        self._fake, self._number, self._phones = fake, number, phones
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
            text = msgspec.json.decode(request.body, type=Writing)
            if text.sender not in self._all() or not text.body.strip():
                return Reply(400, b"not understood")
            self._fake.start(self._fake.write(text.sender, self._number, text.body))
        elif request.path == "/phone/switch":
            switching = msgspec.json.decode(request.body, type=Switching)
            self._fake.switch(switching.number, on=switching.on)
        elif request.path == "/phone/controls":
            self._controls = msgspec.json.decode(request.body, type=Controls)
            self._fake.faults = _faults(self._controls)
            self._fake.journal.ring()
        else:
            return Reply(404, b"not found")
        return Reply(204)

    def shown(self) -> Shown:
        """Everything the page shows."""
        journal = self._fake.journal
        travelled = [Travelled(trip, measure(trip.words)) for trip in journal.trips]
        phones = [self._phone(number) for number in self._all()]
        return Shown(journal.version, self._number, phones, travelled, self._controls)

    def _all(self) -> list[str]:
        """The phones of the page, and every other number that a text went to."""
        reached = [text.to for text in self._fake.texts.values() if text.direction != "inbound"]
        return list(dict.fromkeys([*self._phones, *reached]))

    def _phone(self, number: str) -> Phone:
        texts = [_bubble(text) for text in self._fake.texts.values() if _seen_by(text, number)]
        return Phone(number, number not in self._fake.off, sorted(texts, key=lambda text: text.at))


def _seen_by(text: Text, number: str) -> bool:
    """A phone shows what was written on it, and what has arrived."""
    return text.sender == number or (text.to == number and text.status == "delivered")


def _bubble(text: Text) -> Bubble:
    mine = text.direction == "inbound"
    moment = text.made_at if mine else text.changed_at
    return Bubble(text.sid, mine, text.body, int(moment.timestamp() * 1000), text.status)


def _faults(controls: Controls) -> Faults:
    return Faults(
        outcome=controls.outcome,
        duplicate=float(controls.twice),
        late=float(controls.slow),
        late_seconds=LATE,
        lost=float(controls.lose),
        shuffled=float(controls.shuffled),
        forged=float(controls.forged),
    )
