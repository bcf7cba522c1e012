"""One search for the names in a message."""

import re

from transcripts.redact.memory import Memory
from transcripts.redact.naming.answers import Answers
from transcripts.redact.reading import Reading

# Letter by letter.
_SPELT = re.compile(r"(?<![\w\-])[a-z](?:-[a-z]){3,24}(?![\w\-])")


class Names(Answers):
    """One search for names in one message."""

    def find(self, asked: frozenset[str]) -> None:
        """Take every name."""
        if "NAME" in asked:
            self._answer()
        for found in _SPELT.finditer(self.reading.text):
            self.reading.take(found.start(), found.end(), "PERSON")
        index = 0
        while index < len(self.words):
            last = self._name_at(index)
            if last is None:
                index += 1
            else:
                self._take(
                    index if isinstance(last, int) else last[0],
                    last if isinstance(last, int) else last[1],
                )
                index = self.upto
        self._rows()

    def _name_at(self, index: int) -> int | tuple[int, int] | None:
        word = self.words[index]
        if word.isdigit() or not self._free(index):
            return None
        titled = self._titled(index) or self._nicknamed(index)
        if titled is not None:
            return titled
        cue = self._cue(index)
        if cue is not None:
            return cue
        return self._by_itself(index)


def find(reading: Reading, asked: frozenset[str], lone: frozenset[str], memory: Memory) -> None:
    """Take names; `lone` are organisations whose name may be a person's as well."""
    Names(reading, lone, memory).find(asked)
