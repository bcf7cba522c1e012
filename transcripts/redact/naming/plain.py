"""Plain words that are somebody's name by their capital and by what stands around them."""

from transcripts.redact.naming.acting import Acting
from transcripts.rules import acts, cues
from transcripts.rules.lists import PLACES, PROPER, WORDS

DETERMINERS = frozenset(
    "a an the my your his her our their this that no any some every more much un une "
    "le la les l de du des mon ma"
    " ton ta son sa pas too so very great in with of i u you we they he she it to not if".split()
)
WITH_PEOPLE = frozenset("with by and tell told met w avec par et chez de".split()) - {"de"}
_ANYTHING = frozenset("everything anything something nothing it that tout ca rien chacun".split())


class Plain(Acting):
    """Plain words that are somebody's name by their capital and by what stands around them."""

    def _plain_name(self, index: int, *, capital: bool) -> bool:
        """Whether a plain word is somebody's name by what stands around it."""
        word = self.words[index]
        if index + 3 < len(self.words) and (self._named_after(index) or self._called_what(index)):
            return True
        if not capital or word in PLACES or word in PROPER or word in cues.KIN:
            return False
        if (self._aged(index) and word not in WORDS) or self._kin_behind(index):
            return True
        if self._told_me(index):
            return True
        before = self.words[index - 1] if index else ""
        if (
            self.reading.begins(index)
            or len(word) < 3
            or self._place_like(index)
            or self._shouted(index)
        ):
            return False
        if before in cues.AT_PLACES or before in DETERMINERS or self._among_capitals(index):
            return False
        opens = self.reading.opens(index)
        if self._apposed(index) or self._acts(index, strict=opens or not self.chosen):
            return word not in _ANYTHING
        row = opens and self._heads_a_row(index)
        return self.chosen and (row or before in WITH_PEOPLE)

    def _plainly_named(self, index: int) -> bool:
        """Whether a plain word has a capital inside a sentence: before "'s mum" it is a name."""
        word = self.words[index]
        other = word in cues.STOP or word in cues.KIN or word in PROPER or word in PLACES
        inside = self.cased_at(index) and not self.reading.opens(index)
        return inside and not other and word not in cues.TITLES and word not in acts.BODIES

    def _told_me(self, index: int) -> bool:
        """Whether it opens a sentence and does what only somebody does: "Tawny told me"."""
        word, behind = self.words[index], self._following(index, 2)
        if not self.reading.opens(index) or len(behind) < 2 or len(word) < 4:
            return False
        if word in acts.BODIES or word in cues.STOP or word.endswith(("s", "ion", "ity", "ing")):
            return False
        return behind[0] in acts.ONLY_PEOPLE and behind[1] in acts.OBJECTS

    def _heads_a_row(self, index: int) -> bool:
        """Whether another word with a capital follows behind a comma."""
        at = index + 1
        return self.reading.gap(index) == ", " and at < len(self.words) and self.reading.capital(at)

    def _kin_behind(self, index: int) -> bool:
        """Whether what follows says who it is, with nothing hidden between: "c'est ma fille"."""
        end = min(index + 4, len(self.words) - 1)
        free = self.reading.free(self.reading.starts[index], self.reading.ends[end])
        return free and self._reversed(index)

    def _among_capitals(self, index: int) -> bool:
        """Whether a word beside it has a capital: then both may name a house or a law."""
        near = [at for at in (index - 1, index + 1) if 0 <= at < len(self.words)]
        return any(self.reading.capital(at) and not self.reading.begins(at) for at in near)
