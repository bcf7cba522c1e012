"""A ledger that overlooks a planted fault is worthless: each kind is planted, and found alone."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.faults.kit.ledger import Attempt, Ledger, Stored, Verdicts, unlike

ADA = "a" * 32


def words(number: int) -> UUID:
    return UUID(int=number)


def faults(verdicts: Verdicts) -> set[str]:
    return {name for name, found in vars(verdicts).items() if isinstance(found, list) and found}


@pytest.fixture
def ledger() -> Ledger:
    """A seeker says 1, 2, 3; Ada answers 4, 5; the acknowledgement of 5 was never seen."""
    made = Ledger()
    for number in (1, 2, 3):
        made.attempted(Attempt(words(number), "seeker", "seeker 1", f"text {number}"))
    for number in (4, 5):
        made.attempted(Attempt(words(number), ADA, "C", f"text {number}"))
    for number, seq in ((1, 2), (2, 5), (3, 6), (4, 7)):
        made.acked(words(number), seq)
    return made


@pytest.fixture
def stored() -> list[Stored]:
    """The same as a faithful database holds it."""
    seeker = [
        Stored("C", seq, "seeker", words(n), f"text {n}") for n, seq in ((1, 2), (2, 5), (3, 6))
    ]
    return [*seeker, *(Stored("C", seq, ADA, words(n), f"text {n}") for n, seq in ((4, 7), (5, 8)))]


def test_what_is_faithful_is_clean_and_an_unseen_ack_is_recovered(
    ledger: Ledger, stored: list[Stored]
) -> None:
    verdicts = ledger.judge(stored)
    assert verdicts.clean()
    assert verdicts.figures() == {
        "attempted": 5,
        "acked": 4,
        "recovered": 1,
        "lost": 0,
        "duplicated": 0,
        "unexpected": 0,
        "reordered": 0,
    }


def test_what_was_attempted_and_never_acknowledged_may_be_missing(
    ledger: Ledger, stored: list[Stored]
) -> None:
    assert ledger.judge(stored[:-1]).clean()


def test_an_attempt_that_was_sent_again_keeps_its_place(
    ledger: Ledger, stored: list[Stored]
) -> None:
    ledger.attempted(Attempt(words(1), "seeker", "seeker 1", "text 1"))
    assert ledger.judge(stored).clean()


def test_a_lost_one_is_found(ledger: Ledger, stored: list[Stored]) -> None:
    verdicts = ledger.judge(stored[1:])
    assert verdicts.lost == [words(1)]
    assert faults(verdicts) == {"lost"}


def test_one_under_another_number_than_was_promised_is_lost(
    ledger: Ledger, stored: list[Stored]
) -> None:
    stored[0] = replace(stored[0], seq=3)
    assert ledger.judge(stored).lost == [words(1)]


def test_one_that_is_stored_twice_under_its_id_is_found(
    ledger: Ledger, stored: list[Stored]
) -> None:
    verdicts = ledger.judge([*stored, replace(stored[-1], seq=9)])
    assert verdicts.duplicated == [words(5)]
    assert faults(verdicts) == {"duplicated"}


def test_one_that_is_stored_twice_under_two_ids_is_found(
    ledger: Ledger, stored: list[Stored]
) -> None:
    twin = replace(stored[-1], seq=9, id=words(99))
    verdicts = ledger.judge([*stored, twin])
    assert verdicts.duplicated == verdicts.unexpected == [words(99)]


def test_one_that_was_promised_two_numbers_is_found(ledger: Ledger, stored: list[Stored]) -> None:
    ledger.acked(words(1), 9)
    assert ledger.judge(stored).duplicated == [words(1)]


@pytest.mark.parametrize(
    "strange",
    [
        Stored("C", 2, "seeker", words(77), "text 1"),
        Stored("C", 2, "seeker", words(1), "text 1 and more"),
        Stored("C", 2, ADA, words(1), "text 1"),
    ],
    ids=["another id", "other words", "another author"],
)
def test_what_nobody_attempted_is_found(
    ledger: Ledger, stored: list[Stored], strange: Stored
) -> None:
    assert ledger.judge([strange, *stored[1:]]).unexpected == [strange.id]


def test_one_in_somebody_elses_conversation_is_found(ledger: Ledger, stored: list[Stored]) -> None:
    stored[2] = replace(stored[2], conversation="D")
    verdicts = ledger.judge(stored)
    assert verdicts.unexpected == [words(3)]
    assert faults(verdicts) == {"unexpected"}


def test_two_that_changed_places_are_found(ledger: Ledger, stored: list[Stored]) -> None:
    stored[1], stored[2] = replace(stored[1], seq=6), replace(stored[2], seq=5)
    verdicts = ledger.judge(stored)
    assert verdicts.reordered == [words(3)]
    assert set(verdicts.lost) == {words(2), words(3)}


def test_the_order_of_two_authors_is_nobodys_mistake(ledger: Ledger, stored: list[Stored]) -> None:
    ledger.attempted(Attempt(words(6), "seeker", "seeker 1", "text 6"))
    assert ledger.judge([*stored, Stored("C", 9, "seeker", words(6), "text 6")]).clean()


def test_screens_that_show_what_is_stored_are_alike(stored: list[Stored]) -> None:
    lines = [(m.seq, m.text) for m in stored]
    assert unlike({"seeker 1": ("C", lines), "Ada": ("C", lines)}, stored) == []


def test_a_screen_that_misses_adds_changes_or_turns_round_is_named(stored: list[Stored]) -> None:
    lines = [(m.seq, m.text) for m in stored]
    screens = {
        "misses": ("C", lines[:-1]),
        "adds": ("C", [*lines, (9, "more")]),
        "changes": ("C", [*lines[:-1], (8, "other")]),
        "turns": ("C", lines[::-1]),
        "empty": ("C", []),
    }
    assert unlike(screens, stored) == [
        "misses: missing [8], extra [], other []",
        "adds: missing [], extra [9], other []",
        "changes: missing [], extra [], other [8]",
        "turns: missing [], extra [], other [], not in order",
        "empty: missing [2, 5, 6, 7, 8], extra [], other []",
    ]
