"""What one conversation has shown so far, kept only for as long as it is read."""

from collections.abc import Iterable

from transcripts.redact.folding import fold
from transcripts.redact.people import COMMON, worth
from transcripts.redact.reading import PIECES, Reading
from transcripts.redact.spans import Span
from transcripts.rules.cues import STOP, TITLES
from transcripts.rules.lists import GIVEN, PLACES, PROPER, WORDS

SHORTEST = END = 4
LONGEST = 8


class Memory:
    """Names and other values: `names` are hidden everywhere, `soft` where a person is meant."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.names: set[str] = set()
        self.soft: set[str] = set()
        # Of the names, all that they may be cut to: "Carm".
        self.begun: set[str] = set()
        self.values: dict[str, str] = {}
        self._learned: list[str] = []
        for value in known:
            self.add(value)

    @property
    def size(self) -> int:
        """How much is remembered; it only grows."""
        return len(self._learned)

    def met(self, text: str, since: int) -> bool:
        """Whether something stands in a text that was remembered since the memory had that size."""
        fresh = self._learned[since:]
        folded = fold(text).text
        if not set(fresh).isdisjoint(PIECES.findall(folded)):
            return True
        bare = "".join(filter(str.isalnum, folded))
        return True in [one in bare for one in fresh if one in self.values]

    def add(self, value: str) -> None:
        """Remember a value that the system knows: a name, a number, an address."""
        folded = fold(value).text
        digits = any(sign.isdigit() for sign in folded) or "@" in folded
        if digits:
            digits_only = "@" not in folded and not any(sign.isalpha() for sign in folded)
            self._value(folded, "PHONE" if digits_only else "KNOWN")
        else:
            self._name(folded)

    def learn(self, text: str, span: Span) -> None:
        """Remember what was found, from the folded text of its message."""
        found = text[span.start : span.end]
        if span.label == "PERSON":
            self._name(found)
        elif span.label not in ("ROOM", "DOB"):
            self._value(found, span.label)

    def _name(self, text: str) -> None:
        words = "".join(sign if sign.isalpha() else " " for sign in text).split()
        for word in words:
            if word in TITLES or word in STOP or len(word) < 2:
                continue
            plain = word in WORDS or word in PLACES or word in PROPER or worth(word) == COMMON
            if plain or (len(word) < 3 and word not in GIVEN):
                self._note(word, self.soft)
            else:
                self._note(word, self.names)
                self.begun.update(word[:length] for length in range(3, len(word) + 1))

    def _note(self, word: str, where: set[str]) -> None:
        if word not in where:
            where.add(word)
            self._learned.append(word)

    def _value(self, text: str, label: str) -> None:
        bare = "".join(sign for sign in text if sign.isalnum())
        if len(bare) >= SHORTEST:
            self._value_of(bare, label)
            if label == "PHONE" and len(bare) == 11 and bare[0] == "1":
                self._value_of(bare[1:], label)
            if label == "PHONE" and len(bare) > END and bare[-END:-2] not in ("19", "20"):
                self._value_of(bare[-END:], label)

    def _value_of(self, bare: str, label: str) -> None:
        if bare not in self.values:
            self._learned.append(bare)
        self.values[bare] = label

    def apply(self, reading: Reading) -> None:
        """Take every value that is known, however its parts stand apart."""
        if not self.values:
            return
        longest = max(map(len, self.values))
        for first in range(len(reading.words)):
            self._from(reading, first, longest)

    def _from(self, reading: Reading, first: int, longest: int) -> None:
        bare = ""
        for last in range(first, min(first + LONGEST, len(reading.words))):
            if last > first and len(reading.gap(last - 1)) > 3:
                return
            bare += reading.words[last]
            if len(bare) > longest:
                return
            if bare in self.values and reading.free(reading.starts[first], reading.ends[last]):
                label = self.values[bare]
                reading.take(reading.starts[first], reading.ends[last], label)
