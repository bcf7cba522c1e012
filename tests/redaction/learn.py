"""`python -m tests.redaction.learn --write`: what the learnt finder knows, made anew.

It learns from the sets of the folder above `learning/` and from what was written for it there;
never from the benchmark, nor from the sets that it is measured by. Each message is read as it
stands; half of them in small letters, too; with other people, numbers and streets in it; and where
nothing in it is personal, once more. About two minutes.
"""

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pycrfsuite

from tests.redaction.changes import lower, rewritten
from tests.redaction.second import FOLDER, messages
from transcripts.redact.folding import fold
from transcripts.redact.learnt.features import seen
from transcripts.redact.learnt.finder import WEIGHTS
from transcripts.redact.learnt.tagger import NOTHING
from transcripts.rules.cues import STOP
from transcripts.rules.lists import ENGLISH, FAMILY, FRENCH, GIVEN
from transcripts.rules.streets import DIRECTIONS, SOFT_TYPES, TYPES, TYPES_BEFORE

Row = Mapping[str, Any]
# Those whose faults were mended, or that nothing was claimed by.
SETS = (
    *("seen", "unseen", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth"),
    *(f"learning/{name}" for name in ("english", "french", "people", "harmless")),
)
SETTINGS = {"c1": 0.5, "c2": 0.05, "max_iterations": 150, "feature.minfreq": 2}
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_OF_ADDRESSES = TYPES | SOFT_TYPES | TYPES_BEFORE | DIRECTIONS | frozenset(
    "room rm chambre ch hotel motel inn lodge suites hostel auberge apt app unit suite flat lot box"
    " po rr site casier number no the at of le la du de des and et in".split()
)  # fmt: skip
_SYLLABLES = (
    "ka na ri tsha ola mi zu ye be dou wa ngo shi ju pre kwa vuk osa lin mar del so ha ti fe xo ra"
    " bo gu len dra chi nel ya mo".split()
)


class Strangers:
    """Draws words that may be names: listed ones, ones of no list, plain words."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._lists = [sorted(words) for words in (GIVEN, FAMILY, ENGLISH | FRENCH)]

    def name(self, like: str) -> str:
        """Another name, written as `like` is."""
        lot = self.chance.random()
        given, family, plain = self._lists
        if 0.6 <= lot < 0.95:
            word = "".join(self.chance.choices(_SYLLABLES, k=self.chance.choice((2, 2, 3))))
        else:
            word = self.chance.choice(given if lot < 0.4 else family if lot < 0.6 else plain)
        if like.isupper() and len(like) > 1:
            return word.upper()
        return word.capitalize() if like[0].isupper() else word

    def number(self, like: str) -> str:
        """Another number of as many digits."""
        return str(self.chance.randrange(10 ** (len(like) - 1), 10 ** len(like)))


def other(row: Row, strangers: Strangers) -> dict[str, Any]:
    """The message with other people, numbers and streets in it; dates of birth stay."""
    signs = list(row["text"])
    for span in row["spans"]:
        for found in _WORDS.finditer(row["text"], span["start"], span["end"]):
            instead = _instead(found[0], span["label"], strangers)
            signs[found.start() : found.end()] = [instead, *[""] * (len(found[0]) - 1)]
    return rewritten(dict(row), signs)


def _instead(word: str, label: str, strangers: Strangers) -> str:
    if word.isdigit():
        return word if label == "DOB" else strangers.number(word)
    plain = fold(word).text
    if len(word) < 2:
        return word
    if label == "PERSON" and plain not in STOP:
        return strangers.name(word)
    if label in ("ADDRESS", "ROOM") and plain not in _OF_ADDRESSES:
        return strangers.name(word) if strangers.chance.random() < 0.7 else word
    return word


def lessons(rows: Iterable[Row]) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Of each way in which a message is read, the features and the label of each piece."""
    strangers = Strangers(5)
    for row in rows:
        for way in _ways(row, strangers):
            pieces, features = seen(way["text"], way["lang"])
            if pieces:
                yield features, [_label(way, piece.start, piece.end) for piece in pieces]


def _ways(row: Row, strangers: Strangers) -> Iterator[Row]:
    yield row
    if strangers.chance.random() < 0.5:
        yield lower(dict(row))
    yield other(row, strangers) if row["spans"] else row


def _label(row: Row, start: int, end: int) -> str:
    for span in row["spans"]:
        if start < span["end"] and end > span["start"]:
            return str(span["label"])
    return NOTHING


def learnt(rows: Iterable[Row]) -> str:
    """What is learnt from these messages, as the lines of `weights.txt` below its comments."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in lessons(rows):
        trainer.append(features, labels)
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/model"
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        told = tagger.info()
        tagger.close()
    return "\n".join(_lines(sorted(told.labels), told.transitions, told.state_features))


def _lines(
    labels: list[str],
    transitions: Mapping[tuple[str, str], float],
    features: Mapping[tuple[str, str], float],
) -> Iterator[str]:
    """As `Tagger.read` takes them; what is nearly nothing is left out."""
    yield " ".join(labels)
    for first in labels:
        yield " ".join(f"{100 * transitions.get((first, then), 0):.0f}" for then in labels)
    scores: dict[str, list[str]] = {}
    for (name, label), score in sorted(features.items()):
        if abs(score) >= 0.02:
            scores.setdefault(name, []).append(f"{labels.index(label)}:{100 * score:.0f}")
    for name, own in scores.items():
        yield f"{name}\t{' '.join(own)}"


def rows() -> list[Row]:
    return [row for name in SETS for row in messages(f"{name}.txt")]


def print_of(texts: Iterable[str]) -> str:
    """A short print of what was learnt from: another one asks for learning again."""
    return sha256("\n".join(texts).encode()).hexdigest()[:16]


def sources() -> list[str]:
    """What it learns from and looks at; the word lists, too, change it, by little."""
    here = [FOLDER / f"{name}.txt" for name in SETS]
    return [file.read_text() for file in [*here, Path(__file__), WEIGHTS.with_name("features.py")]]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    if not parser.parse_args().write:
        parser.print_help()
        return 2
    head = f"# Made by `python -m tests.redaction.learn --write` from {print_of(sources())}.\n"
    WEIGHTS.write_text(f"{head}{learnt(rows())}\n", encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
