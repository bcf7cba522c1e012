"""Where a name model may be plugged in: what it must do, and what of its finds is believed."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from transcripts.redact.people import COMMON, NONE, UNKNOWN, contracted, worth
from transcripts.redact.reading import Reading
from transcripts.redact.spans import Span, checked
from transcripts.redact.untyped import NOT_IN_STREETS
from transcripts.rules.acts import ABSTRACT
from transcripts.rules.cues import DOES, KIN, OF_PLACES, PLACE_NOUNS, STOP
from transcripts.rules.lists import PLACES, PROPER, WORDS
from transcripts.rules.numbers import LEAVE
from transcripts.rules.numbers import UNITS as MEASURES
from transcripts.rules.slang import SLANG
from transcripts.rules.streets import TYPES, TYPES_BEFORE
from transcripts.rules.things import IS_OR_HAS, OF_THINGS

LABELS = frozenset("PERSON PHONE EMAIL ADDRESS SOCIAL CARD ID DOB PLATE URL IP GEO ROOM".split())
# Digits of an identity number at the least, of a house number at the most.
_FEWEST, _MOST = 6, 5
# So many signs before an identity number may say that it is a file's, and nobody's.
_REACH = 30
_AROUND = str.maketrans(":(#,", "    ")
_KINDS = TYPES | TYPES_BEFORE
# Behind these a capital is a place: "in Kinshasa".
_WHERE = frozenset("in en dans".split())
_COMES = frozenset("viens vient venu venue originaire arrive arrivee am come came comes".split())


class Finder(Protocol):
    """Finds what is personal in one text; `lang` is "en" or "fr". Places are those of `text`.

    One that has `sure = True` was measured on messages to helplines, and answers only what it is
    sure of: that is believed, whatever its class. Of any other only what else tells of it.
    """

    def find(self, text: str, lang: str) -> Iterable[Span]: ...


class BadFinder(ValueError):
    """A finder that answers something else than spans of the text; nothing of it is believed."""


def believed(
    finder: Finder, reading: Reading, lang: str, lone: frozenset[str] = frozenset()
) -> Iterator[Span]:
    """What a finder adds to a reading, in the places of the folded text.

    Of people only words that are listed as names, that are no words, or whose capital says so: a
    model alone hides much that is harmless. Of addresses only a number with a name behind it, of
    identity numbers only long ones. All else the rules know better, unless the finder is sure of
    it. What is taken already, or must stay, is left; `lone` are organisations whose name may be a
    person's as well. Raises `BadSpan`, `BadFinder`.
    """
    sure = getattr(finder, "sure", False)
    for span in checked(reading.original, finder.find(reading.original, lang)):
        if span.label not in LABELS:
            raise BadFinder("A finder answered with a class that is not known here.")
        first, last = reading.folded.folded(span.start, span.end)
        if sure:
            for start, end in _rows(reading, _inside(reading, first, last), lone):
                yield Span(start, end, span.label)
        elif span.label == "PERSON":
            yield from _names(reading, first, last, lone)
        elif span.label == "ADDRESS":
            yield from _left(reading, _address(reading, first, last), "ADDRESS")
        elif span.label == "ID" and _identity(reading, first, last):
            yield from _left(reading, _inside(reading, first, last), "ID")


def _inside(reading: Reading, first: int, last: int) -> list[int]:
    """The pieces of which the better part stands between two places."""
    return [
        index
        for index, (start, end) in enumerate(zip(reading.starts, reading.ends, strict=True))
        if 2 * (min(end, last) - max(start, first)) > end - start
    ]


def _rows(
    reading: Reading, pieces: list[int], lone: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int]]:
    """What of these pieces nothing has taken yet, as far as they stand in one row."""
    row: list[int] = []
    for at in pieces:
        start, end = reading.starts[at], reading.ends[at]
        free = reading.words[at] not in lone and reading.free(start, end)
        if row and not (free and reading.free(reading.starts[row[0]], start)):
            yield reading.starts[row[0]], reading.ends[row[-1]]
            row = []
        if free:
            row.append(at)
    if row:
        yield reading.starts[row[0]], reading.ends[row[-1]]


def _left(reading: Reading, pieces: list[int], label: str) -> Iterator[Span]:
    """What of these pieces nothing has taken yet, and is believable by itself."""
    for start, end in _rows(reading, pieces):
        if _believable(reading, start, end, label):
            yield Span(start, end, label)


def _believable(reading: Reading, start: int, end: int, label: str) -> bool:
    """Whether what is left has a number, and of an address a name too, or the rest beside it."""
    text = reading.text[start:end]
    if not any(map(str.isdigit, text)):
        return False
    beside = any(
        span.label == label and (-3 < start - span.end < 3 or -3 < span.start - end < 3)
        for span in reading.spans
    )
    numbers = any(span.start == end + 1 for span in reading.spans)  # "7" of "7 Zelkova"
    return label != "ADDRESS" or any(map(str.isalpha, text)) or beside or numbers


def _names(reading: Reading, first: int, last: int, lone: frozenset[str]) -> Iterator[Span]:
    """The words between two places that are believed to be names."""
    for index in _inside(reading, first, last):
        start, end = reading.starts[index], reading.ends[index]
        free = reading.free(start, end) and reading.words[index] not in lone
        if free and _a_name(reading, index):
            yield Span(start, end, "PERSON")


def _a_name(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    if not word.isalpha() or len(word) < 2 or (reading.cased and reading.shouted(index)):
        return False
    if word.removesuffix("s") in STOP or _of_a_place(reading, index) or reading.in_town(index):
        return False
    if _a_house(reading, index):
        return False
    written = reading.cased and reading.capital(index)
    # At the beginning of a sentence every word has a capital.
    capital = written and not reading.begins(index)
    value = worth(word)
    if value != NONE:
        other = word in PLACES or word in PROPER or word in ABSTRACT
        return value != COMMON or capital or (written and not other)
    if word in PROPER or word in PLACES or word in SLANG or word in STOP or word in KIN:
        return False
    if word not in WORDS:
        return not contracted(word)
    return len(word) > 2 and ((capital and not _among(reading, index)) or _acts(reading, index))


def _a_house(reading: Reading, index: int) -> bool:
    """Whether it is the name of a house, or said of one: "Adsum House", "Qimaavik is full"."""
    behind = reading.words[index + 1 : index + 3]
    if not behind or worth(reading.words[index]) > UNKNOWN or reading.gap(index) != " ":
        return False
    house = behind[0] in PLACE_NOUNS and reading.capital(index + 1)
    said = len(behind) > 1 and behind[0] in IS_OR_HAS and behind[1] in OF_THINGS
    return (house or said) and not reading.opens(index + 1)


def _of_a_place(reading: Reading, index: int) -> bool:
    """Whether it is a street of a saint, or no listed name and somewhere: "in Kinshasa"."""
    before = reading.words[index - 1] if index else ""
    after = reading.words[index + 1 : index + 2]
    if before in OF_PLACES:
        return True
    saint = ("st", "ste", "saint", "sainte")
    if before in saint or (reading.words[index] in saint and after):
        return True
    capital = reading.cased and reading.capital(index)
    comes = before in ("de", "from") and not _COMES.isdisjoint(reading.words[index - 2 : index - 1])
    return capital and (before in _WHERE or comes) and worth(reading.words[index]) < COMMON


def _among(reading: Reading, index: int) -> bool:
    """Whether a word beside it has a capital: then both may name a house: "Black Sisters"."""
    near = [at for at in (index - 1, index + 1) if 0 <= at < len(reading.words)]
    return any(reading.capital(at) and not reading.begins(at) for at in near)


def _acts(reading: Reading, index: int) -> bool:
    """Whether a word with a capital does what people do: "Tawny told me"."""
    following = reading.words[index + 1 : index + 3]
    acts = len(following) > 1 and following[0] in DOES and following[1] in ("me", "us", "her")
    return acts and reading.cased and reading.capital(index)


def _address(reading: Reading, first: int, last: int) -> list[int]:
    """The pieces of a house number and the name behind it, if that is what it is."""
    words = reading.words
    pieces = _inside(reading, first, last)
    numbers = [at for at in pieces if words[at].isdigit() and len(words[at]) <= _MOST]
    named = [
        at
        for at in pieces
        if words[at].isalpha()
        and len(words[at]) > 2
        and (words[at] not in WORDS or (reading.cased and reading.capital(at)))
    ]
    if not numbers or not named or numbers[0] > named[-1] or _counts(reading, numbers[0], pieces):
        return []
    return pieces


def _counts(reading: Reading, number: int, pieces: list[int]) -> bool:
    """Whether it is a number of something, or does something: "46 quid fae", "115 ouvre"."""
    words, at = reading.words, number + 1
    if at >= len(words):
        return True
    if words[at] in MEASURES or words[at] in NOT_IN_STREETS:
        return True
    if len(words[at]) > 1 and not reading.gap(number):
        return True  # "50ish"
    plain = (words[at] in WORDS or words[at] in SLANG) and not (
        reading.cased and reading.capital(at)
    )
    return plain and _KINDS.isdisjoint(words[one] for one in pieces)


def _identity(reading: Reading, first: int, last: int) -> bool:
    """Whether it is long enough for an identity number, and not called a file or a ticket."""
    digits = sum(map(str.isdigit, reading.text[first:last]))
    before = set(reading.before(first, _REACH).translate(_AROUND).split())
    return digits >= _FEWEST and not before & LEAVE
