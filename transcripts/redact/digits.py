"""Reads rows of digits and of digits in words; what a row is, is decided afterwards."""

import re
from dataclasses import dataclass

from transcripts.redact.reading import Reading
from transcripts.rules.numbers import DIGIT_WORDS, ENDS, INNER, JOINERS

_GAP = re.compile(r"[ \-.()/+_*,|#\u2022\u00b7~]{0,4}$")
LONGEST = 48
TIMES = {"double": 2, "triple": 3}
_SPELT = frozenset(DIGIT_WORDS)
_FEWEST_SPELT = 4
# So many digits are told of: none of them is one itself.
_COUNTS = frozenset("3 4 three four trois quatre".split())


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces `first` to `last` of a reading that belong together as one number."""

    first: int
    last: int
    groups: tuple[str, ...]
    spelt: int
    gaps: tuple[str, ...]

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(group) for group in self.groups)


def rows(reading: Reading, text: str) -> list[Row]:
    """Every row of digits in `text`, which is the reading's with dates and times left out."""
    words, starts = reading.words, reading.starts
    found: list[Row] = []
    if not reading.digits and sum(map(_SPELT.__contains__, words)) < _FEWEST_SPELT:
        return found
    upto = 0
    for index, word in enumerate(words):
        if index < upto or not (word.isdigit() or word in DIGIT_WORDS or word in INNER):
            continue
        if _begins(reading, index) and text[starts[index]] != "_":
            row = _row(reading, text, index)
            found.append(row)
            upto = row.last + 1
    return found


def _begins(reading: Reading, index: int) -> bool:
    """Whether a row begins with these digits, and not with the few at the end of "b4"."""
    word = reading.words[index]
    if index and word in _COUNTS and reading.words[index - 1] in ENDS:
        return False  # "last four 0168"
    if word in INNER:
        return _for_a_zero(reading, index)
    return (
        index == 0
        or word in DIGIT_WORDS
        or len(word) > 4
        or bool(reading.gap(index - 1))
        or not reading.words[index - 1].isalpha()
    )


def _for_a_zero(reading: Reading, index: int) -> bool:
    """Whether a letter o at the beginning stands for zero: "o7700 900 123", "o one four one"."""
    apart = index == 0 or bool(reading.gap(index - 1))
    spelt = reading.words[index + 1 : index + 4]
    if apart and len(spelt) == 3 and all(word in DIGIT_WORDS for word in spelt):
        return True
    return apart and not reading.gap(index) and len(reading.words[index + 1]) > 1


def _digits(word: str, *, inside: bool) -> str | None:
    if word.isdigit():
        return word
    return DIGIT_WORDS.get(word) or (INNER.get(word) if inside else None)


def _row(reading: Reading, text: str, first: int) -> Row:
    """The longest row that begins at a piece."""
    words = reading.words
    groups, gaps, last, spelt = [_digits(words[first], inside=True) or ""], [], first, 0
    spelt += not words[first].isdigit()
    if first and words[first - 1] in TIMES:
        groups[0] *= TIMES[words[first - 1]]
    index = first + 1
    while index < len(words) and index - first < LONGEST:
        gap = text[reading.ends[last] : reading.starts[index]]
        if words[index] in JOINERS and index + 1 < len(words) and _joins(words, index):
            index += 1
            continue
        digits = (_digits(words[index], inside=True) or "") * TIMES.get(words[index - 1], 1)
        if (
            not digits
            or not (_goes_on(gap) or _both_spelt(words, last, index, gap))
            or _breaks(reading, text, index, gap)
        ):
            break
        if gap == "" and groups:
            groups[-1] += digits
        else:
            groups.append(digits)
            gaps.append(gap)
        spelt += not words[index].isdigit()
        last = index
        index += 1
    return Row(first, last, tuple(groups), spelt, tuple(gaps))


def _joins(words: list[str], index: int) -> bool:
    return _digits(words[index + 1], inside=True) is not None


def _goes_on(gap: str) -> bool:
    bare = gap
    for joiner in JOINERS:
        if joiner in bare:
            bare = bare.replace(joiner, "")
    return bool(_GAP.match(bare)) and ". " not in gap and ", " not in gap and gap != ","


def _both_spelt(words: list[str], last: int, index: int, gap: str) -> bool:
    """Whether a comma stands between digits in words: "five one four, five five five"."""
    return gap == ", " and not words[last].isdigit() and not words[index].isdigit()


def _breaks(reading: Reading, text: str, index: int, gap: str) -> bool:
    """Whether the next group belongs to something else: a fraction, as in "5550143 24/7"."""
    if "/" in gap or text[reading.starts[index]] == "_":
        return text[reading.starts[index]] == "_"
    following = text[reading.ends[index] : reading.ends[index] + 1]
    return following in ("/", ":", "%") and len(reading.words[index]) < 3
