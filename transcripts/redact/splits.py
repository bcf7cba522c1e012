"""Numbers that are sent in two messages: "604 555", then "0148"."""

from collections.abc import Sequence

from transcripts.redact.numbers import Number
from transcripts.redact.spans import Span

WHOLE = (7, 10, 11)
# How far from the end of the first message, and from the beginning of the second, the parts may be.
_BEHIND, _BEFORE = 6, 14


def halves(
    sides: Sequence[str], lengths: Sequence[int], numbers: Sequence[Sequence[Number]]
) -> list[tuple[int, Span]]:
    """Both parts of each number that one side sent in two messages, with the message of each."""
    found: list[tuple[int, Span]] = []
    for first in range(len(sides)):
        second = _next_of(sides, first)
        if second is None or not numbers[first] or not numbers[second]:
            continue
        tail, head = numbers[first][-1], numbers[second][0]
        near = tail.end >= lengths[first] - _BEHIND and head.start <= _BEFORE
        if near and len(tail.digits) + len(head.digits) in WHOLE and len(tail.digits) > 2:
            found += [
                (at, Span(one.start, one.end, "PHONE"))
                for at, one in ((first, tail), (second, head))
            ]
    return found


def _next_of(sides: Sequence[str], first: int) -> int | None:
    """The next message of the same side, with one of the other between at most."""
    for second in range(first + 1, min(first + 3, len(sides))):
        if sides[second] == sides[first]:
            return second
    return None
