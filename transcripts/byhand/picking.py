"""What somebody takes out of a message by hand, words by number or typed, as parts of it."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from transcripts.redact.folding import fold
from transcripts.redact.spans import MARK, BadSpan, Span, checked, united

BY_HAND = "BY_HAND"
# A word with what binds it: an address of mail, a name with a hyphen and a number stay whole.
_WORD = re.compile(rf"(?P<mark>{MARK.pattern})|\w+(?:[^\s\w\[]+\w+)*")
_PART = re.compile(r"(\d{1,6})-(\d{1,6})")


class Piece(NamedTuple):
    """A piece of a message: a word with its number, or (number -1) what stands between words."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class NotThere(ValueError):
    """What was typed does not stand in the message."""


def seen(message: UUID, text: str) -> str:
    """A mark of a message as somebody sees it: another one once it, or the message, is another."""
    return hashlib.sha256(message.bytes + text.encode()).hexdigest()[:32]


def seen_of(record: UUID, name: str, text: str) -> str:
    """The same of one text of a record that has several, by its name."""
    return seen(record, f"{name}\n{text}")


def pieces(text: str) -> list[Piece]:
    """All of a text in order, cut into words with numbers and what stands between them.

    A mark of what was taken out before is no word.
    """
    cut: list[Piece] = []
    place = 0
    words = (found for found in _WORD.finditer(text) if not found["mark"])
    for number, found in enumerate(words):
        if place < found.start():
            cut.append(Piece(-1, place, text[place : found.start()]))
        cut.append(Piece(number, found.start(), found.group()))
        place = found.end()
    if place < len(text):
        cut.append(Piece(-1, place, text[place:]))
    return cut


def of_words(text: str, numbers: Iterable[int]) -> list[Span]:
    """The parts that the words with these numbers are; neighbours are one, with what is between.

    Raises `BadSpan` for a number that no word has.
    """
    words = [piece for piece in pieces(text) if piece.number >= 0]
    parts: list[Span] = []
    last = -2
    for number in sorted(set(numbers)):
        if not 0 <= number < len(words):
            raise BadSpan(f"No word has the number {number}: there are {len(words)}.")
        start = parts.pop().start if number == last + 1 else words[number].start
        parts.append(Span(start, words[number].end, BY_HAND))
        last = number
    return parts


def of_typed(text: str, typed: str) -> list[Span]:
    """Wherever a typed line stands in a text, in whatever letters; raises `NotThere`."""
    folded = fold(text)
    parts: list[Span] = []
    for line in filter(None, (fold(each).text.strip() for each in typed.splitlines())):
        found = [each.span() for each in re.finditer(re.escape(line), folded.text)]
        places = [Span(*folded.unfolded(*place), BY_HAND) for place in found]
        if not places or _in_marks(text, places):
            raise NotThere(line)
        parts += places
    return united(parts)


def _in_marks(text: str, places: Sequence[Span]) -> bool:
    """Whether some part would cut into what stands where something was taken out."""
    marks = [Span(*found.span(), BY_HAND) for found in MARK.finditer(text)]
    return len(united([*places, *marks])) < len(united(places)) + len(marks)


def of_written(written: Iterable[str]) -> list[Span]:
    """Parts as a form carries them, "3-9" each; raises `BadSpan` for anything else."""
    parts: list[Span] = []
    for each in written:
        found = _PART.fullmatch(each)
        if found is None:
            raise BadSpan("A part is written as two numbers: where it begins, and where it ends.")
        parts.append(Span(int(found[1]), int(found[2]), BY_HAND))
    return parts


def apart(text: str, spans: Sequence[Span]) -> list[Span]:
    """The same in order; raises `BadSpan` for what is not in the text, or stands in another."""
    parts = checked(text, spans)
    for one, other in pairwise(parts):
        if other.start < one.end:
            raise BadSpan(f"The part at {other.start} begins within the one at {one.start}.")
    return parts


def cut(text: str, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of these parts of it."""
    cut: list[tuple[str, bool]] = []
    place = 0
    for start, end, _label in spans:
        cut += (text[place:start], False), (text[start:end], True)
        place = end
    return [piece for piece in [*cut, (text[place:], False)] if piece[0]]
