"""A talk as its counsellor sees it: the words, and what is known beside them."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from helpline.protocol.kinds import (
    Channel,
    Locale,
    Milliseconds,
    Minutes,
    Noted,
    SeekerPresence,
    Seq,
    Slug,
    StateName,
    Term,
    Weighed,
    Writing,
)
from helpline.protocol.partners import Referred
from helpline.protocol.to_seeker import Shown


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
    to go with it, the messages begin after them (`begins`). By law it may not be
    erased before `law`.
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
    law: Milliseconds | UnsetType = UNSET


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
