"""The kinds of values that travel, and what all frames share."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

TEXT_LIMIT = 2_000
FRAME_LIMIT = 65_536

Locale = Literal["en", "fr"]
Channel = Annotated[
    str, Meta(max_length=12, description="name of a channel; `channels` tells more")
]
# A `guest` is a second person in the talk, as the seeker sees them: without a name.
Author = Literal["seeker", "counsellor", "guest", "helpline", "note"]
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
    "looked",
    "kept_redacted",
    "let_go",
    "acknowledged",
    "hand_up",
    "hand_down",
    "erasing",
    "matched",
    "not_matched",
    "blocked",
    "ready",
    "paused",
    "resumed",
    "returned",
    "wished",
    "closed_door",
    "raised",
    "asked",
    "unasked",
    "handed",
    "guest_asked",
    "guest_not",
    "guest_came",
    "guest_shown",
    "guest_left",
    "watched",
    "unwatched",
    "reassigned",
    "decided",
    "partner_named",
    "partner_answer",
    "sent_back",
    "law_holds",
    "law_ends",
]
Part = Literal["guest", "watch"]
AlertKind = Literal["risk", "hand", "support"]
Milliseconds = Annotated[int, Meta(description="milliseconds since 1970, UTC")]
Seq = Annotated[int, Meta(ge=0, le=2**31 - 1, description="number of a step in its conversation")]
# No NUL: databases do not take it, not even to look for it.
NO_NUL = "^[^\\x00]*$"
Mark = Annotated[str, Meta(max_length=16)]
Token = Annotated[str, Meta(max_length=64)]
Key = Annotated[str, Meta(max_length=64, pattern=NO_NUL)]
Slug = Annotated[str, Meta(max_length=80, pattern=NO_NUL)]
Skill = Annotated[str, Meta(max_length=20, pattern=NO_NUL)]
Kind = Annotated[str, Meta(max_length=40, pattern=NO_NUL)]
ContactKind = Literal["support", "information", "place", "safety", "other"]
ReferralLot = Literal["offered", "accepted", "handed_over", "connected", "not_available", "unknown"]
# A choice of a line's own list: a code, never words.
Choice = Annotated[str, Meta(max_length=40, pattern="^[a-z0-9][a-z0-9_-]*$")]
ChoiceOrNone = Annotated[str, Meta(max_length=40, pattern="^([a-z0-9][a-z0-9_-]*)?$")]
Relation = Literal[
    "", "self", "family", "friend", "agency", "landlord", "business", "police", "media", "other"
]
HandCause = Literal["", "risk", "minor", "violence", "unsure", "language", "other"]
Name = Annotated[str, Meta(max_length=40, pattern=NO_NUL)]
Reason = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]
ReturnNumber = Annotated[str, Meta(max_length=24, pattern=NO_NUL)]
Work = Annotated[str, Meta(max_length=120, pattern=NO_NUL)]
Answer = Annotated[str, Meta(max_length=20, pattern=NO_NUL)]
DoorState = Literal["open", "closing", "closed", "full"]
KeepWish = Literal["", "at_end", "days", "follow_up"]
Decided = Literal["stay", "plan", "third", "with", "without", "report", "passed", "lost"]
Beside = Literal["", "alone", "colleague", "outside"]
Answered = Literal["yes", "no", "unknown"]
CheckName = Annotated[str, Meta(max_length=12, pattern=NO_NUL)]
AskNote = Annotated[str, Meta(max_length=500, pattern=NO_NUL)]
DeclineReason = Literal["", "break", "busy", "too_hard", "known", "other"]
AgreedWord = Annotated[str, Meta(max_length=80, pattern=NO_NUL)]
Writing = Literal["now", "ask", "hours", "never"]
Minutes = Annotated[int, Meta(ge=0, le=1440, description="minutes of a day, in the line's time")]


class Frame(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What all frames share: strict, and silent about defaults."""


class Term(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One choice of a line's own lists; one that is `retired` is no longer on it, and stays while
    it is chosen."""

    id: Choice
    en: str
    fr: str
    retired: bool = False


class Noted(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is chosen so far in a wrap-up: codes, never words.

    `relation` is what whoever wrote is to the person it is about; `left_out` names what was
    inserted in the talk and is not to be counted as offered. `lots` say what became of a place
    that was sent, and `unmet` which questions left nothing that fits (`nothing`: no question did).
    """

    kind: ContactKind | Literal[""] = ""
    needs: Annotated[list[Choice], Meta(max_length=20)] = []
    outcome: ChoiceOrNone = ""
    relation: Relation = ""
    left_out: Annotated[list[Slug], Meta(max_length=100)] = []
    lots: Annotated[dict[Slug, ReferralLot], Meta(max_length=100)] = {}
    unmet: Annotated[list[Choice], Meta(max_length=20)] = []


class Weighed(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is chosen so far of the checklist and of a decision: codes, never words; as `decide`."""

    decided: Decided | Literal[""] = ""
    checks: Annotated[dict[CheckName, Answered], Meta(max_length=20)] = {}
    beside: Beside = ""
    colleague: UUID | UnsetType = UNSET
    confirmed: Answered | Literal[""] = ""
