"""What a console says of a talk from hand to hand: handed over, somebody asked in, watched."""

from uuid import UUID

from msgspec import UNSET, UnsetType

from helpline.protocol.kinds import AskNote, Frame, Locale, Reason, Skill


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
