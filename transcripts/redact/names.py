"""Names of people: behind cues, titles and kin, by the lists, in rows, and in answers."""

from functools import cache

from transcripts.redact.memory import Memory
from transcripts.redact.people import COMMON, NONE, SURE, UNKNOWN, worth
from transcripts.redact.reading import Reading
from transcripts.rules import cues
from transcripts.rules.lists import (
    FAMILY,
    FAMILY_COMMON,
    GIVEN,
    GIVEN_COMMON,
    PLACES,
    PROPER,
    WORDS,
    squeezed,
)
from transcripts.rules.slang import SLANG

Trie = dict[str, "list[tuple[tuple[str, ...], int]]"]
WEAK, MEDIUM, STRONG = range(1, 4)
_NEAR = (
    " ",
    "  ",
    "-",
    "'",
    ". ",
    ' "',
    " '",
    '" ',
    "' ",
    ": ",
    " : ",
    ":",
    " (",
    "=",
    " = ",
    ", ",
    " - ",
    "'s ",
    " - ",
    "... ",
    "? ",
    "! ",
    '"',
)
_TIGHT = (" ", "-", "  ", "'")
PARTICLES = frozenset(
    "de da do dos das del della di la le van von der den el al bin ibn abu st saint "
    "ben mc mac o d".split()
)
DETERMINERS = frozenset(
    "a an the my your his her our their this that no any some every more much un une "
    "le la les l de du des mon ma"
    " ton ta son sa pas too so very great in with of i u you we they he she it to not if".split()
)


@cache
def _trie() -> Trie:
    """Cues by their first word: the rest of each, and how strong it is."""
    tree: Trie = {}
    for strength, phrases in ((STRONG, cues.STRONG), (MEDIUM, cues.MEDIUM), (WEAK, cues.WEAK)):
        for first, *rest in phrases:
            tree.setdefault(first, []).append((tuple(rest), strength))
    for ends in tree.values():
        ends.sort(key=lambda end: -len(end[0]))
    return tree


class Names:
    """One search for names in one message."""

    def __init__(self, reading: Reading, lone: frozenset[str], memory: Memory) -> None:
        self.reading = reading
        self.words = reading.words
        self.squeezed = [squeezed(word) for word in reading.words]
        self.lone = lone
        self.known, self.soft = memory.names, memory.soft
        self.cased = not reading.original.islower() and not reading.original.isupper()
        self.taken: list[tuple[int, int]] = []
        self.upto = 0

    def find(self, asked: frozenset[str]) -> None:
        """Take every name."""
        if "NAME" in asked:
            self._answer()
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

    def _take(self, first: int, last: int) -> None:
        start, end = self.reading.starts[first], self.reading.ends[last]
        self.reading.take(start, end, "PERSON")
        self.taken.append((first, last))
        self.upto = max(self.upto, last + 1)

    # ---- what stands at one piece ------------------------------------------------------------

    def _name_at(self, index: int) -> int | tuple[int, int] | None:
        word = self.words[index]
        if word.isdigit() or not self._free(index):
            return None
        titled = self._titled(index)
        if titled is not None:
            return titled
        cue = self._cue(index)
        if cue is not None:
            return cue
        return self._by_itself(index)

    def _free(self, index: int) -> bool:
        return self.reading.text[self.reading.starts[index]] not in "\0\1"

    def _titled(self, index: int) -> tuple[int, int] | None:
        word, at = self.words[index], index + 1
        if word not in cues.TITLES or at >= len(self.words) or not self._free(at):
            return None
        if self.reading.gap(index) not in ((" ", ". ", ".") if len(word) < 5 else (" ",)):
            return None
        name = self.words[at]
        if name in cues.STOP or name.isdigit() or len(name) < 2:
            return None
        listed = (
            name in FAMILY
            or name in GIVEN
            or (self.cased and self.reading.capital(at) and name not in PROPER)
        )
        soft = word in cues.SOFT_TITLES
        if listed or (not soft and (worth(name) >= UNKNOWN or name in FAMILY_COMMON)):
            start = index if not soft or self.reading.capital(index) else at
            return start, self._extend(at)
        return None

    def _cue(self, index: int) -> tuple[int, int] | None:
        for rest, strength in _trie().get(self.squeezed[index], ()):
            at = index + 1 + len(rest)
            if at <= len(self.words) and tuple(self.squeezed[index + 1 : at]) == rest:
                found = self._behind(at, strength)
                if found is not None:
                    return found
                if strength == STRONG:
                    return None
        return self._said_of(index)

    def _said_of(self, index: int) -> tuple[int, int] | None:
        """A name behind "the driver is", "mon chum c'est"."""
        if self.words[index] not in cues.KIN or self.reading.gap(index) not in (
            " ",
            "'",
            ": ",
            " : ",
        ):
            return None
        linked = self.words[index + 1 : index + 2]
        return (
            self._behind(index + 2, MEDIUM)
            if linked and linked[0] in ("is", "was", "s", "c", "est", "cest", "named")
            else None
        )

    def _behind(self, at: int, strength: int) -> tuple[int, int] | None:
        """The name behind a cue that ends before `at`."""
        skipped, strong = 0, strength == STRONG
        while at < len(self.words) and skipped < 3 and self._passed_over(at, strong=strong):
            at += 1
            skipped += 1
        if at >= len(self.words) or not self._free(at) or self.words[at].isdigit():
            return None
        if (
            at + 2 < len(self.words)
            and len(self.words[at + 1]) == 1
            and self.words[at + 2].isdigit()
        ):
            return None
        gap = self.reading.gap(at - 1)
        if gap not in _NEAR or (
            not strong and ((". " in gap and len(self.words[at - 1]) > 3) or "? " in gap)
        ):
            return None
        return self._candidate(at, strength)

    def _passed_over(self, at: int, *, strong: bool) -> bool:
        word = self.words[at]
        if strong:
            return word in (
                "is",
                "was",
                "s",
                "c",
                "cest",
                "est",
                "like",
                "realy",
                "really",
                "just",
                "actually",
                "t",
                "him",
                "her",
                "me",
                "moi",
                "on",
                "my",
                "friend",
                "big",
                "lil",
            ) and word not in ("big", "lil", "my", "friend", "on", "t", "like")
        if word in ("4", "2") and self.words[at - 1] in (
            "ask",
            "call",
            "text",
            "txt",
            "talk",
            "spoke",
            "speak",
        ):
            return True
        return word in cues.KIN or (
            word
            in (
                "my",
                "ur",
                "s",
                "mon",
                "ma",
                "son",
                "sa",
                "his",
                "her",
                "a",
                "un",
                "certain",
                "the",
                "our",
                "agent",
                "is",
                "again",
            )
            and at + 1 < len(self.words)
            and self.words[at + 1] in cues.KIN
        )

    def _candidate(self, at: int, strength: int) -> tuple[int, int] | None:
        strong = strength == STRONG
        word, value = self.words[at], worth(self.words[at])
        capital = self.cased and self.reading.capital(at)
        told = self.words[at - 1] in _TELL and word in GIVEN_COMMON
        if word in cues.STOP and not (told or (capital and value >= COMMON and strong)):
            return None
        if strong:
            if (
                value == NONE
                and not capital
                and not self._quoted(at)
                and (word in WORDS and self._goes_on_as_sentence(at))
            ):
                return None
            return at, self._extend(at)
        if value == SURE:
            return at, self._extend(at)
        kin = at > 0 and self.words[at - 1] in cues.KIN
        before = self.words[at - 1]
        small = (
            capital
            or kin
            or (strength == MEDIUM and (self._lonely(at) or before in _TELL) and word not in SLANG)
        )
        if value == COMMON and small and not self._place_like(at):
            return at, self._extend(at)
        plain = value == NONE and word in WORDS and word not in PROPER and word not in PLACES
        if plain and capital and strength == MEDIUM and self._lonely(at) and word not in SLANG:
            return at, self._extend(at)
        if value == UNKNOWN and small and not self._shouted(at) and not self._place_like(at):
            return at, self._extend(at)
        if (
            word in FAMILY
            and (capital or (strength == MEDIUM and self._lonely(at)))
            and not self._place_like(at)
        ):
            return at, self._extend(at)
        return None

    def _goes_on_as_sentence(self, at: int) -> bool:
        """Whether a plain word behind a strong cue is only the next word of a sentence."""
        if at + 1 >= len(self.words):
            return False
        gap = self.reading.gap(at)
        following = self.words[at + 1]
        return gap == " " and following in (
            "to",
            "of",
            "for",
            "a",
            "the",
            "in",
            "on",
            "with",
            "out",
            "up",
            "de",
            "du",
            "le",
            "la",
            "par",
            "dans",
            "it",
            "my",
            "me",
            "you",
            "u",
            "them",
            "him",
        )

    def _quoted(self, at: int) -> bool:
        start = self.reading.starts[at]
        return start > 0 and self.reading.text[start - 1] in "\"'"

    def _lonely(self, at: int) -> bool:
        """Whether what follows a small word lets it be a name: an end, a comma, "from", "and"."""
        if at + 1 >= len(self.words):
            return True
        gap = self.reading.gap(at)
        if gap not in _TIGHT:
            return True
        following = self.words[at + 1]
        return following in _AFTER or following in cues.DOES or worth(following) == SURE

    def _place_like(self, at: int) -> bool:
        word = self.words[at]
        if (
            at + 1 < len(self.words)
            and self.reading.gap(at) == " "
            and self.words[at + 1] in cues.PLACE_NOUNS
        ):
            return True
        return word in PLACES and at > 0 and self.words[at - 1] in cues.AT_PLACES

    # ---- by the lists ------------------------------------------------------------------------

    def _by_itself(self, index: int) -> tuple[int, int] | None:
        word = self.words[index]
        value = worth(word)
        if self._saint(index):
            return None
        if word in self.known and word not in PLACES:
            return index, self._extend(index)
        capital = self.cased and self.reading.capital(index)
        if word in self.lone:
            return self._org(index)
        if value == SURE:
            return (
                None
                if self._saint(index) or self._street_name(index)
                else (index, self._extend(index))
            )
        if value == COMMON or word in self.soft:
            return self._common(index, capital=capital)
        if value == UNKNOWN and self._person_here(index, capital=capital):
            return index, self._extend(index)
        if capital and word in FAMILY and not self.reading.opens(index) and self._mid_name(index):
            return index, self._extend(index)
        return self._after_kin(index)

    def _saint(self, index: int) -> bool:
        return (
            index > 0
            and self.words[index - 1] in ("st", "ste", "saint", "sainte", "santa", "san")
            and self.reading.gap(index - 1) in ("-", " ", ". ", ".")
        )

    def _street_name(self, index: int) -> bool:
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        before = self.words[index - 1] if index else ""
        if before in (
            "rue",
            "avenue",
            "boulevard",
            "metro",
            "parc",
            "station",
            "hopital",
            "coin",
            "hotel",
            "motel",
        ):
            return True
        return (
            following in cues.PLACE_NOUNS and following != "st" and self.reading.gap(index) == " "
        )

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

    def _common(self, index: int, *, capital: bool) -> tuple[int, int] | None:
        word = self.words[index]
        before = self.words[index - 1] if index else ""
        joined = index > 0 and self.reading.gap(index - 1) in (" ", "'", "-")
        if self._place_like(index) or self._saint(index) or self._street_name(index):
            return None
        opens = self.reading.opens(index)
        if before in cues.KIN and joined and (capital or self._lonely(index)):
            return index, self._extend(index)
        if (
            joined
            and before in DETERMINERS
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
            acts = self._acts(index, strict=True)
            return (index, self._extend(index)) if acts and (capital or word in self.soft) else None
        if (capital and not opens) or (self._reversed(index) and before not in DETERMINERS):
            return index, self._extend(index)
        if self._acts(index, strict=not capital) and (
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

    def _acts(self, index: int, *, strict: bool) -> bool:
        """Whether a word does what people do, right behind its own name."""
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        gap = self.reading.gap(index)
        if following == "s" and gap == "'":
            return not strict
        if gap != " " or not following:
            return False
        if following not in cues.DOES and following not in ("c", "cest"):
            return False
        if not strict:
            return following not in ("n", "and", "c", "cest") or self.words[
                index + 2 : index + 3
            ] in (["mon"], ["ma"])
        second = self.words[index + 2] if index + 2 < len(self.words) else ""
        if following in ("is", "was", "est", "has", "a", "c", "cest"):
            return second in _PEOPLE_ARE or second in cues.KIN
        return following in _ACTS_SURELY

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
        if not capital:
            return (
                before in cues.KIN
                and self._lonely(index)
                and self.reading.gap(index - 1) == " "
                and before not in ("client", "doctor", "john", "trick", "nurse", "lawyer")
            )
        if self._shouted(index):
            return False
        if self.reading.opens(index):
            return self._acts(index, strict=False) or self._with_surname(index)
        return (
            before in cues.KIN
            or self._acts(index, strict=False)
            or self._with_surname(index)
            or before in _WITH_PEOPLE
            or self._apposed(index)
        )

    def _reversed(self, index: int) -> bool:
        """Whether what follows says that it was a name: "is my name", "c'est mon chum"."""
        following = self.words[index + 1 : index + 6]
        at = 2 if following[:2] == ["c", "est"] else 1
        if (
            len(following) < at + 2
            or following[0] not in _IS
            or self.reading.gap(index) not in (" ", "'")
        ):
            return False
        named = _CALLED.intersection(following[at + 1 : at + 3])
        return following[at] in _WHOSE and (bool(named) or following[at + 1] in cues.KIN)

    def _shouted(self, index: int) -> bool:
        reading = self.reading
        first, last = reading.folded.unfolded(reading.starts[index], reading.ends[index])
        return last - first < 6 and sum(sign.isupper() for sign in reading.original[first:last]) > 1

    def _with_surname(self, index: int) -> bool:
        at = index + 1
        if at >= len(self.words) or self.reading.gap(index) not in (" ", "-") or not self._free(at):
            return False
        name = self.words[at]
        known = (
            name in FAMILY
            or name in GIVEN
            or (worth(name) == UNKNOWN and not self.reading.opens(index))
        )
        return self.reading.capital(at) and known and name not in PROPER and not self._shouted(at)

    def _apposed(self, index: int) -> bool:
        """Whether it stands between commas behind somebody: "my husband, Name,"."""
        if index < 1 or self.reading.gap(index - 1) not in (", ", " (", ": "):
            return False
        return self.words[index - 1] in cues.KIN

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

    # ---- how far a name goes -----------------------------------------------------------------

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
        if (
            word in cues.STOP
            or word in WORDS
            or word in PROPER
            or word in PLACES
            or word in cues.DOES
        ):
            return None
        if word in FAMILY or (worth(word) == SURE and word not in cues.DOES):
            return at
        return None

    def _capital_step(self, at: int, word: str) -> int | None:
        if word in PARTICLES and at + 1 < len(self.words):
            return at + 1 if self.reading.capital(at + 1) else None
        if (word in cues.STOP and len(word) > 1) or word in PROPER or self._place_like(at):
            return None
        if len(word) == 1:
            return at if word not in ("i",) else None
        return at

    # ---- names beside names ------------------------------------------------------------------

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

    # ---- answers -----------------------------------------------------------------------------

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
        if word in cues.STOP or word in _NO_ANSWER or word.isdigit():
            return
        if value >= UNKNOWN or (
            short and word not in PROPER and (word not in FRENCH_AND_PLAIN or self._alone(index))
        ):
            last = self._extend(index)
            if len(self.words) - index <= 3 and last == index and self._rest_is_name(index):
                last = len(self.words) - 1
            self._take(index, last)

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


_AFTER = frozenset(
    "from n and again here btw lol i im im et pis de du la the who that if can on ok "
    "pls please right thx thanks jai j je g g"
    " chu age aged w with qui for about so but cause 4 un une is who's whos at when "
    "tonight tonite today yesterday by working work".split()
)
_AFTER_ROW = frozenset(
    "and n an et are were is both all got have had sont ont wanna want just who that "
    "in on at with w live lives".split()
)
_IS = frozenset("is was s c cest est".split())
_WHOSE = frozenset("my his her mon ma son sa what the our".split())
_CALLED = frozenset("name names nom prenom they call people alias".split())
_TELL = frozenset("tell told tel ask asked ask4 dis demande".split())
_PEOPLE_ARE = frozenset(
    "dans my his her the a asleep here gone at with in coming back mad drunk high "
    "outside home dead sick ma mon en la au chez sa son revenu parti partie".split()
)
_ACTS_SURELY = frozenset(
    "said says sed told tells took gave hit beat wants keeps kept drives knows lived "
    "lives works worked called texted txted raped"
    " threatened follows followed stole pays helped sells owes asked hates put "
    "pushed punched choked locked found brought picked"
    " dropped overheard dit disait frappe gardait reste restait travaille vient "
    "habite veut sait a gets got uses had knew".split()
)
_WITH_PEOPLE = frozenset("with by and tell told met w avec par et chez de".split()) - {"de"}
_NO_ANSWER = frozenset(
    "none nope nobody anon anonymous nevermind nvm skip pass dunno cant rather "
    "whatever secret private pas aucun personne unknown important".split()
)
FRENCH_AND_PLAIN = WORDS - GIVEN_COMMON


def find(reading: Reading, asked: frozenset[str], lone: frozenset[str], memory: Memory) -> None:
    """Take names; `lone` are organisations whose name may be a person's as well."""
    Names(reading, lone, memory).find(asked)
