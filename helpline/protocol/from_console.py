"""What a console says of its talks and of itself; all that it says, with what stands beside."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from helpline.protocol.choices import Choices
from helpline.protocol.from_seeker import Beat
from helpline.protocol.hands import (
    Come,
    Depart,
    Hand,
    Introduce,
    Invite,
    Reassign,
    Receive,
    Transfer,
    Unhand,
    Uninvite,
    Watch,
)
from helpline.protocol.kinds import (
    AgreedWord,
    Choice,
    ChoiceOrNone,
    ContactKind,
    DeclineReason,
    Frame,
    Minutes,
    Noted,
    Reason,
    Relation,
    Seq,
    Slug,
    Status,
    Writing,
)
from helpline.protocol.leading import Capacity, EndOverflow, LastOrders, Overflow, Overview, Skills
from helpline.protocol.partners import Consent, Partners, PassOn, Refer, SendBack
from helpline.protocol.risk import (
    Acknowledge,
    Decide,
    Flag,
    LowerHand,
    RaiseHand,
    ReadyAgain,
    Release,
    Support,
    TakeOver,
    Weighing,
)


class DeskHello(Frame, tag="hello"):
    """First frame of a console; `since` says what it already has, per conversation."""

    since: dict[UUID, Seq] = {}


class DeskStatus(Frame, tag="status"):
    """`here` takes offers, `resting` takes none but keeps what it has, `away` ends the shift."""

    status: Status


class Active(Frame, tag="active"):
    """Somebody is at the keys: said once a minute at most; without it the desk locks."""


class Take(Frame, tag="take"):
    """Take the next one in the queue, without waiting for an offer."""


class Accept(Frame, tag="accept"):
    conversation: UUID


class Decline(Frame, tag="decline"):
    """Pass an offer on, and say why, or not: a break, busy, too hard just now, somebody known."""

    conversation: UUID
    reason: DeclineReason = ""


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


class DeskEnd(Frame, tag="end"):
    """End the talk; `neutral`: with the line's fixed text (`neutral_end`) as its last words.

    At a high risk a supervisor must have agreed, or a `reason` is given.
    """

    conversation: UUID
    reason: Reason = ""
    neutral: bool = False


class Wrap(Frame, tag="wrap"):
    """Close after wrap-up. `kind` is the type of contact; what else is noted may be left out.

    All of it goes into the figures only, each choice by itself, where nothing leads back to the
    talk; what was inserted counts as offered, by its category, unless it is `left_out`. At a high
    risk a supervisor must have agreed, or a `reason` is given.
    """

    conversation: UUID
    kind: ContactKind
    reason: Reason = ""
    needs: Annotated[list[Choice], Meta(max_length=20)] = []
    outcome: ChoiceOrNone = ""
    relation: Relation = ""
    left_out: Annotated[list[Slug], Meta(max_length=100)] = []


class Noting(Frame, tag="noting"):
    """Keep what is chosen so far in a wrap-up, until it closes; every window of theirs is told."""

    conversation: UUID
    noted: Noted


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


class Choose(Frame, tag="choose"):
    """This person's choices, all of them; every window of theirs is told."""

    choices: Choices


class DeskWindow(Frame, tag="window"):
    """What this window has in front and whether it writes there, for the person's other windows."""

    conversation: UUID | UnsetType = UNSET
    writing: bool = False


FromConsole = (
    DeskHello
    | DeskStatus
    | Beat
    | Active
    | Take
    | Accept
    | Decline
    | DeskSay
    | Note
    | DeskTyping
    | Transfer
    | Hand
    | Unhand
    | Receive
    | Invite
    | Uninvite
    | Come
    | Introduce
    | Watch
    | Depart
    | Reassign
    | Overview
    | DeskEnd
    | Wrap
    | Noting
    | Flag
    | Weighing
    | Decide
    | Acknowledge
    | Release
    | RaiseHand
    | LowerHand
    | Support
    | ReadyAgain
    | TakeOver
    | Capacity
    | Skills
    | LastOrders
    | Overflow
    | EndOverflow
    | Partners
    | Refer
    | Consent
    | PassOn
    | SendBack
    | SetWriting
    | CodeWord
    | Earlier
    | Reveal
    | Block
    | Choose
    | DeskWindow
)
