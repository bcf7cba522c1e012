"""What one search for names sees at a piece: its case, its neighbours, what it does."""

import re

from transcripts.redact.memory import Memory
from transcripts.redact.naming.meanings import IS
from transcripts.redact.people import SURE, worth
from transcripts.redact.reading import Reading
from transcripts.rules import cues
from transcripts.rules.houses import HOUSES
from transcripts.rules.lists import PLACES

_TIGHT = (" ", "-", "  ", "'")
_AFTER = frozenset(
    "from n and again here btw lol i im im et pis de du la the who that if can on ok "
    "pls please right thx thanks jai j je g g"
    " x xx xo xoxo last since til until yet lately around que pour"
    " chu age aged w with qui for about so but cause 4 un une is who's whos at when "
    "tonight tonite today yesterday by working work".split()
)
_ROYAL = frozenset("king queen prince princess lord lady roi reine".split())
_ON = frozenset("on at near off and n by past to from in sur the".split())
# RainCity, and not McKenzie, LaQuita or VanDyke.
_INSIDE = re.compile(r"^([A-Z][a-z]{2,})[A-Z]")
_BEFORE_CAPITALS = frozenset("mac van del fitz jean marie mary anna ann".split())
_HAVE = [[one] for one in ("has", "have", "had", "got", "bought", "is", "was")]
_PRONOUNS = frozenset("he she they il elle who qui".split())
_ENGLISH_HIS = [[one] for one in "my her his their our ur your a the eldest youngest s".split()]
_WHICH = frozenset("a the some this that another last every each any no one old".split())
_OF_ALL = frozenset(
    "eldest oldest youngest twin twins middle ones one grande grand petite petit ainee aine cadette"
    " cadet jumelle jumeau vieille vieux".split()
)
_TO_IS = (" ", "'", '" ', "' ")
_AGES = frozenset("ans yo yr yrs years year months mois mths".split())
_WHOSE = frozenset("my his her mon ma son sa what the our".split())
_CALLED = frozenset("name names nom prenom they call people alias".split())
_PEOPLE_ARE = frozenset(
    "dans my his her the a asleep here gone at with in coming back mad drunk high "
    "outside home dead sick ma mon en la au chez sa son revenu parti partie change pris dit frappe"
    " vole laisse quitte mis fait garde casse bloque envoye ecrit appele vendu menace perdu"
    " trouve donne cache viole battu".split()
)
_ADVERBS = frozenset("never always just still also already finally only even really".split())
_TAKEN = frozenset("my me the off all her him us with".split())
_ACTS_SURELY = frozenset(
    "took stole hurt left answers answered violated assaulted attacked stabbed abused molested"
    " groomed harassed "
    "stalked stalks blackmailed tricked trafficked recruited dumped evicted broke ripped sold shot "
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
        self.known, self.soft, self.begun = memory.names, memory.soft, memory.begun
        self.cased, self.chosen = reading.cased, reading.chosen
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
            and not (self.words[at + 1] == "rue" and self.words[at - 1 : at] == ["chez"])
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
        first = index
        while first and self.reading.gap(first - 1) == "-":
            first -= 1
        before = self.words[max(0, first - 4) : first]
        if before[-1:] and (before[-1] in cues.OF_PLACES or "coin" in before):
            return True
        if before[-1:] and before[-1] in _ROYAL and _ON.intersection(before[-2:-1]):
            return True
        saint = following == "st" and not _ON.intersection(before[-1:])
        return following in cues.PLACE_NOUNS and not saint and self.reading.gap(index) == " "

    def _acts(self, index: int, *, strict: bool) -> bool:
        """Whether a word does what people do, right behind its own name."""
        at = index + 1
        if self.words[at : at + 1] and self.words[at] in _ADVERBS and self.reading.gap(at) == " ":
            at += 1
        following = self.words[at] if at < len(self.words) else ""
        gap = self.reading.gap(index)
        if following == "s" and gap == "'":
            return not strict
        if gap != " " or not following:
            return False
        if following not in cues.DOES and following not in ("c", "cest"):
            return False
        if following == "a" and self.reading.written(at) in ("à", "À"):
            return False
        second = self.words[at + 1 : at + 2]
        if not strict:
            return following not in ("n", "and", "c", "cest") or second in (["mon"], ["ma"])
        if following in ("is", "was", "est", "has", "a", "c", "cest"):
            return second != [] and (second[0] in _PEOPLE_ARE or second[0] in cues.KIN)
        if following in ("took", "stole", "hurt", "left"):
            return second != [] and second[0] in _TAKEN
        return following in _ACTS_SURELY

    def _named_after(self, index: int) -> bool:
        """Whether a plain word is said to be a name: "cinnamon is my stage name"."""
        following = self.words[index + 1 : index + 6]
        return (
            self.reading.opens(index)
            and len(following) > 2
            and following[0] in IS
            and following[1] in ("my", "his", "her", "mon", "son")
            and bool(_CALLED.intersection(following[2:4]))
        )

    def _reversed(self, index: int) -> bool:
        """Whether what follows says that it was a name: "is my name", "c'est mon chum"."""
        following = self.words[index + 1 : index + 6]
        at = 2 if following[:2] == ["c", "est"] else 1
        if self._called_what(index):
            return True
        if self.words[index] == "ben":
            return False  # "ben c'est mon ex"
        if (
            len(following) < at + 2
            or following[0] not in IS
            or self.reading.gap(index) not in _TO_IS
        ):
            return False
        named = _CALLED.intersection(following[at + 1 : at + 3])
        return following[at] in _WHOSE and (bool(named) or following[at + 1] in cues.KIN)

    def _called_what(self, index: int) -> bool:
        """Whether what follows is "is what they call me"."""
        following = self.words[index + 1 : index + 5]
        what = following[:2] in (["is", "what"], ["s", "what"])
        so = self.words[index + 1 : index + 11]
        if so[:1] in (["c"], ["cest"]) and {"comme", "ca"} <= set(so[:5]):
            return any(word.startswith(("appel", "mappel", "lappel", "surnom")) for word in so)
        return what and len(following) > 3 and following[3].startswith("call")

    def _shouted(self, index: int) -> bool:
        """Whether it has more capitals than a name: short for something, or a brand."""
        reading = self.reading
        first, last = reading.folded.unfolded(reading.starts[index], reading.ends[index])
        written = reading.original[first:last]
        if last - first < 6 and sum(map(str.isupper, written)) > 1:
            return True
        inside = _INSIDE.search(written)
        return inside is not None and inside[1].lower() not in _BEFORE_CAPITALS

    def _house_of(self, index: int, *, capital: bool) -> bool:
        """Whether it is a thing, or of the name of a house: "Lynn's Place", "the KC Care"."""
        following = self.words[index + 1 : index + 2]
        if following and following[0] in HOUSES.get(self.words[index], ()):
            return True
        before = self.words[index - 1] if index else ""
        if self.words[index] in HOUSES.get(before, ()):
            return True
        has = before == "a" and self.words[index - 2 : index - 1] in _HAVE
        if before == "l" or (has and not capital):
            return True  # "l'adil", "has a teddy"
        if not capital:
            return False
        if following == ["s"] and index + 2 < len(self.words):
            return self.reading.capital(index + 2) and self.words[index + 2] in cues.PLACE_NOUNS
        return before in ("the", "le", "la", "les", "du", "au") and self._shouted(index)

    def _a_john(self, index: int) -> bool:
        """Whether it is a client, as in "a john": small, and behind an article."""
        small = self.words[index] in ("john", "johns", "jane") and not self.reading.capital(index)
        return small and index > 0 and self.words[index - 1] in _WHICH

    def cased_at(self, index: int) -> bool:
        """Whether a piece has a capital that says something."""
        return self.cased and self.reading.capital(index)

    def _kin_before(self, index: int) -> bool:
        """Whether one of somebody's people stands before it, and no French "his" ("son cash")."""
        before = self.words[index - 1] if index else ""
        if before == "son":
            return self.words[max(0, index - 2) : index - 1] in _ENGLISH_HIS
        return before in cues.KIN

    def _with_me(self, index: int) -> bool:
        """Whether somebody and the writer are meant: "Meeka n me", "Karo pis moi"."""
        following = self.words[index + 1 : index + 3]
        joined = self.reading.opens(index) and self.reading.gap(index) == " "
        return (
            joined
            and len(following) > 1
            and following[0] in cues.AND
            and following[1] in ("me", "i", "moi", "her", "his")
        )

    def _apposed(self, index: int) -> bool:
        """Whether it stands between commas beside somebody: "my man, Name,", "Name, my aunt"."""
        following = self.words[index + 1 : index + 3]
        if len(following) > 1 and self.reading.gap(index) in (", ", " - ", " (", ": "):
            whose = following[0] in _WHOSE and following[1] in cues.KIN
            between = self.reading.gap(index - 1) == ", " if index else False
            if whose or (between and following[0] in _PRONOUNS):
                return True
        if index < 1 or self.reading.gap(index - 1) not in (", ", " (", ": "):
            return False
        before = self.words[index - 1]
        if before in _OF_ALL and self.cased_at(index) and self.reading.gap(index) == ", ":
            return True  # "ma grande, Merveille, a 11 ans"
        return before in cues.KIN

    def _aged(self, index: int) -> bool:
        """Whether an age stands behind it: "Wisly 11 ans", "Messiah is 20 months"."""
        following = self.words[index + 1 : index + 4]
        if following[:1] in (["is"], ["a"], ["was"]):
            following = following[1:]
        if not following or not following[0].isdigit() or len(following[0]) > 2:
            return False
        return following[1:2] != [] and following[1] in _AGES
