"""What a word means to a search for names: most mean nothing, and are passed over at once."""

from functools import lru_cache

from transcripts.redact.naming.tries import TREE
from transcripts.redact.people import NONE, SURE, worth
from transcripts.rules import cues
from transcripts.rules.lists import FAMILY, GIVEN_COMMON, squeezed

# It may tell of a name; be one; be one with a capital; be before one with a capital; be behind one.
TELLS, IS_ONE, IN_CAPITALS, OF_KIN, LINKS = (1 << bit for bit in range(5))
_NICKNAMING = cues.NICKNAMING | cues.NICKNAMING_KIN | cues.NICKNAMING_IN_CAPITALS
IS = frozenset("is was s c cest est".split())


@lru_cache(maxsize=8192)
def meaning(word: str) -> int:
    """What a small word means, as flags; whatever its case, and whatever stands beside it."""
    kin = word in cues.KIN
    told = kin or word in cues.TITLES or word in _NICKNAMING or squeezed(word) in TREE
    named = worth(word[:-1]) == SURE or word[:-1] in GIVEN_COMMON
    theirs = word.endswith("s") and named
    return (
        TELLS * told
        | IS_ONE * (theirs or worth(word) != NONE)
        | IN_CAPITALS * (word in FAMILY)
        | OF_KIN * kin
        | LINKS * (word in IS)
    )
