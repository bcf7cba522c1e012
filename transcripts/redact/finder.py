"""Where a name model may be plugged in: what it must do, and what of its finds is believed."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from transcripts.redact.people import COMMON, NONE, worth
from transcripts.redact.reading import Reading
from transcripts.redact.spans import Span, checked
from transcripts.rules.cues import STOP
from transcripts.rules.lists import PLACES, PROPER, WORDS
from transcripts.rules.slang import SLANG

LABELS = frozenset("PERSON PHONE EMAIL ADDRESS SOCIAL CARD ID DOB PLATE URL IP GEO ROOM".split())


class Finder(Protocol):
    """Finds what is personal in one text; `lang` is "en" or "fr". Places are those of `text`."""

    def find(self, text: str, lang: str) -> Iterable[Span]: ...


class BadFinder(ValueError):
    """A finder that answers something else than spans of the text; nothing of it is believed."""


def believed(
    finder: Finder, reading: Reading, lang: str, lone: frozenset[str] = frozenset()
) -> Iterator[Span]:
    """What a finder adds to a reading, in the places of the folded text.

    Of people only words that are listed as names, or are no words: a model alone hides much that
    is harmless. What is taken already, or must stay, is left; `lone` are organisations whose name
    may be a person's as well. Raises `BadSpan`, `BadFinder`.
    """
    for span in checked(reading.original, finder.find(reading.original, lang)):
        if span.label not in LABELS:
            raise BadFinder("A finder answered with a class that is not known here.")
        if span.label == "PERSON":
            first, last = reading.folded.folded(span.start, span.end)
            yield from _names(reading, first, last, lone)


def _names(reading: Reading, first: int, last: int, lone: frozenset[str]) -> Iterator[Span]:
    """The words between two places that are believed to be names."""
    for index, word in enumerate(reading.words):
        start, end = reading.starts[index], reading.ends[index]
        free = first <= start and end <= last and reading.free(start, end) and word not in lone
        # At the beginning of a sentence every word has a capital.
        if free and _a_name(word, capital=reading.capital(index) and not reading.opens(index)):
            yield Span(start, end, "PERSON")


def _a_name(word: str, *, capital: bool) -> bool:
    if not word.isalpha() or len(word) < 2:
        return False
    value = worth(word)
    if value != NONE:
        return value != COMMON or capital
    return not (word in WORDS or word in PROPER or word in PLACES or word in SLANG or word in STOP)
