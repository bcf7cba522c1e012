"""Plain words that are somebody's name by their capital and by what stands around them."""

from transcripts.redact.naming.acting import Acting
from transcripts.redact.people import COMMON, SURE, UNKNOWN, unlisted, worth
from transcripts.redact.reading import FOUND
from transcripts.rules import acts, cues
from transcripts.rules.lists import FAMILY_COMMON, GIVEN_COMMON, PLACES, PROPER, WORDS

DETERMINERS = frozenset(
    "a an the my your his her our their this that no any some every more much un une "
    "le la les l de du des mon ma"
    " ton ta son sa pas too so very great in with of i u you we they he she it to not if".split()
)
WITH_PEOPLE = frozenset("with by and tell told met w avec par et chez de".split()) - {"de"}
_HOW = frozenset("a the for me us him her at in on with my his upstairs downstairs here".split())
_ANYTHING = frozenset("everything anything something nothing it that tout ca rien chacun".split())


class Plain(Acting):
    """Plain words that are somebody's name by their capital and by what stands around them."""

    def _before_clan(self, index: int) -> bool:
        """Whether a surname has a word before it with which it is a name: "My Hoang"."""
        at = index - 1
        if at < 0 or self.words[at] not in cues.BEFORE_CLANS or not self._free(at):
            return False
        capitals = self.cased_at(index) and self.cased_at(at)
        return self.reading.gap(at) == " " and (capitals or not self.cased)

    def _short_for(self, word: str) -> bool:
        """Whether it is in no list, and the beginning of a name that was met: "Carm"."""
        return word in self.begun and unlisted(word)

    def _of_theirs(self, index: int) -> bool:
        """Whether it is a name with an s and what is theirs: "tanyas place"."""
        word, following = self.words[index], self.words[index + 1 : index + 3]
        if following[:1] == ["s"] and self.reading.gap(index) == "'":
            small = worth(word) == UNKNOWN and len(word) > 3 and not self.cased_at(index)
            if small and following[1:2] != [] and following[1] not in cues.STOP:
                return True
            named = worth(word) in (UNKNOWN, COMMON) and word not in PLACES
            named = named or self._plainly_named(index)
            return named and following[1:2] != [] and following[1] in acts.THEIRS
        if word in PLACES or word in PROPER:
            return False
        named = worth(word[:-1]) == SURE or (word[:-1] in GIVEN_COMMON and word not in cues.STOP)
        return (
            word.endswith("s")
            and word not in cues.STOP
            and named
            and (bool(acts.THEIRS.intersection(following[:1])) or self._number_behind(index))
        )

    def _number_behind(self, index: int) -> bool:
        """Whether what was taken already stands right behind it: "use shawnas 778 555 0194"."""
        end = self.reading.ends[index]
        return self.reading.text[end : end + 2] == " " + FOUND

    def _plain_name(self, index: int, *, capital: bool) -> bool:
        """Whether a plain word is somebody's name by what stands around it."""
        word = self.words[index]
        if index + 3 < len(self.words) and (self._named_after(index) or self._called_what(index)):
            return True
        if not capital or word in PLACES or word in PROPER or word in cues.KIN:
            return False
        if (self._aged(index) and word not in WORDS) or self._kin_behind(index):
            return True
        if self._told_me(index) or self._surname_acts(index):
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

    def _surname_acts(self, index: int) -> bool:
        """Whether a word that is a surname opens a sentence and does what people do."""
        word, behind = self.words[index], self._following(index, 3)
        if word not in FAMILY_COMMON or word in acts.BODIES or word in cues.STOP:
            return False
        if not self.reading.opens(index) or len(behind) < 2 or behind[0] in acts.THINGS_TOO:
            return False
        did = behind[0] in acts.DID_TO and behind[1] in acts.OBJECTS
        drives = behind[0] in ("drives", "drove", "lives", "works") and behind[1] in _HOW
        return did or drives or self._of_there(index)

    def _heads_a_row(self, index: int) -> bool:
        """Whether another word with a capital follows behind a comma."""
        at = index + 1
        return self.reading.gap(index) == ", " and at < len(self.words) and self.reading.capital(at)

    def _kin_behind(self, index: int) -> bool:
        """Whether what follows says who it is, with nothing hidden between: "c'est ma fille"."""
        end = min(index + 4, len(self.words) - 1)
        free = self.reading.free(self.reading.starts[index], self.reading.ends[end])
        return free and self._reversed(index)

    def _among_plain(self, index: int) -> bool:
        """Whether a thing stands behind another word with a capital: "the Golden Lotus"."""
        at = index - 1
        if at < 0 or self.reading.gap(at) != " " or self.reading.begins(at):
            return False
        word = self.words[at]
        named = word in cues.TITLES or word in cues.NICKNAMING_IN_CAPITALS or word in cues.KIN
        plain = word in WORDS or word in PLACES or word in PROPER
        return self.reading.capital(at) and plain and worth(word) < COMMON and not named

    def _among_capitals(self, index: int) -> bool:
        """Whether a word beside it has a capital: then both may name a house or a law."""
        near = [at for at in (index - 1, index + 1) if 0 <= at < len(self.words)]
        return any(self.reading.capital(at) and not self.reading.begins(at) for at in near)
