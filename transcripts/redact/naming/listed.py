"""Names without a cue: by the lists, and by what stands around them."""

from transcripts.redact.naming.made import Made
from transcripts.redact.naming.plain import DETERMINERS, WITH_PEOPLE
from transcripts.redact.people import (
    COMMON,
    NONE,
    SURE,
    UNKNOWN,
    like_a_name,
    mistyped,
    unlisted,
    worth,
)
from transcripts.rules import cues
from transcripts.rules.lists import (
    CALLED,
    FAMILY,
    FAMILY_COMMON,
    GIVEN,
    PLACES,
    PROPER,
)

_ASKED = frozenset("can could does did will if when is has let lets make".split())
_DO = frozenset(
    "call come text txt talk help know meet bring find finds go see phone ring stay pick have has"
    " live work hurt hit want working".split()
)


class Listed(Made):
    """Names without a cue: by the lists, and by what stands around them."""

    def _by_itself(self, index: int) -> tuple[int, int] | None:
        word = self.words[index]
        value = worth(word)
        if word in cues.CLANS and self._before_clan(index):
            return index - 1, self._extend(index)
        if (
            self._saint(index)
            or self._a_john(index)
            or self._no_person(index)
            or (index and self._origin(index))
        ):
            return None
        if word in self.known and word not in PLACES:
            return index, self._extend(index)
        capital = self.cased and self.reading.capital(index)
        if word in self.lone:
            return self._org(index)
        named = capital and not self.reading.begins(index)
        first = capital and (self._called_first(index) or self._with_surname(index))
        if value == NONE and (named or first) and unlisted(word) and not self._shouted(index):
            value = UNKNOWN
        if value <= COMMON and self._of_theirs(index):
            return index, index
        if value == SURE and self._house_of(index, capital=capital):
            return None
        if value == SURE:
            return (
                None
                if self._saint(index) or self._street_name(index)
                else (index, self._extend(index))
            )
        if value != SURE and self._short_for(word):
            return index, index
        if value == COMMON or word in self.soft:
            return self._common(index, capital=capital and not self._shouted(index))
        if value == NONE and word not in cues.STOP and self._plain_name(index, capital=capital):
            return index, index
        if value == UNKNOWN and self._person_here(index, capital=capital):
            return index, self._extend(index)
        if capital and word in FAMILY and not self.reading.begins(index) and self._mid_name(index):
            return index, self._extend(index)
        return self._after_kin(index)

    def _common(self, index: int, *, capital: bool) -> tuple[int, int] | None:
        word = self.words[index]
        before = self.words[index - 1] if index else ""
        joined = index > 0 and self.reading.gap(index - 1) in (" ", "'", "-")
        if self._place_like(index) or self._saint(index) or self._street_name(index):
            return None
        if word in CALLED and capital and self._among_plain(index):
            return None
        if self._house_of(index, capital=False):
            return None
        if word in cues.KIN and not capital:
            return None
        opens = self.reading.opens(index)
        if self._somebody(index, opens=opens):
            return index, self._extend(index)
        small = word in cues.STOP and not capital
        if self._kin_before(index) and joined and word not in ("will", "may", "can") and not small:
            return index, self._extend(index)
        if (
            joined
            and before in DETERMINERS
            and self.words[max(0, index - 2) : index] != ["y", "a"]
            and not (
                capital
                and before not in ("the", "a", "an", "le", "la", "les", "un", "une", "no", "pas")
            )
        ):
            return None
        full = self._full_name(index, capital=capital)
        if full is not None:
            return index, full
        if word in PLACES or word in PROPER:
            return (index, self._extend(index)) if self._acts(index, strict=True) else None
        if before in _ASKED and self.words[index + 1 : index + 2] and self.words[index + 1] in _DO:
            return index, self._extend(index)
        if (capital and not self.reading.begins(index)) or (
            self._reversed(index) and before not in DETERMINERS
        ):
            return index, self._extend(index)
        if (
            self._acts(index, strict=not capital)
            and not self._thing_does(index)
            and (
                opens
                or capital
                or word in self.soft
                or before
                in (
                    "and",
                    "n",
                    "but",
                    "so",
                    "cause",
                    "cuz",
                    "because",
                    "if",
                    "when",
                    "that",
                    "et",
                    "mais",
                    "que",
                    "since",
                    "think",
                    "said",
                    "heard",
                    "til",
                    "until",
                )
            )
        ):
            return index, self._extend(index)
        if word in self.soft and (
            capital
            or before
            in (
                "with",
                "w",
                "for",
                "to",
                "about",
                "from",
                "by",
                "avec",
                "a",
                "de",
                "and",
                "n",
                "is",
            )
            or (opens and self._lonely(index))
        ):
            return index, self._extend(index)
        return None

    def _full_name(self, index: int, *, capital: bool) -> int | None:
        """The end of a given name and a surname that both stand in the lists, or in capitals."""
        at = index + 1
        if at >= len(self.words) or self.reading.gap(index) not in (" ", "-") or not self._free(at):
            return None
        name = self.words[at]
        both = capital and self.reading.capital(at) and worth(name) >= COMMON
        if self.reading.gap(index) == "-" and (both or worth(name) == SURE):
            return max(at, self._extend(index))
        if name in PROPER or name in PLACES or name in cues.STOP or name in cues.PLACE_NOUNS:
            return None
        if name in FAMILY and (capital or not self.cased):
            return self._extend(index)
        if (
            capital
            and self.reading.capital(at)
            and (worth(name) >= UNKNOWN or name in FAMILY_COMMON)
        ):
            return self._extend(index)
        return None

    def _person_here(self, index: int, *, capital: bool) -> bool:
        """Whether a word of no list must be a name: with a capital, and where a person stands."""
        if self._reversed(index):
            return True
        before = self.words[index - 1] if index else ""
        if (
            self._place_like(index)
            or before in cues.AT_PLACES
            or self._saint(index)
            or self._street_name(index)
        ):
            return False
        made = not capital and self._made_so(index) and not mistyped(self.words[index])
        if made and not self._a_thing(index):
            return True
        if self._with_me(index) or self._aged(index) or self._asked_whether(index):
            return True
        if (capital and self._asked_about(index)) or self._of_whom(index) or self._told_of(index):
            return True
        if self._a_thing(index):
            return False
        if not capital:
            acts = self.reading.opens(index) and len(self.words[index]) > 3
            if acts and self._acts(index, strict=True):
                return True
            told = self._says_so(index) or self._toward_me(index) or self._of_there(index)
            if self.reading.opens(index) and told:
                return True
            return (
                self._kin_before(index)
                and (self._lonely(index) or like_a_name(self.words[index]))
                and self.reading.gap(index - 1) == " "
                and before not in ("client", "doctor", "john", "trick", "nurse", "lawyer")
            )
        if self._shouted(index):
            return False
        if self._called_first(index):
            return True
        if self._made_so(index) and not self._of_a_house(index):
            return True
        if self.reading.begins(index):
            begins = self._acts(index, strict=True) or self._with_surname(index)
            begins = begins or self._will_come(index)
            return begins or self.words[index + 1 : index + 2] == ["from"]
        return (
            self._kin_before(index)
            or self._acts(index, strict=False)
            or self._with_surname(index)
            or before in WITH_PEOPLE
            or self._apposed(index)
            or self.chosen
        )

    def _with_surname(self, index: int) -> bool:
        at = index + 1
        if at >= len(self.words) or self.reading.gap(index) not in (" ", "-") or not self._free(at):
            return False
        name = self.words[at]
        known = (
            name in FAMILY
            or name in GIVEN
            or (worth(name) == UNKNOWN and not self.reading.opens(index))
            or (name in FAMILY_COMMON and self._strange_before(index))
        )
        return self.reading.capital(at) and known and name not in PROPER and not self._shouted(at)

    def _mid_name(self, index: int) -> bool:
        before = self.words[index - 1]
        return (
            before not in cues.AT_PLACES
            and not self._place_like(index)
            and not self._shouted(index)
        )

    def _after_kin(self, index: int) -> tuple[int, int] | None:
        """A name with a capital behind somebody's kin or between commas behind them."""
        if not (self.cased and self.reading.capital(index)) or index == 0:
            return None
        word, before = self.words[index], self.words[index - 1]
        if word in cues.STOP or word in PROPER or word in PLACES or self._place_like(index):
            return None
        if (
            before in cues.KIN
            and self.reading.gap(index - 1) in (" ", ", ")
            and not self._shouted(index)
        ):
            return index, self._extend(index)
        return None
