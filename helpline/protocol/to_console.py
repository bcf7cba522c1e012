"""What a console is told."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from helpline.protocol.choices import Choices
from helpline.protocol.from_console import DeskTyping
from helpline.protocol.kinds import (
    AlertKind,
    Author,
    Channel,
    DeliveryState,
    Frame,
    Happening,
    Locale,
    Mark,
    Milliseconds,
    Minutes,
    Noted,
    Part,
    SeekerPresence,
    Seq,
    Slug,
    StateName,
    Status,
    Term,
    Weighed,
    Writing,
)
from helpline.protocol.partners import PartnerLine, PartnerLines, Referred
from helpline.protocol.seeker import Beat, Door, Heard, Refusal, Shown


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


class Why(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Why a conversation stands before others: by which tier it has a head start.

    `risk` was flagged by a counsellor, a `phrase` of the line's list is in what they wrote while
    they waited, they asked for `help` by a keyword, or were `dropped`: their counsellor is gone.
    """

    code: Literal["risk", "phrase", "help", "dropped"]
    tier: Annotated[int, Meta(ge=0, le=3)]
    phrase: str = ""


class WrittenDown(Struct, forbid_unknown_fields=True):
    """That a decision was written down, by which step, when and by whom; never what it says."""

    seq: Seq
    at: Milliseconds
    by: str


class View(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One conversation as its counsellor sees it; `messages` holds those after `since`.

    `handle` is a stable two-word name that stands for the seeker; `since` when they began to wait;
    `kept` the name of the policy its words follow; `risk` 0 to 3; `seal` the key (256 bits, base64)
    for what the tab keeps of words to it that are not sent yet; `phone` is there for texts only.
    `held`: its risk is high and nobody has let it go. `unready`: they have not said yet that they
    are alone with the screen; `paused` till when they paused: nobody writes to them. `why` is what
    has put it before others in the queue, beside its risk. `used` names what was inserted in it,
    `noted` what its wrap-up says so far; both go when it closes. `needs` and `outcomes` are the
    choices of its line, whoever holds it. `skill` is what its counsellor must know; `line` whose it
    is, where it is another's than its counsellor's. `was_high`: a flag of high risk was there, even
    if it is taken back; then `weighed` is what its counsellor has chosen so far of a decision, and
    `decided` the last one that was written down. `referred` tells of the partner that was named in
    it; one that was passed on has come from the line `giver`, and if its words before that were not
    to go with it, the messages begin after them (`begins`).
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
    held: bool = False
    phone: Phone | UnsetType = UNSET
    pictures: list[PictureInfo] = []
    unready: bool = False
    paused: Milliseconds | UnsetType = UNSET
    why: list[Why] = []
    used: list[Slug] = []
    noted: Noted | UnsetType = UNSET
    needs: list[Term] = []
    outcomes: list[Term] = []
    skill: str = ""
    line: str = ""
    was_high: bool = False
    weighed: Weighed | UnsetType = UNSET
    decided: WrittenDown | UnsetType = UNSET
    referred: Referred | UnsetType = UNSET
    giver: str = ""
    begins: bool = False


class Me(Struct, forbid_unknown_fields=True):
    """The counsellor of this console: shift name, languages, how many at once, of which line.

    `risk_weight` is how many places one of high risk takes there. On a `drill` line everybody who
    writes is made up.
    """

    id: UUID
    name: str
    status: Status
    capacity: int
    languages: list[Locale]
    line: str
    supervisor: bool
    choices: Choices = Choices()
    risk_weight: int = 1
    drill: bool = False


class Waiting(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One row of the queue, without any name: channel, language, since when, asked or came back.

    Of whom has gone quiet (`presence`) nobody is asked until they are back; their place is kept.
    """

    channel: Channel
    locale: Locale
    since: Milliseconds
    offered: bool = False
    again: bool = False
    risk: int = 0
    why: list[Why] = []
    presence: SeekerPresence = "here"


class Colleague(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody on shift. `skills` are those by which they may be offered a conversation ("" is one
    that asks for none); `live_room` and `text_room` how many places they have left for a chat, for
    a text."""

    id: UUID
    name: str
    status: Status
    held: int
    capacity: int
    languages: list[Locale]
    skills: list[str]
    live_room: int = 0
    text_room: int = 0


class Asked(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """An open offer: what is offered, and until when it may be taken; `line` if it is another's,
    `giver` the line that has passed it on."""

    conversation: UUID
    channel: Channel
    locale: Locale
    since: Milliseconds
    until: Milliseconds
    why: list[Why] = []
    presence: SeekerPresence = "here"
    line: str = ""
    giver: str = ""


class Overflowing(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Who has waited on `line` for `after` seconds is offered to the line `to` as well, until then;
    switched on by `by`. `here`: they come to this console's line."""

    line: str
    to: str
    after: int
    by: str
    since: Milliseconds
    until: Milliseconds
    here: bool = False


class OtherLine(Struct, forbid_unknown_fields=True):
    """Another line of this installation that takes people of others."""

    slug: str
    name: str


class Alert(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Something that somebody must look at. Supervisors see whose it is and about whom; others only
    the loudest (`loudness` 2), by name of the colleague."""

    id: int
    kind: AlertKind
    level: int
    since: Milliseconds
    who: str
    cause: str = ""
    words: str = ""
    loudness: int = 0
    conversation: UUID | UnsetType = UNSET
    handle: str = ""


class Ask(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A colleague is asked about a conversation: this counsellor by `name`, or `name` by them.

    Of one that is `mine` (asked by this counsellor), `name` is whom they asked. The `note` is for
    who is asked.
    """

    conversation: UUID
    name: str
    channel: Channel
    locale: Locale
    since: Milliseconds
    until: Milliseconds
    mine: bool = False
    risk: int = 0
    note: str = ""


class Companion(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody beside the one who holds a conversation; `mine` if it is this counsellor.

    Who is not `here` yet is asked `until` then, by `by`; the `note` is for who is asked. Once
    `shown`, the seeker knows of a guest, who may write.
    """

    conversation: UUID
    who: UUID
    name: str
    part: Part
    by: str
    channel: Channel
    locale: Locale
    mine: bool = False
    here: bool = False
    shown: bool = False
    until: Milliseconds | UnsetType = UNSET
    note: str = ""


class Talk(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """An open conversation of the line, without a word of it; nobody holds one that waits."""

    conversation: UUID
    handle: str
    channel: Channel
    locale: Locale
    state: StateName
    since: Milliseconds
    holder: UUID | UnsetType = UNSET
    name: str = ""
    risk: int = 0
    skill: str = ""


class Snapshot(Frame, tag="snapshot"):
    """All a console shows. Applying later frames to an old one gives a fresh one.

    `closing_by` is who called last orders, if somebody did, and `closing_since` when; `skills` what
    somebody of this line knows, and may be asked for; `lines` those that may take people of it.
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
    alerts: list[Alert] = []
    rests: Milliseconds | UnsetType = UNSET
    asks: list[Ask] = []
    aside: bool = False
    company: list[Companion] = []
    skills: list[str] = []
    overflows: list[Overflowing] = []
    lines: list[OtherLine] = []
    partners: list[PartnerLine] = []


class Queue(Frame, tag="queue"):
    """The whole queue of the line in its order; always re-sent whole."""

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
    why: list[Why] = []
    presence: SeekerPresence = "here"
    line: str = ""
    giver: str = ""


class Asks(Frame, tag="asks"):
    """What this counsellor is asked by colleagues, and has asked them; always re-sent whole."""

    asks: list[Ask]


class Company(Frame, tag="company"):
    """Who reads along with this counsellor, and with whom they do; always re-sent whole."""

    company: list[Companion]


class LineTalks(Frame, tag="line"):
    """Every open conversation of the line: those that wait in their order, then the others."""

    talks: list[Talk]


class Opened(Frame, tag="conversation"):
    """This conversation is this counsellor's now (accepted here or in another window), or they read
    along in it (as `company` says). `given_by` is the supervisor who has just given it to them."""

    view: View
    given_by: str = ""


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
    """This counsellor's own status, said to all their windows; they are put `aside` when two offers
    in a row rang unanswered. Until `rests` nothing is offered."""

    status: Status
    aside: bool = False
    rests: Milliseconds | UnsetType = UNSET


class Alerts(Frame, tag="alerts"):
    """Every open alert that this console may see; re-sent whole when it changes."""

    alerts: list[Alert]


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


class Overflows(Frame, tag="overflows"):
    """Whom this line lets be answered by another, and whom it answers for another; sent whole."""

    overflows: list[Overflowing]


class Channels(Frame, tag="channels"):
    """How the text channels do; re-sent whole when it changes."""

    health: list[ChannelHealth]


class Chosen(Frame, tag="choices"):
    """What this person has chosen, said to all their windows."""

    choices: Choices


class WrapUp(Frame, tag="noted"):
    """What a wrap-up says so far, what was inserted in the talk, and the choices of its line; said
    to all the windows of whoever holds it, also when the line changes its lists."""

    conversation: UUID
    used: list[Slug] = []
    noted: Noted | UnsetType = UNSET
    needs: list[Term] = []
    outcomes: list[Term] = []


class HalfDecided(Frame, tag="weighed"):
    """What is chosen so far of a decision, and the last one that was written down; said to all the
    windows of whoever holds it."""

    conversation: UUID
    weighed: Weighed | UnsetType = UNSET
    decided: WrittenDown | UnsetType = UNSET


class OtherWindow(Frame, tag="window"):
    """Another window of this person: what it has in front, whether it writes there, or that it is
    gone. A hint: who has not been heard of for a minute is not there."""

    window: Mark
    conversation: UUID | UnsetType = UNSET
    writing: bool = False
    gone: bool = False


ToConsole = (
    Snapshot
    | Queue
    | Team
    | Offer
    | Asks
    | Company
    | LineTalks
    | Opened
    | DeskAck
    | DeskMessage
    | Step
    | DeskTyping
    | Presence
    | MyStatus
    | Alerts
    | Beat
    | Heard
    | EarlierWords
    | Number
    | Channels
    | Overflows
    | PartnerLines
    | DeskDoor
    | Chosen
    | WrapUp
    | HalfDecided
    | OtherWindow
    | Refusal
)
