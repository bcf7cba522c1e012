"""Names beside names, as in "kim, tiff and jaz"."""

from transcripts.redact.naming.listed import Listed
from transcripts.redact.people import COMMON, SURE, UNKNOWN, worth
from transcripts.rules import cues
from transcripts.rules.lists import PLACES, PROPER, WORDS

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
            at = self._beside(last)
            while at is not None and (first, at) not in self.taken:
                end = self._extend(at)
                self._take(at, end)
                at = self._beside(end)

    def _beside(self, last: int) -> int | None:
        at, gap = last + 1, self.reading.gap(last)
        if at >= len(self.words):
            return None
        if gap.strip() == "," and gap != ",\n":
            listed = self.words[at] in cues.AND
            at += listed
            firm = listed
        elif gap.strip() in ("&", "/", "+"):
            firm = True
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

    def _fits_row(self, at: int, *, firm: bool) -> bool:
        word, value = self.words[at], worth(self.words[at])
        if word in cues.STOP or word in PROPER or word in PLACES or not word.isalpha():
            return False
        capital = self.cased and self.reading.capital(at)
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
