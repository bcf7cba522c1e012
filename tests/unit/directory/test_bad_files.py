"""Whatever somebody sends: nothing is taken of it, and it says what is wrong and where."""

import io
import json
import tracemalloc
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.exchange import packages
from referrals.exchange.decoding import LARGEST
from referrals.exchange.inbox import read
from referrals.exchange.words import WORDS, sentence
from tests.unit.directory.files import ABOUT, form, packed, services, sheet, taken, told

GOOD = {"name_en": "A bed", "name_fr": "Un lit d’été", "organisation_en": "Open door"}


def wrong(data: bytes) -> list[tuple[str, int, str]]:
    """What keeps it out; it must say something, in words."""
    _directory, report = read(data, ABOUT)
    assert report.graves
    assert all(sentence(each.code) != each.code for each in report.problems)
    return told(report)


def test_row_57_of_100_keeps_all_out_and_is_named() -> None:
    rows: list[dict[str, Any]] = [{**GOOD, "id_here": n, "minimum_age": 18} for n in range(100)]
    rows[55]["minimum_age"] = "eighteen"
    # The columns are the first row.
    assert wrong(form(*rows)) == [("number", 57, "minimum_age")]


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"name_en": "", "name_fr": ""}, "no_name", "name_en"),
        ({"status": "sometimes"}, "no_such_word", "status"),
        ({"id": "perhaps"}, "no_such_word", "id"),
        ({"categories": "housing; castles"}, "no_such_term", "categories"),
        ({"days": "Someday"}, "weekday", "days"),
        ({"days": "MO", "opens": "25:00"}, "clock", "opens"),
        ({"verified": "lately"}, "date", "verified"),
        ({"phone": "ask"}, "phone", "phone"),
        ({"email": "nobody"}, "mail", "email"),
        ({"cost": "cheap"}, "no_such_word", "cost"),
        ({"url": "javascript:alert(1)"}, "link_scheme", "url"),
        ({"url": "data:text/html,x"}, "link_scheme", "url"),
        ({"url": "https://me:pw@example.org/"}, "link_user", "url"),
        ({"url": "https://\u0435xample.org/"}, "link_alike", "url"),
        ({"minimum_age": "40", "maximum_age": "20"}, "ages", "minimum_age"),
        ({"days": "MO", "zone": "Winnipeg", "opens": "09:00"}, "schedule_zone", "schedules"),
        ({"colour": "blue"}, "no_such_column", "colour"),
    ],
)
def test_each_cell_that_cannot_be_meant_is_named(
    change: dict[str, str], code: str, column: str
) -> None:
    found = wrong(form({**GOOD, **change}))
    assert (code, column) in [(c, name) for c, _line, name in found]


def test_one_id_for_two_is_refused_and_the_same_row_twice_is_taken_once() -> None:
    two = [{**GOOD, "id_here": "1"}, {**GOOD, "id_here": "1", "name_en": "Other"}]
    assert wrong(form(*two)) == [("id_twice", 3, "id_here")]
    names = ["id", "organization_id", "name"]
    same = sheet(names, [["1", "", "Bed"], ["1", "", "Bed"]])
    assert list(taken(packed({"service.csv": same}))) == ["Bed"]
    other = sheet(names, [["1", "", "Bed"], ["1", "", "Meal"]])
    assert wrong(packed({"service.csv": other})) == [("id_twice", 3, "id")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_each_way_of_writing_letters_is_read(encoding: str) -> None:
    (made,) = taken(form(GOOD).decode().encode(encoding)).values()
    assert made.name == {"en": "A bed", "fr": "Un lit d’été"}


def test_old_letters_are_read_and_it_is_said_so() -> None:
    directory, report = read(form(GOOD).decode().encode("cp1252"), ABOUT)
    assert services(directory)["A bed"].name["fr"] == "Un lit d’été"
    assert [each.code for each in report.problems] == ["old_letters"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"MZ\x90\x00\x03", "no_text"),
        (b"\x7fELF\x02\x01", "no_text"),
        (b"#!/bin/sh\nrm", "no_text"),
        (b"%PDF-1.7", "no_text"),
        (b"\xff\xfea", "broken_letters"),
        (b"name_en,organisation_en\nA\x00B,C", "nul"),
        (b'name_en,organisation_en\n"A bed,C\n', "open_quote"),
        (b'name_en,organisation_en\n"A" bed,C\n', "quotes"),
        (b"name_en,organisation_en\nA,B,C\n", "too_many_cells"),
        (b"name_en,name_en,organisation_en\nA,B,C\n", "column_twice"),
        (b"name_en,organisation_en\n", "nothing_in_it"),
        (b"colour,size\nblue,3\n", "no_known_kind"),
        (b"{", "no_json"),
        (b"[" * 100_000, "no_json"),
        (b"[]", "nothing_in_it"),
        (b'"words"', "nothing_in_it"),
        (b"PK\x03\x04 no package", "package"),
        (packed({"notes.txt": "hello"}), "no_known_kind"),
        (packed({"service.csv": b"MZ\x90\x00"}), "no_text"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    assert code in [each for each, _line, _column in wrong(data)]


def test_a_cell_of_five_megabytes_and_a_file_of_fifty_are_refused() -> None:
    long = form({**GOOD, "description_en": "x" * 5_000_000})
    assert wrong(long) == [("cell_too_long", 2, "")]
    assert wrong(b"x" * (LARGEST + 1)) == [("too_large", 0, "")]
    assert LARGEST < 50_000_000


def test_a_quote_that_never_closes_is_named_by_the_line_on_which_it_opens() -> None:
    lines = form(*({**GOOD, "id_here": n} for n in range(50))).decode().splitlines()
    lines[20] = lines[20].replace("A bed", '"A bed')
    assert wrong("\n".join(lines).encode())[0] == ("open_quote", 21, "")


def test_a_package_made_to_burst_is_left_before_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1_000_000)
    assert wrong(packed({"service.csv": b" " * 5_000_000})) == [("bursts", 0, "")]
    many = {f"{n}.csv": "id\n1\n" for n in range(packages.MOST_FILES + 1)}
    assert wrong(packed(many)) == [("too_many_files", 0, "")]


def test_a_real_bomb_is_left_within_the_room_that_it_may_have() -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
        package.open("service.csv", "w", force_zip64=True) as file,
    ):
        for _ in range(400):
            file.write(b"\0" * 1_000_000)
    assert len(made.getvalue()) < 1_000_000
    tracemalloc.start()
    assert wrong(made.getvalue()) == [("bursts", 0, "")]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * packages.LARGEST_UNPACKED


def test_a_package_that_is_cut_off_does_no_harm() -> None:
    whole = packed({"service.csv": sheet(["id", "organization_id", "name"], [["1", "", "Bed"]])})
    assert wrong(whole[: len(whole) // 2]) == [("package", 0, "")]


@pytest.mark.parametrize("said", [1, 2**32 - 2])
def test_a_package_that_lies_about_its_size_is_counted_as_it_comes_out(
    monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 1_000_000)
    whole = packed({"service.csv": b"id,organization_id,name\n" + b" " * 5_000_000})
    true, lie = (5_000_024).to_bytes(4, "little"), said.to_bytes(4, "little")
    assert whole.count(true) == 2
    (code, _line, _column), *_rest = wrong(whole.replace(true, lie))
    assert code in ("bursts", "package", "nothing_in_it", "no_known_kind")


@pytest.mark.parametrize(
    "carried",
    [
        {"name": 3},
        {"facts": [{"name": "id", "answer": "perhaps"}]},
        {"facts": [{"name": "shoe size", "answer": "yes"}]},
        {"links": [{"url": "javascript:alert(1)"}]},
        {"schedules": [{"freq": "WEEKLY", "byday": ["XX"]}]},
        {"description": {"en": "x" * 30_000}},
        {"eligibility": {"minimum_age": -5}},
        "{",
    ],
)
def test_our_own_fields_pass_the_same_gate(carried: Any) -> None:
    node = {"id": "1", "name": "Bed", "status": "active", "x_helpline": carried}
    assert wrong(json.dumps([node]).encode())


def test_every_problem_has_its_sentence() -> None:
    assert all(str(words).endswith((".", "?")) for words in WORDS.values())


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_bring_it_down(data: bytes) -> None:
    read(data, ABOUT)
    read(b"id,organization_id,name\n" + data, ABOUT)


FIELDS = (
    "id name status organization phones number schedules freq byday x_helpline attributes"
    " taxonomy_term service_at_locations location"
).split()
nodes = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=80)
@given(nodes)
def test_no_json_whatever_brings_it_down(node: Any) -> None:
    read(json.dumps([node, {"name": "x", "status": "active", "phones": node}]).encode(), ABOUT)
