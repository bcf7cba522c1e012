"""What travels about partners: lines to which somebody may be passed on, if they say yes."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from helpline.protocol.kinds import Frame, Locale, Milliseconds, Reason, ReferralLot

PartnerKind = Literal["health", "shelter", "legal", "agency", "addiction", "police", "other"]
PartnerId = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class PartnerLine(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """A partner of the line: of which kind, what seekers read it is called, by language, and
    whether somebody is `here` there just now."""

    id: PartnerId
    kind: PartnerKind
    names: dict[Locale, str]
    here: bool = False


class Referred(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Which partner was named in a conversation and what became of that; `yes` is when they said
    so, `police` when they said yes to police, asked apart."""

    partner: PartnerId
    lot: ReferralLot = "offered"
    yes: Milliseconds | UnsetType = UNSET
    police: Milliseconds | UnsetType = UNSET


class Partners(Frame, tag="partners"):
    """Ask which partners the line has and who is there now; answered by `partners`."""


class Refer(Frame, tag="refer"):
    """This partner is named to them; nothing is handed over by it."""

    conversation: UUID
    partner: PartnerId


class Consent(Frame, tag="consent"):
    """They said yes to this partner, or take it back. To `police` they say yes apart, and last."""

    conversation: UUID
    partner: PartnerId
    yes: bool = True
    police: bool = False


class PassOn(Frame, tag="pass_on"):
    """Hand it over to the partner they said yes to: they wait in its queue, at their place.

    Its people read what was said before only if `words` says so. At a high risk a supervisor must
    have agreed, or a `reason` is given.
    """

    conversation: UUID
    words: bool = False
    reason: Reason = ""


class SendBack(Frame, tag="send_back"):
    """This organisation cannot: whom another line has passed on goes back to it, at their place."""

    conversation: UUID


class PartnerLines(Frame, tag="partners"):
    """The partners of the line; always sent whole."""

    partners: list[PartnerLine]
