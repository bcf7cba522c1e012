"""A number for coming back looks like any telephone number, and is read however it is typed."""

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st

from routing.phonelike import CANADA, EXCHANGES, UNITED_STATES, new_number, read, written

NUMBERS = st.builds(new_number, st.sampled_from(["CA", "US", "GB"]))
BETWEEN = st.sampled_from(
    ["", " ", "-", ".", " - ", "\u00a0", "\u2011", "\u2013", "(", ") ", "/", "\u202c", "\t"]
)
BEFORE = st.sampled_from(["", "+1", "+1 ", "1-", "1 ", "(+1) ", "\u202a+1 ", "  "])
DIGITS = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩"])


@given(NUMBERS)
def test_a_number_keeps_to_the_plan(number: str) -> None:
    area, exchange = number[:3], number[3:6]
    assert number.isascii()
    assert number.isdigit()
    assert len(number) == 10
    assert area in {*CANADA, *UNITED_STATES}
    assert 200 <= int(exchange) <= 999
    assert exchange[1:] != "11"
    assert exchange != "555"
    assert phonenumbers.is_possible_number(phonenumbers.parse(number, "CA"))


def test_area_codes_are_those_that_are_used() -> None:
    for country, codes in (("CA", CANADA), ("US", UNITED_STATES)):
        assert len(codes) == len(set(codes))
        for code in codes:
            found = phonenumbers.parse(f"{code}2345678", country)
            assert phonenumbers.region_code_for_number(found) == country, code


def test_there_are_enough_to_find_none_by_trying() -> None:
    assert len(CANADA) * len(EXCHANGES) * 10_000 > 300_000_000
    assert len({new_number("CA") for _ in range(500)}) == 500


@given(NUMBERS, BEFORE, st.lists(BETWEEN, min_size=10, max_size=10), DIGITS)
def test_it_is_read_however_it_is_typed(
    number: str, before: str, between: list[str], digits: str
) -> None:
    typed = before + "".join(sign + gap for sign, gap in zip(number, between, strict=True))
    assert read(typed.translate(str.maketrans("0123456789", digits))) == number
    assert read(written(number)) == number


@given(st.text(max_size=24))
def test_whatever_is_typed_is_a_number_or_nothing(typed: str) -> None:
    found = read(typed)
    assert found == "" or (found.isascii() and found.isdigit() and len(found) == 10)


def test_what_is_no_such_number_is_nothing() -> None:
    for typed in (
        "",
        "204 555 012",
        "204 555 01234",
        "+2 204 555 0123",
        "204-CALL-NOW",
        "x2045550123",
    ):
        assert read(typed) == ""
