"""How a risk tier becomes a place in the queue: a head start of minutes on those who only wait.

Pure. A conversation's rank is one moment, and the earliest is the first: so the queue stays one
order that an index keeps, and whoever waits overtakes all who come later than their head start.
"""

from datetime import datetime, timedelta

# The last is longer than anybody waits (31 days is the most): those are always the first.
HEAD_STARTS = (
    timedelta(),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(days=32),
)
FIRST = len(HEAD_STARTS) - 1
# A word that asks for help, or a bump by a keyword, is so much.
HELP = 1
# From this risk on nobody falls through.
HIGH = 2


def rank(waiting_since: datetime, *tiers: int) -> datetime:
    """The moment by which a conversation stands in the queue; its highest tier counts."""
    return waiting_since - HEAD_STARTS[max((0, *tiers))]
