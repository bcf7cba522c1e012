"""Which of a line's phrases somebody's words hold. Pure: whole words, whatever the accents.

A list is compiled once and searched by first words, so that a long one costs no more than a short.
Nothing is decided here but the tier; nobody is ever written to because of it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

ELIDED = "c|d|j|l|m|n|s|t|qu|jusqu|lorsqu|puisqu|quoiqu"
# j'ai is two words, don't is one: people on phones leave that apostrophe out.
_ELISION = re.compile(rf"\b({ELIDED})'(?=\w)")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "œ": "oe", "æ": "ae"})
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the list that some words hold: its key, and the tier it raises to."""

    id: int
    tier: int


@dataclass(frozen=True, slots=True)
class Book:
    """A list made ready: by first word, the whole phrase and what it means."""

    by_first: dict[str, list[tuple[tuple[str, ...], Found]]] = field(default_factory=dict)

    def find(self, text: str) -> list[Found]:
        """Every phrase that this text holds, the highest tier first, then as in the list."""
        if not self.by_first:
            return []
        words = fold(text)
        found = {
            hit.id: hit
            for place, word in enumerate(words)
            for phrase, hit in self.by_first.get(word, ())
            if words[place : place + len(phrase)] == phrase
        }
        return sorted(found.values(), key=lambda hit: (-hit.tier, hit.id))

    def highest(self, text: str) -> Found | None:
        """The one that counts."""
        found = self.find(text)
        return found[0] if found else None


def compiled(rows: Iterable[tuple[int, str, int]]) -> Book:
    """A book of (key, phrase, tier); a phrase without a word in it is left out."""
    book = Book()
    for key, phrase, tier in rows:
        if words := fold(phrase):
            book.by_first.setdefault(words[0], []).append((words, Found(key, tier)))
    return book


def fold(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents or apostrophes."""
    # Some letters are capitals of a plain one only once they are taken apart.
    straight = unicodedata.normalize("NFKC", text).casefold().translate(_MARKS)
    apart = _ELISION.sub(r"\1 ", straight).replace("'", "")
    bare = unicodedata.normalize("NFKD", apart)
    return tuple(_WORDS.findall("".join(c for c in bare if not unicodedata.combining(c))))
