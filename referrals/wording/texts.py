"""A text in the languages that it has: said in one of them, and in which one that is. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

# In what order another language stands in for one that is missing.
STAND_INS = ("en", "fr")
Texts = dict[str, str]


class Said(NamedTuple):
    """Words as they are shown, and the language they are in, for the page's `lang`."""

    words: str
    lang: str


def said(texts: Mapping[str, str], locale: str) -> Said:
    """In this language; else without its region; else in whichever there is."""
    for code in (locale, locale.partition("-")[0], *STAND_INS, *texts):
        if words := texts.get(code, ""):
            return Said(words, code)
    return Said("", locale)


def missing(texts: Mapping[str, str], locale: str) -> bool:
    """Whether it is said, but not in this language."""
    return bool(said(texts, locale).words) and said(texts, locale).lang != locale
