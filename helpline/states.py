"""The life of a conversation, as one table: which trigger leads from which state to which.

Two rules for this file. First: everything that changes a conversation's state is a row of TABLE;
nothing elsewhere assigns a state by other means than `advance`. Second: a trigger that is not in
the row of the present state is refused, never ignored, so that a forgotten case is seen at once.

How to read it:

    waiting     in the queue; nobody has been asked yet, or everybody asked has passed it on
    offered     one counsellor is being asked and has some seconds to say yes
    active      exactly one counsellor holds it
    wrap_up     the talk is over, the counsellor notes what it was about; the seeker may return
    closed      done; its words follow the line's policy
    abandoned   the seeker left before anybody answered, or texted and nobody did for very long, or
                the line closed and nobody was there any more

A declined, lapsed or lost conversation goes back to `waiting` with its first waiting time, so that
nobody is moved to the end of the queue by somebody else's absence. Facts such as a quick exit, a
risk flag or "not safe to write" stand beside the state and are not states.
"""

from enum import StrEnum

from helpline.errors import Refused


class State(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    ACTIVE = "active"
    WRAP_UP = "wrap_up"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class Trigger(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OFFER_LAPSED = "offer_lapsed"
    SEEKER_LEFT = "seeker_left"
    TRANSFERRED = "transferred"
    HANDED = "handed"
    COUNSELLOR_LOST = "counsellor_lost"
    ENDED = "ended"
    SEEKER_SILENT = "seeker_silent"
    SEEKER_RETURNED = "seeker_returned"
    WRAPPED = "wrapped"
    WRAP_LAPSED = "wrap_lapsed"


S, T = State, Trigger

TABLE: dict[State, dict[Trigger, State]] = {
    # In the queue. `accepted` without an offer is a counsellor who took the next one.
    S.WAITING: {
        T.OFFERED: S.OFFERED,
        T.ACCEPTED: S.ACTIVE,
        T.SEEKER_LEFT: S.ABANDONED,
    },
    # Being asked. Silence of the asked counsellor is an answer too: `offer_lapsed`.
    S.OFFERED: {
        T.ACCEPTED: S.ACTIVE,
        T.DECLINED: S.WAITING,
        T.OFFER_LAPSED: S.WAITING,
        T.SEEKER_LEFT: S.ABANDONED,
    },
    # Held by one counsellor. `handed` is a colleague who said yes: from hand to hand, never through
    # the queue. `counsellor_lost` is a lapsed lease: browser killed, laptop asleep.
    S.ACTIVE: {
        T.TRANSFERRED: S.WAITING,
        T.HANDED: S.ACTIVE,
        T.COUNSELLOR_LOST: S.WAITING,
        T.ENDED: S.WRAP_UP,
        T.SEEKER_SILENT: S.WRAP_UP,
    },
    # A seeker who writes during wrap-up is back in the same hands at once.
    S.WRAP_UP: {
        T.SEEKER_RETURNED: S.ACTIVE,
        T.WRAPPED: S.CLOSED,
        T.WRAP_LAPSED: S.CLOSED,
    },
    # Final. A seeker who writes again opens a new conversation that is linked to this one.
    S.CLOSED: {},
    S.ABANDONED: {},
}

OPEN = frozenset({S.WAITING, S.OFFERED, S.ACTIVE, S.WRAP_UP})
QUEUED = frozenset({S.WAITING, S.OFFERED})
HELD = frozenset({S.ACTIVE, S.WRAP_UP})
FINAL = frozenset({S.CLOSED, S.ABANDONED})


def advance(state: State, trigger: Trigger) -> State:
    """The state that follows `state` upon `trigger`; raises `Refused("not_now")` for any other."""
    try:
        return TABLE[state][trigger]
    except KeyError:
        raise Refused("not_now", f"{trigger} is not possible while {state}.") from None
