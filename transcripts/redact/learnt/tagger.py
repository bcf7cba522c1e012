"""How sure a linear-chain conditional random field is of each label of each piece of a text.

Scores of features are added up, and those of labels that follow one another; the chance of a label
is its part of all ways to label the text (the forward-backward algorithm: L. Rabiner, "A tutorial
on hidden Markov models", 1989; for such fields J. Lafferty and others, 2001).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Self

# Nothing personal.
NOTHING = "O"


@dataclass(frozen=True, slots=True)
class Tagger:
    """`of_features` has for a feature the numbers of labels and their scores; `follows[a][b]` is
    e to the score of label `b` behind label `a`."""

    labels: Sequence[str]
    of_features: Mapping[str, Sequence[tuple[int, float]]]
    follows: Sequence[Sequence[float]]

    @classmethod
    def read(cls, file: Path) -> Self:
        """What has been learnt: a comment, the labels, a line for each, then one for each feature.

        A label's line has the scores of all labels behind it; a feature's has its name, a tab, and
        numbers of labels with scores, in hundredths.
        """
        lines = file.read_text(encoding="utf-8").split("\n")[1:]
        labels = lines[0].split()
        follows = [
            [exp(int(score) / 100) for score in line.split()] for line in lines[1 : len(labels) + 1]
        ]
        of_features = {}
        for line in filter(None, lines[len(labels) + 1 :]):
            name, _, scores = line.partition("\t")
            pairs = (pair.split(":") for pair in scores.split())
            of_features[name] = [(int(label), int(score) / 100) for label, score in pairs]
        return cls(labels, of_features, follows)

    def chances(self, features: Sequence[Iterable[str]]) -> list[dict[str, float]]:
        """For each piece, by label, how sure it is: of all labels together 1."""
        if not features:
            return []
        own = [self._scores(one) for one in features]
        before, behind = self._forward(own), self._backward(own)
        chances = []
        for first, second in zip(before, behind, strict=True):
            both = [one * other for one, other in zip(first, second, strict=True)]
            whole = sum(both)
            chances.append(
                {label: part / whole for label, part in zip(self.labels, both, strict=True)}
            )
        return chances

    def _scores(self, features: Iterable[str]) -> list[float]:
        """Of one piece, e to the score of each label, the highest of them 1."""
        scores = [0.0] * len(self.labels)
        for name in features:
            for label, score in self.of_features.get(name, ()):
                scores[label] += score
        highest = max(scores)
        return [exp(score - highest) for score in scores]

    def _forward(self, own: Sequence[Sequence[float]]) -> list[list[float]]:
        rows = [list(own[0])]
        columns = list(zip(*self.follows, strict=True))
        for scores in own[1:]:
            last = rows[-1]
            rows.append(
                _scaled(
                    score * sum(map(float.__mul__, last, column))
                    for score, column in zip(scores, columns, strict=True)
                )
            )
        return rows

    def _backward(self, own: Sequence[Sequence[float]]) -> list[list[float]]:
        rows = [[1.0] * len(self.labels)]
        for scores in reversed(own[1:]):
            next_ = [score * later for score, later in zip(scores, rows[-1], strict=True)]
            rows.append(_scaled(sum(map(float.__mul__, row, next_)) for row in self.follows))
        return rows[::-1]


def _scaled(numbers: Iterable[float]) -> list[float]:
    """The same numbers, so that they are 1 together: products of many stay in reach."""
    row = list(numbers)
    whole = sum(row)
    return [number / whole for number in row]
