"""Ways of writing that somebody met and no rule knew: each is hidden, and what is like it stays."""

import pytest

from transcripts.redact.engine import Said, find, over


def hidden(text: str, region: str = "CA") -> list[str]:
    return [text[span.start : span.end] for span in find(Said(text, region=region))]


@pytest.mark.parametrize(
    ("region", "text", "goes"),
    [
        ("CA", "rural route, RR 3 Site 9 Comp 41, out by the mill", ["RR 3 Site 9 Comp 41"]),
        ("CA", "route rurale 2 boite 118", ["route rurale 2 boite 118"]),
        ("UK", "flat 7 Ambleside House near the park", ["7 Ambleside House"]),
        ("UK", "sort code 20-11-53 thats all", ["20-11-53"]),
        ("UK", "grey corsa yk12 wvb outside", ["yk12 wvb"]),
        ("UK", "mob o7700 900 146", ["o7700 900 146"]),
        ("UK", "+44 7700 900 655 my number", ["+44 7700 900 655"]),
        ("UK", "BRP RX7654321 ran out", ["RX7654321"]),
        ("CA", "the last four of my cell are 0126", ["0126"]),
        ("CA", "plate starts with BVK and then 71", ["BVK", "71"]),
        ("CA", "plaque commence par FGR", ["FGR"]),
        ("US", "im 11/23/04 so 22", ["11/23/04"]),
        ("CA", "its R.K. from before", ["R.K"]),
        ("CA", "he goes by rusty on the block", ["rusty"]),
        ("CA", "super8 214", ["super8 214"]),
        ("CA", "travel lodge room 12", ["travel lodge room 12"]),
    ],
)
def test_it_is_hidden(region: str, text: str, goes: list[str]) -> None:
    assert hidden(text, region) == goes


@pytest.mark.parametrize(
    "text",
    [
        "i get my r and r at 2",
        "what sort of code is that, 204000",
        "its 9 a.m. already",
        "im from B.C. and went to the U.S. once",
        "my plates start to rattle when he shouts",
        "my passport ends on 10/31/2031",
        "im 22 and its 11 now",
        "oh no, o well, 20 min",
        "he starts with small things and ends in rage",
    ],
)
def test_what_is_like_it_stays(text: str) -> None:
    assert hidden(text) == []


def test_what_the_last_message_tells_is_hidden_in_the_first_and_nothing_else_is() -> None:
    said = ["saw xoruk there", "nothing was there", "my name is xoruk"]
    found = over([Said(text, side="seeker") for text in said])
    gone = [
        [text[s.start : s.end] for s in one.spans] for text, one in zip(said, found, strict=True)
    ]
    assert gone == [["xoruk"], [], ["xoruk"]]


def test_a_number_told_late_is_hidden_wherever_it_stood_in_parts() -> None:
    said = ["code was 60 45 55 01 98 i think", "so", "my number is 604-555-0198"]
    found = over([Said(text, side="seeker") for text in said])
    assert [len(one.spans) for one in found] == [1, 0, 1]
