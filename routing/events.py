"""One step as it is let out, and the frame that each of its readers gets of it."""

from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from helpline import protocol
from helpline.errors import DETAILS
from helpline.states import HELD, State
from routing import hub, lawwords

# The kinds of words that are not simply somebody's turn: for colleagues only, and a guest's.
NOTE, GUEST = "note", "guest"
# Steps a seeker hears nothing of; "said" without its text means that the words are erased by now.
SILENT = frozenset(
    """
    said noted flagged delivery offered declined offer_lapsed
    raised stopped started asked_for_help
    pictures picture writing revealed looked matched not_matched blocked
    asked unasked let_go decided acknowledged hand_up hand_down
    guest_asked guest_not guest_came guest_shown guest_left watched unwatched reassigned
    partner_named partner_answer sent_back
    """.split()
)
# An end of which the page is not told: it goes on showing why nothing more is taken in.
UNTOLD = "blocked"
# Steps after which no token that was good before opens anything.
ENDS_TOKENS = frozenset({"exited", "returned"})
# Steps of which the console is told more than that they were.
DETAILED = frozenset(
    """
    writing pictures picture ready resumed transferred kept wished raised unasked
    guest_not guest_came guest_left watched unwatched reassigned
    partner_named partner_answer law_holds
    """.split()
)
# Where somebody may pause, and is left alone meanwhile.
PAUSABLE = frozenset({State.WAITING, State.OFFERED, State.ACTIVE})


class Held(NamedTuple):
    """Till when a law has it kept, and how much of that may be told."""

    until: datetime | None = None
    openly: datetime | None = None


UNHELD = Held()


class Beside(Struct, frozen=True):
    """What stands beside the state, and is told with it.

    `unready`: a counsellor is there and they have not said yet that they are alone with the screen;
    `paused` till when they paused, or 0; `wish` what they want to become of their words; `law` till
    when a law has a copy of them kept for longer than they were told, or 0, as far as they may be
    told of it; `hushed` till when one is kept that they may not be told of, or 0.
    """

    unready: bool = False
    paused: int = 0
    wish: str = ""
    law: int = 0
    hushed: int = 0


NOTHING = Beside()


def beside(
    state: str,
    ready: bool,
    paused_until: datetime | None,
    wish: str,
    held: Held = UNHELD,
    erase_at: datetime | None = None,
) -> Beside:
    """The same of a conversation in this state; nearly always there is nothing to tell."""
    if ready and paused_until is None and not wish and held == UNHELD:
        return NOTHING
    paused = paused_until is not None and state in PAUSABLE
    return Beside(
        unready=not ready and state == State.ACTIVE,
        paused=milliseconds(paused_until) if paused_until and paused else 0,
        wish=wish,
        law=_longer(held.openly, erase_at),
        hushed=_longer(held.until, erase_at) if held.until != held.openly else 0,
    )


def _longer(held_until: datetime | None, erase_at: datetime | None) -> int:
    if held_until is None or (erase_at is not None and erase_at >= held_until):
        return 0
    return milliseconds(held_until)


class Event(Struct, frozen=True):
    """One step as it is let out. `holder` has the conversation after it; `desk` is concerned by it
    otherwise (was asked, has lost it); `text` is None for a step without words."""

    conversation: UUID
    line: int
    seq: int
    happening: str
    after: str
    actor: str
    at: int
    holder: UUID | None = None
    desk: UUID | None = None
    name: str = ""
    text: str | None = None
    kind: str = ""
    client_id: UUID | None = None
    texting: bool = False
    about: int = 0
    detail: str = ""
    risk: int | UnsetType = UNSET
    erase_at: int = 0
    beside: Beside = NOTHING
    origin: hub.Listener | None = None

    def changes_board(self) -> bool:
        return self.happening not in ("said", "noted", "delivery")


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def seeker_frame(event: Event) -> bytes | None:
    """The frame a seeker gets for an event; None for what is the line's own business."""
    if event.kind == NOTE:
        return None
    if event.text is not None:
        mine = event.actor == "seeker"
        return protocol.encode(
            protocol.Message(
                seq=event.seq,
                author=author(event.actor, event.kind, to_seeker=True),
                text=event.text,
                at=event.at,
                name=event.name if not (mine or event.kind == GUEST) else "",
                id=event.client_id if mine and event.client_id else UNSET,
            )
        )
    if event.happening in ENDS_TOKENS:
        return protocol.encode(protocol.Refusal(code="token", detail=DETAILS["token"]))
    untold = event.happening in SILENT or event.detail == UNTOLD
    return None if untold else state_frame(event)


def state_frame(event: Event) -> bytes:
    """What a seeker is told of a state; offers are the line's own business and are not told."""
    return protocol.encode(
        protocol.StateFrame(
            state=State(event.after).value,
            seq=event.seq,
            who=event.name if event.after in HELD else "",
            erase_at=event.erase_at or UNSET,
            erased=0 < event.erase_at <= event.at,
            unready=event.beside.unready,
            paused=event.beside.paused or UNSET,
            wish=cast(protocol.KeepWish, event.beside.wish),
            law=lawwords.law(event.beside.law, event.beside.hushed, event.at),
        )
    )


def desk_frame(event: Event, *, gone: bool = False) -> protocol.DeskMessage | protocol.Step:
    """The frame a console gets for an event."""
    if event.text is not None:
        return protocol.DeskMessage(
            conversation=event.conversation,
            seq=event.seq,
            author=author(event.actor, event.kind),
            text=event.text,
            at=event.at,
            name=event.name,
            id=event.client_id if event.actor != "seeker" and event.client_id else UNSET,
            delivery="queued" if event.texting else UNSET,
        )
    how_far, _, cause = (
        event.detail.partition(":") if event.happening == "delivery" else ("", "", "")
    )
    return protocol.Step(
        conversation=event.conversation,
        seq=event.seq,
        happening=cast(protocol.Happening, event.happening),
        state=State(event.after).value,
        at=event.at,
        message=event.about,
        delivery=cast(protocol.DeliveryState, how_far) if how_far else UNSET,
        cause=cause,
        risk=event.risk,
        gone=gone,
        detail=_detail(event),
    )


def _detail(event: Event) -> str:
    """What the console is told more of a step: of a pause, till when; of a wish, which it is."""
    if event.happening == "paused":
        return str(event.beside.paused or "")
    told = event.detail if event.happening in DETAILED else ""
    return told.partition(":")[0] if event.happening in ("wished", "kept") else told


def author(actor: str, kind: str, *, to_seeker: bool = False) -> protocol.Author:
    """Who speaks, as pages name it: `actor` may be a counsellor's id.

    To the seeker a guest is a second person: the one who answers them is still the same.
    """
    if kind == NOTE:
        return "note"
    if kind == GUEST and to_seeker:
        return "guest"
    if actor == "seeker":
        return "seeker"
    return "helpline" if actor == "helpline" else "counsellor"
