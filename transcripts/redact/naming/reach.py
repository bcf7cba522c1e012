"""How far a name goes: surnames, second names, initials."""

from transcripts.redact.naming.things import Things
from transcripts.redact.people import SURE, UNKNOWN, unlisted, worth
from transcripts.rules import cues
from transcripts.rules.lists import ENGLISH, FAMILY, FAMILY_COMMON, PLACES, PROPER, TOWNS, WORDS

PARTICLES = frozenset(
    "de da do dos das del della di la le van von der den el al bin ibn abu st saint "
    "ben mc mac o d".split()
)
_JUNIOR = frozenset("jr sr junior".split())
_HAS = frozenset("has is was told said hes shes wants n and et que qui".split())
_SPOKEN_OF = frozenset("he she his her hes shes il elle they theyre".split())


class Reach(Things):
    """How far a name goes: surnames, second names, initials."""

    def _extend(self, at: int) -> int:
        """The last piece of a name that begins at `at`: surnames, second names, initials."""
        last = at
        for _ in range(5):
            step = self._step(last)
            if step is None:
                break
            last = step
        return last

    def _step(self, last: int) -> int | None:
        at = last + 1
        if at >= len(self.words) or not self._free(at):
            return None
        gap, word = self.reading.gap(last), self.words[at]
        if gap in ("-", "'"):
            if gap == "'" and (
                word in ("s", "d", "ll", "re", "ve", "m", "t") or len(self.words[last]) > 2
            ):
                return None
            return at if word.isalpha() and word not in ("s", "i", "and", "the", "is") else None
        if gap not in (" ", ". ", "  ") or (gap == ". " and len(self.words[last]) > 1):
            return None
        if not word.isalpha():
            return None
        if word in _JUNIOR:
            return at
        if len(word) == 1 and self.reading.gap(at)[:1] == "." and worth(self.words[last]) == SURE:
            return at if word not in ("i", "a", "u") else None
        capital = self.cased and self.reading.capital(at)
        if capital:
            return self._capital_step(at, word)
        if (
            word in PARTICLES
            and at + 1 < len(self.words)
            and self.words[at + 1] in FAMILY
            and word not in ("a", "do", "o", "d")
        ):
            return at + 1
        if word in PLACES and word in FAMILY_COMMON and word not in ENGLISH and self._lonely(at):
            return at
        if word in FAMILY_COMMON and word not in cues.STOP and worth(self.words[last]) == SURE:
            ends = at + 1 >= len(self.words) or self.reading.gap(at).strip() != ""
            ends = ends or (
                last > 0 and worth(self.words[last - 1]) == SURE and self._told_whole(last)
            )
            if ends or self.words[at + 1] in _SPOKEN_OF or self.words[at + 1] in cues.DOES:
                return at
        if (
            word in cues.STOP
            or word in WORDS
            or word in PROPER
            or (word in PLACES and word not in TOWNS)
            or word in cues.DOES
        ):
            return None
        if word in FAMILY or (worth(word) == SURE and word not in cues.DOES):
            return at
        if self._initial_behind(at, word):
            return at
        strange = worth(word) == UNKNOWN or word in TOWNS or (len(word) > 10 and unlisted(word))
        surname = strange and worth(self.words[last]) == SURE
        ends = self._lonely(at) or self._before_pronoun(at) or self.reading.gap(at) == "-"
        return at if surname and ends else None

    def _told_whole(self, last: int) -> bool:
        """Whether the name before is a second one, and told as a name: "name is curtis wayne"."""
        return last > 2 and self.words[last - 2] in ("is", "s", "name", "called")

    def _initial_behind(self, at: int, word: str) -> bool:
        """Whether one small letter stands for a surname: "ollie b has"."""
        if len(word) != 1 or word in cues.NO_INITIAL - {"b"} or worth(self.words[at - 1]) != SURE:
            return False
        if at + 1 >= len(self.words) or self.reading.gap(at).strip() in (",", "."):
            return word != "b"
        return self.words[at + 1] in _HAS

    def _before_pronoun(self, at: int) -> bool:
        """Whether the same person is spoken of at once: "ezekiel thornquist his cell is"."""
        return self.words[at + 1 : at + 2] != [] and self.words[at + 1] in _SPOKEN_OF

    def _capital_step(self, at: int, word: str) -> int | None:
        if word in PARTICLES and at + 1 < len(self.words):
            return at + 1 if self.reading.capital(at + 1) else None
        clan = self.words[at - 1] in cues.CLANS and word in cues.BEFORE_CLANS
        if clan and word != "do":
            return at  # "Hoang My"
        if (word in cues.STOP and len(word) > 1) or word in PROPER or self._place_like(at):
            return None
        if len(word) == 1:
            return at if word not in ("i",) else None
        return at

    def _org(self, index: int) -> tuple[int, int] | None:
        """The name of an organisation that is also a person's: only where a person acts."""
        word = self.words[index]
        following = self.words[index + 1 : index + 4]
        acts = following[:1] and (
            following[0] in ("reste", "habite", "dort", "sleeps", "lives")
            or following[:2]
            in (["is", "my"], ["is", "the"], ["took", "my"], ["est", "ma"], ["est", "mon"])
        )
        kin = index > 0 and self.words[index - 1] in cues.KIN
        return (index, self._extend(index)) if acts or kin or (word in self.known) else None
