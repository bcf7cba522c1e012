"""Names that answer a question for one."""

from transcripts.redact.naming.rows import Rows
from transcripts.redact.people import COMMON, NONE, UNKNOWN, worth
from transcripts.rules import cues
from transcripts.rules.lists import (
    CALLED,
    FAMILY,
    FAMILY_COMMON,
    FRENCH,
    GIVEN_COMMON,
    PROPER,
    WORDS,
)
from transcripts.rules.slang import SLANG

_NO_ANSWER = frozenset(
    "none nope nobody anon anonymous nevermind nvm skip pass dunno cant rather "
    "whatever secret private pas aucun personne unknown important".split()
)
FRENCH_AND_PLAIN = WORDS - GIVEN_COMMON - CALLED


class Answers(Rows):
    """Names that answer a question for one."""

    def _answer(self) -> None:
        """Take the name with which a question for one is answered."""
        index = 0
        while (
            index < len(self.words)
            and self.words[index] in cues.OPENERS
            and self.words[index] not in ("will",)
        ):
            index += 1
        if index >= len(self.words) or not self._free(index):
            return
        word, value = self.words[index], worth(self.words[index])
        short = (
            len(self.words) - index <= 4 or self.reading.gap(index) != " " or self._lonely(index)
        )
        if (
            self._elided(index)
            or self._tells(index)
            or word in cues.STOP
            or word in cues.KIN
            or word in _NO_ANSWER
            or word.isdigit()
            or self._of_mine(index)
            or (word in SLANG and not self._alone(index) and worth(word) == NONE)
        ):
            return
        if value >= UNKNOWN or (
            short and word not in PROPER and (word not in FRENCH_AND_PLAIN or self._alone(index))
        ):
            last = self._extend(index)
            if len(self.words) - index <= 3 and last == index and self._rest_is_name(index):
                last = len(self.words) - 1
            self._take(index, last)

    def _of_mine(self, index: int) -> bool:
        """Whether it is a thing of whoever answers: "just my dog"."""
        mine = index > 0 and self.words[index - 1] in ("my", "mon", "ma", "mes", "our")
        return mine and self.words[index] in WORDS and worth(self.words[index]) == NONE

    def _tells(self, index: int) -> bool:
        """Whether it is the verb of a sentence, or how something is: "je note", "finally"."""
        word = self.words[index]
        verb = index > 0 and self.words[index - 1] in ("je", "j", "i") and word in WORDS
        return verb or (len(word) > 4 and word.endswith("ly") and word in WORDS)

    def _elided(self, index: int) -> bool:
        """Whether "I" and a verb stand in one, as in "jaime mieux pas"."""
        word, following = self.words[index], self.words[index + 1 : index + 2]
        return word[0] == "j" and word[1:] in FRENCH and bool(following) and following[0] in FRENCH

    def _alone(self, index: int) -> bool:
        return index + 1 >= len(self.words) or self.reading.gap(index).strip() in (",", ".", "!")

    def _rest_is_name(self, index: int) -> bool:
        rest = range(index + 1, len(self.words))
        return len(rest) > 0 and all(
            self._free(at)
            and self.reading.gap(at - 1) in (" ", "-")
            and self.words[at] not in cues.STOP
            and (
                self.words[at] in FAMILY
                or self.words[at] in FAMILY_COMMON
                or worth(self.words[at]) >= COMMON
                or worth(self.words[at]) == UNKNOWN
            )
            for at in rest
        )
