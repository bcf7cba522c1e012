"""What a console shows of the house: who it is, who waits, who is here, what rings."""

from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from helpline.protocol.choices import Choices
from helpline.protocol.kinds import (
    AlertKind,
    Channel,
    Locale,
    Milliseconds,
    Part,
    SeekerPresence,
    Status,
)
from helpline.protocol.talks import Why


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


class Me(Struct, forbid_unknown_fields=True):
    """The counsellor of this console: shift name, languages, how many at once, of which line.

    `risk_weight` is how many places one of high risk takes there; after `talk_minutes` a talk is
    said to grow long (0: never). On a `drill` line everybody who writes is made up.
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
    talk_minutes: int = 0
    drill: bool = False


class Waiting(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One row of the queue, without any name: channel, language, since when, asked or came back.

    Of whom has gone quiet (`presence`) nobody is asked until they are back; their place is kept.
    `skill` is what it asks for: "" nothing, "peer" a peer. Peers are shown theirs alone.
    """

    channel: Channel
    locale: Locale
    since: Milliseconds
    offered: bool = False
    again: bool = False
    risk: int = 0
    why: list[Why] = []
    presence: SeekerPresence = "here"
    skill: str = ""


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
