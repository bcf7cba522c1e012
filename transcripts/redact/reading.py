"""One message as the passes read it: folded, cut into words and digits, with what is found."""

import re
from collections.abc import Iterable

from transcripts.redact.folding import fold
from transcripts.redact.spans import Span, united
from transcripts.rules.lists import TOWN_BEGINS

PIECES = re.compile(r"[^\W\d_]+|\d+")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?\n;]")
# Between the words of a town's name.
_IN_TOWNS = (" ", "-", ". ", "'")
FOUND, LEFT = "\0", "\1"


class Reading:
    """A text, what of it is taken already, and its pieces.

    `text` is folded; `digits` is how many it had, `cased` whether it has both capitals and small
    letters, `chosen` whether each capital was chosen: it begins with a small letter, so that none
    is only the first of a sentence. What was found becomes NUL there and what must stay becomes
    SOH, so that no later pass cuts into it. `words`, `starts` and `ends` are the pieces of letters
    or of digits.
    """

    __slots__ = (
        "_as_cut",
        "cased",
        "chosen",
        "digits",
        "ends",
        "folded",
        "original",
        "region",
        "spans",
        "starts",
        "text",
        "words",
    )

    def __init__(self, original: str, region: str = "CA") -> None:
        self.original, self.region = original, region
        self.cased = not original.islower() and not original.isupper()
        self.chosen = self.cased and next(filter(str.isalpha, original), "").islower()
        self.folded = fold(original)
        self.text = self.folded.text
        self.spans: list[Span] = []
        self._as_cut = ""
        self.digits = len(_DIGIT.findall(self.text))
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def cut(self) -> None:
        """Cut what is left into pieces, unless nothing was taken since."""
        if self.text is self._as_cut:
            return
        self._as_cut = self.text
        self.words = PIECES.findall(self.text)
        places = [piece.span() for piece in PIECES.finditer(self.text)]
        self.starts = [start for start, _ in places]
        self.ends = [end for _, end in places]

    def take(self, start: int, end: int, label: str) -> None:
        """Note that this part is to be hidden."""
        if start < end:
            self.spans.append(Span(start, end, label))
            self.text = self.text[:start] + FOUND * (end - start) + self.text[end:]

    def leave(self, start: int, end: int) -> None:
        """Note that this part must stay."""
        self.text = self.text[:start] + LEFT * (end - start) + self.text[end:]

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of this part is taken or must stay."""
        part = self.text[start:end]
        return FOUND not in part and LEFT not in part

    def gap(self, index: int) -> str:
        """What stands between a piece and the next; a full stop behind the last."""
        if index + 1 >= len(self.words):
            return ". "
        return self.text[self.ends[index] : self.starts[index + 1]]

    def capital(self, index: int) -> bool:
        """Whether a piece begins with a capital in the original."""
        place = self.starts[index]
        if self.folded.places is not None:
            place = self.folded.places[place]
        return self.original[place].isupper()

    def written(self, index: int) -> str:
        """A piece as it stands in the original."""
        first, last = self.folded.unfolded(self.starts[index], self.ends[index])
        return self.original[first:last]

    def shouted(self, index: int) -> bool:
        """Whether a piece has nothing but capitals in the original."""
        written = self.written(index)
        return len(written) > 2 and written.isupper()

    def opens(self, index: int) -> bool:
        """Whether a piece is the first of the text or of a sentence."""
        return index == 0 or bool(_SENTENCE.search(self.gap(index - 1)))

    def begins(self, index: int) -> bool:
        """Whether a capital of a piece may be there only because a sentence begins."""
        return not self.chosen and self.opens(index)

    def in_town(self, index: int) -> bool:
        """Whether a piece is a word of a town's name that has more than one: "Red Deer"."""
        for first in range(max(0, index - 2), index + 1):
            for rest in TOWN_BEGINS.get(self.words[first], ()):
                last = first + len(rest)
                if index <= last and self.words[first + 1 : last + 1] == rest:
                    return all(self.gap(at) in _IN_TOWNS for at in range(first, last))
        return False

    def before(self, start: int, reach: int = 48) -> str:
        """The folded text before a place, back to the end of the last sentence."""
        part = self.text[max(0, start - reach) : start]
        stop = max(part.rfind(". "), part.rfind("? "), part.rfind("! "), part.rfind("\n"))
        return part[stop + 1 :]

    def result(self) -> list[Span]:
        """What was found, united, as parts of the original."""
        return self.unfolded(united(self.spans))

    def unfolded(self, spans: Iterable[Span]) -> list[Span]:
        """Parts of the folded text as parts of the original."""
        if self.folded.places is None:
            return list(spans)
        unfolded = self.folded.unfolded
        return [Span(*unfolded(span.start, span.end), span.label) for span in spans]


def joined(parts: Iterable[str]) -> str:
    """Alternatives of one pattern, the longest first."""
    return "|".join(sorted(parts, key=len, reverse=True))
