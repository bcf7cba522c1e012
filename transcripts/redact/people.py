"""What a word is worth as a name: listed, listed but also a word, unknown, or no name at all."""

from functools import lru_cache

from transcripts.rules.cues import KIN, STOP
from transcripts.rules.lists import (
    BARE_WORDS,
    CALLED,
    FRENCH,
    GIVEN,
    GIVEN_COMMON,
    LIKENESS,
    PLACES,
    PROPER,
    SQUEEZED_COMMON,
    SQUEEZED_GIVEN,
    SURNAMES,
    WORDS,
    bare,
    squeezed,
)
from transcripts.rules.slang import SLANG

NONE, UNKNOWN, COMMON, SURE = range(4)
# What only words end in.
_FORMED = (
    "able", "ible", "ful", "less", "ness", "tion", "sion", "ously", "ment", "ings", "isme", "tique",
    "euse", "aient", "erait", "ology", "istic", "phone", "atory",
)  # fmt: skip
# So much each group of three letters must tell of a name on average; so long no name is.
_ENOUGH, _TOO_LONG = 0.8, 15
_OF_WORDS = ("ez", "in", "ing", "days", "nt", "ai")
_VOWELS = frozenset("aeiouyh")
_ENDINGS = tuple(
    "s es ed d ing er in ly y e ez ait ent ee ees ais ant x"
    " ons ions iez era erai eras ront rait rais us ut it is".split()
)
# By their last letter.
_ENDING_IN = {
    last: tuple(ending for ending in _ENDINGS if ending[-1] == last)
    for last in {ending[-1] for ending in _ENDINGS}
}


@lru_cache(maxsize=8192)
def worth(word: str) -> int:
    """How far a word is a name by itself, whatever its case."""
    if word in GIVEN:
        return COMMON if word in SLANG else SURE
    if word in GIVEN_COMMON or word in CALLED:
        return COMMON
    if (
        word in KIN
        or word in PLACES
        or word in PROPER
        or word in STOP
        or word in SLANG
        or word in WORDS
    ):
        return NONE
    if not word.isalpha():
        return NONE
    if word.endswith("ee") and word[:-2] + "er" in FRENCH:
        return NONE
    plain = squeezed(word)
    if plain != word and plain in SQUEEZED_GIVEN:
        return SURE
    if word in SQUEEZED_GIVEN or (plain != word and plain in GIVEN):
        return SURE
    if plain != word and (plain in GIVEN_COMMON or plain in SQUEEZED_COMMON):
        return COMMON
    if contracted(word):
        return NONE
    formed = len(word) > 6 and word.endswith(_FORMED)
    return (
        NONE
        if not (2 < len(word) < 11 or like_a_name(word))
        or formed
        or _inflected(word)
        or _known_stem(plain)
        else UNKNOWN
    )


@lru_cache(maxsize=8192)
def like_a_name(word: str) -> bool:
    """Whether a word of no list is made of letters as names are and plain words are not."""
    if not 4 < len(word) < _TOO_LONG or _VOWELS.isdisjoint(word) or word.endswith(_OF_WORDS):
        return False
    whole = f"^{word}$"
    groups = [whole[at : at + 3] for at in range(len(word))]
    return sum(LIKENESS.get(group, 0) for group in groups) > _ENOUGH * len(groups)


@lru_cache(maxsize=8192)
def mistyped(word: str) -> bool:
    """Whether it is a plain word with a vowel missing, too many or wrong, or letters swapped."""
    if bare(word) not in BARE_WORDS:
        return False
    for at in range(len(word)):
        head, sign, tail = word[:at], word[at], word[at + 1 :]
        if head + tail in WORDS or (tail and head + tail[0] + sign + tail[1:] in WORDS):
            return True
        for vowel in "aeiou":
            if head + vowel + sign + tail in WORDS:
                return True
            if sign in _VOWELS and head + vowel + tail in WORDS:
                return True
    return False


def contracted(word: str) -> bool:
    """Whether it is French without its apostrophe: "jvous", "mattend", "larret"."""
    first, rest = word[0], word[1:]
    if first == "j" and rest[0] not in _VOWELS:
        return rest in FRENCH or rest[:1] != "h"
    return first in "ldmtsn" and rest[0] in _VOWELS and len(rest) > 3 and _french(rest)


def _french(word: str) -> bool:
    return word in FRENCH or any(
        word.endswith(ending) and word.removesuffix(ending) + "er" in FRENCH
        for ending in ("e", "es", "ent", "ais", "ait", "ez")
    )


def _known_stem(plain: str) -> bool:
    return plain in WORDS or plain in SLANG


def _inflected(word: str) -> bool:
    """Whether it is a form of a word in the lists, or a word with its end cut off or drawn out."""
    for ending in _ENDING_IN.get(word[-1:], ()):
        stem = word.removesuffix(ending)
        if (
            stem != word
            and len(stem) > 2
            and (
                stem in WORDS
                or stem + "e" in WORDS
                or squeezed(stem) in WORDS
                or stem + "er" in WORDS
                or stem + "r" in WORDS
            )
        ):
            return True
    return word + "g" in WORDS or word + "e" in WORDS


def unlisted(word: str) -> bool:
    """Whether it is in no list at all, though it may have the form of a word: "Rénald"."""
    lists = (WORDS, PROPER, PLACES, SLANG, STOP, KIN)
    return len(word) > 2 and word.isalpha() and not any(word in one for one in lists)


def surname(word: str) -> bool:
    return word in SURNAMES
