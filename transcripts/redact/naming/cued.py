"""Names behind cues and the words for somebody's people."""

from transcripts.redact.naming.titled import Titled
from transcripts.redact.naming.tries import LONGEST, MEDIUM, STRONG, TREE, WEAK, Ends
from transcripts.redact.people import (
    COMMON,
    NONE,
    SURE,
    UNKNOWN,
    like_a_name,
    unlisted,
    worth,
)
from transcripts.rules import cues
from transcripts.rules.acts import ABSTRACT
from transcripts.rules.lists import (
    CALLED,
    FAMILY,
    GIVEN,
    GIVEN_COMMON,
    PLACES,
    PROPER,
    WORDS,
    squeezed,
)
from transcripts.rules.slang import SLANG

_NEAR = frozenset(
    " / (/  /-/'/. / \"/ '/\" /' /: / : /:/ (/=/ = /, / - /'s /... /? /! /\"".split("/")
)


_PARTICIPLES = ("ed", "ing", "ken", "ten", "den", "given", "ready", "missing", "pris", "fini")
_FRENCH_IS = frozenset("c cest est chu chui suis jsuis".split())
_AT_ONES = frozenset("chez a at from de avec by with par to".split())
_TELLS = frozenset("tell told tel ask asked met call called text texted".split())
# Behind these and "from" stands a place.
_FROM = frozenset(
    "came come comes coming moved move moving im am m is are re s hes shes were was fly flew"
    " arrived originally family born brought bus train people girls live lived away not far".split()
)
# Behind these a small "ghost" or "peaches" is somebody; behind "its" it may be a ghost.
_MEETS = _TELLS | frozenset(
    "seen sen wheres whos for with to by chez vu connais and n u know from of lost rip bday"
    " birthday".split()
)
# What is found or dropped is "hope" rather than Hope.
_FOUND = frozenset("found dropped hurt shot is s".split())
_INTRODUCES = frozenset(
    "sen seen am im m is its s hi hey hello thanks suis est c cest chu merci salut bonjour love xo"
    " xoxo regards hugs signed bises".split()
)
_TELL = frozenset("tell told tel ask asked ask4 dis demande".split())
_TELL_TO = frozenset("dis dit demande".split())
# Passed over between a strong cue and its name, and between a weaker one and somebody's people.
_BETWEEN = frozenset(
    "pas not aint isnt wasnt is was s c cest est realy complet complete entier full legal really"
    " just actually him her me moi".split()
)
_ASK_FOR = frozenset("ask call text txt talk spoke speak".split())
_WHOSE_KIN = frozenset("my ur s mon ma son sa his her a un certain the our agent is again".split())
_NAMED = frozenset("called named nommee nomme".split())
_CALLED = frozenset("called named nomme nommee surnomme surnommee dit dite".split())
_LINKS = frozenset("is was s c est cest named".split())
# What goes on with the sentence, so that the word before was none of a name.
_GOES_ON = frozenset(
    "to of for a the in on with out up de du le la par dans it my me you u them him".split()
)


class Cued(Titled):
    """Names behind cues and the words for somebody's people."""

    def _cue(self, index: int) -> tuple[int, int] | None:
        for rest, strength in self._cues(index):
            found = self._behind(index + 1 + len(rest), strength)
            if found is not None:
                return found
            if strength == STRONG:
                return None
        if self.words[index] == "name" and self.reading.gap(index).strip() in (":", "-", "="):
            return self._behind(index + 1, STRONG)
        return self._said_of(index)

    def _cues(self, index: int) -> Ends:
        """The cues that begin at a piece, the longest first: what stands of each behind it."""
        seconds = TREE.get(squeezed(self.words[index]), {})
        following = self.words[index + 1 : index + 2]
        longer = seconds.get(squeezed(following[0])) if following else None
        if not longer:
            return seconds.get("", [])
        words = tuple(map(squeezed, self.words[index + 1 : index + 1 + LONGEST]))
        fits = [end for end in longer if words[: len(end[0])] == end[0]]
        return fits + seconds.get("", [])

    def _said_of(self, index: int) -> tuple[int, int] | None:
        """A name behind "the driver is", "mon chum c'est"."""
        if self.words[index] not in cues.KIN or index + 1 >= len(self.words):
            return None
        link = self.words[index + 1]
        if link in _NAMED:
            return self._behind(index + 2, STRONG)
        near = self.reading.gap(index) in (" ", "'", ": ", " : ")
        return self._behind(index + 2, MEDIUM) if near and link in _LINKS else None

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
        called = self._titled(at) or self._nicknamed(at) if strong else None
        if called is not None:
            return called
        if strong and self._with_article(at):
            return at, self._extend(at + 1)
        if strong and self._lone_letter(at):
            return at, at
        initials = self._initials(at)
        found = (at, initials) if initials is not None else self._candidate(at, strength)
        titled = skipped and self.words[at - 1] in cues.TITLES and self.reading.capital(at - 1)
        return (at - 1, found[1]) if found and titled else found

    def _initials(self, at: int) -> int | None:
        """The last of letters with points between, as in "its T.J. again"."""
        last = at
        while self.reading.gap(last) == "." and len(self.words[last]) == 1:
            last += 1
        letters = "".join(self.words[at : last + 1])
        named = last > at and len(letters) == last - at + 1 and letters.isalpha()
        return last if named and letters not in cues.NO_INITIALS else None

    def _with_article(self, at: int) -> bool:
        """Whether it is an article with a capital, and so is what follows: "Le Boss"."""
        articles = self.words[at] in ("le", "la", "the", "el") and at + 1 < len(self.words)
        return articles and self.cased and self.reading.capital(at) and self.reading.capital(at + 1)

    def _lone_letter(self, at: int) -> bool:
        """Whether it is one letter by which somebody is known: "i know him as T"."""
        word = self.words[at]
        ends = at + 1 >= len(self.words) or self.reading.gap(at).strip() in (".", ",", "!")
        capital = self.cased and self.reading.capital(at)
        return len(word) == 1 and word not in cues.NO_INITIAL and ends and capital

    def _passed_over(self, at: int, *, strong: bool) -> bool:
        word = self.words[at]
        if strong:
            return word in _BETWEEN
        if word in ("4", "2") and self.words[at - 1] in _ASK_FOR:
            return True
        whose = word in _WHOSE_KIN and self.words[at + 1 : at + 2]
        return word in cues.KIN or (bool(whose) and self.words[at + 1] in cues.KIN)

    def _candidate(self, at: int, strength: int) -> tuple[int, int] | None:
        strong = strength == STRONG
        word, value = self.words[at], worth(self.words[at])
        capital = self.cased and self.reading.capital(at)
        if capital and value == NONE and unlisted(word) and not self.reading.begins(at):
            value = UNKNOWN
        told = self.words[at - 1] in _TELL and word in GIVEN_COMMON
        if (strength == WEAK and self._street_name(at)) or self._house_of(at, capital=capital):
            return None
        if (value == UNKNOWN and self._a_thing(at)) or self._a_john(at) or self._origin(at):
            return None
        if capital and self._hyphened(at) and word not in PROPER:
            return at, self._extend(at)
        if word in self.lone and not strong and self.words[at - 1] in _AT_ONES:
            return self._org(at)
        if word in cues.STOP and not (told or (capital and value >= COMMON and strong)):
            return None
        if not strong and (self.reading.in_town(at) or self._crossing(at)):
            return None
        if strong:
            plain = value == NONE and not capital and word in WORDS
            if plain and (self._mid_sentence(at) or word.endswith(_PARTICIPLES)):
                return None
            return at, self._of_two_words(at) or self._extend(at)
        if value == SURE:
            return at, self._extend(at)
        kin = at > 0 and self.words[at - 1] in cues.KIN
        before = self.words[at - 1]
        thing = word in CALLED or (word in ABSTRACT and before in _FOUND)
        if thing and not (capital or kin or before in _MEETS):
            return None
        small = (
            capital
            or kin
            or (
                strength == MEDIUM
                and (self._lonely(at) or before in _TELL or like_a_name(word))
                and (word not in SLANG or (word in GIVEN and before not in _FRENCH_IS))
            )
        )
        if value == COMMON and small and not self._place_like(at):
            return at, self._extend(at)
        plain = value == NONE and word in WORDS and word not in PROPER and word not in PLACES
        if plain and capital and before in _INTRODUCES and self._lonely(at) and word not in SLANG:
            return at, self._extend(at)
        told = before in _TELLS or (before == "a" and at > 1 and self.words[at - 2] in _TELL_TO)
        if (
            value == UNKNOWN
            and (small or told)
            and not self._shouted(at)
            and not self._place_like(at)
        ):
            return at, self._extend(at)
        if capital and before in _CALLED and not self._place_like(at):
            return at, self._extend(at)
        if (
            word in FAMILY
            and word not in SLANG
            and (capital or (strength == MEDIUM and self._lonely(at)))
            and not self._shouted(at)
            and not self._place_like(at)
        ):
            return at, self._extend(at)
        return None

    def _of_two_words(self, at: int) -> int | None:
        """The last of two plain words with capitals that are one nickname: "Gravy Train"."""
        last = at + 1
        if last >= len(self.words) or self.reading.gap(at) != " " or not self._free(last):
            return None
        both = self.cased_at(at) and self.cased_at(last) and worth(self.words[at]) == NONE
        plain = self.words[at] in WORDS and self.words[last] in WORDS
        return last if both and plain and self.words[last] not in cues.STOP else None

    def _origin(self, at: int) -> bool:
        """Whether it is where somebody is from: "came from Iloilo", "in Brandon, Manitoba"."""
        strange = worth(self.words[at]) == UNKNOWN and at > 1
        town = self.words[at + 1 : at + 2] and self.words[at + 1] in PLACES
        if town and self.reading.gap(at) == ", " and self.words[at - 1] in cues.AT_PLACES:
            return True
        return strange and self.words[at - 1] == "from" and self.words[at - 2] in _FROM

    def _hyphened(self, at: int) -> bool:
        """Whether it is the first of two words with capitals: "Love-Darline"."""
        return self.reading.gap(at) == "-" and self.reading.capital(at + 1)

    def _mid_sentence(self, at: int) -> bool:
        """Whether a plain word behind a strong cue is no name: unless in quotes, or gone by."""
        called = self.words[at - 2 : at] in (["goes", "by"], ["known", "as"])
        return not called and not self._quoted(at) and self._goes_on_as_sentence(at)

    def _goes_on_as_sentence(self, at: int) -> bool:
        """Whether a plain word behind a strong cue is only the next word of a sentence."""
        if at + 1 >= len(self.words):
            return False
        return self.reading.gap(at) == " " and self.words[at + 1] in _GOES_ON
