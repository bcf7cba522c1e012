"""What is said where a law has a copy kept: a date, no promise that it breaks, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from helpline import reading
from routing import lawwords
from routing.events import NOTHING, Held, beside, milliseconds
from routing.texting.words import DEFAULTS, words_of

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
MOMENTS = st.integers(-200_000, 200_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
LOCALES = ("en", "fr")
# What our other sentences promise, and what would frighten.
NEVER = ("no one can", "nobody can", "personne ne", "police", "court", "tribunal", "crim", "wrong")


@pytest.mark.parametrize("locale", LOCALES)
def test_it_says_till_when_and_promises_nothing_that_is_broken(locale: str) -> None:
    for said in (lawwords.SAID[locale], lawwords.HUSHED[locale], DEFAULTS[locale]["held"]):
        assert [each for each in NEVER if each in said.lower()] == []
    assert lawwords.SAID[locale].count("{when}") == 1
    assert "2027-02-25" in words_of("held", locale, until="2027-02-25")


def test_it_is_easy_to_read() -> None:
    for texts in (lawwords.SAID, lawwords.HUSHED):
        said = {each: words.format(when="") for each, words in texts.items()}
        assert reading.english_grade([said["en"]]) < 6
        assert reading.french_ease([said["fr"]]) > 80


@given(st.none() | MOMENTS, st.none() | MOMENTS)
def test_it_is_told_where_it_makes_a_difference_and_only_there(
    held_until: datetime | None, erase_at: datetime | None
) -> None:
    told = beside("closed", True, None, "", Held(held_until, held_until), erase_at)
    longer = held_until is not None and (erase_at is None or erase_at < held_until)
    assert told.law == (milliseconds(held_until) if held_until and longer else 0)
    assert told.hushed == 0
    if held_until is None:
        assert told is NOTHING


@given(MOMENTS, st.none() | MOMENTS)
def test_where_an_order_bids_silence_no_date_is_told_and_no_promise_made(
    held_until: datetime, erase_at: datetime | None
) -> None:
    told = beside("closed", True, None, "", Held(held_until), erase_at)
    assert told.law == 0
    longer = erase_at is None or erase_at < held_until
    assert told.hushed == (milliseconds(held_until) if longer else 0)
    frame = lawwords.law(told.law, told.hushed, milliseconds(held_until) - 1)
    if longer:
        assert frame
        assert (frame.until, frame.said) == (0, lawwords.HUSHED)
    assert lawwords.law(told.law, told.hushed, milliseconds(held_until)) is UNSET


def test_when_its_time_is_over_nothing_is_said_of_it() -> None:
    assert lawwords.law(5, 0, 5) is UNSET
    assert lawwords.law(0, 5, 5) is UNSET
    assert lawwords.law(0, 0, 5) is UNSET
    found = lawwords.law(6, 9, 5)
    assert (found.until, set(found.said)) == (6, set(LOCALES)) if found else False
