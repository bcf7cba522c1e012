"""What a console says at a high risk, and of whoever needs somebody: flagged, decided, hand up."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from helpline.protocol.kinds import (
    Answered,
    Beside,
    CheckName,
    Decided,
    Frame,
    HandCause,
    Reason,
    Weighed,
)


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
