"""Runs the passes over a message or a conversation, the surest first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transcripts.redact import (
    addresses,
    codes,
    dates,
    doubts,
    handles,
    nets,
    rooms,
    splits,
)
from transcripts.redact import numbers as rows_of_digits
from transcripts.redact.allowed import NOBODY, Allowed
from transcripts.redact.finder import Finder, believed
from transcripts.redact.memory import Memory
from transcripts.redact.naming import search
from transcripts.redact.numbers import Number
from transcripts.redact.questions import asked, carried
from transcripts.redact.reading import Reading
from transcripts.redact.spans import Span, united

LONGEST = 1000
# Behind a word and no digit: read from the end of a part to its middle.
_BETWEEN = re.compile(r"\s(?=\D)")


@dataclass(frozen=True, slots=True)
class Said:
    """One message: its words, language and region, who said it, what the other side asked.

    `expected` is what the message before it, of the same side, led up to.
    """

    text: str
    lang: str = "en"
    region: str = "CA"
    side: str = ""
    question: str = ""
    expected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be hidden in one message, and where somebody should look before it is kept."""

    spans: list[Span]
    doubts: list[Span]


@dataclass(slots=True)
class _Look:
    """What was seen in one message: its spans, its rows of digits, what is doubtful, its length."""

    spans: list[Span]
    numbers: list[Number]
    doubts: list[Span]
    length: int


def find(said: Said, allowed: Allowed = NOBODY, memory: Memory | None = None) -> list[Span]:
    """The parts of one message that are to be hidden; what is found is added to `memory`."""
    return united(_look(said, allowed, memory or Memory()).spans)


def over(
    said: Sequence[Said],
    allowed: Allowed = NOBODY,
    known: Iterable[str] = (),
    finder: Finder | None = None,
) -> list[Found]:
    """What is to be hidden in every message of a conversation, in order.

    What is found anywhere is hidden everywhere: a second look goes by all that the first has found.
    `known` are values that the system has: names, numbers, addresses; `finder` is a name model.
    """
    memory = Memory(known)
    looks, sizes = [], []
    said = _carrying(said)
    for one in said:
        looks.append(_look(one, allowed, memory, finder))
        sizes.append(memory.size)
    for at, one in enumerate(said):
        if sizes[at] < memory.size and memory.met(one.text, sizes[at]):
            looks[at] = _again(looks[at], one, allowed, memory)
    sides = [one.side for one in said]
    lengths = [look.length for look in looks]
    for at, half in splits.halves(sides, lengths, [look.numbers for look in looks]):
        looks[at].spans.append(half)
    return [Found(united(look.spans), look.doubts) for look in looks]


def _carrying(said: Sequence[Said]) -> list[Said]:
    """The same messages, each with what its side's last one led up to."""
    told: list[Said] = []
    for at, one in enumerate(said):
        last = said[at - 1] if at and said[at - 1].side == one.side else None
        told.append(replace(one, expected=carried(last.text)) if last else one)
    return told


def _again(first: _Look, said: Said, allowed: Allowed, memory: Memory) -> _Look:
    """A second look at a message, to which what the first saw there is added."""
    second = _look(said, allowed, memory)
    second.spans += first.spans
    return second


def _look(said: Said, allowed: Allowed, memory: Memory, finder: Finder | None = None) -> _Look:
    """One look at a message; a long one is read in parts, so that time grows with its length."""
    whole = _Look([], [], [], length=len(said.text))
    wanted = asked(said.question) | said.expected
    for start, end in _parts(said.text):
        reading = Reading(said.text[start:end], said.region)
        numbers = _passes(reading, wanted, allowed, memory)
        for found in list(believed(finder, reading, said.lang, allowed.names)) if finder else ():
            reading.take(*found)
            memory.learn(reading.folded.text, found)
        whole.numbers += [number.moved(start, reading.folded) for number in numbers]
        left = reading.unfolded(doubts.places(reading, numbers))
        whole.spans += [span.moved(start) for span in reading.result()]
        whole.doubts += [span.moved(start) for span in left]
    return whole


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where to cut a text: behind a line or a word, so that no part is longer than `LONGEST`."""
    start = 0
    while len(text) - start > LONGEST:
        stop = start + LONGEST
        line = text.rfind("\n", start + LONGEST // 2, stop)
        word = _BETWEEN.search(text[start + LONGEST // 2 : stop][::-1])
        end = line + 1 if line > 0 else stop - word.start() - 1 if word else stop
        yield start, end
        start = end
    yield start, len(text)


def _passes(
    reading: Reading, wanted: frozenset[str], allowed: Allowed, memory: Memory
) -> list[Number]:
    allowed.protect(reading)
    nets.find(reading)
    handles.find(reading, wanted)
    reading.cut()
    dates.find(reading, wanted)
    codes.identities(reading, wanted)
    reading.cut()
    seen = rows_of_digits.find(reading, allowed, wanted)
    codes.plates(reading, wanted)
    rooms.find(reading, wanted)
    reading.cut()
    addresses.find(reading, wanted)
    reading.cut()
    memory.apply(reading)
    reading.cut()
    search.find(reading, wanted, allowed.names, memory)
    dates.beside_names(reading)
    for span in reading.spans:
        memory.learn(reading.folded.text, span)
    return seen
