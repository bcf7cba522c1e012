"""What becomes of passing somebody on to a partner, as one table.

How to read it:

    offered         a partner was named to them; they have not said yes
    accepted        they said yes; who asked them, and when, is written down
    handed_over     they wait in the partner's queue
    connected       somebody at the partner answers them
    not_available   nobody there could, and they are back with the line that passed them on
    unknown         it came to an end before anybody there answered: they left, or it was dropped

Whoever answered there may have to go: then they wait in the partner's queue once more.

What was offered and not taken up stays `offered`: that is what became of it. A trigger that is not
in the row of the present lot is refused, never ignored.
"""

from enum import StrEnum

from helpline.errors import Refused


class Lot(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    HANDED_OVER = "handed_over"
    CONNECTED = "connected"
    NOT_AVAILABLE = "not_available"
    UNKNOWN = "unknown"


class Turn(StrEnum):
    AGREED = "agreed"
    TAKEN_BACK = "taken_back"
    HANDED = "handed"
    ANSWERED = "answered"
    LEFT_ALONE = "left_alone"
    SENT_BACK = "sent_back"
    ENDED = "ended"


TABLE: dict[Lot, dict[Turn, Lot]] = {
    Lot.OFFERED: {Turn.AGREED: Lot.ACCEPTED, Turn.ENDED: Lot.OFFERED},
    # A yes may be taken back for as long as nothing was handed over.
    Lot.ACCEPTED: {
        Turn.AGREED: Lot.ACCEPTED,
        Turn.TAKEN_BACK: Lot.OFFERED,
        Turn.HANDED: Lot.HANDED_OVER,
        Turn.ENDED: Lot.UNKNOWN,
    },
    Lot.HANDED_OVER: {
        Turn.ANSWERED: Lot.CONNECTED,
        Turn.SENT_BACK: Lot.NOT_AVAILABLE,
        Turn.ENDED: Lot.UNKNOWN,
    },
    Lot.CONNECTED: {Turn.LEFT_ALONE: Lot.HANDED_OVER, Turn.ENDED: Lot.CONNECTED},
    Lot.NOT_AVAILABLE: {Turn.ENDED: Lot.NOT_AVAILABLE},
    Lot.UNKNOWN: {},
}


def follow(lot: Lot, turn: Turn) -> Lot:
    """The lot that follows; raises `Refused("not_now")` where none does."""
    try:
        return TABLE[lot][turn]
    except KeyError:
        raise Refused("not_now", f"{turn} is not possible while {lot}.") from None
