"""The word lists beside this file, each read once; NOTICE.md there says where they come from."""

import re
from functools import cache, lru_cache
from pathlib import Path

_NO_VOWELS = str.maketrans("", "", "aeiou")
_DOUBLED = re.compile(r"(.)\1+")
FOLDER = Path(__file__).with_name("lists")


def weights(name: str) -> dict[str, int]:
    """One list of groups of letters, each line with the weight of its groups before them."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="ascii").splitlines()
    return {
        group: int(weight)
        for weight, groups in (line.split(" ", 1) for line in lines)
        for group in groups.split()
    }


@cache
def words(name: str) -> frozenset[str]:
    """One list, folded: small letters without accents."""
    return frozenset((FOLDER / f"{name}.txt").read_text(encoding="ascii").split())


@lru_cache(maxsize=8192)
def squeezed(word: str) -> str:
    """`word` with every doubled letter once, as whoever is in a hurry may write it."""
    return _DOUBLED.sub(r"\1", word)


def bare(word: str) -> str:
    """`word` without its vowels, in which people err most."""
    return word.translate(_NO_VOWELS)


GIVEN = words("given")
GIVEN_COMMON = words("given_common")
# Words that people call themselves and others: "Ghost", "Peaches". Plain words otherwise.
CALLED = words("called")
FAMILY = words("family")
FAMILY_COMMON = words("family_common")
# Towns; those of two or three words with hyphens between.
TOWNS = words("towns")
PLACES = words("places") | {town for town in TOWNS if "-" not in town}
PROPER = words("proper")
FRENCH = words("french")
ENGLISH = words("english")

# Of towns of more than one word, by the first: "red" leads to "deer".
TOWN_BEGINS: dict[str, list[list[str]]] = {}
for _town in TOWNS:
    if "-" in _town:
        TOWN_BEGINS.setdefault(_town.split("-")[0], []).append(_town.split("-")[1:])
NAMES = GIVEN | GIVEN_COMMON | CALLED | FAMILY | FAMILY_COMMON
SURNAMES = FAMILY | FAMILY_COMMON | GIVEN
WORDS = ENGLISH | FRENCH
BARE_WORDS = frozenset(map(bare, WORDS))
# Three letters each (^ and $ are a word's ends): how much oftener in names than in plain words.
LIKENESS = weights("likeness")
# Names as they are written with a letter too few or too many, unless that is a word.
SQUEEZED_COMMON = frozenset(map(squeezed, GIVEN_COMMON)) - WORDS - PROPER
SQUEEZED_GIVEN = frozenset(squeezed(name) for name in GIVEN if len(name) > 3) - WORDS - PROPER
