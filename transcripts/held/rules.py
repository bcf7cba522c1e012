"""What may become of a hold, as a table: asked for by one person, agreed to by another, and over.

Nothing leads back: what is over holds nothing ever again.
"""

from dataclasses import dataclass
from datetime import datetime

from transcripts.policies import HOLDS

ASKED, HOLDING = "asked", "holding"
LIVE = frozenset({ASKED, HOLDING})
OVER = frozenset({"refused", "withdrawn", "lapsed", "released", "ended"})

TABLE: dict[tuple[str, str], str] = {
    (ASKED, "agree"): HOLDING,
    (ASKED, "refuse"): "refused",
    (ASKED, "withdraw"): "withdrawn",
    # Its end came, or the words were due, and nobody had agreed.
    (ASKED, "time"): "lapsed",
    (HOLDING, "release"): "released",
    (HOLDING, "time"): "ended",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is asked of a conversation when somebody would hold it.

    `due_at` is when its words go, if that is known; `going` says that they are being erased.
    """

    due_at: datetime | None
    erased: bool = False
    going: bool = False


def after(state: str, happening: str) -> str | None:
    """What a hold is after this; None where it may not happen."""
    return TABLE.get((state, happening))


def is_late(standing: Standing, now: datetime) -> bool:
    """Whether it is too late to hold anything: expired is expired."""
    due = standing.due_at is not None and standing.due_at <= now
    return due or standing.erased or standing.going


def may_last(until: datetime, now: datetime) -> bool:
    """Whether a hold may be asked for until then."""
    return now < until <= now + HOLDS


def may_be_silent(silent_until: datetime | None, until: datetime, now: datetime) -> bool:
    """Whether an order may bid silence until then: it has an end of its own, while it is held."""
    return silent_until is None or now < silent_until <= until


def is_over(state: str, until: datetime, standing: Standing, now: datetime) -> bool:
    """Whether time has ended a hold that is asked for or holds."""
    return state in LIVE and (until <= now or (state == ASKED and is_late(standing, now)))
