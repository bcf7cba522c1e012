"""One search for the names in a message."""

import re

from transcripts.redact.folding import fold
from transcripts.redact.memory import Memory
from transcripts.redact.naming.answers import Answers
from transcripts.redact.naming.meanings import IS_ONE, LINKS, TELLS, meaning
from transcripts.redact.people import NONE, worth
from transcripts.redact.reading import Reading
from transcripts.rules import cues
from transcripts.rules.houses import HOUSES, SHOPS
from transcripts.rules.lists import FAMILY, FAMILY_COMMON, PROPER

# Ja'Niyah, O'Brien; French "L'Hôpital" and "Qu'Ahmed" are none.
_APOSTROPHE = re.compile(r"(?<![\w'’])(?!Qu|Ma'A)(?:[A-Z][a-z]{1,3}|[DO])['’][A-Z][a-z]{2,}")
_INITIALS = re.compile(
    r"(?<![\w.])(?:[A-Z]\.){2,3}(?= (?:said|says|told|wants|wont|took|hit|is my|was my"
    r"|and I|n me)\b)"
)
# Fraser McAusland: two capitals in one word are a surname's.
_MAC = re.compile(
    r"(?<![\w'’\-])([A-Z][^\W\d_]{1,14}(?:-[A-Z][^\W\d_]{1,14})?) "
    r"(?:Mc|Mac)[A-Z][a-z]{2,}(?![\w'’])"
)
# Letter by letter.
_QUOTES = re.compile("['’]")
_SPELT = re.compile(r"(?<![\w\-'])[a-z](?:(?:-[a-z]){3,24}|(?: [a-z]){4,24})(?![\w\-'])")


class Names(Answers):
    """One search for names in one message."""

    def find(self, asked: frozenset[str]) -> None:
        """Take every name."""
        for found in _SPELT.finditer(self.reading.text) if self._in_letters() else ():
            self.reading.take(found.start(), found.end(), "PERSON")
        if "NAME" in asked:
            self._answer()
        original = self.reading.original if self.cased else ""
        for found in _APOSTROPHE.finditer(original) if _QUOTES.search(original) else ():
            self._with_apostrophe(found)
        for found in _MAC.finditer(original) if "Mc" in original or "Mac" in original else ():
            self._with_mac(found)
        for found in _INITIALS.finditer(original) if "." in original else ():
            self._with_points(found)
        self._by_piece()
        self._rows()

    def _with_points(self, found: re.Match[str]) -> None:
        """Take letters with points that do something: "K.C. said"."""
        start, end = self.reading.folded.folded(found.start(), found.end())
        letters = found.group().replace(".", "").lower()
        if letters not in cues.NO_INITIALS and self.reading.free(start, end):
            self.reading.take(start, end, "PERSON")

    def _in_letters(self) -> bool:
        """Whether many pieces are one letter only: then something may be spelt."""
        return sum(map(len, self.words)) < 2 * len(self.words) or "-" in self.reading.text

    def _with_mac(self, found: re.Match[str]) -> None:
        """Take a surname with a capital inside and the first name before it."""
        start, end = self.reading.folded.folded(found.start(), found.end())
        if not self.reading.free(start, end):
            return
        first, last = self.reading.text[start:end].split(" ")
        behind = self.reading.text[end : end + 12].split()[:1]
        street = behind != [] and behind[0].strip(",.") in cues.PLACE_NOUNS
        shop = last in PROPER or last.removesuffix("s") in HOUSES.get(first, ()) or last in SHOPS
        named = worth(first.partition("-")[0]) != NONE or first in FAMILY_COMMON or first in FAMILY
        if named and not (street or shop):
            self.reading.take(start, end, "PERSON")

    def _with_apostrophe(self, found: re.Match[str]) -> None:
        start, end = self.reading.folded.folded(found.start(), found.end())
        elided = found.group()[1] in "'’" and worth(fold(found.group()[2:]).text) == NONE
        if not elided and self.reading.free(start, end):
            self.reading.take(start, end, "PERSON")

    def _by_piece(self) -> None:
        """Look at each piece that tells of a name, or may be one."""
        telling, standing = self._places()
        done = 0
        for index in sorted(telling | standing):
            if index < done or not self._free(index):
                continue
            name = self._told(index) if index in telling else None
            if name is None and index in standing:
                name = self._by_itself(index)
            if name is not None:
                self._take(*name)
                done = self.upto

    def _places(self) -> tuple[set[int], set[int]]:
        """The pieces that may tell of a name, and those that may be one by themselves."""
        telling: set[int] = set()
        standing: set[int] = set()
        for at, means in enumerate(map(meaning, self.words)):
            if means & TELLS:
                telling.add(at)
            if means & IS_ONE or (self.cased and self.reading.capital(at)):
                standing.add(at)
            if means & LINKS and at and self.words[at - 1].isalpha():
                standing.add(at - 1)
        minded = self.lone | self.known | self.soft
        if not minded.isdisjoint(self.words):
            standing.update(at for at, word in enumerate(self.words) if word in minded)
        return telling, standing

    def _told(self, index: int) -> tuple[int, int] | None:
        """The name that a word tells of."""
        return self._titled(index) or self._nicknamed(index) or self._cue(index)


def find(reading: Reading, asked: frozenset[str], lone: frozenset[str], memory: Memory) -> None:
    """Take names; `lone` are organisations whose name may be a person's as well."""
    Names(reading, lone, memory).find(asked)
