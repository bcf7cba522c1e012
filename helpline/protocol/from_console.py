"""What a console says."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from helpline.protocol.choices import Choices
from helpline.protocol.kinds import (
    AgreedWord,
    Answered,
    AskNote,
    Beside,
    CheckName,
    Choice,
    ChoiceOrNone,
    ContactKind,
    Decided,
    DeclineReason,
    Frame,
    HandCause,
    Locale,
    Minutes,
    Name,
    Noted,
    Reason,
    Relation,
    Seq,
    Skill,
    Slug,
    Status,
    Weighed,
    Writing,
)
from helpline.protocol.partners import Consent, Partners, PassOn, Refer, SendBack
from helpline.protocol.seeker import Beat


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


class Transfer(Frame, tag="transfer"):
    """Put the conversation back into the queue, at its place; for somebody who speaks this `locale`
    or has this `skill`, if either is given."""

    conversation: UUID
    reason: Reason = ""
    locale: Locale | UnsetType = UNSET
    skill: Skill | UnsetType = UNSET


class Hand(Frame, tag="hand"):
    """Ask a colleague to take this conversation over; it stays this counsellor's until they do.

    The `note` is for them alone: they read it before they answer.
    """

    conversation: UUID
    to: UUID
    note: AskNote = ""


class Unhand(Frame, tag="unhand"):
    """Ask no longer: whoever was asked about this conversation is asked no more."""

    conversation: UUID


class Receive(Frame, tag="receive"):
    """The answer to a colleague who asks: take it over, or not."""

    conversation: UUID
    yes: bool


class Invite(Frame, tag="invite"):
    """Ask a colleague to read along in this conversation; it stays this counsellor's.

    The `note` is for them alone. Until somebody presses "introduce" the seeker does not know.
    """

    conversation: UUID
    to: UUID
    note: AskNote = ""


class Uninvite(Frame, tag="uninvite"):
    """Whoever was asked in is asked no more, or is asked to leave."""

    conversation: UUID


class Come(Frame, tag="come"):
    """The answer to a colleague who asks one in: read along, or not."""

    conversation: UUID
    yes: bool


class Introduce(Frame, tag="introduce"):
    """Tell the seeker that a second person is there, who may write from then on; from whoever holds
    the conversation, or the guest."""

    conversation: UUID


class Watch(Frame, tag="watch"):
    """Look into a colleague's conversation, who sees it while it lasts (supervisors only)."""

    conversation: UUID


class Depart(Frame, tag="depart"):
    """Read along no longer."""

    conversation: UUID


class Reassign(Frame, tag="reassign"):
    """Give a conversation that waits, or is in somebody's hands, to a colleague who is here and has
    room (supervisors only). One's own of high risk needs a `reason` or a second person."""

    conversation: UUID
    to: UUID
    reason: Reason = ""


class Overview(Frame, tag="line"):
    """Ask who waits and who talks with whom (supervisors only); answered by `line`."""


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


class Flag(Frame, tag="flag"):
    """Risk: 0 none, 1 concern, 2 high, 3 imminent. From 2 on supervisors are alerted, and taking it
    back needs a `reason` or a second person."""

    conversation: UUID
    level: Annotated[int, Meta(ge=0, le=3)]
    reason: Reason = ""


class Decide(Frame, tag="decide"):
    """Write down what was decided at a high risk, apart from the talk; none changes an earlier one.

    `checks` are answers by the question's name, as `/console/checklist/<conversation>/` has them;
    `beside` with whom it was decided, `confirmed` whether help is known to have arrived. The
    `reason` is for supervisors, and outlives the words: no names, no numbers.
    """

    conversation: UUID
    decided: Decided
    checks: Annotated[dict[CheckName, Answered], Meta(max_length=20)] = {}
    beside: Beside = ""
    colleague: UUID | UnsetType = UNSET
    confirmed: Answered | Literal[""] = ""
    reason: Reason = ""


class Weighing(Frame, tag="weighing"):
    """Keep what is chosen so far of the checklist and of a decision, until it is written down or
    the talk is over; every window of theirs is told (`weighed`), and nobody else."""

    conversation: UUID
    weighed: Weighed


class Acknowledge(Frame, tag="acknowledge"):
    """Look after an alert (supervisors only)."""

    alert: int


class Release(Frame, tag="release"):
    """Agree, as the second person, that one of high risk may leave (supervisors only)."""

    conversation: UUID


class RaiseHand(Frame, tag="raise_hand"):
    """Ask any supervisor to look: why, as a code, and if wanted in a few words (no numbers)."""

    conversation: UUID
    cause: HandCause = ""
    words: Reason = ""


class LowerHand(Frame, tag="lower_hand"):
    conversation: UUID


class Support(Frame, tag="support"):
    """Ask for somebody for oneself; no reason, no conversation."""


class ReadyAgain(Frame, tag="ready_again"):
    """End the quiet time after a hard conversation."""


class TakeOver(Frame, tag="take_over"):
    """Take a conversation out of a colleague's hands (supervisors only)."""

    conversation: UUID


class Capacity(Frame, tag="capacity"):
    """How many a colleague may hold from now on (supervisors only)."""

    colleague: Name
    capacity: Annotated[int, Meta(ge=0, le=6)]


class Skills(Frame, tag="skills"):
    """What a colleague may be offered from now on, of what somebody of the line has (supervisors
    only)."""

    colleague: Name
    skills: Annotated[list[Slug], Meta(max_length=40)]


class Overflow(Frame, tag="overflow"):
    """Let whoever has waited here for `after` seconds be answered by the line `to`, for so many
    minutes. For supervisors."""

    to: Slug
    after: Annotated[int, Meta(ge=5, le=3600)]
    minutes: Annotated[int, Meta(ge=5, le=1440)]


class EndOverflow(Frame, tag="end_overflow"):
    """Nobody of this line is offered to another any more. For supervisors."""


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
