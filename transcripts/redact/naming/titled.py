"""Names behind a title, and behind "big" or "lil"."""

from transcripts.redact.naming.reach import PARTICLES, Reach
from transcripts.redact.people import COMMON, SURE, UNKNOWN, worth
from transcripts.rules import cues
from transcripts.rules.houses import HOUSES
from transcripts.rules.lists import CALLED, FAMILY, FAMILY_COMMON, GIVEN, PROPER, WORDS

_FAMILY_TITLES = frozenset("kokum kookum nohkom tonton tio tia elder".split())
# Before a word of no list they are part of what somebody is called: "uncle fitz".
_CALLED_SO = _FAMILY_TITLES | frozenset("uncle auntie aunty aunt unt tante oncle".split())
_NICKNAMING = cues.NICKNAMING | cues.NICKNAMING_KIN | cues.NICKNAMING_IN_CAPITALS
_MODALS = frozenset("will may can".split())
# Short for a title only with a point behind: "m", "dr" and "pr" are other words as well.
_WITH_POINT = frozenset("m dr dre pr".split())


class Titled(Reach):
    """Names behind a title, and behind "big" or "lil"."""

    def _titled(self, index: int) -> tuple[int, int] | None:
        word, at = self.words[index], index + 1
        if word not in cues.TITLES or at >= len(self.words) or not self._free(at):
            return None
        if self.reading.gap(index) not in ((" ", ". ", ".") if len(word) < 5 else (" ",)):
            return None
        name = self.words[at]
        if name in HOUSES.get(word, ()):
            return None
        if word in cues.IN_CAPITALS and not (self.cased and self.reading.capital(index)):
            return None
        if len(name) == 1 and self.reading.gap(at) in (". ", ".") and at + 1 < len(self.words):
            named = self.cased and self.reading.capital(at + 1)
            return (at, self._extend(at + 1)) if named else None
        initial = len(name) == 1 and name not in cues.NO_INITIAL
        if initial and word not in cues.SOFT_TITLES and self.reading.gap(at) != "'":
            return index, at
        if name in cues.STOP or name.isdigit() or len(name) < 2:
            return None
        if (
            name in PARTICLES
            and self.reading.gap(at) in ("-", " ", "'")
            and at + 1 < len(self.words)
        ):
            named = self.words[at + 1] in FAMILY or worth(self.words[at + 1]) >= UNKNOWN
            if named and (name in ("al", "el") or word not in cues.SOFT_TITLES):
                return index if word not in cues.SOFT_TITLES else at, self._extend(at + 1)
        listed = (
            name in FAMILY
            or name in GIVEN
            or (self.cased and self.reading.capital(at) and name not in PROPER)
        )
        soft = word in cues.SOFT_TITLES
        family = word in cues.KIN or word in _FAMILY_TITLES
        of_kin = family and worth(name) == COMMON and name not in _MODALS
        called = word in _CALLED_SO and worth(name) == UNKNOWN
        if (
            listed
            or of_kin
            or called
            or (
                (not soft or (word in _WITH_POINT and "." in self.reading.gap(index)))
                and (worth(name) >= UNKNOWN or name in FAMILY_COMMON)
            )
        ):
            start = index if not soft or self.reading.capital(index) else at
            return start, self._extend(at)
        return None

    def _nicknamed(self, index: int) -> tuple[int, int] | None:
        """Big or lil with a name behind it."""
        at = index + 1
        if self.words[index] not in _NICKNAMING:
            return None
        if at >= len(self.words) or not self._free(at) or self.reading.gap(index) not in (" ", "-"):
            return None
        if self.words[index] in cues.NICKNAMING_IN_CAPITALS:
            mid = self.cased and self.reading.capital(index) and not self.reading.begins(index)
            named = mid and self.reading.capital(at) and worth(self.words[at]) >= COMMON
            return (index, self._extend(at)) if named else None
        value = worth(self.words[at])
        if self.words[index] in cues.NICKNAMING_KIN:
            initial = len(self.words[at]) == 1 and self.words[at] not in cues.NO_INITIAL
            both = self.cased and self.reading.capital(index) and self.reading.capital(at)
            named = (
                initial
                or self.words[at] in CALLED
                or (both and value >= COMMON)
                or (value == COMMON and self._lonely(at))
            )
            return (index, at) if named and self.reading.gap(index) == " " else None
        sure = value == SURE or (value >= UNKNOWN and self._lonely(at))
        initial = len(self.words[at]) == 1 and self.words[at] not in cues.NO_INITIAL
        capitals = self.cased and self.reading.capital(index) and self.reading.capital(at)
        if self.words[index] in ("ptit", "ptite", "pti") and self.words[at] in CALLED:
            return None
        if self.words[index] in ("ti", "tit", "ptit", "ptite", "pti"):
            named = capitals or value >= COMMON
            return (index, at) if named and self.reading.gap(index) in ("-", " ") else None
        big = self.words[index] == "big" and value == COMMON and self.words[at] not in cues.KIN
        house = self.words[at] in HOUSES.get("big", ())
        named = sure or initial or (capitals and (self.words[at] not in WORDS or big) and not house)
        return (index, at) if self.reading.gap(index) == " " and named else None
