"""A whole conversation: marks that are stable in it alone, a memory that ends with it, doubt."""

from typing import Any

import pytest

from transcripts.redact.allowed import Allowed
from transcripts.redact.whole import Written, redacted

SEEKER, STAFF = "seeker", "0f0f"


def words(*said: tuple[str, str], **more: Any) -> list[str]:
    return redacted([Written(*one) for one in said], **more).texts


def test_one_person_has_one_number_and_another_the_next() -> None:
    assert words(
        (STAFF, "Hi, what's your name?"),
        (SEEKER, "Oluchi"),
        (SEEKER, "my brother Tendai Moyo took my phone"),
        (STAFF, "Is Tendai there now, oluchi?"),
    ) == [
        "Hi, what's your name?",
        "[PERSON 1]",
        "my brother [PERSON 2] took my phone",
        "Is [PERSON 2] there now, [PERSON 1]?",
    ]


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert words((SEEKER, "(204) 555-0147 or 2045550147, not 204 555 0148")) == [
        "[PHONE 1] or [PHONE 1], not [PHONE 2]"
    ]


def test_marks_start_anew_with_each_conversation() -> None:
    assert words((SEEKER, "i am Oluchi")) == words((SEEKER, "i am Tendai")) == ["i am [PERSON 1]"]


def test_what_is_found_late_is_hidden_early() -> None:
    assert words(
        (SEEKER, "wednesday took my phone"), (SEEKER, "wednesday is my sister"), (STAFF, "ok")
    )[0].endswith("took my phone")
    early, late = words((SEEKER, "zubenia took my phone"), (SEEKER, "my sister is named Zubenia"))
    assert early == "[PERSON 1] took my phone"
    assert late == "my sister is named [PERSON 1]"


def test_a_word_that_is_a_name_here_is_a_word_again_there() -> None:
    assert words(
        (SEEKER, "his name is mark"),
        (SEEKER, "mark has a knife"),
        (SEEKER, "he left a mark on my arm"),
    ) == ["his name is [PERSON 1]", "[PERSON 1] has a knife", "he left a mark on my arm"]


def test_a_number_in_two_messages_is_hidden_in_both() -> None:
    assert words((SEEKER, "204 555"), (STAFF, "yes?"), (SEEKER, "0147 ok?")) == [
        "[PHONE 1]",
        "yes?",
        "[PHONE 2] ok?",
    ]


@pytest.mark.parametrize(
    ("known", "said", "left"),
    [
        ("+1 204 555 0147", "it ends in 0147", "it ends in [PHONE 1]"),
        ("Zubenia", "zubenia said so", "[PERSON 1] said so"),
        ("Hope", "i hope so, hope said", "i hope so, [PERSON 1] said"),
        ("GHX 8842", "the ghx8842 again", "the [KNOWN 1] again"),
    ],
)
def test_what_the_house_knows_is_hidden(known: str, said: str, left: str) -> None:
    assert words((SEEKER, said), known=[known]) == [left]


def test_what_the_house_publishes_stays_unless_it_is_somebody_s_room() -> None:
    allowed = Allowed.of({"numbers": ["211"], "organisations": ["Maple House"]})
    assert words(
        (SEEKER, "211 sent me to Maple House"), (SEEKER, "im in room 211"), allowed=allowed
    ) == ["211 sent me to Maple House", "im in room [ROOM 1]"]


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("i am scared", False),
        ("at 10:45 on 2026-01-05 i paid $1200", False),
        ("the code is 90210", True),
        ("we went to Xylphoria", True),
        ("my name is Zubenia", False),
    ],
)
def test_doubt_is_shown(said: str, doubt: bool) -> None:
    assert redacted([Written(SEEKER, said)]).doubts == [doubt]
