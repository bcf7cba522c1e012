"""What one search for names sees at a piece: its case, its neighbours, what it does."""

from transcripts.redact.memory import Memory
from transcripts.redact.naming.meanings import IS
from transcripts.redact.people import SURE, worth
from transcripts.redact.reading import Reading
from transcripts.rules import cues
from transcripts.rules.lists import PLACES

_TIGHT = (" ", "-", "  ", "'")
_AFTER = frozenset(
    "from n and again here btw lol i im im et pis de du la the who that if can on ok "
    "pls please right thx thanks jai j je g g"
    " chu age aged w with qui for about so but cause 4 un une is who's whos at when "
    "tonight tonite today yesterday by working work".split()
)
_WHOSE = frozenset("my his her mon ma son sa what the our".split())
_CALLED = frozenset("name names nom prenom they call people alias".split())
_PEOPLE_ARE = frozenset(
    "dans my his her the a asleep here gone at with in coming back mad drunk high "
    "outside home dead sick ma mon en la au chez sa son revenu parti partie".split()
)
_ACTS_SURELY = frozenset(
    "took stole hurt left "
    "said says sed told tells took gave hit beat wants keeps kept drives knows lived "
    "lives works worked called texted txted raped"
    " threatened follows followed stole pays helped sells owes asked hates put "
    "pushed punched choked locked found brought picked"
    " dropped overheard dit disait frappe gardait reste restait travaille vient "
    "habite veut sait a gets got uses had knew".split()
)


class Sight:
    """What one search for names sees at a piece: its case, its neighbours, what it does."""

    def __init__(self, reading: Reading, lone: frozenset[str], memory: Memory) -> None:
        self.reading = reading
        self.words = reading.words
        self.lone = lone
        self.known, self.soft = memory.names, memory.soft
        self.cased = reading.cased
        self.taken: list[tuple[int, int]] = []
        self.upto = 0

    def _free(self, index: int) -> bool:
        return self.reading.text[self.reading.starts[index]] not in "\0\1"

    def _quoted(self, at: int) -> bool:
        start = self.reading.starts[at]
        return start > 0 and self.reading.text[start - 1] in "\"'"

    def _lonely(self, at: int) -> bool:
        """Whether what follows a small word lets it be a name: an end, a comma, "from", "and"."""
        if at + 1 >= len(self.words):
            return True
        gap = self.reading.gap(at)
        if gap not in _TIGHT or (gap == "'" and self.words[at + 1] == "s"):
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
        if following in ("took", "stole", "hurt", "left"):
            return second in ("my", "me", "the", "off", "all", "her", "him", "us", "with")
        return following in _ACTS_SURELY

    def _named_after(self, index: int) -> bool:
        """Whether a plain word is said to be a name: "cinnamon is my stage name"."""
        following = self.words[index + 1 : index + 6]
        return (
            self.reading.opens(index)
            and following[0] in IS
            and following[1] in ("my", "his", "her", "mon", "son")
            and bool(_CALLED.intersection(following[2:4]))
        )

    def _reversed(self, index: int) -> bool:
        """Whether what follows says that it was a name: "is my name", "c'est mon chum"."""
        following = self.words[index + 1 : index + 6]
        at = 2 if following[:2] == ["c", "est"] else 1
        if (
            len(following) < at + 2
            or following[0] not in IS
            or self.reading.gap(index) not in (" ", "'")
        ):
            return False
        named = _CALLED.intersection(following[at + 1 : at + 3])
        return following[at] in _WHOSE and (bool(named) or following[at + 1] in cues.KIN)

    def _shouted(self, index: int) -> bool:
        reading = self.reading
        first, last = reading.folded.unfolded(reading.starts[index], reading.ends[index])
        return last - first < 6 and sum(sign.isupper() for sign in reading.original[first:last]) > 1

    def _apposed(self, index: int) -> bool:
        """Whether it stands between commas behind somebody: "my husband, Name,"."""
        if index < 1 or self.reading.gap(index - 1) not in (", ", " (", ": "):
            return False
        return self.words[index - 1] in cues.KIN
