"""Card numbers are found however they are written; what only looks like one stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcripts.redact import CARD_MARK, cards, luhn

# Numbers that the card networks publish for tests.
VISA = "4111111111111111"
MASTERCARD = "5555555555554444"
AMEX = "378282246310005"
DINERS = "30569309025904"
DISCOVER = "6011111111111117"
SHORT_VISA = "4222222222222"
LONG = "6759649826438453003"


@pytest.mark.parametrize("number", [VISA, MASTERCARD, AMEX, DINERS, DISCOVER, SHORT_VISA, LONG])
def test_every_length_of_card_is_taken_out(number: str) -> None:
    assert cards(f"it is {number}, ok?") == f"it is {CARD_MARK}, ok?"


@pytest.mark.parametrize(
    "written",
    [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "4111\u00a01111\u00a01111\u00a01111",
        "4111\u202f1111\u202f1111\u202f1111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "41111111-11111111",
        "3782 822463 10005",
        "3056 930902 5904",
        "6759 6498 2643 8453 003",
    ],
)
def test_every_way_of_writing_a_card_is_found(written: str) -> None:
    assert cards(written) == CARD_MARK
    assert cards(f"({written})") == f"({CARD_MARK})"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("4111 1111 1111 1111 12/27", f"{CARD_MARK} 12/27"),
        ("4111 1111 1111 1111 123", f"{CARD_MARK} 123"),
        ("4111 1111 1111 1111 12 27 123", f"{CARD_MARK} 12 27 123"),
        ("4111111111111111 1227 123", f"{CARD_MARK} 1227 123"),
        ("4111111111111111-123", f"{CARD_MARK}-123"),
        ("no 7 4111 1111 1111 1111", f"no 7 {CARD_MARK}"),
        ("3782 822463 10005 1227", f"{CARD_MARK} 1227"),
        (f"{VISA} {MASTERCARD}", f"{CARD_MARK} {CARD_MARK}"),
        (f"{VISA}\n{AMEX}", f"{CARD_MARK}\n{CARD_MARK}"),
        ("4111 1111 1111 1111 5555 5555 5555 4444", f"{CARD_MARK} {CARD_MARK}"),
    ],
)
def test_a_card_is_found_beside_other_numbers(text: str, left: str) -> None:
    assert cards(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",  # the check digit is wrong
        "411111111111",  # twelve digits
        "0000 0000 0000 0000",
        "4111  1111  1111  1111",  # two spaces each
        "call 204 555 0100 or 204 555 0101",
        "born 1990-04-12, in 2 weeks it is 2026-05-01",
        "+1 204 555 0100",
        "room 4111, bed 11, floor 1",
        "",
    ],
)
def test_what_is_no_card_stays(text: str) -> None:
    assert cards(text) == text


def test_words_around_a_card_are_left_as_they_were() -> None:
    text = "  J'ai donné 4111 1111 1111 1111 à quelqu'un…\nEst-ce grave ?  "
    assert cards(text) == f"  J'ai donné {CARD_MARK} à quelqu'un…\nEst-ce grave ?  "


@pytest.mark.parametrize(
    ("digits", "checks"),
    [("0", True), ("18", True), ("19", False), ("79927398713", True), ("79927398710", False)],
)
def test_the_check_digit(digits: str, checks: bool) -> None:
    assert luhn(digits) == checks


def with_check_digit(body: str) -> str:
    return next(body + last for last in "0123456789" if luhn(body + last))


GROUPED = st.text("0123456789", min_size=15, max_size=15).map(lambda body: "4" + body[1:])


@given(
    body=GROUPED, apart=st.sampled_from(["", " ", "-"]), after=st.sampled_from(["", " 07/28", "."])
)
def test_any_card_in_groups_of_four_is_found(body: str, apart: str, after: str) -> None:
    number = with_check_digit(body)
    written = apart.join(number[place : place + 4] for place in range(0, 16, 4))
    assert cards(written + after) == CARD_MARK + after


@given(st.text(st.characters(exclude_categories=["Nd", "Cs"])))
def test_a_text_without_digits_is_never_changed(text: str) -> None:
    assert cards(text) == text


@given(st.text("0123456789 -.", max_size=60))
def test_taking_out_twice_takes_out_no_more(text: str) -> None:
    once = cards(text)
    assert cards(once) == once
