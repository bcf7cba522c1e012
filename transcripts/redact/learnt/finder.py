"""What the learnt finder answers: the parts of a text of which it is sure enough."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from transcripts.redact.learnt.features import seen
from transcripts.redact.learnt.tagger import NOTHING, Tagger
from transcripts.redact.spans import Span, joined

WEIGHTS = Path(__file__).with_name("weights.txt")
# So sure it must be that something is personal.
SURE = 0.5
# All else has a shape, which rules know better: they tell a number to call from one to hide.
CLASSES = frozenset(("PERSON", "ADDRESS", "ROOM", "DOB", "PLATE", "SOCIAL", "ID"))
# What may stand between two parts of one thing.
_BETWEEN = frozenset(" ,-'")


class Learnt:
    """A finder of `CLASSES`, which is sure of what it answers."""

    sure = True

    def __init__(self) -> None:
        self._tagger = _tagger()

    def find(self, text: str, lang: str) -> Iterable[Span]:
        """What is personal in a text, by all that it has seen."""
        pieces, features = seen(text, lang)
        found = []
        for piece, chances in zip(pieces, self._tagger.chances(features), strict=True):
            likeliest = max(chances.keys() - {NOTHING}, key=chances.__getitem__)
            if 1 - chances[NOTHING] >= SURE and likeliest in CLASSES:
                found.append(Span(piece.start, piece.end, likeliest))
        return joined(found, lambda one, other: _BETWEEN.issuperset(text[one.end : other.start]))


@cache
def _tagger() -> Tagger:
    return Tagger.read(WEIGHTS)
