"""The frames of the seeker's socket, both ways."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from helpline.errors import Code
from helpline.protocol.kinds import (
    Answer,
    Author,
    DeliveryState,
    DoorState,
    Frame,
    KeepWish,
    Key,
    Kind,
    Locale,
    Mark,
    Milliseconds,
    ReturnNumber,
    Seq,
    StateName,
    Token,
    Wait,
    Work,
)

# ---- from the seeker -------------------------------------------------------------------------


class Hello(Frame, tag="hello"):
    """First frame of a socket. `since` is the last seq the client has; `token` resumes.

    `code` is a number for coming back, typed by the person; `entry` the code of the link or poster
    by which they came, which is only counted.
    """

    site: Key = ""
    token: Token | None = None
    since: Seq = 0
    locale: Locale = "en"
    code: ReturnNumber = ""
    entry: Kind = ""


class Enter(Frame, tag="enter"):
    """Take a place in the queue before the first words; harmless if there is one already.

    `work` answers the welcome's puzzle, if it had one: the puzzle, a dot, and what was found.
    """

    work: Work = ""


class Say(Frame, tag="say"):
    """Words from the seeker. `id` is chosen by the client and makes a repeat harmless.

    `work` is needed where the first words are what opens the conversation, as in `enter`.
    """

    id: UUID
    text: str
    work: Work = ""


class Ready(Frame, tag="ready"):
    """They are alone with the screen: the counsellor may write from now on."""


class Pause(Frame, tag="pause"):
    """Nobody is to write to them, or be asked for them, for a while; their place is held."""

    on: bool


class Another(Frame, tag="another"):
    """They ask for another counsellor: back to the queue, at their place, without a reason."""


class Return(Frame, tag="return"):
    """They want a number for coming back from elsewhere (answered by `return`), or want it gone."""

    wanted: bool


class Survey(Frame, tag="survey"):
    """What they answered when it was over, by question; counted, and kept nowhere else."""

    answers: Annotated[dict[Answer, Answer], Meta(max_length=5)]


class Typing(Frame, tag="typing"):
    """The seeker is (or is no longer) writing; never stored, never promised."""

    on: bool


class End(Frame, tag="end"):
    """The seeker ends the conversation, or leaves the queue."""


class Exit(Frame, tag="exit"):
    """Quick exit: the token dies at once, the counsellor is told not to write."""


class Keep(Frame, tag="keep"):
    """What becomes of the words: `erase` now, or `keep` as long as the line's policy says.

    `at_end`, `days` and `follow_up` are wishes for the end, within what the line offers.
    """

    choice: Literal["erase", "keep", "at_end", "days", "follow_up"]


class Beat(Frame, tag="beat"):
    """A sign of life. A page's is answered by `heard`; the server's (to consoles, every 10 s) is
    answered by the same, and so keeps the counsellor's lease.

    `mark` is given back as it was last received: whoever brings it has read all that came before.
    """

    mark: Mark = ""


FromSeeker = (
    Hello
    | Enter
    | Say
    | Typing
    | Ready
    | Pause
    | Another
    | Return
    | End
    | Exit
    | Keep
    | Survey
    | Beat
)


# ---- to the seeker ---------------------------------------------------------------------------


class Shown(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One message as it is shown. `id` is given back to its own author only.

    `delivery` (console, text channel) is how far the text has come; `cause` why it did not arrive.
    """

    seq: Seq
    author: Author
    text: str
    at: Milliseconds
    name: str = ""
    id: UUID | UnsetType = UNSET
    delivery: DeliveryState | UnsetType = UNSET
    cause: str = ""


class Door(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Whether somebody new is let in: `open`, `closing` (last orders), `closed` or `full`.

    `opens` is when it opens next, if that is known; `closes` when it closes.
    """

    state: DoorState = "open"
    opens: Milliseconds | UnsetType = UNSET
    closes: Milliseconds | UnsetType = UNSET


class Place(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Another line or place to turn to, by language: to `call`, or a page to `open`."""

    name: dict[str, str]
    help: dict[str, str] = {}
    call: str = ""
    open: str = ""


class Questions(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What may be told before the talk, each of it optional: a name, an age band, a topic."""

    name: bool = False
    age: bool = False
    topics: dict[str, list[str]] = {}


class OpenHours(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """When the line is open, to be read: spans (`18:00-02:00`) by weekday, Monday first, and of the
    days soon to come that are different (`2026-12-25`); `zone` is whose clock that is."""

    week: list[list[str]] = []
    dates: dict[str, list[str]] = {}
    zone: str = ""


class LinePage(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What the seeker's page knows of its line before its socket opens: an attribute of the page.

    `danger` and `despair` are numbers to call; `elsewhere` other lines, `directory` a page of
    places (our own begins with `/help/`, and the language is added to it). `keep_days`,
    `follow_up_days` and `return_hours` are what may be chosen (0: not offered),
    `hold_minutes` how long a pause may last.
    """

    door: Door = Door()
    danger: str = ""
    despair: str = ""
    elsewhere: list[Place] = []
    directory: str = ""
    hours: OpenHours = msgspec.field(default_factory=OpenHours)
    questions: Questions = msgspec.field(default_factory=Questions)
    keep_days: int = 0
    follow_up_days: int = 0
    return_hours: int = 0
    hold_minutes: int = 15
    survey: bool = False


class Welcome(Frame, tag="welcome"):
    """The answer to hello: who one is now, and every message after `since`.

    `texts` are the line's own words for this page, by name; `limit` is the longest text in
    characters; `seq` is the last number of the conversation (0 if there is none yet). `seals` are
    keys (256 bits, base64) for what the tab keeps of words not sent yet: the first one seals, each
    may open (docs/adr/0010). `puzzle` is to be solved before a conversation may be opened, in a
    flood: a text and how many bits of the digest of text and answer must be nought
    (`text.bits`, SHA-256).
    """

    token: Token
    conversation: UUID | None
    seq: Seq
    messages: list[Shown]
    texts: dict[str, str]
    limit: int
    seals: list[str] = []
    door: Door = Door()
    puzzle: str = ""


class Ack(Frame, tag="ack"):
    """These words are stored for good, under this number."""

    id: UUID
    seq: Seq
    at: Milliseconds


class Message(Frame, tag="message"):
    """New words in the seeker's conversation."""

    seq: Seq
    author: Author
    text: str
    at: Milliseconds
    name: str = ""
    id: UUID | UnsetType = UNSET


class Law(Struct, frozen=True, forbid_unknown_fields=True):
    """A copy of the words is kept by law `until` then, whatever becomes of them before.

    `said` is what the page says of it, by language, in place of its own promises; `{when}` in it
    stands for `until`. Where they may not be told of it yet `until` is 0, and what is said has no
    day and no promise.
    """

    until: Milliseconds
    said: dict[str, str]


class StateFrame(Frame, tag="state"):
    """Where the conversation stands; `none` before the first words.

    `who` is the shift name of the counsellor who is here; `wait` a coarse, honest band;
    `erase_at` when the words will be gone, once that is known. `seal`, with the first state of a
    conversation that was just opened, is its key for words not sent yet, as in `welcome`.

    `unready`: a counsellor is there and waits for their `ready`; `paused` till when they paused;
    `wish` what they want to become of their words at the end. `law` is there where a copy of them
    stays for longer than `erase_at`.
    """

    state: StateName | Literal["none"]
    seq: Seq = 0
    who: str = ""
    wait: Wait | UnsetType = UNSET
    erase_at: Milliseconds | UnsetType = UNSET
    erased: bool = False
    seal: str = ""
    unready: bool = False
    paused: Milliseconds | UnsetType = UNSET
    wish: KeepWish = ""
    law: Law | UnsetType = UNSET


class DoorFrame(Frame, tag="door"):
    """The door has changed: said to everybody who waits, or whose talk is over.

    It also follows a `refused` of `closed` or `line_full`.
    """

    door: Door


class ReturnFrame(Frame, tag="return"):
    """The number for coming back, as it is to be read, until when; empty when it is gone."""

    number: ReturnNumber = ""
    until: Milliseconds | UnsetType = UNSET


class Refusal(Frame, tag="refused"):
    """A request turned down; `ref` is the id it concerned, if it had one. Nothing is lost."""

    code: Code
    detail: str
    ref: UUID | UnsetType = UNSET
    conversation: UUID | UnsetType = UNSET


class Heard(Frame, tag="heard"):
    """The answer to a page's beat: the line carries both ways. The next beat brings `mark` back."""

    mark: Mark = ""


ToSeeker = Welcome | Ack | Message | StateFrame | Typing | DoorFrame | ReturnFrame | Heard | Refusal
