"""Every frame of the two sockets, as tagged structs in four directions.

A frame is a JSON text `{"type": …}`. Unknown types and unknown fields are refused, times are
milliseconds since 1970 (UTC), `seq` numbers the steps of one conversation from 1 without a gap; a
message has the number of the step that brought it, so messages alone show gaps. TypeScript types
and `docs/protocol.md` are made from this file by `manage.py protocol`.
"""

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from helpline.errors import Code

TEXT_LIMIT = 2_000
FRAME_LIMIT = 65_536

Locale = Literal["en", "fr"]
Channel = Annotated[
    str, Meta(max_length=12, description="name of a channel; `channels` tells more")
]
Author = Literal["seeker", "counsellor", "helpline", "note"]
StateName = Literal["waiting", "offered", "active", "wrap_up", "closed", "abandoned"]
Status = Literal["here", "resting", "away"]
SeekerPresence = Literal["here", "quiet", "left", "left_in_a_hurry"]
DeliveryState = Literal["queued", "sent", "delivered", "not_confirmed", "not_delivered"]
Wait = Literal["minutes", "quarter", "half_hour"]
Happening = Literal[
    "opened",
    "said",
    "noted",
    "flagged",
    "exited",
    "kept",
    "erased",
    "delivery",
    "offered",
    "accepted",
    "declined",
    "offer_lapsed",
    "seeker_left",
    "transferred",
    "counsellor_lost",
    "ended",
    "seeker_silent",
    "seeker_returned",
    "wrapped",
    "wrap_lapsed",
    "stopped",
    "started",
    "asked_for_help",
    "pictures",
    "picture",
    "writing",
    "revealed",
    "matched",
    "not_matched",
    "blocked",
    "ready",
    "paused",
    "resumed",
    "returned",
    "wished",
    "closed_door",
]
Milliseconds = Annotated[int, Meta(description="milliseconds since 1970, UTC")]
Seq = Annotated[int, Meta(ge=0, le=2**31 - 1, description="number of a step in its conversation")]
# No NUL: databases do not take it, not even to look for it.
NO_NUL = "^[^\\x00]*$"
Mark = Annotated[str, Meta(max_length=16)]
Token = Annotated[str, Meta(max_length=64)]
Key = Annotated[str, Meta(max_length=64, pattern=NO_NUL)]
Slug = Annotated[str, Meta(max_length=80, pattern=NO_NUL)]
Kind = Annotated[str, Meta(max_length=40, pattern=NO_NUL)]
Reason = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]
ReturnNumber = Annotated[str, Meta(max_length=24, pattern=NO_NUL)]
Work = Annotated[str, Meta(max_length=120, pattern=NO_NUL)]
Answer = Annotated[str, Meta(max_length=20, pattern=NO_NUL)]
DoorState = Literal["open", "closing", "closed", "full"]
KeepWish = Literal["", "at_end", "days", "follow_up"]
AgreedWord = Annotated[str, Meta(max_length=80, pattern=NO_NUL)]
Writing = Literal["now", "ask", "hours", "never"]
Minutes = Annotated[int, Meta(ge=0, le=1440, description="minutes of a day, in the line's time")]


class Frame(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What all frames share: strict, and silent about defaults."""


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
    places. `keep_days`, `follow_up_days` and `return_hours` are what may be chosen (0: not
    offered), `hold_minutes` how long a pause may last.
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


class StateFrame(Frame, tag="state"):
    """Where the conversation stands; `none` before the first words.

    `who` is the shift name of the counsellor who is here; `wait` a coarse, honest band;
    `erase_at` when the words will be gone, once that is known. `seal`, with the first state of a
    conversation that was just opened, is its key for words not sent yet, as in `welcome`.

    `unready`: a counsellor is there and waits for their `ready`; `paused` till when they paused;
    `wish` what they want to become of their words at the end.
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


# ---- from the console ------------------------------------------------------------------------


class DeskHello(Frame, tag="hello"):
    """First frame of a console; `since` says what it already has, per conversation."""

    since: dict[UUID, Seq] = {}


class DeskStatus(Frame, tag="status"):
    """`here` takes offers, `resting` takes none but keeps what it has, `away` ends the shift."""

    status: Status


class Take(Frame, tag="take"):
    """Take the next one in the queue, without waiting for an offer."""


class Accept(Frame, tag="accept"):
    conversation: UUID


class Decline(Frame, tag="decline"):
    conversation: UUID


class DeskSay(Frame, tag="say"):
    """Words from the counsellor; `snippets` are the slugs of what was inserted, for the figures.

    A `probe` is the line's own question whether it is a good time (`phone.probe`), word for word.
    """

    conversation: UUID
    id: UUID
    text: str
    snippets: Annotated[list[Slug], Meta(max_length=20)] = []
    probe: bool = False


class Note(Frame, tag="note"):
    """A note for colleagues; the seeker never sees it."""

    conversation: UUID
    id: UUID
    text: str


class DeskTyping(Frame, tag="typing"):
    conversation: UUID
    on: bool


class Transfer(Frame, tag="transfer"):
    """Put the conversation back into the queue, at its place."""

    conversation: UUID


class DeskEnd(Frame, tag="end"):
    conversation: UUID


class Wrap(Frame, tag="wrap"):
    """Close after wrap-up. `kind` is the type of contact, one of the line's own list, or empty."""

    conversation: UUID
    kind: Kind = ""


class Flag(Frame, tag="flag"):
    """Risk: 0 none, 1 concern, 2 high, 3 imminent."""

    conversation: UUID
    level: Annotated[int, Meta(ge=0, le=3)]


class LastOrders(Frame, tag="last_orders"):
    """Let no one else into the line's queue by the web (supervisors only), or open it again."""

    on: bool


class SetWriting(Frame, tag="writing"):
    """When it is safe to write to this phone: `now`, `ask` first, by `hours` of the day only, or
    `never` before they have written. The server holds everybody to it."""

    conversation: UUID
    writing: Writing
    begins: Minutes = 0
    ends: Minutes = 1440


class CodeWord(Frame, tag="code"):
    """The word that was agreed on: the first one is kept (as a hash), later ones are compared."""

    conversation: UUID
    word: AgreedWord


class Earlier(Frame, tag="earlier"):
    """Show the conversation before this one, as far as it is kept; answered by `earlier`."""

    conversation: UUID


class Reveal(Frame, tag="reveal"):
    """Show the number, for this reason; answered by `number`, and written down."""

    conversation: UUID
    reason: Reason


class Block(Frame, tag="block"):
    """Take nothing more in from this address for so many days; ends the conversation."""

    conversation: UUID
    reason: Reason
    days: Annotated[int, Meta(ge=1, le=365)] = 30


FromConsole = (
    DeskHello
    | DeskStatus
    | Beat
    | Take
    | Accept
    | Decline
    | DeskSay
    | Note
    | DeskTyping
    | Transfer
    | DeskEnd
    | Wrap
    | Flag
    | LastOrders
    | SetWriting
    | CodeWord
    | Earlier
    | Reveal
    | Block
)


# ---- to the console --------------------------------------------------------------------------


class Phone(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What is peculiar to a conversation by text, and what the server will hold everybody to.

    `to` is the end of our number that they wrote to; `stopped` that they want no texts; `begins`
    and `ends` go with the writing `hours`; `agreed` says that there is a code word, `matched` that
    they have given it; `closes` when the channel's window shuts; `probe` the line's own question;
    `zone` the clock of the hours (as America/Winnipeg).
    `number` is theirs, while it is revealed to this counsellor (until `hides`).
    """

    to: str = ""
    stopped: bool = False
    writing: Writing = "now"
    begins: Minutes = 0
    ends: Minutes = 1440
    agreed: bool = False
    matched: bool = False
    closes: Milliseconds | UnsetType = UNSET
    probe: str = ""
    zone: str = ""
    number: str = ""
    hides: Milliseconds | UnsetType = UNSET


class PictureInfo(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A picture of the text `seq`, on a line that takes any; `id` once it may be looked at.

    Those of one text stand in the order in which they were settled (by the step `settled`); the
    rest are still fetched.
    """

    seq: Seq
    state: Literal["waiting", "kept", "refused"]
    id: Slug = ""
    cause: str = ""
    settled: Seq = 0


class ChannelInfo(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A channel as consoles need it: its names by language, and what it asks of words.

    A text of a `segmented` channel costs by the segment; `longest` is the most it takes; `window`,
    in milliseconds, is how long after their last word somebody may be written to.
    """

    name: str
    labels: dict[str, str]
    live: bool
    longest: int
    segmented: bool = False
    window: int | UnsetType = UNSET


class ChannelHealth(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """How a channel does: when something last came in, was receipted, went out, went wrong.

    `cause` is the last error's code; `waiting` how many texts have not left yet, `removals` how
    many are still to be erased at the provider.
    """

    name: str
    arrived: Milliseconds | UnsetType = UNSET
    receipt: Milliseconds | UnsetType = UNSET
    sent: Milliseconds | UnsetType = UNSET
    error: Milliseconds | UnsetType = UNSET
    cause: str = ""
    waiting: int = 0
    removals: int = 0


class View(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One conversation as its counsellor sees it; `messages` holds those after `since`.

    `handle` is a stable two-word name that stands for the seeker; `since` when they began to wait;
    `kept` the name of the policy its words follow; `risk` 0 to 3; `seal` the key (256 bits, base64)
    for what the tab keeps of words to it that are not sent yet; `phone` is there for texts only.
    `unready`: they have not said yet that they are alone with the screen; `paused` till when they
    paused: nobody writes to them.
    """

    conversation: UUID
    handle: str
    channel: Channel
    locale: Locale
    state: StateName
    seq: Seq
    since: Milliseconds
    messages: list[Shown]
    presence: SeekerPresence = "here"
    risk: int = 0
    kept: str = ""
    again: bool = False
    seal: str = ""
    phone: Phone | UnsetType = UNSET
    pictures: list[PictureInfo] = []
    unready: bool = False
    paused: Milliseconds | UnsetType = UNSET


class Me(Struct, forbid_unknown_fields=True):
    """The counsellor of this console: shift name, languages, how many at once, of which line."""

    id: UUID
    name: str
    status: Status
    capacity: int
    languages: list[Locale]
    line: str
    supervisor: bool


class Waiting(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One row of the queue, without any name: channel, language, since when, asked or came back."""

    channel: Channel
    locale: Locale
    since: Milliseconds
    offered: bool = False
    again: bool = False
    risk: int = 0


class Colleague(Struct, forbid_unknown_fields=True):
    name: str
    status: Status
    held: int
    capacity: int


class Asked(Struct, forbid_unknown_fields=True):
    """An open offer: what is offered, and until when it may be taken."""

    conversation: UUID
    channel: Channel
    locale: Locale
    since: Milliseconds
    until: Milliseconds


class Snapshot(Frame, tag="snapshot"):
    """All a console shows. Applying later frames to an old one gives a fresh one.

    `closing_by` is who called last orders, if somebody did, and `closing_since` when.
    """

    me: Me
    queue: list[Waiting]
    conversations: list[View]
    team: list[Colleague]
    offers: list[Asked]
    now: Milliseconds
    channels: list[ChannelInfo] = []
    health: list[ChannelHealth] = []
    door: Door = Door()
    closing_by: str = ""
    closing_since: Milliseconds | UnsetType = UNSET


class Queue(Frame, tag="queue"):
    """The whole queue of the line, oldest first within priority; always re-sent whole."""

    queue: list[Waiting]


class Team(Frame, tag="team"):
    """Everyone on shift; always re-sent whole."""

    team: list[Colleague]


class Offer(Frame, tag="offer"):
    """A conversation is offered to this counsellor until `until`."""

    conversation: UUID
    channel: Channel
    locale: Locale
    since: Milliseconds
    until: Milliseconds


class Opened(Frame, tag="conversation"):
    """This conversation is this counsellor's now (accepted here or in another window)."""

    view: View


class DeskAck(Frame, tag="ack"):
    conversation: UUID
    id: UUID
    seq: Seq
    at: Milliseconds


class DeskMessage(Frame, tag="message"):
    """New words (or a note) in one of this counsellor's conversations."""

    conversation: UUID
    seq: Seq
    author: Author
    text: str
    at: Milliseconds
    name: str = ""
    id: UUID | UnsetType = UNSET
    delivery: DeliveryState | UnsetType = UNSET


class Step(Frame, tag="step"):
    """A change without words. For `delivery`, `message` is the seq of the text concerned.

    `gone` tells this console that the conversation (or offer) is no longer its own. `detail` goes
    with `writing` (`hours:540-720`), with `pictures` of the text `message` (`declined:2`, or
    `coming:2` where a line takes any) and with each `picture` of it (`kept:` and its id, or
    `refused:` and the cause). A kept one is at /console/pictures/<id>/ for whoever holds the
    conversation.
    """

    conversation: UUID
    seq: Seq
    happening: Happening
    state: StateName
    at: Milliseconds
    message: Seq = 0
    delivery: DeliveryState | UnsetType = UNSET
    cause: str = ""
    risk: int | UnsetType = UNSET
    gone: bool = False
    detail: str = ""


class Presence(Frame, tag="presence"):
    """Whether the seeker is there, as far as the server knows; a hint, re-sent when it changes."""

    conversation: UUID
    presence: SeekerPresence


class MyStatus(Frame, tag="status"):
    """This counsellor's own status, said to all their windows."""

    status: Status


class EarlierWords(Frame, tag="earlier"):
    """The messages of the conversation before this one; none if nothing is kept."""

    conversation: UUID
    messages: list[Shown]


class Number(Frame, tag="number"):
    """Their number, for this counsellor's eyes until `hides`."""

    conversation: UUID
    number: str
    hides: Milliseconds


class DeskDoor(Frame, tag="door"):
    """The line's door has changed; `closing_by` who called last orders, if somebody did, and
    `closing_since` when."""

    door: Door
    closing_by: str = ""
    closing_since: Milliseconds | UnsetType = UNSET


class Channels(Frame, tag="channels"):
    """How the text channels do; re-sent whole when it changes."""

    health: list[ChannelHealth]


ToConsole = (
    Snapshot
    | Queue
    | Team
    | Offer
    | Opened
    | DeskAck
    | DeskMessage
    | Step
    | DeskTyping
    | Presence
    | MyStatus
    | Beat
    | Heard
    | EarlierWords
    | Number
    | Channels
    | DeskDoor
    | Refusal
)

from_seeker = msgspec.json.Decoder(FromSeeker)
from_console = msgspec.json.Decoder(FromConsole)
encode = msgspec.json.Encoder().encode
