"""Which of a line's languages a text is written in, guessed from its smallest words."""

import re
from collections.abc import Sequence

# The commonest function words, those that both languages share left out.
ENGLISH = """
    the i you is are my me do not can to it and for hello hi help need someone there this that
    with have
"""
FRENCH = """
    le la les je tu vous est suis mon ma moi ne pas peux et pour bonjour salut allo aide besoin
    quelqu'un il elle ce cette avec ai j'ai c'est oui de des un une
"""
SMALL_WORDS = {"en": frozenset(ENGLISH.split()), "fr": frozenset(FRENCH.split())}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ACCENTS = re.compile(r"[àâçéèêëîïôùûœ]", re.IGNORECASE)


def guess(text: str, languages: Sequence[str]) -> str:
    """The likeliest of `languages` for `text`; the first one when nothing speaks for another."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    scores = {
        language: sum(word in SMALL_WORDS.get(language, frozenset()) for word in words)
        for language in languages
    }
    if "fr" in scores:
        scores["fr"] += len(_ACCENTS.findall(text))
    return max(languages, key=lambda language: scores[language])
