"""House numbers in words, as a telephone writes what is spoken: "fourteen oh six Kessler Blvd"."""

from transcripts.redact import rues
from transcripts.redact.reading import Reading
from transcripts.rules.lists import WORDS
from transcripts.rules.numbers import DIGIT_WORDS
from transcripts.rules.streets import SOFT_TYPES, TYPES, TYPES_BEFORE

_IN_NUMBERS = frozenset(DIGIT_WORDS) | {"o", "hundred", "thousand", "cent", "mille"}
_KINDS = TYPES - SOFT_TYPES - {"st", "court", "square", "way", "rise"} | {"street"}
_LONGEST = 3


def find(reading: Reading) -> None:
    """Take a number in words with the street behind it."""
    words = reading.words
    if _KINDS.isdisjoint(words) and TYPES_BEFORE.isdisjoint(words):
        return
    at = 0
    while at < len(words):
        first = at
        while at < len(words) and words[at] in _IN_NUMBERS and (at == first or _near(reading, at)):
            at += 1
        numbered = first > 0 and words[first - 1].isdigit()  # "46 Seven Sisters Road"
        told = first < at < len(words) and not numbered
        last = _street(reading, at, several=at > first + 1) if told else None
        if last is not None:
            reading.take(reading.starts[first], reading.ends[last], "ADDRESS")
        at = max(at, first + 1)


def _near(reading: Reading, at: int) -> bool:
    return reading.gap(at - 1) in (" ", "-")


def _street(reading: Reading, at: int, *, several: bool) -> int | None:
    """The last piece of the street that begins there, or None; `several` words are its number."""
    words = reading.words
    if not _near(reading, at):
        return None
    if words[at] in TYPES_BEFORE - {"r", "route", "place", "cours"}:
        return rues.french(reading, at)
    for last in range(at + 1, min(at + 1 + _LONGEST, len(words))):
        if not _near(reading, last):
            return None
        if words[last] in _KINDS:
            named = all(reading.capital(one) or words[one] not in WORDS for one in range(at, last))
            return last if named or several else None
    return None
