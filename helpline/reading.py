"""How hard words are to read: the usual formulas for English and French, on any list of sentences.

English: Flesch-Kincaid grade (Kincaid et al. 1975), a school year. French: Kandel and Moles' ease
(1958), 100 very easy, 60 plain; what it says of one word is not worth much, so small texts are
taken together.
"""

import re
from collections.abc import Iterable

SENTENCE_END = re.compile(r"[.:?!;…]+(?:\s|$)")
WORD = re.compile(r"[a-zà-ÿœæ’'\-]+", re.IGNORECASE)
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
FRENCH_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+")
BLANK = re.compile(r"\{\w+\}")


def english_grade(texts: Iterable[str]) -> float:
    """The school year in which these texts can be read."""
    sentences, words = _counted(texts)
    syllables = sum(map(_english_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def french_ease(texts: Iterable[str]) -> float:
    """How easy these texts are; above 80 a child of eleven reads them."""
    sentences, words = _counted(texts)
    syllables = sum(map(_french_syllables, words))
    return 209.0 - 1.15 * len(words) / sentences - 68.0 * syllables / len(words)


def _counted(texts: Iterable[str]) -> tuple[int, list[str]]:
    sentences, words = 0, []
    for text in texts:
        filled = BLANK.sub("one", text)
        found = [word for word in WORD.findall(filled) if any(c.isalpha() for c in word)]
        if found:
            sentences += max(1, len([s for s in SENTENCE_END.split(filled) if s.strip()]))
            words += found
    return sentences, words


def _english_syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    groups = len(ENGLISH_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith("le") and groups > 1
    ended = re.search(r"[^td]ed$", plain) is not None and groups > 1
    return max(1, groups - silent - ended)


def _french_syllables(word: str) -> int:
    plain = word.lower()
    groups = len(FRENCH_VOWELS.findall(plain))
    silent = re.search(r"(?:e|es|ent)$", plain) is not None and groups > 1
    return max(1, groups - silent)
