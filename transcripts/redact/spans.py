"""Parts of a text that are to be hidden: held against its length, united, and replaced."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

# What stands where something was taken out.
MARK = re.compile(r"\[[A-Z_]{2,12}(?: \d{1,4})?\]")


class Span(NamedTuple):
    """The characters from `start` to before `end`, and what they are."""

    start: int
    end: int
    label: str

    def moved(self, by: int) -> "Span":
        """The same part of a text that it stands in, so much further on."""
        return Span(self.start + by, self.end + by, self.label) if by else self


class BadSpan(ValueError):
    """A part that is not in the text; says where it lies and how long the text is, never words."""


def checked(text: str, spans: Iterable[Span]) -> list[Span]:
    """The same spans in order; raises `BadSpan` for one that is empty or not in `text`."""
    kept = sorted(spans)
    for start, end, _ in kept:
        if not 0 <= start < end <= len(text):
            raise BadSpan(f"{start} to {end} is no part of a text of {len(text)} characters.")
    return kept


def united(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, with those that overlap made one under the label of the first."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if whole and span.start < whole[-1].end:
            last = whole[-1]
            whole[-1] = Span(last.start, max(last.end, span.end), last.label)
        else:
            whole.append(span)
    return whole


def joined(parts: Iterable[Span], touch: Callable[[Span, Span], bool]) -> list[Span]:
    """Spans in order, with neighbours of one label made one where `touch` says that they are."""
    whole: list[Span] = []
    for part in sorted(parts):
        last = whole[-1] if whole else None
        if last and last.label == part.label and touch(last, part):
            whole[-1] = last._replace(end=max(part.end, last.end))
        else:
            whole.append(part)
    return whole


def replaced(text: str, spans: Sequence[Span], mark: Callable[[Span], str]) -> str:
    """`text` with each span replaced by its mark; raises `BadSpan`."""
    parts: list[str] = []
    place = 0
    for span in united(checked(text, spans)):
        parts += text[place : span.start], mark(span)
        place = span.end
    return "".join(parts) + text[place:]
