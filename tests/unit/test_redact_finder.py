"""A name model may add names to those of the rules; what it answers is held against the text."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from transcripts.redact.allowed import Allowed
from transcripts.redact.engine import Said, over
from transcripts.redact.finder import BadFinder, Finder
from transcripts.redact.spans import BadSpan, Span
from transcripts.redact.whole import Written, redacted
from transcripts.redacted import plugged, rampart


class Listed:
    """A finder that knows a few words, wherever they stand."""

    def __init__(self, *words: str, label: str = "PERSON") -> None:
        self.words, self.label = words, label

    def find(self, text: str, lang: str) -> Iterable[Span]:
        for word in self.words:
            start = text.find(word)
            if start >= 0:
                yield Span(start, start + len(word), self.label)


class Fixed:
    def __init__(self, start: int, end: int, label: str = "PERSON") -> None:
        self.span = Span(start, end, label)

    def find(self, text: str, lang: str) -> list[Span]:
        return [self.span]


def hidden(text: str, finder: Finder | None, **more: Any) -> list[str]:
    (found,) = over([Said(text)], finder=finder, **more)
    return [text[span.start : span.end] for span in found.spans]


def test_without_one_the_rules_stand_alone() -> None:
    assert plugged.finder() is None
    assert hidden("near xylu then", None) == []


def test_a_name_that_no_rule_knows_is_added() -> None:
    assert hidden("near xylu then", Listed("xylu")) == ["xylu"]
    assert hidden("É: near E\u0301xylu then", Listed("E\u0301xylu")) == ["E\u0301xylu"]


def test_a_plain_word_is_not_believed_to_be_a_name() -> None:
    assert hidden("near xylu then in Toronto", Listed("near xylu then", "Toronto")) == ["xylu"]


def test_what_the_rules_leave_of_an_address_is_taken() -> None:
    text = "come to 7 Zelkova, apt 9, quick"
    assert hidden(text, None) == ["Zelkova", "9"]
    assert hidden(text, Listed("7 Zelkova, apt 9", label="ADDRESS")) == ["7", "Zelkova", "9"]


@pytest.mark.parametrize("said", ["grey hoodie, 50ish", "buses 24 and 19"])
def test_a_number_without_a_name_is_no_address(said: str) -> None:
    assert hidden(said, Listed("50ish", "24", label="ADDRESS")) == []


def test_a_name_in_quotes_or_at_the_beginning_is_believed() -> None:
    assert hidden("Blossom does nails there", Listed("Blossom")) == ["Blossom"]
    assert hidden("blossom on the trees", Listed("blossom")) == []


@pytest.mark.parametrize(
    "said",
    [
        "Xylum House has two beds",
        "Xylum is full they said",
        "ok jvous parle",
        "la maison Xylum est loin",
        "In Red Deer there was nobody",
    ],
)
def test_a_house_a_town_or_a_contraction_is_not_believed(said: str) -> None:
    assert hidden(said, Listed("Xylum", "jvous", "Red Deer")) == []


def test_what_the_house_publishes_stays() -> None:
    allowed = Allowed.of({"organisations": ["Xylu House"]})
    assert hidden("go to Xylu House", Listed("Xylu"), allowed=allowed) == []


def test_an_organisation_with_the_name_of_a_person_stays() -> None:
    allowed = Allowed.of({"organisations": ["Xylu"]})
    assert hidden("is Xylu open today", Listed("Xylu"), allowed=allowed) == []


def test_a_capital_says_nothing_at_the_beginning_of_a_sentence() -> None:
    model = Listed("Hope")
    assert hidden("Hope is all i have", model) == []
    assert hidden("It was long. Hope is all i have", model) == []
    assert hidden("It was long, then Hope left", model) == ["Hope"]


def test_who_begins_small_has_chosen_every_capital() -> None:
    assert hidden("it was long. Gravel came", Listed("Gravel")) == ["Gravel"]
    assert hidden("it was long. GRAVEL came", Listed("MEADOW")) == []


def test_a_plain_word_that_tells_somebody_is_believed() -> None:
    assert hidden("Gravel told me so", Listed("Gravel")) == ["Gravel"]
    assert hidden("Gravel told so", Listed("Gravel")) == []


def test_the_better_part_of_a_word_is_the_whole_of_it() -> None:
    assert hidden("near xyluvu then", Listed("yluvu")) == ["xyluvu"]
    assert hidden("near xyluvu then", Listed("vu")) == []


def test_an_address_has_a_number_and_a_name_behind_it() -> None:
    assert hidden("go to 12 xylu fold", Listed("12 xylu fold", label="ADDRESS")) == ["12 xylu fold"]
    assert hidden("so i pay 12 bits", Listed("12 bits", label="ADDRESS")) == []
    assert hidden("in Xylu 12", Listed("Xylu 12", label="ADDRESS")) == []
    for said in ("19 in 2 xylu", "46 quid fae xylu", "115 ouvre les xylu"):
        assert hidden(said, Listed(said, label="ADDRESS")) == []


def test_where_somebody_is_from_is_no_name() -> None:
    model = Listed("Xylu", "denis", "anybodys")
    for said in ("it is cold in Xylu", "je viens de Xylu", "pis st denis", "he is not anybodys"):
        assert hidden(said, model) == []
    assert hidden("it is cold, Xylu", model) == ["Xylu"]


def test_a_number_is_believed_unless_it_is_a_file_s() -> None:
    model = Listed("77X14829", label="ID")
    assert hidden("and then 77X14829", model) == ["77X14829"]
    assert hidden("file no 77X14829", model) == []
    assert hidden("they came (dossier 77X14829)", model) == []
    assert hidden("gave me occurrence 77X14829", model) == []
    assert hidden("and then 77X1", Listed("77X1", label="ID")) == []


def test_what_it_finds_once_is_hidden_everywhere() -> None:
    written = [Written("seeker", "xylu came"), Written("seeker", "i hate xylu")]

    class Once:
        def find(self, text: str, lang: str) -> list[Span]:
            return [Span(0, 4, "PERSON")] if text.startswith("xylu") else []

    assert redacted(written, finder=Once()).texts == ["[PERSON 1] came", "i hate [PERSON 1]"]


@pytest.mark.parametrize("finder", [Fixed(0, 99), Fixed(-1, 2), Fixed(3, 3)])
def test_what_is_no_part_of_the_text_is_refused(finder: Finder) -> None:
    with pytest.raises(BadSpan, match="is no part of a text of 14 characters"):
        hidden("near xylu then", finder)


def test_a_class_of_its_own_is_refused() -> None:
    with pytest.raises(BadFinder):
        hidden("near xylu then", Listed("xylu", label="THING"))


def test_it_is_loaded_by_its_name(settings: Any) -> None:
    settings.NAME_FINDER = "tests.unit.test_redact_finder:Listed"
    assert plugged.finder() is plugged.finder() is not None
    for wrong in ("nothing.there:X", "tests.unit.test_redact_finder:None_", "json", "json:dumps"):
        settings.NAME_FINDER = wrong
        with pytest.raises(ImproperlyConfigured, match="cannot be loaded"):
            plugged.finder()


def test_rampart_says_when_its_package_is_not_installed(settings: Any) -> None:
    settings.NAME_FINDER = "transcripts.redacted.rampart:Rampart"
    with pytest.raises(ImproperlyConfigured, match="ModuleNotFoundError"):
        plugged.finder()


def test_rampart_s_parts_of_words_are_made_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(text: str) -> list[SimpleNamespace]:
        parts = [(5, 7, "GIVEN_NAME"), (7, 9, "SURNAME"), (15, 20, "CITY"), (22, 24, "ZIP_CODE")]
        parts += [(22, 24, "BUILDING_NUMBER"), (25, 30, "STREET_NAME"), (31, 33, "PASSPORT")]
        return [SimpleNamespace(start=a, end=b, type=kind) for a, b, kind in parts]

    model = SimpleNamespace(create_model_runner=lambda: run)
    monkeypatch.setattr(rampart, "import_module", lambda _name: model)
    found = rampart.Rampart()
    whole = [Span(5, 9, "PERSON"), Span(22, 30, "ADDRESS"), Span(31, 33, "ID")]
    assert found.find("near xylu then, Xanad, 12 Xylu7 77", "en") == whole
    assert found.find(" ", "en") == []
