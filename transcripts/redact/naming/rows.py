"""Names beside names, as in "kim, tiff and jaz"."""

from transcripts.redact.naming.listed import Listed
from transcripts.redact.people import COMMON, SURE, UNKNOWN, worth
from transcripts.rules import cues
from transcripts.rules.lists import (
    CALLED,
    FAMILY,
    FAMILY_COMMON,
    GIVEN_COMMON,
    PLACES,
    PROPER,
    WORDS,
)

# Names of months that people have.
MONTHS = frozenset("mai may june april avril august".split())
_AFTER_ROW = frozenset(
    "and n an et are were is both all got have had sont ont wanna want just who that "
    "in on at with w live lives".split()
)


class Rows(Listed):
    """Names beside names, as in "kim, tiff and jaz"."""

    def _take(self, first: int, last: int) -> None:
        start, end = self.reading.starts[first], self.reading.ends[last]
        self.reading.take(start, end, "PERSON")
        self.taken.append((first, last))
        self.upto = max(self.upto, last + 1)

    def _rows(self) -> None:
        """Take what stands in one row with a name: "kim, tiff and jaz"."""
        for first, last in list(self.taken):
            self._ahead(self._front(first, last))
            at = self._beside(last)
            while at is not None and (first, at) not in self.taken:
                end = self._extend(at)
                self._take(at, end)
                at = self._beside(end)

    def _front(self, first: int, last: int) -> int:
        """Take an initial, or a first name that is a word, before a surname: "J Delgado"."""
        at = first - 1
        if at < 0 or not self._free(at) or not (self.cased and self.reading.capital(at)):
            return first
        word, close = self.words[at], self.reading.gap(at)
        if len(word) == 1 and close in (" ", ". ", "-") and word not in ("i", "a"):
            self._take(at, last)
            return at
        several = last > first and close == " " and not self.reading.begins(at)
        if several and word in FAMILY_COMMON and self.words[at - 1] not in cues.AT_PLACES:
            self._take(at, last)  # "Fraser Ignatius Doyle"
            return at
        plain = word in cues.STOP or word in cues.KIN or word in cues.TITLES or word in PLACES
        brand = word in PROPER and word not in MONTHS
        surname = self.words[first] in FAMILY and self.reading.capital(first)
        shut = plain or brand or word in cues.DOES or word in cues.OPENERS or self._shouted(at)
        if close != " " or not surname or shut or self.reading.begins(at) or len(word) < 3:
            return first
        self._take(at, last)
        return at

    def _ahead(self, first: int) -> None:
        """Take the words with a capital before a name in a row: "Honey, Reign and Abby"."""
        at = first - 1
        while at >= 0 and self._free(at):
            gap = self.reading.gap(at).strip()
            if self.words[at] in cues.AND and gap == "":
                at -= 1
                continue
            joined = self.reading.gap(at) in (", ", " & ") or self.words[at + 1] in cues.AND
            joined = joined or self._heads_small_row(at)
            if not joined or not self._in_row(at):
                return
            self._take(at, at)
            at -= 1

    def _heads_small_row(self, at: int) -> bool:
        """Whether it is the first of several without commas: "mya jaz n kiki are still there"."""
        first = at == 0 and not self.cased and self.reading.gap(at) == " "
        return first and self.words[at + 2 : at + 3] != [] and self.words[at + 2] in cues.AND

    def _in_row(self, at: int) -> bool:
        """Whether a word before a name has a capital that it would not have by itself."""
        word = self.words[at]
        if not self.cased:
            other = word in PLACES or word in PROPER or word in cues.KIN
            return not other and (word in GIVEN_COMMON or word in CALLED)
        if (
            not self.reading.capital(at)
            or (self.reading.begins(at) and not (word in FAMILY and word not in WORDS))
            or len(word) < 3
        ):
            return False
        plain = word in cues.KIN or word in cues.TITLES or word in PROPER or word in PLACES
        before = self.words[at - 1] if at else ""
        beside = before in cues.AT_PLACES or (at > 0 and self.reading.capital(at - 1))
        return not (plain or beside or self._shouted(at) or self._place_like(at))

    def _beside(self, last: int) -> int | None:
        last = self._behind_age(last)
        at, gap = last + 1, self.reading.gap(last)
        if at >= len(self.words):
            return None
        if gap.strip() in (",", "),") and gap != ",\n":
            listed = self.words[at] in cues.AND
            at += listed
            firm = listed
        elif gap == ") " and self.words[at] in cues.AND:
            at, firm = at + 1, True
        elif gap.strip() in ("&", "/", "+"):
            firm = True
        elif gap == "? " and self.cased and self.reading.capital(at):
            firm = False  # "Lindgren? Lundgren?"
        elif gap == " " and self.words[at] in cues.AND and self.reading.gap(at) == " ":
            at, firm = at + 1, True
        else:
            return None
        if at < len(self.words) and self.words[at] in (
            "two",
            "2",
            "deux",
            "my",
            "mon",
            "ma",
            "her",
            "his",
        ):
            at += 1
        return (
            at
            if at < len(self.words) and self._free(at) and self._fits_row(at, firm=firm)
            else None
        )

    def _behind_age(self, last: int) -> int:
        """The piece with somebody's age behind their name, else the name: "Aubrey 5, Kim 3"."""
        at = last + 1
        age = at < len(self.words) and self.words[at].isdigit() and len(self.words[at]) < 3
        return at if age and self.reading.gap(last) in (" ", " (") else last

    def _fits_row(self, at: int, *, firm: bool) -> bool:
        word, value = self.words[at], worth(self.words[at])
        if word in cues.STOP or word in PROPER or word in PLACES or not word.isalpha():
            return False
        capital = self.cased and self.reading.capital(at) and not self._shouted(at)
        if capital and not self._place_like(at) and (value >= COMMON or word not in WORDS):
            return True
        if value == SURE or (word.endswith("s") and worth(word[:-1]) == SURE):
            return True
        after = self.reading.gap(at)
        ends = after.strip() in (",", "", ".") and (
            after != " " or (at + 1 < len(self.words) and self.words[at + 1] in _AFTER_ROW)
        )
        return (
            value in (COMMON, UNKNOWN)
            and (ends or at + 1 == len(self.words))
            and (firm or value == UNKNOWN)
        )
