"""The one-word texts by which a person stops texts, takes them up again, or asks for help.

The words are those that Twilio and the carriers of the United States and Canada reserve (CTIA's
messaging principles; CWTA's short code guidelines, which add ARRET, AIDE and INFO). They count as
the whole message only: "stop crying" is something somebody says. So is "arrête", to whoever stands
beside them; it is in none of those lists, and is no keyword.
"""

import unicodedata
from dataclasses import dataclass

from routing.adapters import KeywordMeaning

ENGLISH: dict[KeywordMeaning, str] = {
    "stop": "stop stopall unsubscribe end cancel quit revoke optout",
    "start": "start unstop",
    "help": "help info",
}
FRENCH: dict[KeywordMeaning, str] = {"stop": "arret", "help": "aide"}
# Words that French has as well, or has none of its own for: only the talk tells which was meant.
BOTH = frozenset({"stop", "info", "start"})


@dataclass(frozen=True, slots=True)
class Keyword:
    """What a one-word text asks for; `locale` is the word's own language, if it has one only."""

    meaning: KeywordMeaning
    locale: str | None


WORDS = {
    word: Keyword(meaning, None if word in BOTH else locale)
    for locale, table in (("en", ENGLISH), ("fr", FRENCH))
    for meaning, words in table.items()
    for word in words.split()
}


def fold(text: str) -> str:
    """Only the letters and digits of a text, small and without accents; one blank between words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    kept = "".join(c for c in bare.casefold() if c.isalnum() or c.isspace())
    return " ".join(kept.split())


def keyword(text: str) -> Keyword | None:
    """What this whole message asks for, if it is a keyword and nothing else."""
    return WORDS.get(fold(text))
