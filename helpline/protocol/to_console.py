"""What a console is told."""

from uuid import UUID

from msgspec import UNSET, UnsetType

from helpline.protocol.boards import (
    Alert,
    Ask,
    Asked,
    ChannelHealth,
    ChannelInfo,
    Colleague,
    Companion,
    Me,
    OtherLine,
    Overflowing,
    Waiting,
)
from helpline.protocol.choices import Choices
from helpline.protocol.from_console import DeskTyping
from helpline.protocol.from_seeker import Beat
from helpline.protocol.kinds import (
    Author,
    Channel,
    DeliveryState,
    Frame,
    Happening,
    Locale,
    Mark,
    Milliseconds,
    Noted,
    SeekerPresence,
    Seq,
    Slug,
    StateName,
    Status,
    Term,
    Weighed,
)
from helpline.protocol.line_page import Door
from helpline.protocol.partners import PartnerLine, PartnerLines
from helpline.protocol.talks import (
    Talk,
    View,
    Why,
    WrittenDown,
)
from helpline.protocol.to_seeker import Heard, Refusal, Shown


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
