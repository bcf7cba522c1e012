"""A conversation with everything personal replaced by marks that lead nowhere: `[PERSON 1]`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from transcripts.redact.allowed import NOBODY, Allowed
from transcripts.redact.engine import Said, over
from transcripts.redact.finder import Finder
from transcripts.redact.folding import fold
from transcripts.redact.reading import LEFT
from transcripts.redact.spans import MARK, Span, replaced, united

SEEKER = "seeker"


class Written(NamedTuple):
    """One message: who wrote it ("seeker" or anybody else), and its words."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The words of each message as they may be kept, and whether it should be checked before."""

    texts: list[str]
    doubts: list[bool]


def redacted(
    written: Sequence[Written],
    *,
    lang: str = "en",
    region: str = "CA",
    allowed: Allowed = NOBODY,
    known: Iterable[str] = (),
    finder: Finder | None = None,
) -> Redacted:
    """Every message of a conversation, redacted; `known` are values that the system has."""
    found = over(list(_said(written, lang, region)), allowed, known, finder)
    marks = _Marks()
    texts = [
        replaced(one.text, each.spans, partial(marks.of, one.text))
        for one, each in zip(written, found, strict=True)
    ]
    return Redacted(texts, [bool(each.doubts) for each in found])


def once_more(
    said: Sequence[str],
    finder: Finder,
    *,
    lang: str = "en",
    region: str = "CA",
    allowed: Allowed = NOBODY,
    known: Iterable[str] = (),
) -> list[str]:
    """Redacted texts that belong together, read again by a name model as well.

    Their marks are no words, and stay; what is found now is numbered after them.
    """
    blank = [Written("", MARK.sub(_blank, text)) for text in said]
    found = over(list(_said(blank, lang, region)), allowed, known, finder)
    marks = _Marks(said)
    return [
        replaced(text, each.spans, partial(marks.of, text))
        for text, each in zip(said, found, strict=True)
    ]


def left_over(
    written: Sequence[Written],
    *,
    lang: str = "en",
    region: str = "CA",
    allowed: Allowed = NOBODY,
    known: Iterable[str] = (),
) -> list[list[Span]]:
    """Where in each redacted message somebody should look; its marks are no words of it."""
    blank = [Written(one.author, MARK.sub(_blank, one.text)) for one in written]
    found = over(list(_said(blank, lang, region)), allowed, known)
    return [united([*each.spans, *each.doubts]) for each in found]


def _blank(mark: re.Match[str]) -> str:
    return LEFT * len(mark.group())


def _said(written: Sequence[Written], lang: str, region: str) -> Iterable[Said]:
    last = {True: "", False: ""}
    for author, text in written:
        seeker = author == SEEKER
        yield Said(text, lang, region, SEEKER if seeker else "staff", last[not seeker])
        last[seeker] = text
        last[not seeker] = last[not seeker] if _short(text) else ""


def _short(text: str) -> bool:
    """Whether what was asked before may still be waiting for its answer."""
    return len(text) < 24


class _Marks:
    """Numbers the values of each class in the order in which they are met, after those of marks
    that stand there already."""

    def __init__(self, said: Iterable[str] = ()) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        for mark in MARK.findall(" ".join(said)):
            label, _, number = mark[1:-1].partition(" ")
            if number:
                self._numbers.setdefault(label, {})[mark] = int(number)

    def of(self, text: str, span: Span) -> str:
        numbers = self._numbers.setdefault(span.label, {})
        value = self._value(text, span, numbers)
        number = numbers.setdefault(value, max(numbers.values(), default=0) + 1)
        return f"[{span.label} {number}]"

    def _value(self, text: str, span: Span, numbers: dict[str, int]) -> str:
        """By what two values are the same: letters and digits; of people, the first name too."""
        folded = fold(text[span.start : span.end]).text
        if span.label != "PERSON":
            return "".join(sign for sign in folded if sign.isalnum())
        first = next((word for word in folded.split() if len(word) > 1), folded)
        return next((value for value in numbers if value.split()[:1] == [first]), folded)
