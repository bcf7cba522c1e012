"""Scores what a redactor hides against what it must: characters, spans and whole messages.

Only letters and digits count. What stands under `ignore` may be hidden or not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass
class Score:
    """Counts over messages; the rates are fractions of one."""

    counts: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def _rate(self, part: str, whole: str) -> float:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 0.0

    @property
    def leak(self) -> float:
        """Personal characters that are left, of all of them."""
        return self._rate("leak", "personal")

    @property
    def over(self) -> float:
        """Harmless characters that are hidden, of all of them."""
        return self._rate("over", "harmless")

    @property
    def touched(self) -> float:
        """Messages without anything personal in which something is hidden."""
        return self._rate("touched", "clean")

    @property
    def f2(self) -> float:
        """Of whole spans, whatever their label; what is found counts four times what is right."""
        precision, recall = self._rate("right", "spans"), self._rate("hit", "gold")
        return 5 * precision * recall / (4 * precision + recall) if precision + recall else 0.0

    def leak_of(self, label: str) -> float:
        """The leak within one class."""
        return self._rate(f"leak {label}", f"personal {label}")


def scored(rows: Iterable[Row], found: Sequence[Sequence[Any]]) -> Score:
    """The score of `found`, the spans of each row in order."""
    score = Score()
    for row, spans in zip(rows, found, strict=True):
        _message(score, row, spans)
    return score


def _message(score: Score, row: Row, spans: Sequence[Any]) -> None:
    text, counts = row["text"], score.counts
    labels: list[str | None] = [None] * len(text)
    for gold in row["spans"]:
        labels[gold["start"] : gold["end"]] = [gold["label"]] * (gold["end"] - gold["start"])
    ignored = {at for one in row.get("ignore", ()) for at in range(one["start"], one["end"])}
    counted = [at for at, sign in enumerate(text) if sign.isalnum() and at not in ignored]
    hidden = {at for span in spans for at in range(span.start, span.end)}
    over = _characters(score, labels, counted, hidden)
    _spans(score, row, labels, set(counted), hidden, spans)
    if not row["spans"]:
        counts["clean"] += 1
        counts["touched"] += over > 0


def _characters(
    score: Score, labels: list[str | None], counted: list[int], hidden: set[int]
) -> int:
    counts, over = score.counts, 0
    for at in counted:
        label = labels[at]
        if label is None:
            counts["harmless"] += 1
            over += at in hidden
            continue
        for name in ("personal", f"personal {label}"):
            counts[name] += 1
        for name in ("leak", f"leak {label}"):
            counts[name] += at not in hidden
    counts["over"] += over
    return over


def _spans(
    score: Score,
    row: Row,
    labels: list[str | None],
    counted: set[int],
    hidden: set[int],
    spans: Sequence[Any],
) -> None:
    text = row["text"]
    for gold in row["spans"]:
        places = counted & set(range(gold["start"], gold["end"]))
        score.counts["gold"] += bool(places)
        score.counts["hit"] += bool(places) and places <= hidden
        if not places <= hidden:
            score.leaks.append(f"{row['id']} {gold['label']} {text[gold['start'] : gold['end']]!r}")
    for span in spans:
        places = counted & set(range(span.start, span.end))
        personal = sum(labels[at] is not None for at in places)
        score.counts["spans"] += bool(places)
        score.counts["right"] += bool(places) and 2 * personal >= len(places)
        if 2 * personal < len(places):
            score.alarms.append(f"{row['id']} {span.label} {text[span.start : span.end]!r}")
