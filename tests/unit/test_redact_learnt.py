"""The learnt finder: how sure it is, what it has learnt from, what is believed of it."""

from collections.abc import Iterable
from itertools import pairwise, product
from math import exp, prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.redaction import learn
from tests.redaction.second import messages
from tests.redaction.sets import development
from transcripts.redact.allowed import Allowed
from transcripts.redact.engine import Said, over
from transcripts.redact.finder import Finder
from transcripts.redact.learnt import Learnt
from transcripts.redact.learnt.features import seen
from transcripts.redact.learnt.finder import WEIGHTS
from transcripts.redact.learnt.tagger import Tagger
from transcripts.redact.spans import Span
from transcripts.redacted import plugged

SCORES = st.floats(min_value=-4, max_value=4)
ROWS_OF_THREE = st.lists(SCORES, min_size=3, max_size=3)


@given(
    own=st.lists(ROWS_OF_THREE, min_size=1, max_size=5),
    follows=st.lists(ROWS_OF_THREE, min_size=3, max_size=3),
)
def test_a_chance_is_its_part_of_all_ways_to_label_a_text(
    own: list[list[float]], follows: list[list[float]]
) -> None:
    labels = ["O", "PERSON", "ROOM"]
    features = {f"{at}": list(enumerate(scores)) for at, scores in enumerate(own)}
    tagger = Tagger(labels, features, [[exp(score) for score in row] for row in follows])
    chances = tagger.chances([[f"{at}", "unheard of"] for at in range(len(own))])
    ways = list(product(range(3), repeat=len(own)))
    weights = [
        prod(exp(own[at][label]) for at, label in enumerate(way))
        * prod(exp(follows[one][then]) for one, then in pairwise(way))
        for way in ways
    ]
    for at, found in enumerate(chances):
        for number, label in enumerate(labels):
            part = sum(
                weight for way, weight in zip(ways, weights, strict=True) if way[at] == number
            )
            assert found[label] == pytest.approx(part / sum(weights), abs=1e-9)


def test_it_stays_sure_over_a_very_long_text() -> None:
    tagger = Tagger(["O", "PERSON"], {"a": [(0, -9.0), (1, 9.0)]}, [[1.0, 1.0], [1.0, 1.0]])
    chances = tagger.chances([["a"]] * 5000)
    assert all(found["PERSON"] == pytest.approx(1) for found in chances)


def test_what_it_knows_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "weights.txt"
    file.write_text("# made\nO ROOM\n0 0\n0 100\n# _ d3\t0:-150 1:25\nb\t1:7\n", encoding="utf-8")
    tagger = Tagger.read(file)
    assert tagger.labels == ["O", "ROOM"]
    assert tagger.follows == [[1, 1], [1, exp(1)]]
    assert tagger.of_features == {"# _ d3": [(0, -1.5), (1, 0.25)], "b": [(1, 0.07)]}


def test_what_it_knows_was_made_of_what_is_here() -> None:
    """After any change of that: `python -m tests.redaction.learn --write`."""
    head = WEIGHTS.read_text(encoding="utf-8").partition("\n")[0]
    assert learn.print_of(learn.sources()) in head


def test_it_has_learnt_neither_from_the_benchmark_nor_from_what_measures_it() -> None:
    texts = {row["text"] for row in learn.rows()}
    for others in (development(), messages("fourteenth.txt"), messages("fifteenth.txt")):
        assert not {row["text"] for row in others if len(row["text"]) > 25} & texts


def test_it_learns_from_messages(tmp_path: Path) -> None:
    frames = ["my pal {} said so", "i went with {} there", "{} was at my place", "so {} is here"]
    names = "vorun selka tamiro pelun jorva kesti".split()
    rows: list[dict[str, Any]] = []
    for frame in frames:
        for name in names:
            text, start = frame.format(name), frame.index("{")
            span = {"start": start, "end": start + len(name), "label": "PERSON"}
            rows.append({"text": text, "lang": "en", "region": "CA", "spans": [span], "ignore": []})
    rows += [{**row, "text": "i went to the place there", "spans": []} for row in rows]
    file = tmp_path / "weights.txt"
    file.write_text(f"# of a test\n{learn.learnt(rows)}\n", encoding="utf-8")
    pieces, features = seen("my pal wenduri said so", "en")
    sure = [1 - found["O"] for found in Tagger.read(file).chances(features)]
    assert [piece.word for piece, chance in zip(pieces, sure, strict=True) if chance > 0.5] == [
        "wenduri"
    ]


@pytest.fixture(scope="module")
def finder() -> Learnt:
    return Learnt()


def hidden(text: str, finder: Finder, lang: str = "en", **more: Any) -> list[str]:
    (found,) = over([Said(text, lang)], finder=finder, **more)
    return [text[span.start : span.end] for span in found.spans]


def test_places_are_those_of_the_text_as_it_was_written(finder: Learnt) -> None:
    text = "cafe\u0301 o\u0301u Zo\u00eb\u2019s là — elle s’appelle Mireille Abossolo"
    assert "Mireille Abossolo" in [text[a:b] for a, b, _ in finder.find(text, "fr")]
    assert list(finder.find("", "en")) == []
    assert list(finder.find(" \n", "fr")) == []


class Fixed:
    """A finder that is sure, or one of those that need more to be believed."""

    def __init__(self, part: str, label: str, *, sure: bool) -> None:
        self.part, self.label, self.sure = part, label, sure

    def find(self, text: str, lang: str) -> Iterable[Span]:
        start = text.index(self.part)
        yield Span(start, start + len(self.part), self.label)


@pytest.mark.parametrize(
    ("text", "part", "label"),
    [
        ("we are at the old mill, upstairs", "old mill", "ROOM"),
        ("she goes around gravel at work", "gravel", "PERSON"),
        ("its 12 bits", "12 bits", "ADDRESS"),
        ("that is 4471", "4471", "PLATE"),
    ],
)
def test_one_that_is_sure_is_taken_at_its_word_and_no_other(
    text: str, part: str, label: str
) -> None:
    assert hidden(text, Fixed(part, label, sure=True)) == [part]
    assert hidden(text, Fixed(part, label, sure=False)) == []


def test_what_the_house_publishes_stays() -> None:
    model = Fixed("Xylu House or tern", "PERSON", sure=True)
    allowed = Allowed.of({"organisations": ["Xylu House"]})
    assert hidden("go to Xylu House or tern now", model, allowed=allowed) == ["or tern"]
    lone = Allowed.of({"organisations": ["Xylu"]})
    model = Fixed("near Xylu then", "PERSON", sure=True)
    assert hidden("near Xylu then", model, allowed=lone) == ["near", "then"]


def test_it_is_chosen_by_its_name(settings: Any) -> None:
    settings.NAME_FINDER = "transcripts.redact.learnt:Learnt"
    assert isinstance(plugged.finder(), Learnt)
