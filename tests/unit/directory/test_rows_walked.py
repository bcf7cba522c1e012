"""No row of what organisations asked is left out: each is walked, proved elsewhere, or no place."""

import ast
from pathlib import Path

import pytest

from tests.unit.directory.test_rows import ROWS

ROOT = Path(__file__).parents[3]
ALL = {
    f"{document}{n}"
    for document, last in (("T", 19), ("X", 16), ("L", 27), ("W", 30), ("K", 33))
    for n in range(1, last + 1)
}
# Rows of the directory that say more than one service can, and the test that walks each.
ELSEWHERE = {
    "T1": "unit/directory/test_storing.py::"
    "test_counts_are_those_of_active_services_each_counted_once",
    "T2": "unit/directory/test_first_terms.py::test_the_three_related_ones_lead_to_one_another",
    "T7": "e2e/test_referring.py::test_the_right_place_in_french_by_text",
    "T18": "unit/directory/test_licensed.py::test_no_export_has_any_of_them",
    "L9": "unit/test_help_pages.py::test_the_first_page_counts_only_what_is_open_to_all",
    "L21": "unit/test_referred.py::test_each_turn_leads_on_or_is_refused",
    "W14": "unit/directory/test_first_directory.py::"
    "test_the_winnipeg_programme_has_its_four_phases_and_its_contact_block",
    "W19": "unit/directory/test_importing.py::"
    "test_nothing_secret_licensed_or_for_the_staff_goes_out",
    "W23": "unit/office/test_parts.py::test_a_row_that_nobody_touches_stays_as_it_is",
    "K6": "unit/directory/test_first_directory.py::"
    "test_it_goes_out_and_comes_back_without_what_is_for_the_staff",
    "K13": "unit/test_help_pages.py::test_words_places_and_hours_find_with_slips_of_the_finger",
}
# What is asked there is nothing that a directory holds: talks, people, words, figures.
NO_PLACE = {
    "the talk": "T3 T4 T5 T6 T8 L3 L7 L8 L24 L25 K11",
    "who answers, and after it": "X3 X4 X6 X8 X9 X10 L18 L22 L26 L27 W20 W26 K5 K7 K9 K26 K31",
    "what is noted and counted": "X1 L12 L19 L20 L23",
    "the house's own words": "T19 K2",
}


def test_no_row_is_left_out_or_stands_twice() -> None:
    walked = {name.partition(" ")[0] for name in ROWS}
    beside = [name for names in NO_PLACE.values() for name in names.split()]
    everything = [*walked, *ELSEWHERE, *beside]
    assert sorted(everything) == sorted(ALL)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_what_is_proved_elsewhere_is_a_test_that_is_there(name: str) -> None:
    file, _, test = ELSEWHERE[name].partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    assert test in {node.name for node in tree.body if isinstance(node, kinds)}
