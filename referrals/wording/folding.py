"""Words as they are compared: small letters without accents, ligatures opened, apostrophes plain.

The desk does the same (`frontend/src/console/search.ts`); `tests/unit/folding.json` holds both.
"""

import unicodedata

OPENED = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"})


def fold(words: str) -> str:
    """The same however it is written: "L’Œuvre ÉTÉ" is "l'oeuvre ete"."""
    apart = unicodedata.normalize("NFD", words)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.lower().translate(OPENED)
