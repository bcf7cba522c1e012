"""Words of no list that are names by the letters of which they are made, or by where they stand."""

from transcripts.redact.naming.plain import Plain
from transcripts.redact.people import like_a_name
from transcripts.rules import acts, cues
from transcripts.rules.lists import PLACES
from transcripts.rules.things import OF_THINGS

_HOUSES_DO = frozenset(
    "can is are has have does will s peut est a sont accueille ouvre ferme offers offer"
    " provides".split()
)
# Behind these stands a thing or a place.
_NO_NAME_BEHIND = frozenset(
    "the a an my his her their our le la les un une des du de d l mon ma ses in at near to from on"
    " off of".split()
)
# A word of no list that is longer is a name before a surname that is a word: "Gill".
_LONG = 5


class Made(Plain):
    """Words of no list that are names by their letters, or by where they stand."""

    def _made_so(self, index: int) -> bool:
        """Whether a word of no list is made as names are, and tells of no place: "tranisha"."""
        word, before = self.words[index], self.words[index - 1] if index else ""
        if not like_a_name(word) or before in _NO_NAME_BEHIND or before in acts.THERE:
            return False
        if before.isdigit():
            return False  # "7 Zelkova"
        close = self.reading.gap(index - 1)[-1:] if index else " "
        behind = self.words[index + 1 : index + 2]
        joined = close in "-'@#_./" or self.reading.gap(index)[:1] in "-'"
        return not joined and cues.PLACE_NOUNS.isdisjoint(behind)

    def _of_a_house(self, index: int) -> bool:
        """Whether it may be a house that is told of: "Kalayaan can", "Missinak House"."""
        behind = self.words[index + 1 : index + 3]
        if not behind:
            return False
        capital = self.reading.gap(index) in (" ", "-") and self.reading.capital(index + 1)
        return capital or behind[0] in _HOUSES_DO or not OF_THINGS.isdisjoint(behind)

    def _called_first(self, index: int) -> bool:
        """Whether it opens a message and is spoken to or told of: "Wisly, thanks", "Parm, 32,"."""
        behind = self.words[index + 1 : index + 2]
        if index or self.reading.gap(0) != ", " or len(self.words[0]) < 4 or not behind:
            return False
        return behind[0] in acts.TO_SOMEBODY or (behind[0].isdigit() and len(behind[0]) == 2)

    def _strange_before(self, index: int) -> bool:
        """Whether a long word of no list and the surname behind it stand alone: no house's name."""
        word, last = self.words[index], index + 2
        further = last < len(self.words) and self.reading.capital(last)
        return len(word) > _LONG and word not in PLACES and not further
