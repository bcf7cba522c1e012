"""What a seeker's page is told."""

from typing import Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from helpline.errors import Code
from helpline.protocol.from_seeker import Typing
from helpline.protocol.kinds import (
    Author,
    DeliveryState,
    Frame,
    KeepWish,
    Mark,
    Milliseconds,
    ReturnNumber,
    Seq,
    StateName,
    Token,
    Wait,
)
from helpline.protocol.line_page import Door


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


class Law(Struct, frozen=True, forbid_unknown_fields=True):
    """A copy of the words is kept by law `until` then, whatever becomes of them before.

    `said` is what the page says of it, by language, in place of its own promises; `{when}` in it
    stands for `until`. Where they may not be told of it yet `until` is 0, and what is said has no
    day and no promise.
    """

    until: Milliseconds
    said: dict[str, str]


class StateFrame(Frame, tag="state"):
    """Where the conversation stands; `none` before the first words.

    `who` is the shift name of the counsellor who is here; `wait` a coarse, honest band;
    `erase_at` when the words will be gone, once that is known. `seal`, with the first state of a
    conversation that was just opened, is its key for words not sent yet, as in `welcome`.

    `unready`: a counsellor is there and waits for their `ready`; `paused` till when they paused;
    `wish` what they want to become of their words at the end. `law` is there where a copy of them
    stays for longer than `erase_at`.
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
    law: Law | UnsetType = UNSET


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
