"""Folds a text to small plain letters and remembers where each of them stood.

Accents, curly quotes, odd spaces and full-width signs become plain, one for one; what is not seen
(combining accents, zero-width signs) is left out, and then places are kept in a list.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = dict(zip("’‘‛ʼ`´“”«»„–—‒‐‑−œæøłđßı", "''''''\"\"\"\"\"------oaoldsi", strict=True))


class _Plain(dict[int, int | None]):
    """What each character becomes, found when it is first met."""

    def __missing__(self, code: int) -> int | None:
        found = self[code] = _plain(chr(code))
        return found


def _plain(sign: str) -> int | None:
    if sign.lower() in _SIGNS:
        return ord(_SIGNS[sign.lower()])
    category = unicodedata.category(sign)
    if category in ("Mn", "Cf"):
        return None
    if category == "Zs":
        return ord(" ")
    first = unicodedata.normalize("NFKD", sign)[0].lower()
    return ord(first if len(first) == 1 else sign)


PLAIN = _Plain()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places` are those of its characters in the original, None if the same."""

    text: str
    places: Sequence[int] | None

    def unfolded(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the folded text stands in the original."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the original stands in the folded text."""
        if self.places is None:
            return start, end
        return bisect_left(self.places, start), bisect_left(self.places, end)


def fold(text: str) -> Folded:
    """`text` in small letters without accents."""
    if text.isascii():
        return Folded(text.lower(), None)
    plain = text.translate(PLAIN)
    if len(plain) == len(text):
        return Folded(plain, None)
    places = [place for place, sign in enumerate(text) if PLAIN[ord(sign)] is not None]
    return Folded(plain, [*places, len(text)])
