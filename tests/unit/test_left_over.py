"""What redaction has left is found again in what it made, and its marks are no words of it."""

import pytest

from transcripts.redact.whole import Written, left_over, redacted


def places(text: str) -> list[str]:
    (found,) = left_over([Written("seeker", text)])
    return [text[span.start : span.end] for span in found]


def test_digits_without_a_reason_and_strange_words_are_pointed_at() -> None:
    assert places("the code is 90210 and we met Grublok there") == ["90210", "Grublok"]


@pytest.mark.parametrize(
    "text",
    [
        "[PERSON 1] lives at [ADDRESS 12], write to [EMAIL 1]",
        "I told [MASKED] about [ID 1] and [CARD]",
        "[ERASED]",
        "",
        "ok thank you",
    ],
)
def test_marks_are_nothing_to_look_at(text: str) -> None:
    assert places(text) == []


def test_what_was_doubtful_when_redacted_is_what_is_pointed_at() -> None:
    written = [Written("seeker", "I am Wren"), Written("seeker", "the code is 90210")]
    done = redacted(written)
    left = left_over([Written("seeker", text) for text in done.texts])
    assert [bool(each) for each in left] == done.doubts == [False, True]
