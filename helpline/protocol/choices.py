"""What a person chooses for their desk; it is theirs on every computer, and in every window."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from helpline.protocol.kinds import NO_NUL, Locale, Seq

Way = Literal["sound", "title", "notice"]
Layout = Literal["fit", "columns", "tabs"]
SendKey = Literal["enter", "ctrl_enter"]
Theme = Literal["device", "light", "dark"]
CommandName = Annotated[str, Meta(max_length=24, pattern=NO_NUL)]
Keys = Annotated[str, Meta(max_length=16, pattern=NO_NUL)]


class Ways(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How each kind of news calls this person; what is not said is as shipped."""

    offer: list[Way] | UnsetType = UNSET
    words_here: list[Way] | UnsetType = UNSET
    words_elsewhere: list[Way] | UnsetType = UNSET
    risk: list[Way] | UnsetType = UNSET
    handover: list[Way] | UnsetType = UNSET
    line_lost: list[Way] | UnsetType = UNSET


class Choices(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All of them; `keys` are a person's own by the command's name, "" for one switched off.

    `folded` are the messages of talks in hand that this person put out of sight, by number;
    `volume` in percent; `fit` shows as many conversations side by side as there is room for.
    """

    layout: Layout = "fit"
    send: SendKey = "enter"
    theme: Theme = "device"
    locale: Locale | UnsetType = UNSET
    volume: Annotated[int, Meta(ge=0, le=100)] = 70
    ways: Ways | UnsetType = UNSET
    keys: Annotated[dict[CommandName, Keys], Meta(max_length=80)] = {}
    folded: Annotated[
        dict[UUID, Annotated[list[Seq], Meta(max_length=500)]], Meta(max_length=12)
    ] = {}
