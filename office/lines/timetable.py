"""Opening hours between the way they are written and the rows of a table. Pure."""

from collections.abc import Collection, Sequence
from itertools import pairwise

Pair = tuple[str, str]
MIDNIGHT, END_OF_DAY = "00:00", "24:00"
DAY = 24 * 60


def pairs(spans: Sequence[str]) -> list[Pair]:
    """Each span as its beginning and its end; the end of a day is its midnight."""
    found = []
    for span in spans:
        begin, _, end = span.partition("-")
        found.append((begin, MIDNIGHT if end == END_OF_DAY else end))
    return found


def span(pair: Pair, before: Collection[str] = ()) -> str:
    """A pair as it is written; one that stood there `before` keeps the form it had."""
    begin, end = pair
    as_typed = f"{begin}-{end}"
    if as_typed in before or end != MIDNIGHT:
        return as_typed
    return f"{begin}-{END_OF_DAY}"


def overlap(spans: Sequence[Pair]) -> tuple[Pair, Pair] | None:
    """The first two spans of a day that share some time, if any do."""
    ordered = sorted(spans, key=lambda pair: minutes(pair[0]))
    for one, other in pairwise(ordered):
        if minutes(other[0]) < _end(one):
            return one, other
    return None


def minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _end(pair: Pair) -> int:
    begin, end = map(minutes, pair)
    return end if end > begin else end + DAY
